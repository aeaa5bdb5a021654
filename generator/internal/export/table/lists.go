package table

import (
	"slices"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

func updates(v *view.View) *Table {
	type X = view.Update
	return fill(Table{
		Name: "updates", Title: "Updates", Description: "One row for each step in the course of events.", Key: placeKey,
		rows: func(i *archive.Incident) int { return len(i.Updates) },
	}, slices.Concat(
		place[X](),
		times[X]("date", func(r row[X]) *view.Time { return &r.x.Date }),
		[]column[row[X]]{
			text[X]("status", func(r row[X]) record.UpdateStatus { return r.x.Status }),
			text[X]("by", func(r row[X]) string { return r.x.By }).refers("organisations"),
			text[X]("text", func(r row[X]) string { return r.x.Text }),
			list[X]("sources", func(r row[X]) []string { return r.x.Sources }),
		},
	), entries(v, func(i *view.Incident) []X { return i.Updates }))
}

func responses(v *view.View) *Table {
	type X = view.Response
	return fill(Table{
		Name: "responses", Title: "Responses", Description: "One row for each measure taken.", Key: placeKey,
		rows: func(i *archive.Incident) int { return len(i.Responses) },
	}, slices.Concat(
		place[X](),
		times[X]("date", func(r row[X]) *view.Time { return r.x.Date }),
		[]column[row[X]]{
			text[X]("by", func(r row[X]) string { return r.x.By }).refers("organisations"),
			text[X]("text", func(r row[X]) string { return r.x.Text }),
			list[X]("sources", func(r row[X]) []string { return r.x.Sources }),
		},
	), entries(v, func(i *view.Incident) []X { return i.Responses }))
}

func sources(v *view.View) *Table {
	type X = view.Source
	return fill(Table{
		Name: "sources", Title: "Sources", Description: "One row for each document that an incident's facts rest on.", Key: []string{"incident", "id"},
		rows: func(i *archive.Incident) int { return len(i.Sources) },
	}, slices.Concat(
		place[X](),
		[]column[row[X]]{
			text[X]("id", func(r row[X]) string { return r.x.ID }),
			text[X]("title", func(r row[X]) string { return r.x.Title }),
			text[X]("publisher", func(r row[X]) string { return r.x.Publisher }),
			text[X]("url", func(r row[X]) string { return r.x.URL }),
			text[X]("archive_url", func(r row[X]) string { return r.x.ArchiveURL }),
		},
		times[X]("published", func(r row[X]) *view.Time { return r.x.Published }),
		[]column[row[X]]{
			text[X]("language", func(r row[X]) record.Language { return r.x.Language }),
			text[X]("type", func(r row[X]) record.SourceType { return r.x.Type }),
			other[X]("official", Boolean, func(r row[X]) any { return r.x.Official }),
			text[X]("note", func(r row[X]) string { return r.x.Note }),
		},
	), entries(v, func(i *view.Incident) []X { return i.Sources }))
}

func services(v *view.View) *Table {
	type S = *archive.Service
	return fill(Table{
		Name: "services", Title: "Services", Description: "One row a service, by name.", Key: []string{"id"},
	}, slices.Concat([]column[S]{
		text[view.Service]("id", func(s S) string { return s.ID }),
		text[view.Service]("url", func(s S) string { return v.Site.Service(s.ID) }),
		text[view.Service]("name", func(s S) string { return s.Name }),
		text[view.Service]("operator", func(s S) string { return s.Service.Operator }).refers("organisations"),
		text[view.Service]("sector", func(s S) record.Sector { return s.Sector }),
		list[view.Service]("countries", func(s S) []record.Country { return s.Countries }),
		text[view.Service]("description", func(s S) string { return s.Description }),
		text[view.Service]("homepage", func(s S) string { return s.URL }),
		list[view.Service]("aliases", func(s S) []string { return s.Aliases }),
		list[view.Service]("depends_on", func(s S) []string { return s.Service.DependsOn }),
		{Column{Name: "incidents", Type: Integer, Required: true, Description: "How many incidents hit it."},
			func(s S) any { return int64(len(s.Incidents)) }},
	}, declared(v, "service", func(s S) map[string]record.Custom { return s.Custom })), func(yield func(S)) {
		for _, s := range v.Archive.Services {
			yield(s)
		}
	})
}

func organisations(v *view.View) *Table {
	type O = *archive.Organisation
	return fill(Table{
		Name: "organisations", Title: "Organisations", Description: "One row an organisation, by name.", Key: []string{"id"},
	}, slices.Concat([]column[O]{
		text[view.Organisation]("id", func(o O) string { return o.ID }),
		text[view.Organisation]("url", func(o O) string { return v.Site.Organisation(o.ID) }),
		text[view.Organisation]("name", func(o O) string { return o.Name }),
		text[view.Organisation]("short_name", func(o O) string { return o.ShortName }),
		text[view.Organisation]("kind", func(o O) record.Kind { return o.Kind }),
		text[view.Organisation]("country", func(o O) record.Country { return o.Country }),
		text[view.Organisation]("description", func(o O) string { return o.Description }),
		text[view.Organisation]("homepage", func(o O) string { return o.URL }),
		list[view.Organisation]("aliases", func(o O) []string { return o.Aliases }),
		{Column{Name: "incidents", Type: Integer, Required: true, Description: "How many incidents hit its services."},
			func(o O) any { return int64(len(o.Incidents)) }},
	}, declared(v, "organisation", func(o O) map[string]record.Custom { return o.Custom })), func(yield func(O)) {
		for _, o := range v.Archive.Organisations {
			yield(o)
		}
	})
}
