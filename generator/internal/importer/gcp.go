package importer

import (
	"cmp"
	"slices"
	"strings"

	"incidentarchive/generator/internal/record"
)

var gcpKind = Kind{
	Name:     "gcp",
	Summary:  "Google Cloud (and Google Workspace): incidents.json of the status dashboard",
	Seen:     "the files that the dashboards publish, quoted in programs that read them",
	NeedsOne: true,
	Mapping: []Rule{
		{"id", "aliases", ""},
		{"number", "", "deprecated by Google; id is stable"},
		{"begin", "start", ""},
		{"end", "end", "ongoing when empty"},
		{"external_desc", "title, sources.title", ""},
		{"updates.when", "updates.date", ""},
		{"updates.created", "updates.date", "where when is missing"},
		{"updates.text", "updates.text, summary, details", ""},
		{"updates.*", "", "of the entry"},
		{"most_recent_update.*", "", "one of the updates"},
		{"status_impact", "impacts.level", ""},
		{"severity", "", "Google advises to go by status_impact"},
		{"affected_products.title", "impacts.service", ""},
		{"service_name", "impacts.service", "where no product is named"},
		{"currently_affected_locations.title", "impacts.area", ""},
		{"previously_affected_locations.title", "impacts.area", ""},
		{"uri", "sources.url", ""},
		{"created", "", "of the entry"},
		{"modified", "", "of the entry"},
		{"service_key", "", "the name is used"},
		{"affected_products.id", "", "the name is used"},
		{"currently_affected_locations.id", "", "the title is used"},
		{"previously_affected_locations.id", "", "the title is used"},
	},
	read: readGCP,
}

func readGCP(b *builder, s *Source) error {
	base := cmp.Or(b.opt.BaseURL, s.Base, "https://status.cloud.google.com/")
	return eachJSON(s, func(_ string, v any) error {
		for _, i := range asObjects(v) {
			b.count(map[string]any(i), "")
			b.gcp(i, base)
		}
		return nil
	})
}

func (b *builder) gcp(i object, base string) {
	d := b.draft(i.text("id"))
	title := i.text("external_desc")
	d.setTitle(title)
	d.setStart(i.text("begin"))
	d.setEnd(i.text("end"), i.text("end") != "")
	operator, name := b.operator("Google")
	address := ""
	if uri := i.text("uri"); uri != "" {
		address = joinURL(base, uri)
	}
	source := d.pageSource("status-page", name, title, address)
	updates := i.objects("updates")
	slices.SortStableFunc(updates, func(x, y object) int {
		return order(d.time("update", x.first("when", "created")), d.time("update", y.first("when", "created")), d.loc)
	})
	for n, u := range updates {
		if n == 0 {
			d.setSummary(u.text("text"))
		}
		if date := d.time("update", u.first("when", "created")); !date.IsZero() {
			d.update(record.Update{Date: date, By: operator, Sources: []string{source}}, u.text("text"))
		} else {
			b.note("update without a time is left out")
		}
	}
	if len(updates) == 0 {
		d.setSummary(i.text("most_recent_update", "text"))
	}
	var places []string
	for _, field := range []string{"currently_affected_locations", "previously_affected_locations"} {
		for _, l := range i.objects(field) {
			if place := line(l.text("title"), 100); place != "" && !slices.Contains(places, place) {
				places = append(places, place)
			}
		}
	}
	x := record.Impact{Level: level(i.text("status_impact")), Area: strings.Join(places, ", "), Sources: []string{source},
		Note: "The page says: " + cmp.Or(i.text("status_impact"), "nothing about the level") + "."}
	if x.Level == "" {
		x.Level, x.Note = record.LevelDegraded, assumed
		b.note("level is not given: the lesser one is assumed")
	}
	products := i.objects("affected_products")
	for _, p := range products {
		if product := line(p.text("title"), 100); product != "" {
			x.Service = b.component(operator, product)
			d.impact(x)
		}
	}
	if product := line(i.text("service_name"), 100); len(d.Impacts) == 0 && product != "" {
		x.Service = b.component(operator, product)
		d.impact(x)
	}
	if len(d.Impacts) == 0 {
		d.refuse("no service: the entry names no product")
	}
}
