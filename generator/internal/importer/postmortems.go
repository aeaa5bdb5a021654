package importer

import (
	"cmp"
	"slices"
	"strings"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

var postmortemsKind = Kind{
	Name:     "postmortems",
	Summary:  "icco/postmortems: its data folder, Markdown with front matter",
	Seen:     "the files of the repository",
	NeedsOne: true,
	Mapping: []Rule{
		{"uuid", "aliases", ""},
		{"url", "sources.url", ""},
		{"archive_url", "sources.archive_url", ""},
		{"title", "title, sources.title", ""},
		{"start_time", "start", "the day alone where the clock says midnight, which stands for no time"},
		{"end_time", "end", "likewise"},
		{"source_published_at", "sources.published, start", "on or before, where start_time is missing"},
		{"categories", "type, cause_detail", "security, config-change and hardware; the others have no counterpart"},
		{"company", "organisation, impacts.service", ""},
		{"product", "impacts.service", ""},
		{"summary", "summary", ""},
		{"body", "details", ""},
		{"keywords", "", "words for a search"},
		{"source_fetched_at", "", "of the entry"},
	},
	read: readPostmortems,
}

func readPostmortems(b *builder, s *Source) error {
	found := b.markdown(s, func(name string) bool { return !strings.EqualFold(stem(name), "readme") }, func(_ string, front object, body string) {
		b.postmortem(front, body)
	})
	if !found {
		return errNothing("Markdown files with front matter")
	}
	return nil
}

// midnight cuts a clock time of midnight, which stands for "no time known".
func midnight(text string) string { return strings.TrimSuffix(text, "T00:00:00Z") }

// day reads a time whose midnight stands for "no time known".
func (d *draft) day(field, text string) edtf.Value { return d.time(field, midnight(text)) }

func (b *builder) postmortem(front object, body string) {
	d := b.draft(front.text("uuid"))
	company := line(front.text("company"), 150)
	product := line(front.text("product"), 100)
	if company == "" {
		d.refuse("no company: the entry does not say whose service failed")
		return
	}
	d.setTitle(cmp.Or(front.text("title"), company+": "+cmp.Or(product, "incident")))
	published := d.day("source_published_at", front.text("source_published_at"))
	d.setStart(midnight(front.text("start_time")))
	if d.Start.Value.IsZero() && d.problem == "" && !published.IsZero() {
		if start, err := edtf.Parse("[.." + published.String() + "]"); err == nil {
			d.Start = record.FactOf(start)
			d.Start.Note = "The source does not say when; it was published on this day."
		}
	}
	d.End = record.FactOf(record.End{Unknown: true})
	if end := d.day("end_time", front.text("end_time")); !end.IsZero() {
		d.End = record.FactOf(record.End{Time: end})
	}
	s := record.Source{ID: company, Publisher: company, Title: front.text("title"), URL: front.text("url"), Published: published, Type: "report"}
	if record.CheckURL(s.URL) != nil {
		s.URL, s.Note = "", "The imported entry gives no address that the archive may link to."
		d.note("address is not one that the archive may link to: it is left out")
	}
	if archive := front.text("archive_url"); record.CheckURL(archive) == nil {
		s.ArchiveURL = archive
	}
	source := d.source(s)
	categories := front.texts("categories")
	if slices.Contains(categories, "security") {
		d.Type = record.Attack
		d.note("category security is taken as an attack: look at these records")
	}
	if slices.Contains(categories, "config-change") {
		d.CauseDetail = append(d.CauseDetail, "faulty-change")
	}
	if slices.Contains(categories, "hardware") {
		d.CauseDetail = append(d.CauseDetail, "hardware-failure")
	}
	operator := b.organisation(record.Organisation{Name: company, Kind: "operator"})
	if product == "" {
		product = line("Services of "+company, 100)
		d.note("no product is named: the company's services are taken as one")
	}
	d.impact(record.Impact{Service: b.service(record.Service{Name: product, Operator: operator}, ""), Level: record.LevelDegraded, Note: assumed, Sources: []string{source}})
	d.setSummary(unmark(front.text("summary")))
	if text := clean(body); record.CheckMarkdown(text) == nil && !markup.MatchString(text) {
		d.addDetails(text)
	} else {
		d.addDetails(markdown(unmark(body)))
	}
}
