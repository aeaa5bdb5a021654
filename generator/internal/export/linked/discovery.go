package linked

import (
	"encoding/xml"
	"strings"
	"time"

	"incidentarchive/generator/internal/export/view"
)

// robots lets crawlers read everything, or nothing on a preview.
func robots(v *view.View, emit view.Emit) error {
	lines := []string{"User-agent: *", "Allow: /", "", "Sitemap: " + v.Site.At("sitemap.xml")}
	if v.Site.Params.NoIndex {
		lines = []string{"User-agent: *", "Disallow: /"}
	}
	return emit("robots.txt", []byte(strings.Join(lines, "\n")+"\n"))
}

type openSearchDescription struct {
	XMLName     xml.Name    `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName   string      `xml:"ShortName"`
	LongName    string      `xml:"LongName"`
	Description string      `xml:"Description"`
	URLs        []searchURL `xml:"Url"`
	Encoding    string      `xml:"InputEncoding"`
	Language    string      `xml:"Language"`
}

type searchURL struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr,omitempty"`
	Template string `xml:"template,attr"`
}

// openSearch describes the site's search for browsers. The standard bounds the
// lengths of the texts.
func openSearch(v *view.View, emit view.Emit) error {
	site := v.Site
	return emitXML(emit, "opensearch.xml", openSearchDescription{
		ShortName: cut(site.Title, 16), LongName: cut(site.Title, 48), Description: cut(site.Description(), 1024),
		URLs: []searchURL{
			{Type: "text/html", Template: site.At("search/?q={searchTerms}")},
			{Type: "application/opensearchdescription+xml", Rel: "self", Template: site.At("opensearch.xml")},
		},
		Encoding: "UTF-8", Language: site.Language,
	})
}

// cut shortens a text to at most n characters.
func cut(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return strings.TrimSpace(string(r[:n]))
	}
	return text
}

// validity is how long security.txt holds, counted from the archive's date. The
// standard wants less than a year.
const validity = 360 * 24 * time.Hour

// securityTxt says where to report faults of the site (RFC 9116). It is left out
// without a contact, or without a date to count from.
func securityTxt(v *view.View, emit view.Emit) error {
	contact := v.Site.Contact()
	if contact == "" || v.Archive.Date == "" {
		return nil
	}
	lines := []string{
		"Contact: " + contact,
		"Expires: " + view.Instant(v.Archive.Date.Time().Add(validity)),
		"Preferred-Languages: en",
		"Canonical: " + v.Site.At(".well-known/security.txt"),
	}
	return emit(".well-known/security.txt", []byte(strings.Join(lines, "\n")+"\n"))
}
