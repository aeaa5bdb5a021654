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
	Entries  []byte     `xml:",innerxml"` // written already, by the same encoder
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	XMLName    xml.Name       `xml:"entry"`
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Content    atomText       `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// atom writes an Atom feed (RFC 4287), in which publication and last change of a
// record are told apart.
func (w *writer) atom(s scope, entries []*entry) ([]byte, error) {
	title, description, page := w.head(s)
	f := atomFeed{
		Language: w.Site.Language, ID: w.Site.At(s.path + "feed.atom"), Title: title, Subtitle: description,
		Updated: view.Instant(w.updated(entries)), Author: atomAuthor{w.Site.Publisher()}, Rights: w.Site.Params.License,
		Links: []atomLink{
			{"self", "application/atom+xml", w.Site.At(s.path + "feed.atom")},
			{"alternate", "text/html", page},
		},
	}
	var err error
	if f.Entries, err = w.joined(entries, atomEntries, ""); err != nil {
		return nil, err
	}
	return document(f)
}

// atom writes the entry as Atom does.
func (e *forms) atom() ([]byte, error) {
	out := atomEntry{
		ID: e.id, Title: e.title(), Published: view.Instant(e.Published.Time()), Updated: view.Instant(e.Modified.Time()),
		Links:   []atomLink{{"alternate", "text/html", e.View.URL}},
		Content: atomText{"html", e.content},
	}
	if address := e.api(); address != "" {
		out.Links = append(out.Links, atomLink{"alternate", "application/json", address})
	}
	for _, c := range e.categories() {
		out.Categories = append(out.Categories, atomCategory{c})
	}
	return xml.Marshal(out)
}
