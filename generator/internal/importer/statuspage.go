package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

var statuspageKind = Kind{
	Name:     "statuspage",
	Summary:  "Atlassian Statuspage: /api/v2/incidents.json, a list of incidents, or a single one",
	Seen:     "the public documentation of the status API and pages that use it",
	NeedsOne: true,
	Mapping: []Rule{
		{"page.id", "", "names the page"},
		{"page.name", "organisation, sources.publisher", ""},
		{"page.url", "sources.url", ""},
		{"page.time_zone", "time_zone", ""},
		{"page.updated_at", "", "the page, not an incident"},
		{"incidents.id", "aliases", ""},
		{"incidents.name", "title, sources.title", ""},
		{"incidents.status", "end", "ongoing unless resolved, postmortem or completed"},
		{"incidents.impact", "impacts.level", "where the components do not say"},
		{"incidents.started_at", "start", ""},
		{"incidents.created_at", "start", "where started_at is missing"},
		{"incidents.resolved_at", "end", ""},
		{"incidents.monitoring_at", "", "the updates say it"},
		{"incidents.updated_at", "", "of the entry"},
		{"incidents.shortlink", "sources.url", "where the page's address is missing"},
		{"incidents.components.name", "impacts.service", ""},
		{"incidents.components.id", "", "the name is used"},
		{"incidents.components.*", "", "the component as it is now, not then"},
		{"incidents.incident_updates.body", "updates.text, summary, details", ""},
		{"incidents.incident_updates.status", "updates.status", ""},
		{"incidents.incident_updates.display_at", "updates.date", ""},
		{"incidents.incident_updates.created_at", "updates.date", "where display_at is missing"},
		{"incidents.incident_updates.affected_components.name", "impacts.service", ""},
		{"incidents.incident_updates.affected_components.new_status", "impacts.level, start and end", ""},
		{"incidents.incident_updates.affected_components.*", "", "the new state says it"},
		{"incidents.incident_updates.*", "", "of the entry"},
		{"incidents.postmortem_body", "details", ""},
		{"incidents.page_id", "", "names the page"},
		{"incidents.*", "", "settings of the page"},
		{"scheduled_maintenances.*", "", "planned work is no incident"},
		{"components.*", "", "the page as it is now"},
		{"status.*", "", "the page as it is now"},
	},
	read: readStatuspage,
}

func readStatuspage(b *builder, s *Source) error {
	return eachJSON(s, func(_ string, v any) error {
		root, _ := asObject(v)
		var incidents []object
		switch {
		case root["incidents"] != nil:
			incidents = root.objects("incidents")
			b.count(v, "")
		case root["incident"] != nil:
			incidents = root.objects("incident")
		case root["id"] != nil && root["name"] != nil:
			incidents = []object{root}
		case root == nil:
			incidents = asObjects(v)
		}
		if root["incidents"] == nil {
			for _, i := range incidents {
				b.count(map[string]any(i), "incidents")
			}
		}
		page := root.object("page")
		if zone := record.TimeZone(""); zone.UnmarshalText([]byte(page.text("time_zone"))) == nil {
			b.zone = record.TimeZone(page.text("time_zone"))
		} else {
			b.zone = b.opt.TimeZone
		}
		for _, i := range incidents {
			b.statuspage(page, i)
		}
		return nil
	})
}

// statuspage reads one incident.
func (b *builder) statuspage(page, i object) {
	d := b.draft(i.text("id"))
	status := strings.ToLower(i.text("status"))
	if i.text("impact") == "maintenance" || planned[status] {
		d.refuse("planned maintenance: it is no incident")
		return
	}
	if i.text("impact") == "none" && len(phases(d, i)) == 0 {
		d.refuse("no effect: the page says that no service was affected")
		return
	}
	d.setTitle(i.text("name"))
	operator, name := b.operator(page.text("name"))
	base := cmp.Or(page.text("url"), b.opt.BaseURL)
	own := ""
	if d.name != "" {
		own = joinURL(base, "incidents/"+d.name)
	}
	source := d.pageSource("status-page", name, d.Title, own, i.text("shortlink"))
	d.setStart(i.text("started_at"), i.text("created_at"))
	over := status == "resolved" || status == "postmortem"
	end := i.text("resolved_at")
	updates := i.objects("incident_updates")
	for _, u := range updates {
		if end == "" && over && strings.EqualFold(u.text("status"), "resolved") {
			end = u.first("display_at", "created_at")
		}
	}
	d.setEnd(end, over)
	slices.SortStableFunc(updates, func(x, y object) int {
		return order(d.time("update", x.first("display_at", "created_at")), d.time("update", y.first("display_at", "created_at")), d.loc)
	})
	for n, u := range updates {
		if n == 0 {
			d.setSummary(u.text("body"))
		}
		if date := d.time("update", u.first("display_at", "created_at")); !date.IsZero() {
			d.update(record.Update{Date: date, Status: statuses[strings.ToLower(u.text("status"))], By: operator, Sources: []string{source}}, u.text("body"))
		} else {
			b.note("update without a time is left out")
		}
	}
	d.addDetails(markdown(fromHTML(i.text("postmortem_body"))))
	d.statuspageImpacts(i, operator, name, source)
}

// statuspageImpacts makes one row for each component and phase, as the updates
// tell; else one for each component, at the level of the whole incident.
func (d *draft) statuspageImpacts(i object, operator, page, source string) {
	for _, p := range phases(d, i) {
		d.impact(record.Impact{Service: d.b.component(operator, p.name), Level: p.level, Start: p.start, End: p.end,
			Note: "The page says: " + p.word + ".", Sources: []string{source}})
	}
	if len(d.Impacts) > 0 {
		return
	}
	x := record.Impact{Level: level(i.text("impact")), Sources: []string{source}, Note: fmt.Sprintf("The page says: impact %s.", i.text("impact"))}
	if x.Level == "" {
		x.Level, x.Note = record.LevelDegraded, assumed
		d.b.note("level is not given: the lesser one is assumed")
	}
	for _, c := range i.objects("components") {
		if name := line(c.text("name"), 100); name != "" {
			x.Service = d.b.component(operator, name)
			d.impact(x)
		}
	}
	if len(d.Impacts) == 0 {
		x.Service = d.b.component(operator, page)
		d.b.note("no component is named: the page as a whole is taken as the service")
		d.impact(x)
	}
}

// phase is one component in one state.
type phase struct {
	name, word string
	level      record.Level
	start      edtf.Value
	end        record.End
}

// phases follows each component through the updates.
func phases(d *draft, i object) []phase {
	updates := i.objects("incident_updates")
	slices.SortStableFunc(updates, func(x, y object) int {
		a, _ := when(x.first("display_at", "created_at"), d.loc)
		b, _ := when(y.first("display_at", "created_at"), d.loc)
		return order(a, b, d.loc)
	})
	var list []phase
	open := map[string]int{} // component -> its place in the list
	for _, u := range updates {
		at, err := when(u.first("display_at", "created_at"), d.loc)
		for _, c := range u.objects("affected_components") {
			name := line(c.text("name"), 100)
			if _, short, nested := strings.Cut(name, " - "); nested && c.text("code") == "" {
				name = short
			}
			word := c.text("new_status")
			now := level(word)
			n, running := open[name]
			switch {
			case err != nil || name == "" || running && list[n].word == word:
				continue
			case running:
				list[n].end = record.End{Time: at}
				delete(open, name)
			}
			if now != "" {
				open[name] = len(list)
				list = append(list, phase{name: name, word: word, level: now, start: at})
			}
		}
	}
	return list
}
