package feed

import (
	"bytes"
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
	Items       []byte  `xml:",innerxml"` // written already, by the same encoder
}

type rssSelf struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

type rssItem struct {
	XMLName     xml.Name `xml:"item"`
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	Description string   `xml:"description"`
	Categories  []string `xml:"category"`
	GUID        rssGUID  `xml:"guid"`
	Published   string   `xml:"pubDate"`
}

type rssGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

// rss writes an RSS 2.0 feed.
func (w *writer) rss(s scope, entries []*entry) ([]byte, error) {
	title, description, page := w.head(s)
	f := rssFeed{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", Channel: rssChannel{
		Title: title, Link: page, Description: description, Language: w.Site.Language,
		Self:  rssSelf{w.Site.At(s.path + "feed.xml"), "self", "application/rss+xml"},
		Built: w.updated(entries).Format(time.RFC1123Z),
	}}
	var err error
	if f.Channel.Items, err = w.joined(entries, rss, ""); err != nil {
		return nil, err
	}
	return document(f)
}

// rss writes the entry as an item of RSS.
func (e *forms) rss() ([]byte, error) {
	return xml.Marshal(rssItem{
		Title: e.title(), Link: e.View.URL, Description: e.content, Categories: e.categories(),
		GUID: rssGUID{true, e.id}, Published: e.Published.Time().Format(time.RFC1123Z),
	})
}

// document writes an XML document.
func document(root any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(root); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
