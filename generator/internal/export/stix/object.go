package stix

import (
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
)

// object has the properties that all objects of ours have.
type object struct {
	Type       string      `json:"type"`
	Spec       string      `json:"spec_version"`
	ID         string      `json:"id"`
	CreatedBy  string      `json:"created_by_ref,omitempty"`
	Created    string      `json:"created"`
	Modified   string      `json:"modified"`
	Revoked    bool        `json:"revoked,omitempty"`
	Labels     []string    `json:"labels,omitempty"`
	Lang       string      `json:"lang,omitempty"`
	References []reference `json:"external_references,omitempty"`
	Markings   []string    `json:"object_marking_refs,omitempty"`
}

// reference is an external reference.
type reference struct {
	Source      string `json:"source_name"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
	ID          string `json:"external_id,omitempty"`
}

type identity struct {
	object
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Class       string `json:"identity_class"`
	Contact     string `json:"contact_information,omitempty"`
}

type threatActor struct {
	object
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	Aliases     []string `json:"aliases,omitempty"`
}

type infrastructure struct {
	object
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	Aliases     []string `json:"aliases,omitempty"`
}

type incidentObject struct {
	object
	Name        string             `json:"name"`
	Description string             `json:"description"`
	Extensions  map[string]details `json:"extensions"`
}

type report struct {
	object
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Types       []string `json:"report_types"`
	Published   string   `json:"published"`
	Refs        []string `json:"object_refs"`
}

type relationship struct {
	object
	Kind        string `json:"relationship_type"`
	Description string `json:"description,omitempty"`
	From        string `json:"source_ref"`
	To          string `json:"target_ref"`
}

// marking is a marking definition.
type marking struct {
	Type       string            `json:"type"`
	Spec       string            `json:"spec_version"`
	ID         string            `json:"id"`
	Created    string            `json:"created"`
	Kind       string            `json:"definition_type"`
	Name       string            `json:"name"`
	Definition map[string]string `json:"definition"`
}

// tlpWhite is the marking for what everybody may read, as the standard defines it.
var tlpWhite = marking{
	Type: "marking-definition", Spec: "2.1", ID: "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
	Created: "2017-01-20T00:00:00.000Z", Kind: "tlp", Name: "TLP:WHITE", Definition: map[string]string{"tlp": "white"},
}

var publisherID = id("identity", "publisher of the archive")

// new starts an object.
func (w *writer) new(kind, name string, d dates) object {
	return object{
		Type: kind, Spec: "2.1", ID: id(kind, name), CreatedBy: publisherID, Created: stamp(d.created), Modified: stamp(d.modified),
		Markings: []string{tlpWhite.ID},
	}
}

// page refers to a page of the archive.
func (w *writer) page(address, name string) reference {
	return reference{Source: w.Site.Title, URL: address, ID: name}
}

// publisher is who publishes the archive.
func (w *writer) publisher(d dates) identity {
	o := w.new("identity", "", d)
	o.ID, o.CreatedBy = publisherID, ""
	return identity{object: o, Name: w.Site.Publisher(), Description: w.Site.Description(), Class: "organization", Contact: w.Site.Contact()}
}

func (w *writer) organisation(o *archive.Organisation, d dates) any {
	if o.Kind == "threat-actor" {
		x := threatActor{object: w.new("threat-actor", o.ID, d), Name: o.Name, Description: o.Description, Aliases: o.Aliases}
		x.References = []reference{w.page(w.Site.Organisation(o.ID), o.ID)}
		return x
	}
	x := identity{object: w.new("identity", o.ID, d), Name: o.Name, Description: o.Description, Class: "organization"}
	x.Labels = []string{string(o.Kind)}
	x.References = []reference{w.page(w.Site.Organisation(o.ID), o.ID)}
	return x
}

func (w *writer) service(s *archive.Service, d dates) infrastructure {
	x := infrastructure{object: w.new("infrastructure", s.ID, d), Name: s.Name, Description: s.Description, Aliases: s.Aliases}
	x.Labels = []string{string(s.Sector)}
	x.References = []reference{w.page(w.Site.Service(s.ID), s.ID)}
	return x
}

func (w *writer) incidentObject(r *view.Record, d dates) incidentObject {
	x := incidentObject{
		object: w.new("incident", view.Origin(r.Incident), d), Name: r.Title, Description: r.Plain,
		Extensions: map[string]details{extensionID: newDetails(r)},
	}
	x.Revoked = r.Withdrawn != nil
	x.Lang = w.Site.Language
	x.Labels = []string{string(r.Type)}
	for _, t := range r.Technique {
		x.Labels = append(x.Labels, string(t))
	}
	x.References = []reference{w.page(r.View.URL, r.ID)}
	for _, s := range r.View.Sources {
		ref := reference{Source: s.Publisher, Description: s.Title, URL: s.URL}
		if ref.Description == "" && ref.URL == "" {
			ref.Description = s.Note
		}
		x.References = append(x.References, ref)
	}
	return x
}

func (w *writer) report(r *view.Record, d dates, refs []string) report {
	x := report{
		object: w.new("report", view.Origin(r.Incident), d), Name: r.Title, Description: r.Plain, Types: []string{"incident"},
		Published: stamp(r.Published), Refs: refs,
	}
	x.Revoked = r.Withdrawn != nil
	x.Lang = w.Site.Language
	x.References = []reference{w.page(r.View.URL, r.ID)}
	return x
}

func (w *writer) relationship(from, kind, to, text string, d dates) relationship {
	x := relationship{object: w.new("relationship", from+" "+kind+" "+to, d), Kind: kind, Description: text, From: from, To: to}
	return x
}
