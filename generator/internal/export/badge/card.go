package badge

import (
	"bytes"

	"golang.org/x/net/html"

	"incidentarchive/generator/internal/export/view"
)

// style is the look of the cards. It stands in a file because no page of the
// archive carries its own style.
const style = `:root { color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif; background: light-dark(#fff, #16181d); color: light-dark(#1b1f24, #e6e8eb); }
body { margin: 0; padding: 0.75rem; }
a { color: light-dark(#0b57a4, #8ab8ee); }
h1, p { margin: 0 0 0.25rem; font-size: 1rem; }
.note { font-size: 0.875rem; }
`

// element makes an element with attributes, given as names and values in turn.
func element(name string, attributes ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: name}
	for at := 0; at+1 < len(attributes); at += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attributes[at], Val: attributes[at+1]})
	}
	return n
}

// in puts children, elements or texts, into an element.
func in(parent *html.Node, children ...any) *html.Node {
	for _, c := range children {
		switch c := c.(type) {
		case string:
			parent.AppendChild(&html.Node{Type: html.TextNode, Data: c})
		case *html.Node:
			parent.AppendChild(c)
		}
	}
	return parent
}

// link leads to a page of the archive, in the window around the card.
func link(path, text string) *html.Node {
	return in(element("a", "href", "../"+path, "target", "_top"), text)
}

// card writes the card. Its links are relative, so that it works from any place
// that holds the whole archive.
func (s status) card(v *view.View) ([]byte, error) {
	last := in(element("p"), "No incident on record.")
	if s.last != nil {
		last = in(element("p"), "Last incident: ", link("incidents/"+s.last.ID+"/", s.last.Title), " (", s.text, ")")
	}
	language := v.Site.Language
	if language == "" {
		language = "en"
	}
	page := &html.Node{Type: html.DocumentNode}
	page.AppendChild(&html.Node{Type: html.DoctypeNode, Data: "html"})
	in(page, in(element("html", "lang", language),
		in(element("head"),
			element("meta", "charset", "utf-8"),
			in(element("title"), s.service.Name+": last incident"),
			element("meta", "name", "viewport", "content", "width=device-width"),
			element("meta", "name", "robots", "content", "noindex"),
			element("link", "rel", "stylesheet", "href", "card.css"),
		),
		in(element("body"), in(element("main"),
			in(element("h1"), link("services/"+s.service.ID+"/", s.service.Name)),
			last,
			in(element("p", "class", "note"), number(s.count)+", as of ", in(element("time", "datetime", string(v.Date())), string(v.Date())), ". ", link("", v.Site.Title)),
		)),
	))
	var b bytes.Buffer
	if err := html.Render(&b, page); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
