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
	"errors"
	"slices"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// Root is the folder of the interface, below the site's root.
const Root = "api/v1/"

// Write hands on all files of the interface.
func Write(ctx context.Context, v *view.View, emit view.Emit) error {
	return view.Format(Format).One(ctx, v, emit)
}

// Format writes all files of the interface.
func Format(v *view.View, emit view.Emit) (view.Pass, error) {
	w := &writer{View: v, head: Head{Version: Version}, emit: emit, years: map[int]*list{}}
	if v.Archive.Date != "" {
		w.head.Date = &v.Archive.Date
	}
	w.sums = make([][sha256.Size]byte, len(v.Archive.Incidents))
	var err error
	if w.incidents, err = w.list("incidents/index.json", w.head); err != nil {
		return view.Pass{}, err
	}
	for _, g := range v.Archive.Years {
		year := g.Incidents[0].Year
		head := struct {
			Head
			Year int `json:"year"`
		}{w.head, year}
		if w.years[year], err = w.list("years/"+g.ID+".json", head); err != nil {
			return view.Pass{}, err
		}
	}
	return view.Pass{Add: w.add, Close: w.close, Skip: w.skip, Needs: w.needs, Need: w.need}, nil
}

type writer struct {
	*view.View
	head      Head
	emit      view.Emit
	incidents *list
	years     map[int]*list
	sums      [][sha256.Size]byte // of each incident's file
}

// file gives the path of an incident's file, below the site's root.
func file(id string) string { return Root + "incidents/" + id + ".json" }

// formerly gives the ids that an incident had before.
func formerly(i *archive.Incident) []string {
	return slices.DeleteFunc(slices.Clone(i.Aliases), func(alias string) bool {
		return strings.Contains(alias, ":") // an id in another database
	})
}

// needs tells whether an incident's files are not all taken over.
func (w *writer) needs(i *archive.Incident) bool {
	_, taken := w.Taken(file(i.ID))
	return !taken || slices.ContainsFunc(formerly(i), func(id string) bool { return w.Wants(file(id)) })
}

// skip counts incidents whose files and entries are taken over.
func (w *writer) skip(_ context.Context, from int, incidents []*archive.Incident) error {
	for n, i := range incidents {
		if sum, taken := w.Taken(file(i.ID)); taken {
			w.sums[from+n] = sum
		}
		w.incidents.entries++
		w.years[i.Year].entries++
	}
	return nil
}

// close writes what is not in one record's file.
func (w *writer) close(ctx context.Context) error {
	err := w.incidents.close()
	for _, y := range w.years {
		err = errors.Join(err, y.close())
	}
	if err != nil {
		return err
	}
	if err := w.others(ctx); err != nil {
		return err
	}
	steps := []func() error{w.index, w.services, w.organisations, w.writeChanges}
	if err := view.Each(ctx, len(steps), func(n int) error { return steps[n]() }); err != nil {
		return err
	}
	return w.write("openapi.json", Describe(w.Site))
}

func (w *writer) at(name string) string { return w.Site.At(Root + name) }

func (w *writer) write(name string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return w.emit.Twin(Root+name, append(data, '\n'))
}

// need writes the files of an incident whose entries are taken over.
func (w *writer) need(place int, r *view.Record) error {
	data, err := json.Marshal(r.View)
	if err != nil {
		return err
	}
	return w.own(place, r.Incident, data)
}

// own writes a record in a file of its own, and again under each id that the
// incident had before.
func (w *writer) own(place int, i *archive.Incident, data []byte) error {
	data = line(data)
	w.sums[place] = sha256.Sum256(data)
	for _, id := range formerly(i) {
		if err := w.emit(file(id), data); err != nil {
			return err
		}
	}
	return w.emit(file(i.ID), data)
}

// add writes each record in a file of its own, and adds it to the lists.
func (w *writer) add(ctx context.Context, from int, records []view.Record) error {
	short := make([][]byte, len(records))
	err := view.Each(ctx, len(records), func(n int) (err error) {
		if short[n], err = json.Marshal(w.short(records[n].View)); err != nil {
			return err
		}
		return w.own(from+n, records[n].Incident, records[n].JSON)
	})
	if err != nil {
		return err
	}
	for n, r := range records {
		if err := w.incidents.add(short[n]); err != nil {
			return err
		}
		if err := w.years[r.Year].add(r.JSON); err != nil {
			return err
		}
	}
	return nil
}

// others writes each service and organisation in a file of its own.
func (w *writer) others(ctx context.Context) error {
	err := view.Each(ctx, len(w.Archive.Services), func(n int) error {
		s := w.Archive.Services[n]
		name := "services/" + s.ID + ".json"
		if !w.Wants(Root + name) {
			return nil
		}
		return w.write(name, view.NewService(s, w.Site))
	})
	if err != nil {
		return err
	}
	return view.Each(ctx, len(w.Archive.Organisations), func(n int) error {
		o := w.Archive.Organisations[n]
		name := "organisations/" + o.ID + ".json"
		if !w.Wants(Root + name) {
			return nil
		}
		return w.write(name, view.NewOrganisation(o, w.Site))
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

// short says of an incident what lists do.
func (w *writer) short(v *view.Incident) IncidentShort {
	length := v.Duration
	if length != nil {
		bare := *length
		bare.Sources, bare.Note = nil, ""
		length = &bare
	}
	return IncidentShort{
		ID: v.ID, URL: v.URL, API: w.Site.At(file(v.ID)), Title: v.Title, Type: v.Type, Certainty: v.Certainty,
		Start: v.Start.Time, End: v.End.Time, Duration: length, Countries: v.Countries, RootCause: v.RootCause.Value,
		Services: v.Services, Published: v.Published, Modified: v.Modified, Withdrawn: v.Withdrawn != nil,
	}
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

func (w *writer) writeChanges() error {
	changes := make([]Change, len(w.sums))
	for n, i := range w.Archive.Incidents {
		changes[n] = lastChange(i.Incident)
		changes[n].ID, changes[n].API, changes[n].SHA256 = i.ID, w.Site.At(file(i.ID)), hex.EncodeToString(w.sums[n][:])
	}
	slices.SortFunc(changes, func(x, y Change) int {
		return cmp.Or(strings.Compare(string(y.Date), string(x.Date)), strings.Compare(x.ID, y.ID))
	})
	list, err := w.list("changes.json", w.head)
	if err != nil {
		return err
	}
	for _, c := range changes {
		data, err := json.Marshal(c)
		if err != nil {
			return err
		}
		if err := list.add(data); err != nil {
			return err
		}
	}
	return list.close()
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
