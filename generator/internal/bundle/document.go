package bundle

import (
	"bytes"
	"path"
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"
)

// document is what a page, a stylesheet or a drawing says of other files.
type document struct {
	ids   map[string]bool // that fragments may name
	links []link
	notes []string // what is wrong with the page itself
}

// link is an address in a document.
type link struct {
	element string
	address string
	loaded  bool // by the page itself, not by a click
}

// readDocument collects the links of a file. It shares no code with what writes
// bundles, so that a mistake there shows.
func readDocument(name string, content []byte) document {
	d := document{ids: map[string]bool{}}
	switch path.Ext(name) {
	case ".css":
		_, err := rewriteCSS(content, func(address string) (string, error) {
			d.link("url()", address, true)
			return address, nil
		})
		if err != nil {
			d.notes = append(d.notes, "is not a stylesheet that can be read: "+err.Error())
		}
	case ".html", ".svg":
		d.markup(content, path.Ext(name) == ".html")
	}
	return d
}

func (d *document) link(element, address string, loaded bool) {
	l := link{element, strings.TrimSpace(address), loaded}
	if !slices.Contains(d.links[max(0, len(d.links)-8):], l) {
		d.links = append(d.links, l)
	}
}

func (d *document) markup(content []byte, page bool) {
	z := nethtml.NewTokenizer(bytes.NewReader(content))
	policy := false
	for {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			break
		}
		if kind != nethtml.StartTagToken && kind != nethtml.SelfClosingTagToken {
			continue
		}
		t := z.Token()
		attributes := make(map[string]string, len(t.Attr))
		for _, a := range t.Attr {
			attributes[a.Key] = a.Val
		}
		if id := attributes["id"]; id != "" {
			d.ids[id] = true
		}
		if t.Data == "meta" && strings.EqualFold(attributes["http-equiv"], "content-security-policy") {
			policy = true
		}
		d.element(t.Data, attributes)
	}
	if page && !policy {
		d.notes = append(d.notes, "has no Content-Security-Policy")
	}
}

// element collects the addresses of one element.
func (d *document) element(name string, attributes map[string]string) {
	for key, value := range attributes {
		switch key {
		case "href", "xlink:href":
			loads := name == "link" && slices.ContainsFunc(strings.Fields(strings.ToLower(attributes["rel"])), func(rel string) bool { return slices.Contains(loaded, rel) })
			d.link(name, value, loads || !slices.Contains([]string{"a", "area", "link"}, name))
		case "action", "formaction", "cite":
			d.link(name, value, false)
		case "src", "poster", "background", "data", "manifest":
			d.link(name, value, true)
		case "srcset", "imagesrcset":
			for candidate := range strings.SplitSeq(value, ",") {
				if fields := strings.Fields(candidate); len(fields) > 0 {
					d.link(name, fields[0], true)
				}
			}
		case "integrity":
			d.notes = append(d.notes, "<"+name+" integrity> is refused by browsers when the file is opened from a disk")
		}
	}
	switch name {
	case "meta":
		if _, address, found := strings.Cut(attributes["content"], "url="); found && strings.EqualFold(attributes["http-equiv"], "refresh") {
			d.link(name, address, false)
		}
	case "base":
		d.notes = append(d.notes, "<base> changes where all links lead")
	case "script":
		kind := strings.ToLower(attributes["type"])
		_, file := attributes["src"]
		if kind == "module" {
			d.notes = append(d.notes, "<script type=module> does not run when the file is opened from a disk")
		}
		if !file && (kind == "" || strings.Contains(kind, "javascript")) {
			d.notes = append(d.notes, "a script stands in the page, which the page's policy forbids")
		}
	}
}
