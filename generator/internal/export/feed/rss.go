package feed

import (
	"encoding/xml"
	"time"
)

type rssFeed struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string  `xml:"title"`
	Link        string  `xml:"link"`
	Self        rssSelf `xml:"atom:link"`
	Description string  `xml:"description"`
	Language    string  `xml:"language"`
	Built       string  `xml:"lastBuildDate"`
	Items       []byte  `xml:",innerxml"`
}

type rssSelf struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

// rss writes what stands around the items of an RSS 2.0 feed.
func (w *writer) rss(s scope, entries []*entry) (head, tail []byte, err error) {
	title, description, page := w.head(s)
	return frame(rssFeed{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", Channel: rssChannel{
		Title: title, Link: page, Description: description, Language: w.Site.Language,
		Self:  rssSelf{w.Site.At(s.path + "feed.xml"), "self", "application/rss+xml"},
		Built: w.updated(entries).Format(time.RFC1123Z), Items: within,
	}})
}

// rss writes the entry as an item of RSS.
func (e *forms) rss(b []byte) ([]byte, error) {
	m := markup{b}
	m.open("item")
	m.element("title", e.title())
	m.element("link", e.View.URL)
	m.element("description", e.content)
	for _, c := range e.categories() {
		m.element("category", c)
	}
	m.element("guid", e.id, "isPermaLink", "true")
	m.element("pubDate", e.Published.Time().Format(time.RFC1123Z))
	m.close("item")
	return m.b, nil
}
