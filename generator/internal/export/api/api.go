// Package api writes the programming interface: static JSON files below
// api/v1/, with an OpenAPI description of them. Names and meanings within a
// major version never change; fields and values may be added.
package api

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// Root is the folder of the interface, below the site's root.
const Root = "api/v1/"

// Write hands on all files of the interface.
func Write(ctx context.Context, v *view.View, emit view.Emit) error {
	w := &writer{View: v, head: Head{Version: Version}, emit: emit, sums: make([]string, len(v.Records))}
	if v.Archive.Date != "" {
		w.head.Date = &v.Archive.Date
	}
	if err := w.records(ctx); err != nil {
		return err
	}
	steps := []func() error{w.index, w.incidents, w.services, w.organisations, w.changes}
	for _, g := range v.Archive.Years {
		steps = append(steps, func() error { return w.year(g) })
	}
	if err := view.Each(ctx, len(steps), func(n int) error { return steps[n]() }); err != nil {
		return err
	}
	return w.write("openapi.json", Describe(v.Site))
}

type writer struct {
	*view.View
	head Head
	emit view.Emit
	sums []string // SHA-256 of the incidents' files
}

func (w *writer) at(name string) string { return w.Site.At(Root + name) }

func (w *writer) write(name string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return w.emit.Twin(Root+name, append(data, '\n'))
}

// records writes each record in a file of its own, and again under each id that
// an incident had before.
func (w *writer) records(ctx context.Context) error {
	err := view.Each(ctx, len(w.Records), func(n int) error {
		r := &w.Records[n]
		data := line(r.JSON)
		sum := sha256.Sum256(data)
		w.sums[n] = hex.EncodeToString(sum[:])
		for _, alias := range r.Aliases {
			if strings.Contains(alias, ":") {
				continue // an id in another database
			}
			if err := w.emit(Root+"incidents/"+alias+".json", data); err != nil {
				return err
			}
		}
		return w.emit(Root+"incidents/"+r.ID+".json", data)
	})
	if err != nil {
		return err
	}
	err = view.Each(ctx, len(w.Archive.Services), func(n int) error {
		s := w.Archive.Services[n]
		return w.write("services/"+s.ID+".json", view.NewService(s, w.Site))
	})
	if err != nil {
		return err
	}
	return view.Each(ctx, len(w.Archive.Organisations), func(n int) error {
		o := w.Archive.Organisations[n]
		return w.write("organisations/"+o.ID+".json", view.NewOrganisation(o, w.Site))
	})
}

// line ends JSON with a line feed, in its own memory.
func line(data []byte) []byte { return append(slices.Clip(data), '\n') }

func (w *writer) index() error {
	a := w.Archive
	index := Index{
		Head: w.head, Title: w.Site.Title, Description: w.Site.Description(), Publisher: w.Site.Publisher(),
		License: w.Site.Params.License, LicenseURL: w.Site.Params.LicenseURL,
		Homepage: w.Site.At(""), Documentation: w.Site.At("data/"),
		Counts: Counts{len(a.Incidents), len(a.Services), len(a.Organisations)},
		Links: Links{
			Incidents: w.at("incidents/index.json"), Services: w.at("services/index.json"),
			Organisations: w.at("organisations/index.json"), Changes: w.at("changes.json"), OpenAPI: w.at("openapi.json"),
			Years: []string{},
		},
	}
	for _, g := range a.Years {
		index.Links.Years = append(index.Links.Years, w.at("years/"+g.ID+".json"))
	}
	return w.write("index.json", index)
}

func (w *writer) incidents() error {
	list := IncidentList{w.head, make([]IncidentShort, len(w.Records))}
	for n := range w.Records {
		v := w.Records[n].View
		short := v.Duration
		if short != nil {
			bare := *short
			bare.Sources, bare.Note = nil, ""
			short = &bare
		}
		list.Incidents[n] = IncidentShort{
			ID: v.ID, URL: v.URL, API: w.at("incidents/" + v.ID + ".json"), Title: v.Title, Type: v.Type, Certainty: v.Certainty,
			Start: v.Start.Time, End: v.End.Time, Duration: short, Countries: v.Countries, RootCause: v.RootCause.Value,
			Services: v.Services, Published: v.Published, Modified: v.Modified, Withdrawn: v.Withdrawn != nil,
		}
	}
	return w.write("incidents/index.json", list)
}

func (w *writer) services() error {
	list := ServiceList{w.head, make([]ServiceShort, len(w.Archive.Services))}
	for n, s := range w.Archive.Services {
		list.Services[n] = ServiceShort{
			s.ID, w.Site.Service(s.ID), w.at("services/" + s.ID + ".json"), s.Name, s.Service.Operator, s.Sector, len(s.Incidents),
		}
	}
	return w.write("services/index.json", list)
}

func (w *writer) organisations() error {
	list := OrganisationList{w.head, make([]OrganisationShort, len(w.Archive.Organisations))}
	for n, o := range w.Archive.Organisations {
		list.Organisations[n] = OrganisationShort{
			o.ID, w.Site.Organisation(o.ID), w.at("organisations/" + o.ID + ".json"), o.Name, o.Kind, len(o.Services), len(o.Incidents),
		}
	}
	return w.write("organisations/index.json", list)
}

// year writes the incidents of a year in full.
func (w *writer) year(g *archive.Group) error {
	year, err := strconv.Atoi(g.ID)
	if err != nil {
		return err
	}
	form := struct {
		Head
		Year      int               `json:"year"`
		Incidents []json.RawMessage `json:"incidents"`
	}{w.head, year, make([]json.RawMessage, len(g.Incidents))}
	for n, i := range g.Incidents {
		form.Incidents[n] = w.Record(i).JSON
	}
	return w.write("years/"+g.ID+".json", form)
}

func (w *writer) changes() error {
	list := ChangeList{w.head, make([]Change, len(w.Records))}
	for n := range w.Records {
		c := lastChange(w.Records[n].Incident.Incident)
		c.ID, c.API, c.SHA256 = w.Records[n].ID, w.at("incidents/"+w.Records[n].ID+".json"), w.sums[n]
		list.Changes[n] = c
	}
	slices.SortFunc(list.Changes, func(x, y Change) int {
		return cmp.Or(strings.Compare(string(y.Date), string(x.Date)), strings.Compare(x.ID, y.ID))
	})
	return w.write("changes.json", list)
}

// lastChange says what last happened to a record.
func lastChange(i *record.Incident) Change {
	switch {
	case i.Withdrawn != nil && i.Withdrawn.Date >= i.Modified:
		return Change{Date: i.Withdrawn.Date, Change: Withdrawn}
	case i.Withdrawn != nil:
		return Change{Date: i.Modified, Change: Withdrawn}
	case i.Modified > i.Published:
		return Change{Date: i.Modified, Change: Changed}
	}
	return Change{Date: i.Published, Change: Added}
}
