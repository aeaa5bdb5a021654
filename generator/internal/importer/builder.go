package importer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"incidentarchive/generator/internal/record"
)

// builder collects what an importer finds.
type builder struct {
	kind   Kind
	opt    Options
	zone   record.TimeZone
	report *Report
	fields map[string]int
	notes  map[string]int

	drafts        []*draft
	seen          map[string]string // alias -> where it stood first
	names         names
	organisations map[string]*record.Organisation // new ones, by id
	services      map[string]*record.Service      // new ones, by id
}

// draft is an incident on its way into the archive.
type draft struct {
	*record.Incident
	name    string // its id in the source
	problem string // why it is refused
	b       *builder
	loc     *time.Location
}

func newBuilder(k Kind, s *Source, opt Options) *builder {
	opt.TimeZone = cmp.Or(opt.TimeZone, "UTC")
	opt.Language = cmp.Or(opt.Language, "en")
	opt.Sector = cmp.Or(opt.Sector, "other")
	opt.BaseURL = strings.TrimSuffix(opt.BaseURL, "/")
	b := &builder{
		kind: k, opt: opt, zone: opt.TimeZone,
		report: &Report{Kind: k.Name, Source: s.Name}, fields: map[string]int{}, notes: map[string]int{},
		seen: map[string]string{}, organisations: map[string]*record.Organisation{}, services: map[string]*record.Service{},
	}
	b.names.init(opt.Archive)
	return b
}

// count notes the fields of one entry for the report.
func (b *builder) count(v any, under string) { walk(v, under, func(path string) { b.fields[path]++ }) }

// note counts something that happened.
func (b *builder) note(format string, args ...any) { b.notes[fmt.Sprintf(format, args...)]++ }

// refuse lists an entry that becomes no record.
func (b *builder) refuse(name, format string, args ...any) {
	b.report.Refused = append(b.report.Refused, Entry{Source: line(name, 200), Why: line(fmt.Sprintf(format, args...), 500)})
}

// draft begins an incident with what all imported records have. The name is its
// id in the source, the alias is made of it.
func (b *builder) draft(name string) *draft {
	b.report.Read++
	d := &draft{b: b, name: name, loc: b.zone.Location(), Incident: &record.Incident{
		Type: record.Outage, Certainty: "confirmed", TimeZone: b.zone,
		RootCause: record.Cause{Value: record.UnknownRootCause},
		Countries: slices.Clone(b.opt.Countries),
	}}
	b.drafts = append(b.drafts, d)
	if name == "" {
		d.refuse("no id: a record could not be found again")
		return d
	}
	alias := line(b.kind.Name+":"+strings.Join(strings.Fields(name), "-"), 300)
	if first, doubled := b.seen[alias]; doubled {
		d.refuse("doubled id: entry %s has it already", first)
		return d
	}
	b.seen[alias] = fmt.Sprintf("%d", b.report.Read)
	d.Aliases = []string{alias}
	return d
}

// refuse says why the entry becomes no record; the first reason counts.
func (d *draft) refuse(format string, args ...any) {
	if d.problem == "" {
		d.problem = line(fmt.Sprintf(format, args...), 500)
	}
}

// setTitle sets the title; text that is too long is cut.
func (d *draft) setTitle(text string) {
	d.Title = strings.TrimRight(line(fromHTML(text), 200), ".。 ")
	if d.Title == "" {
		d.refuse("no title")
	}
}

// setSummary sets the summary to the beginning of a text; what does not fit
// goes into the details.
func (d *draft) setSummary(text string) {
	text = strings.Join(strings.Fields(markdown(fromHTML(text))), " ")
	short, cut := shorten(text, 1000)
	d.Summary = mend(short)
	if cut {
		d.b.note("summary is longer than 1000 characters: its beginning stays, the whole text is in details")
		d.addDetails(text)
	}
}

// addDetails adds paragraphs of plain text, already escaped.
func (d *draft) addDetails(text string) {
	text = strings.TrimSpace(text)
	if text == "" || strings.Contains(d.Details, text) {
		return
	}
	if d.Details != "" {
		text = d.Details + "\n\n" + text
	}
	const most = 30_000 // bytes; the format allows 32 kB
	if len(text) > most {
		d.b.note("details are longer than the format allows: the end is cut")
		cut := strings.ToValidUTF8(text[:most], "")
		text = mend(cut[:max(strings.LastIndexByte(cut, ' '), 0)] + " …")
	}
	d.Details = text
}

// mend closes what a cut left open: an escape at the end.
func mend(s string) string { return strings.TrimSuffix(s, `\`) }

// source adds a source and gives its id.
func (d *draft) source(s record.Source) string {
	s.Publisher = cmp.Or(line(s.Publisher, 100), record.HostName(s.URL))
	s.Title, s.Note = line(s.Title, 300), line(s.Note, 500)
	s.Language = cmp.Or(s.Language, d.b.opt.Language)
	s.ID = trimSlug(cmp.Or(slug(s.ID), slug(s.Publisher), "source"), 40)
	if len(s.ID) < 2 {
		s.ID += "-source"
	}
	for _, other := range d.Sources {
		if other.URL != "" && other.URL == s.URL {
			return other.ID
		}
	}
	base := s.ID
	for n := 2; slices.ContainsFunc(d.Sources, func(o record.Source) bool { return o.ID == s.ID }); n++ {
		s.ID = fmt.Sprintf("%s-%d", base, n)
	}
	d.Sources = append(d.Sources, s)
	return s.ID
}

// impact adds a row; a second one that says the same is dropped.
func (d *draft) impact(x record.Impact) {
	x.Note, x.Area = line(x.Note, 500), line(x.Area, 200)
	for _, other := range d.Impacts {
		if other.Service == x.Service && other.Level == x.Level && other.Start == x.Start && other.End == x.End && other.Area == x.Area {
			return
		}
	}
	d.Impacts = append(d.Impacts, x)
}

// update adds a step of the course of events; a text that is cut stands whole in
// the details.
func (d *draft) update(u record.Update, text string) {
	text = clean(fromHTML(text))
	short, cut := shorten(strings.Join(strings.Fields(text), " "), 600)
	if cut {
		d.b.note("update is longer than 600 characters: its beginning stays, the whole text is in details")
		d.addDetails(fmt.Sprintf("Update of %s:\n\n%s", u.Date, markdown(text)))
	}
	if u.Text = short; short == "" {
		d.b.note("update without text")
		return
	}
	d.Updates = append(d.Updates, u)
}

// sortUpdates puts the updates in order of time, the earliest first.
func (d *draft) sortUpdates() {
	slices.SortStableFunc(d.Updates, func(x, y record.Update) int { return order(x.Date, y.Date, d.loc) })
}

// sorted gives the keys of a map in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
