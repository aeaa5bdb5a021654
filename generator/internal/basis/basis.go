// Package basis tells what the files of a site rest on. It gives each a key: a
// hash of all records, and of all else, that the file is made from. As long as
// the key stays the same, so does the file.
//
// A key may take in more than a file shows; it never takes in less. What belongs
// to one record, one service, one list and so on has one key. Files that show the
// whole archive, and those that the package knows nothing of, rest on everything.
package basis

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/export/api"
	"incidentarchive/generator/internal/export/badge"
	"incidentarchive/generator/internal/export/misp"
	"incidentarchive/generator/internal/page"
)

// Basis knows what the files of one site rest on. It is not safe for concurrent
// use.
type Basis struct {
	archive *archive.Archive
	dates   Dates
	common  cache.Key
	whole   cache.Key
	facts   map[*archive.Incident]*facts
	units   map[string]cache.Key         // by what they are about: "services/myguichet"
	groups  map[string][]*archive.Group  // by the folder of their pages
	events  map[string]*archive.Incident // by the file of their MISP event
	former  map[string]*archive.Incident // by the ids that they had before
	months  map[string]int               // by the folder of their page: place in the archive's list
	room    []byte                       // for what goes into a key
}

// facts are keys of what other files show of an incident.
type facts struct{ brief, content cache.Key }

// Dates tells when a record's file was first committed and last changed; nil
// where there is no history.
type Dates func(file string) (first, last string, ok bool)

// New works out the basis of a site. Common is a hash of what all files rest on
// besides the records: the program, settings and layouts. Others is what only
// files that show the whole archive rest on.
func New(a *archive.Archive, dates Dates, common cache.Key, others ...string) *Basis {
	b := &Basis{
		archive: a, dates: dates, common: common, facts: make(map[*archive.Incident]*facts, len(a.Incidents)),
		units: make(map[string]cache.Key, 2*len(a.Incidents)), groups: map[string][]*archive.Group{}, months: map[string]int{},
		events: make(map[string]*archive.Incident, len(a.Incidents)), former: map[string]*archive.Incident{},
	}
	all := make([]facts, len(a.Incidents))
	for n, i := range a.Incidents {
		b.facts[i] = &all[n]
		all[n].brief = b.brief(i)
	}
	for n, i := range a.Incidents {
		all[n].content = b.content(i)
		b.events[misp.Path(i)] = i
		for _, alias := range i.Aliases {
			b.former[alias] = i
		}
	}
	for _, g := range a.Groupings() {
		b.groups[strings.TrimSuffix(g.Path, "/")] = g.Groups
	}
	for n, m := range a.Months {
		b.months[strings.Trim(page.MonthPath(m), "/")] = n
	}
	b.whole = b.everything(others)
	return b
}

// everything is the key of what shows the whole archive.
func (b *Basis) everything(others []string) cache.Key {
	h := b.hash(b.common, "everything", string(b.archive.Date))
	h.texts(others...)
	for _, i := range b.archive.Incidents {
		h.record(i.ID, i.Key)
		h.texts(b.history(i)...)
	}
	for _, s := range b.archive.Services {
		h.record(s.ID, s.Key)
	}
	for _, o := range b.archive.Organisations {
		h.record(o.ID, o.Key)
	}
	for _, p := range b.archive.Pages {
		h.record(p.ID, p.Key)
	}
	return h.key()
}

// history gives what git knows of a record.
func (b *Basis) history(i *archive.Incident) []string {
	if b.dates == nil {
		return nil
	}
	first, last, ok := b.dates(i.File)
	return []string{first, last, strconv.FormatBool(ok)}
}

// Whole is the key of what shows the whole archive: it is the same only where all
// is the same.
func (b *Basis) Whole() cache.Key { return b.whole }

// Content is the key of what an incident says, wherever it is shown: its record and
// those of all that it names.
func (b *Basis) Content(i *archive.Incident) cache.Key { return b.facts[i].content }

// Key gives the key of a file, a slash-separated path below the site's root.
func (b *Basis) Key(name string) cache.Key {
	if unit, ok := feedUnit(name); ok {
		if key, ok := b.feeds(unit); ok {
			return key
		}
		return b.whole
	}
	unit, part := unitOf(name)
	if part == "" {
		if key, ok := b.unit(unit, path.Base(name)); ok {
			return key
		}
		return b.whole
	}
	if key, ok := b.part(unit, part); ok {
		return key
	}
	return b.whole
}

