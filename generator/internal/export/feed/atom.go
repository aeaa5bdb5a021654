package feed

import (
	"encoding/xml"

	"incidentarchive/generator/internal/export/view"
)

type atomFeed struct {
	XMLName  xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Language string     `xml:"xml:lang,attr"`
	ID       string     `xml:"id"`
	Title    string     `xml:"title"`
	Subtitle string     `xml:"subtitle"`
	Updated  string     `xml:"updated"`
	Author   atomAuthor `xml:"author"`
	Links    []atomLink `xml:"link"`
	Rights   string     `xml:"rights,omitempty"`
	Entries  []byte     `xml:",innerxml"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

// atom writes what stands around the entries of an Atom feed (RFC 4287), in which
// publication and last change of a record are told apart.
func (w *writer) atom(s scope, entries []*entry) (head, tail []byte, err error) {
	title, description, page := w.head(s)
	return frame(atomFeed{
		Language: w.Site.Language, ID: w.Site.At(s.path + "feed.atom"), Title: title, Subtitle: description,
		Updated: view.Instant(w.updated(entries)), Author: atomAuthor{w.Site.Publisher()}, Rights: w.Site.Params.License,
		Links: []atomLink{
			{"self", "application/atom+xml", w.Site.At(s.path + "feed.atom")},
			{"alternate", "text/html", page},
		},
		Entries: within,
	})
}

// atom writes the entry as Atom does.
func (e *forms) atom(b []byte) ([]byte, error) {
	m := markup{b}
	m.open("entry")
	m.element("id", e.id)
	m.element("title", e.title())
	m.element("published", view.Instant(e.Published.Time()))
	m.element("updated", view.Instant(e.Modified.Time()))
	m.element("link", "", "rel", "alternate", "type", "text/html", "href", e.View.URL)
	if address := e.api(); address != "" {
		m.element("link", "", "rel", "alternate", "type", "application/json", "href", address)
	}
	for _, c := range e.categories() {
		m.element("category", "", "term", c)
	}
	m.element("content", e.content, "type", "html")
	m.close("entry")
	return m.b, nil
}
