// Package stix writes the archive as one STIX 2.1 bundle: incidents, the
// infrastructure that they hit, the identities and threat actors that speak of
// them, and a report on each. The base standard gives incidents no times; they
// stand in an extension that the bundle defines.
//
// All identifiers are made from the ids of records and never change.
package stix

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// Path is where the bundle stands, below the site's root.
const Path = "stix/bundle.json"

// Files lists what [Write] writes.
func Files() []view.File {
	return []view.File{{Path: Path, MediaType: "application/stix+json;version=2.1", Title: "STIX 2.1 bundle",
		Description: "All incidents with the infrastructure that they hit, identities, reports and relationships."}}
}

// Write hands on the bundle.
func Write(ctx context.Context, v *view.View, emit view.Emit) error {
	return view.Format(Format).One(ctx, v, emit)
}

// Format writes the bundle: first what its incidents share.
func Format(v *view.View, emit view.Emit) (view.Pass, error) {
	stream, err := v.Stream(Path, emit, true)
	if err != nil {
		return view.Pass{}, err
	}
	w := newWriter(v)
	head := fmt.Sprintf(`{"type":"bundle","id":%q,"objects":[`, id("bundle", string(v.Date())))
	shared, err := marshal(w.shared())
	if err != nil {
		return view.Pass{}, err
	}
	if _, err := stream.Write(append([]byte(head), shared[1:]...)); err != nil {
		return view.Pass{}, err
	}
	return view.Pass{
		Add: func(ctx context.Context, _ int, records []view.Record) error {
			objects := make([][]byte, len(records))
			err := view.Each(ctx, len(records), func(n int) (err error) {
				objects[n], err = marshal(w.incident(&records[n]))
				return err
			})
			if err != nil {
				return err
			}
			_, err = stream.Write(bytes.Join(objects, nil))
			return err
		},
		Close: func(context.Context) error {
			if _, err := stream.Write([]byte("]}\n")); err != nil {
				return err
			}
			return stream.Close()
		},
	}, nil
}

// marshal writes objects in JSON, each after a comma.
func marshal(objects []any) ([]byte, error) {
	var list []byte
	for _, o := range objects {
		data, err := json.Marshal(o)
		if err != nil {
			return nil, err
		}
		list = append(append(list, ','), data...)
	}
	return list, nil
}

// id gives the identifier of an object.
func id(kind, name string) string { return kind + "--" + view.UUID("stix/"+kind+"/"+name) }

// stamp writes the beginning of a day as STIX does.
func stamp(d record.Date) string { return string(d) + "T00:00:00.000Z" }

// dates are the first publication and the last change of a set of records.
type dates struct{ created, modified record.Date }

func (d *dates) add(i *archive.Incident) {
	if d.created == "" || i.Published < d.created {
		d.created = i.Published
	}
	d.modified = max(d.modified, i.Modified)
}

type writer struct {
	*view.View
	services      map[*archive.Service]*dates
	organisations map[*archive.Organisation]*dates
	all           dates
}

// newWriter finds what the incidents refer to.
func newWriter(v *view.View) *writer {
	w := &writer{View: v, services: map[*archive.Service]*dates{}, organisations: map[*archive.Organisation]*dates{}}
	for _, i := range v.Archive.Incidents {
		w.all.add(i)
		for _, s := range i.Services {
			note(w.services, s, i)
			note(w.organisations, s.Operator, i)
		}
		for _, c := range i.Claims {
			if c.By != nil {
				note(w.organisations, c.By, i)
			}
		}
	}
	if w.all.created == "" {
		w.all = dates{v.Date(), v.Date()}
	}
	return w
}

func note[K comparable](all map[K]*dates, key K, i *archive.Incident) {
	if all[key] == nil {
		all[key] = &dates{}
	}
	all[key].add(i)
}

// shared gives the objects that do not belong to one incident.
func (w *writer) shared() []any {
	first := dates{w.all.created, w.all.created}
	list := []any{tlpWhite, w.publisher(first), w.extension(first)}
	for _, o := range w.Archive.Organisations {
		if d := w.organisations[o]; d != nil {
			list = append(list, w.organisation(o, *d))
		}
	}
	for _, s := range w.Archive.Services {
		d := w.services[s]
		if d == nil {
			continue
		}
		list = append(list, w.service(s, *d),
			w.relationship(organisationID(s.Operator), "related-to", id("infrastructure", s.ID), "runs the service", *d))
		for _, on := range s.DependsOn {
			if w.services[on] != nil {
				list = append(list, w.relationship(id("infrastructure", s.ID), "uses", id("infrastructure", on.ID), "cannot work without it", *d))
			}
		}
	}
	return list
}

// organisationID gives the identifier of an organisation's object.
func organisationID(o *archive.Organisation) string {
	if o.Kind == "threat-actor" {
		return id("threat-actor", o.ID)
	}
	return id("identity", o.ID)
}

// incident gives the objects of one incident.
func (w *writer) incident(r *view.Record) []any {
	d := dates{r.Published, r.Modified}
	self := id("incident", view.Origin(r.Incident))
	incident := w.incidentObject(r, d)
	list := []any{incident}
	refs := []string{self}
	link := func(from, kind, to, text string) {
		x := w.relationship(from, kind, to, text, d)
		list = append(list, x)
		refs = append(refs, x.ID)
	}
	for _, s := range r.Services {
		target := id("infrastructure", s.ID)
		refs = append(refs, target)
		link(self, "related-to", target, levels(r, s))
	}
	for _, c := range r.Claims {
		if c.By == nil {
			continue
		}
		if by := organisationID(c.By); !slices.Contains(refs, by) {
			refs = append(refs, by)
			if c.By.Kind == "threat-actor" {
				link(self, "related-to", by, "speaks of the incident; about "+string(c.About)+": "+c.Says)
			}
		}
	}
	for _, other := range r.Related {
		if other.ID > r.ID { // each pair once
			link(self, "related-to", id("incident", view.Origin(other)), "belongs with it")
		}
	}
	return append(list, w.report(r, d, refs))
}

// levels says how badly an incident hit a service, phase by phase.
func levels(r *view.Record, s *archive.Service) string {
	text := ""
	for _, x := range r.Impacts {
		if x.Service != s {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += string(x.Level)
	}
	return text
}
