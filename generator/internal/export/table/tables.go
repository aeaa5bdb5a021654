package table

import (
	"slices"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// row is an entry of one of an incident's lists.
type row[X any] struct {
	incident *view.Incident
	number   int // 1 is the first
	x        *X
}

// Tables gives all tables, each after those that it refers to.
func Tables(v *view.View) []*Table {
	return []*Table{
		organisations(v), services(v), incidents(v), impacts(v), consequences(v), claims(v), updates(v), responses(v), sources(v),
	}
}

func incidents(v *view.View) *Table {
	type I = view.Incident
	columns := slices.Concat(
		[]column[*I]{
			text[I]("id", func(i *I) string { return i.ID }),
			text[I]("url", func(i *I) string { return i.URL }),
			other[I]("year", Integer, func(i *I) any { return int64(i.Year) }),
			text[I]("title", func(i *I) string { return i.Title }),
			text[I]("type", func(i *I) record.Type { return i.Type }),
			text[I]("certainty", func(i *I) record.Certainty { return i.Certainty }),
			text[I]("summary", func(i *I) string { return i.Summary }),
			text[I]("details", func(i *I) string { return i.Details }),
			text[I]("time_zone", func(i *I) record.TimeZone { return i.TimeZone }),
		},
		times[I]("start", func(i *I) *view.Time { return &i.Start.Time }),
		times[I]("end", func(i *I) *view.Time { return &i.End.Time }),
		times[I]("detected", func(i *I) *view.Time { return fact(i.Detected) }),
		times[I]("contained", func(i *I) *view.Time { return fact(i.Contained) }),
		times[I]("disclosed", func(i *I) *view.Time { return fact(i.Disclosed) }),
		durations[I]("duration", func(i *I) *view.Duration { return i.Duration }),
		[]column[*I]{
			choice[*I, record.Scope](about[I]("scope", Text), func(i *I) *view.Fact[record.Scope] { return i.Scope }),
			list[I]("countries", func(i *I) []record.Country { return i.Countries }),
			enumerated(text[I]("root_cause", func(i *I) record.RootCause { return i.RootCause.Value }), record.RootCause("")),
			text[record.Cause]("status", func(i *I) record.CauseStatus { return i.RootCause.Status }).named("root_cause_status"),
			list[I]("cause_detail", func(i *I) []record.CauseDetail { return i.CauseDetail }),
			list[I]("technique", func(i *I) []record.Technique { return i.Technique }),
			text[I]("campaign", func(i *I) string { return i.Campaign }),
			choice[*I, record.Answer](about[I]("emergency_services_affected", Text), func(i *I) *view.Fact[record.Answer] { return i.EmergencyServicesAffected }),
			list[I]("services", func(i *I) []string { return i.Services }),
			list[I]("operators", func(i *I) []string { return i.Operators }),
			list[I]("sectors", func(i *I) []record.Sector { return i.Sectors }),
			list[I]("aliases", func(i *I) []string { return i.Aliases }),
			list[I]("related", func(i *I) []string { return i.Related }),
			dated[I]("published", func(i *I) record.Date { return i.Published }),
			dated[I]("modified", func(i *I) record.Date { return i.Modified }),
			{Column{Name: "withdrawn", Type: Date, Description: "The day on which the record was withdrawn; empty when it stands."}, func(i *I) any {
				if i.Withdrawn == nil {
					return nil
				}
				return string(i.Withdrawn.Date)
			}},
		},
		declared(v, "incident", func(i *I) map[string]record.Custom { return i.Custom }),
	)
	return fill(Table{
		Name: "incidents", Title: "Incidents", Description: "One row an incident, newest first.", Key: []string{"id"},
		rows: func(*archive.Incident) int { return 1 },
	}, columns, func(yield func(*I)) {
		for n := range v.Records {
			yield(v.Records[n].View)
		}
	})
}

// dated is a column of days.
func dated[Form, T any](name string, get func(T) record.Date) column[T] {
	c := text[Form](name, get)
	c.Type = Date
	return c
}

// choice is a column of a fact's enumerated value.
func choice[T any, E ~string](c Column, get func(T) *view.Fact[E]) column[T] {
	var none E
	return enumerated(column[T]{c, func(row T) any {
		if f := get(row); f != nil {
			return string(f.Value)
		}
		return nil
	}}, any(none).(record.Enumeration))
}

func enumerated[T any](c column[T], e record.Enumeration) column[T] {
	c.Enum = record.Values(e)
	return c
}

// entries lists the rows of one list of all incidents.
func entries[X any](v *view.View, of func(*view.Incident) []X) func(yield func(row[X])) {
	return func(yield func(row[X])) {
		for n := range v.Records {
			i := v.Records[n].View
			all := of(i)
			for k := range all {
				yield(row[X]{i, k + 1, &all[k]})
			}
		}
	}
}

// place are the two columns that name an entry of an incident's list.
func place[X any]() []column[row[X]] {
	return []column[row[X]]{
		{Column{Name: "incident", Type: Text, Required: true, Refers: "incidents", Description: "The id of the incident."},
			func(r row[X]) any { return r.incident.ID }},
		{Column{Name: "number", Type: Integer, Required: true, Description: "The place in the incident's list; 1 is the first."},
			func(r row[X]) any { return int64(r.number) }},
	}
}

var placeKey = []string{"incident", "number"}

func impacts(v *view.View) *Table {
	type X = view.Impact
	return fill(Table{
		Name: "impacts", Title: "Impacts", Description: "One row for each service and phase of an incident.", Key: placeKey,
		rows: func(i *archive.Incident) int { return len(i.Impacts) },
	}, slices.Concat(
		place[X](),
		[]column[row[X]]{
			text[X]("service", func(r row[X]) string { return r.x.Service }).refers("services"),
			text[X]("level", func(r row[X]) record.Level { return r.x.Level }),
		},
		times[X]("start", func(r row[X]) *view.Time { return r.x.Start }),
		times[X]("end", func(r row[X]) *view.Time { return r.x.End }),
		durations[X]("duration", func(r row[X]) *view.Duration { return r.x.Duration }),
		quantities[X]("users", func(r row[X]) *view.Quantity { return r.x.Users }),
		quantities[X]("share", func(r row[X]) *view.Quantity { return r.x.Share }),
		[]column[row[X]]{
			text[X]("area", func(r row[X]) string { return r.x.Area }),
			text[X]("note", func(r row[X]) string { return r.x.Note }),
			list[X]("sources", func(r row[X]) []string { return r.x.Sources }),
		},
	), entries(v, func(i *view.Incident) []X { return i.Impacts }))
}

func consequences(v *view.View) *Table {
	type X = view.Consequence
	return fill(Table{
		Name: "consequences", Title: "Consequences", Description: "One row for each counted effect beyond the services.", Key: placeKey,
		rows: func(i *archive.Incident) int { return len(i.Consequences) },
	}, slices.Concat(
		place[X](),
		[]column[row[X]]{text[X]("what", func(r row[X]) string { return r.x.What })},
		quantities[X]("value", func(r row[X]) *view.Quantity { return r.x.Value }),
		[]column[row[X]]{text[X]("unit", func(r row[X]) string { return r.x.Unit })},
		times[X]("date", func(r row[X]) *view.Time { return r.x.Date }),
		[]column[row[X]]{
			text[X]("note", func(r row[X]) string { return r.x.Note }),
			list[X]("sources", func(r row[X]) []string { return r.x.Sources }),
		},
	), entries(v, func(i *view.Incident) []X { return i.Consequences }))
}

func claims(v *view.View) *Table {
	type X = view.Claim
	return fill(Table{
		Name: "claims", Title: "Claims", Description: "One row for each statement about an incident: who said what, and whether it still stands.", Key: placeKey,
		rows: func(i *archive.Incident) int { return len(i.Claims) },
	}, slices.Concat(
		place[X](),
		[]column[row[X]]{
			text[X]("about", func(r row[X]) record.About { return r.x.About }),
			text[X]("by", func(r row[X]) string { return r.x.By }),
			text[X]("speaker", func(r row[X]) string { return r.x.Speaker }),
		},
		times[X]("date", func(r row[X]) *view.Time { return &r.x.Date }),
		[]column[row[X]]{
			text[X]("says", func(r row[X]) string { return r.x.Says }),
			text[X]("actor", func(r row[X]) string { return r.x.Actor }),
			text[X]("status", func(r row[X]) record.ClaimStatus { return r.x.Status }),
			other[X]("superseded_by", Integer, func(r row[X]) any {
				if r.x.SupersededBy == 0 {
					return nil
				}
				return int64(r.x.SupersededBy)
			}),
			list[X]("sources", func(r row[X]) []string { return r.x.Sources }),
		},
	), entries(v, func(i *view.Incident) []X { return i.Claims }))
}
