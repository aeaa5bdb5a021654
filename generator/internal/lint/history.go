package lint

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/record"
)

// Past is what an archive had published.
type Past struct {
	Incidents     map[string]Days // by id
	Services      []string        // ids
	Organisations []string
	Files         []string // of the site; nil when they are not known
}

// Days are when an incident was published and last changed.
type Days struct{ Published, Modified record.Date }

// History finds what an archive published before and does not keep: ids,
// addresses and days. Files are those of the site to come, and whether each is a
// page that only leads on.
func History(a *archive.Archive, past *Past, files map[string]bool) diagnostic.List {
	var findings diagnostic.List
	add := func(file, rule, format string, args ...any) {
		r, _ := Lookup(rule)
		findings = append(findings, diagnostic.Finding{File: file, Rule: r.Name, Severity: r.Severity, Message: fmt.Sprintf(format, args...)})
	}
	at := func(i *archive.Incident, field, rule, format string, args ...any) {
		r, _ := Lookup(rule)
		findings = append(findings, i.Document().Finding(field, r.Name, r.Severity, fmt.Sprintf(format, args...)))
	}
	aliases := map[string]bool{}
	for _, i := range a.Incidents {
		for _, alias := range i.Aliases {
			aliases[alias] = true
		}
	}
	gone := map[string]bool{} // pages of records that are gone
	for _, id := range slices.Sorted(maps.Keys(past.Incidents)) {
		days := past.Incidents[id]
		i := a.Incident(id)
		switch {
		case i == nil && aliases[id]:
		case i == nil:
			gone["incidents/"+id+"/"] = true
			add("content/incidents/"+id[:min(len(id), 4)]+"/"+id+".yaml", "record/vanished",
				"incident %q was published and is gone: keep the record and write withdrawn, or name %q among the aliases of the one that replaced it", id, id)
		case i.Published != days.Published:
			at(i, "published", "time/published-changed", "the record was first published on %q, want that day and not %q", days.Published, i.Published)
		case i.Modified < days.Modified:
			at(i, "modified", "time/modified-fell", "%q is before %q, which was published: set modified to the day of the change", i.Modified, days.Modified)
		}
	}
	for _, kind := range []struct {
		folder, name string
		ids          []string
		found        func(id string) bool
	}{
		{"services", "service", past.Services, func(id string) bool { return a.Service(id) != nil }},
		{"organisations", "organisation", past.Organisations, func(id string) bool { return a.Organisation(id) != nil }},
	} {
		for _, id := range slices.Sorted(slices.Values(kind.ids)) {
			if page := kind.folder + "/" + id + "/"; !kind.found(id) && !files[page+"index.html"] {
				gone[page] = true
				add("content/"+kind.folder+"/"+id+".yaml", "record/vanished",
					"%s %q was published and is gone: bring the file back, or lead on from %q in %s, under [params.moved]", kind.name, id, "/"+page, config.Name)
			}
		}
	}
	for _, name := range vanished(past.Files, files, gone) {
		add(config.Name, "page/address-vanished", "the address %q was published and is gone: keep it, or lead on from its page under [params.moved]", name)
	}
	return findings.Sort()
}

// vanished lists the addresses of files that a site had and will not have. Those
// of records that are gone, or of pages that lead on, are told of once.
func vanished(before []string, files map[string]bool, gone map[string]bool) []string {
	was := map[string]bool{}
	for _, name := range before {
		was[name] = true
	}
	var list []string
	for _, name := range before {
		if _, kept := files[name]; kept || passing(name) {
			continue
		}
		page, isPage := pageOf(name), strings.HasSuffix(name, "index.html")
		redirects, exists := files[page+"index.html"]
		switch {
		case gone[page] || redirects:
		case isPage:
			list = append(list, "/"+page)
		case exists || !was[page+"index.html"]:
			list = append(list, "/"+name)
		}
	}
	return list
}

// pageOf gives the page that a file belongs to, if there is one: its folder, which
// ends with a slash; nothing for the home page.
func pageOf(name string) string {
	if rest, ok := strings.CutPrefix(name, "api/v1/"); ok {
		folder, last := path.Split(strings.TrimSuffix(rest, path.Ext(rest)))
		if last == "index" {
			return folder
		}
		return folder + last + "/"
	}
	if rest, ok := strings.CutPrefix(name, "embed/"); ok {
		return "services/" + strings.TrimSuffix(rest, path.Ext(rest)) + "/"
	}
	folder, _ := path.Split(name)
	return strings.TrimSuffix(folder, "record/")
}

// passing tells whether no promise is made about the address of a file: its name
// holds a hash, a day or a number of a list, or it is an image or a packed twin of
// something.
func passing(name string) bool {
	top, _, _ := strings.Cut(name, "/")
	if slices.Contains([]string{"css", "js", "misp", "download"}, top) || strings.HasPrefix(name, "search/index/") || strings.HasPrefix(top, "sitemap") ||
		strings.HasPrefix(top, "_") || strings.HasPrefix(top, ".") || slices.Contains([]string{".gz", ".png", ".ico"}, path.Ext(name)) {
		return true
	}
	return slices.Contains([]string{"404.html", "MANIFEST.json", "README.txt", "offline.css"}, name) ||
		strings.HasSuffix(name, "/record/index.html") || strings.Contains(name, "/page/")
}
