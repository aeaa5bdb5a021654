package importer

import (
	"slices"
	"strings"

	"incidentarchive/generator/internal/record"
)

var instatusKind = Kind{
	Name:     "instatus",
	Summary:  "Instatus: the list of incidents of its API (/v1/PAGE/incidents), or a single one",
	Seen:     "the public documentation of version 1 of the API",
	NeedsOne: true,
	Mapping: []Rule{
		{"id", "aliases", ""},
		{"name", "title, sources.title", ""},
		{"started", "start", ""},
		{"resolved", "end", ""},
		{"status", "end", "ongoing unless resolved"},
		{"impact", "impacts.level", ""},
		{"updates.message", "updates.text, summary, details", ""},
		{"updates.messageHtml", "updates.text", "where message is empty"},
		{"updates.status", "updates.status", ""},
		{"updates.started", "updates.date", ""},
		{"updates.createdAt", "updates.date", "where started is missing"},
		{"updates.*", "", "of the entry"},
		{"components.name", "impacts.service", ""},
		{"components.status", "impacts.level", "where impact is missing and the component is not operational"},
		{"components.site.name", "organisation, sources.publisher", ""},
		{"components.*", "", "settings of the component"},
	},
	read: readInstatus,
}

func readInstatus(b *builder, s *Source) error {
	return eachJSON(s, func(_ string, v any) error {
		root, _ := asObject(v)
		incidents := asObjects(v)
		for _, field := range []string{"incidents", "incident"} {
			if root[field] != nil {
				incidents = root.objects(field)
			}
		}
		for _, i := range incidents {
			b.count(map[string]any(i), "")
			b.instatus(i)
		}
		return nil
	})
}

func (b *builder) instatus(i object) {
	d := b.draft(i.text("id"))
	status := strings.ToLower(i.text("status"))
	if planned[status] || strings.EqualFold(i.text("impact"), "UNDERMAINTENANCE") {
		d.refuse("planned maintenance: it is no incident")
		return
	}
	d.setTitle(i.text("name"))
	d.setStart(i.text("started"))
	d.setEnd(i.text("resolved"), status == "resolved")
	components := i.objects("components")
	site := ""
	for _, c := range components {
		if site == "" {
			site = c.text("site", "name")
		}
	}
	operator, name := b.operator(line(site, 100))
	own := ""
	if d.name != "" {
		own = joinURL(b.opt.BaseURL, d.name)
	}
	source := d.pageSource("status-page", name, d.Title, own)
	updates := i.objects("updates")
	slices.SortStableFunc(updates, func(x, y object) int {
		return order(d.time("update", x.first("started", "createdAt")), d.time("update", y.first("started", "createdAt")), d.loc)
	})
	for n, u := range updates {
		if n == 0 {
			d.setSummary(u.first("message", "messageHtml"))
		}
		if date := d.time("update", u.first("started", "createdAt")); !date.IsZero() {
			d.update(record.Update{Date: date, Status: statuses[strings.ToLower(u.text("status"))], By: operator, Sources: []string{source}}, u.first("message", "messageHtml"))
		} else {
			b.note("update without a time is left out")
		}
	}
	if len(components) == 0 {
		components = []object{{"name": name}}
		b.note("no component is named: the page as a whole is taken as the service")
	}
	for _, c := range components {
		component := line(c.text("name"), 100)
		if component == "" {
			continue
		}
		word := i.text("impact")
		if level(word) == "" {
			word = c.text("status")
		}
		x := record.Impact{Service: b.component(operator, component), Level: level(word), Note: "The page says: " + word + ".", Sources: []string{source}}
		if x.Level == "" {
			x.Level, x.Note = record.LevelDegraded, assumed
			b.note("level is not given: the lesser one is assumed")
		}
		d.impact(x)
	}
}