// unitOf tells what a file is about ("services/myguichet"), and for the pages of a
// long list after the first, which page it is ("2").
func unitOf(name string) (unit, part string) {
	if rest, ok := strings.CutPrefix(name, api.Root); ok {
		kind, _, _ := strings.Cut(rest, "/")
		if kind == "incidents" || kind == "services" || kind == "organisations" {
			return strings.TrimSuffix(strings.TrimSuffix(rest, ".gz"), ".json"), ""
		}
		return "", ""
	}
	if strings.HasPrefix(name, misp.Root) || strings.HasPrefix(name, badge.Root) {
		return strings.TrimSuffix(name, path.Ext(name)), ""
	}
	folder := path.Dir(name)
	if at := strings.LastIndex(folder, "/page/"); at > 0 {
		return folder[:at], folder[at+len("/page/"):]
	}
	return strings.TrimSuffix(folder, "/record"), ""
}

// unit gives the key of all that is about one thing; false when there is no such
// thing, or when it rests on everything.
func (b *Basis) unit(name, file string) (cache.Key, bool) {
	kind, id, _ := strings.Cut(name, "/")
	if kind == "misp" {
		if i := b.events[misp.Root+file]; i != nil {
			return b.unit("incidents/"+i.ID, "")
		}
		return cache.Key{}, false
	}
	if key, ok := b.units[name]; ok {
		return key, true
	}
	key, ok := b.made(kind, id)
	if ok {
		b.units[name] = key
	}
	return key, ok
}

// made works out the key of a unit.
func (b *Basis) made(kind, id string) (cache.Key, bool) {
	switch kind {
	case "css", "js":
		return b.hash(b.common, "assets").key(), true
	case "incidents":
		if i := b.archive.Incident(id); i != nil {
			return b.incident(i), true
		}
		if i := b.former[id]; i != nil {
			h := b.hash(b.common, "former", id)
			h.add(b.incident(i))
			return h.key(), true
		}
	case "services":
		if s := b.archive.Service(id); s != nil {
			return b.service(s), true
		}
	case "embed":
		if key, ok := b.unit("services/"+id, ""); ok {
			h := b.hash(b.common, kind, string(b.archive.Date)) // which a card says
			h.add(key)
			return h.key(), true
		}
	case "organisations":
		if o := b.archive.Organisation(id); o != nil {
			return b.organisation(o), true
		}
	}
	if n, ok := b.months[kind+"/"+id]; ok {
		return b.month(n), true
	}
	for _, g := range b.groups[kind] {
		if g.Slug() == id {
			h := b.hash(b.common, kind, id)
			if kind == "years" {
				for _, m := range b.archive.Months {
					if strconv.Itoa(m.Year) == id {
						h.texts(m.ID, strconv.Itoa(len(m.Incidents)))
					}
				}
			}
			b.list(h, g.Incidents)
			return h.key(), true
		}
	}
	return cache.Key{}, false
}

// part gives the key of a page of a list after the first: its rows, and how many
// there are in all.
func (b *Basis) part(unit, part string) (cache.Key, bool) {
	n, err := strconv.Atoi(part)
	incidents := b.incidents(unit)
	if err != nil || n < 2 || (n-1)*page.ListSize >= len(incidents) {
		return cache.Key{}, false
	}
	h := b.hash(b.common, unit, part, strconv.Itoa(len(incidents)))
	b.contents(h, incidents[(n-1)*page.ListSize:min(len(incidents), n*page.ListSize)])
	return h.key(), true
}

// incidents gives the incidents of a list that may have several pages.
func (b *Basis) incidents(unit string) []*archive.Incident {
	if unit == "incidents" {
		return b.archive.Incidents
	}
	kind, id, _ := strings.Cut(unit, "/")
	if n, ok := b.months[unit]; ok {
		return b.archive.Months[n].Incidents
	}
	at := slices.IndexFunc(b.groups[kind], func(g *archive.Group) bool { return g.Slug() == id })
	if at < 0 {
		return nil
	}
	return b.groups[kind][at].Incidents
}

// Common hashes what all files rest on besides the records, in the order of the
// names.
func Common(parts map[string][]byte) cache.Key {
	h := new(Basis).hash(cache.Key{}, "common")
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		h.texts(name, string(parts[name]))
	}
	return h.key()
}
