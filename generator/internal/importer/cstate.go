package importer

import (
	"cmp"
	"regexp"
	"strings"

	"incidentarchive/generator/internal/record"
)

var cstateKind = Kind{
	Name:     "cstate",
	Summary:  "cState: its folder (config.yml, content/issues/*.md), or its issues alone",
	Seen:     "the example site and theme of cState",
	NeedsOne: true,
	Mapping: []Rule{
		{"file name", "aliases", ""},
		{"config.title", "organisation, sources.publisher", ""},
		{"config.baseURL", "sources.url", ""},
		{"config.timeZone", "time_zone", ""},
		{"config.languageCode", "sources.language", ""},
		{"config.params.systems.name", "", "services are made of the issues"},
		{"config.*", "", "settings of the page"},
		{"title", "title, sources.title", ""},
		{"date", "start", ""},
		{"resolved", "end", "ongoing unless true"},
		{"resolvedWhen", "end", "unknown where it is missing"},
		{"severity", "impacts.level", ""},
		{"affected", "impacts.service", ""},
		{"body", "summary, updates, details", ""},
		{"section", "", "always issue"},
		{"informational", "", "notices are no incidents"},
		{"*", "", "settings of the page"},
	},
	read: readCState,
}

func readCState(b *builder, s *Source) error {
	config := object{}
	for _, f := range s.Files {
		if base := stem(f.Name); ending(f.Name, ".yml", ".yaml") && !strings.Contains(f.Name, "/") && (base == "config" || base == "hugo") {
			c, err := yamlObject(f.Data)
			if err != nil {
				return err
			}
			config = c
			b.count(map[string]any(c), "config")
		}
	}
	if zone := config.text("timeZone"); zone != "" {
		var z record.TimeZone
		if z.UnmarshalText([]byte(zone)) == nil {
			b.zone = z
		}
	}
	var language record.Language
	if language.UnmarshalText([]byte(config.text("languageCode"))) == nil {
		b.opt.Language = language
	}
	inSite := false // a whole site has pages that are no issues
	for _, f := range s.Files {
		inSite = inSite || strings.Contains("/"+f.Name, "/content/issues/")
	}
	found := b.markdown(s, func(name string) bool {
		return (!inSite || strings.Contains("/"+name, "/content/issues/")) && !strings.HasPrefix(stem(name), "_")
	}, func(name string, front object, body string) {
		b.fields["file name"]++
		b.cstate(config, stem(name), front, body)
	})
	if !found {
		return errNothing("issues (Markdown files with front matter)")
	}
	return nil
}

var (
	cstateTrack = regexp.MustCompile(`\{\{<\s*track\s+"([^"]*)"\s*>\}\}`)
	cstateMark  = regexp.MustCompile(`^\s*[*_]{1,2}([A-Za-z-]+)[*_]{1,2}\s*[-–—:]?\s*`)
	cstateRule  = regexp.MustCompile(`(?m)^\s*---+\s*$`)
)

func (b *builder) cstate(config object, name string, front object, body string) {
	d := b.draft(name)
	if front.text("informational") == "true" || front.text("severity") == "notice" || front.text("severity") == "" {
		d.refuse("notice: the page says that no service failed")
		return
	}
	d.setTitle(front.text("title"))
	d.setStart(front.text("date"))
	over := front.text("resolved") == "true"
	end := front.text("resolvedWhen")
	if !over {
		end = ""
	}
	d.setEnd(end, over)
	operator, page := b.operator(line(config.text("title"), 100))
	source := d.pageSource("status-page", page, d.Title, joinURL(cmp.Or(b.opt.BaseURL, config.text("baseURL")), "issues/"+name+"/"))
	d.cstateBody(body, operator, source)
	affected := front.texts("affected")
	if len(affected) == 0 {
		affected = []string{page}
		d.note("no system is named: the page as a whole is taken as the service")
	}
	for _, system := range affected {
		x := record.Impact{Service: b.component(operator, line(system, 100)), Level: level(front.text("severity")),
			Note: "The page says: " + front.text("severity") + ".", Sources: []string{source}}
		if x.Level == "" {
			x.Level, x.Note = record.LevelDegraded, assumed
			d.note("level is not given: the lesser one is assumed")
		}
		d.impact(x)
	}
}

// cstateBody makes an update of each paragraph that has a time; all others are
// details.
func (d *draft) cstateBody(body, operator, source string) {
	var rest []string
	for paragraph := range strings.SplitSeq(cstateRule.ReplaceAllString(clean(body), "\n\n"), "\n\n") {
		text := strings.TrimSpace(cstateTrack.ReplaceAllString(paragraph, ""))
		u := record.Update{By: operator, Sources: []string{source}}
		if m := cstateMark.FindStringSubmatch(text); m != nil {
			if status := statuses[strings.ToLower(m[1])]; status != "" || strings.EqualFold(m[1], "update") {
				u.Status, text = status, strings.TrimSpace(text[len(m[0]):])
			}
		}
		if text == "" {
			continue
		}
		if m := cstateTrack.FindStringSubmatch(paragraph); m != nil {
			u.Date = d.time("track", m[1])
		}
		if u.Date.IsZero() {
			rest = append(rest, text)
			continue
		}
		d.update(u, unmark(text))
	}
	d.sortUpdates()
	switch {
	case len(rest) > 0:
		d.setSummary(unmark(rest[len(rest)-1])) // the newest stands first
		rest = rest[:len(rest)-1]
	case len(d.Updates) > 0:
		d.setSummary(d.Updates[0].Text)
	}
	for _, text := range rest {
		d.addDetails(markdown(unmark(text)))
	}
}
