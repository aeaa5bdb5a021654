package badge

import (
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"incidentarchive/generator/internal/export/exporttest"
)

func TestBadgesAndCards(t *testing.T) {
	for name, v := range exporttest.Views(t) {
		t.Run(name, func(t *testing.T) {
			files := exporttest.Export(t, v, Write)
			if want := 2*len(v.Archive.Services) + 1; len(files) != want {
				t.Errorf("there are %d files, want %d", len(files), want)
			}
			for _, s := range v.Archive.Services {
				title, texts := readSVG(t, files[Root+s.ID+".svg"])
				if !strings.HasPrefix(title, s.Name+", last incident: ") || len(texts) != 2 || texts[0] != "last incident" {
					t.Errorf("%s: title %q, texts %q", s.ID, title, texts)
				}
				checkCard(t, s.ID, s.Name, files[Root+s.ID+".html"])
			}
		})
	}
}

func readSVG(t *testing.T, data []byte) (title string, texts []string) {
	t.Helper()
	var s struct {
		XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
		Title   string   `xml:"title"`
		Texts   []string `xml:"text"`
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&s); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	if _, err := d.Token(); err != nil && err != io.EOF {
		if _, err := d.Token(); err != io.EOF {
			t.Errorf("something follows the picture: %v", err)
		}
	}
	return s.Title, s.Texts
}

// checkCard reads a card as a browser does.
func checkCard(t *testing.T, id, name string, data []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	heading, links := "", 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "style", "iframe", "b", "img":
			t.Errorf("%s: the card holds <%s>", id, n.Data)
		case "h1":
			heading = words(n)
		case "a":
			links++
			if target := n.Attr[0].Val; !strings.HasPrefix(target, "../") || strings.Contains(path.Clean(target), "//") {
				t.Errorf("%s: link to %q", id, target)
			}
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: attribute %s", id, a.Key)
			}
		}
	}
	if heading != name || links < 2 {
		t.Errorf("%s: heading %q, %d links", id, heading, links)
	}
}

func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func TestWhatABadgeSays(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	files := exporttest.Export(t, v, Write)
	for id, want := range map[string]string{
		"unused":     "none on record",
		"service-3":  "4 March 2024, 10:00",
		"service-4":  "none on record", // its only incident was withdrawn
		"service-0":  "2024",
		"service-15": "ongoing on 2025-01-05",
	} {
		if _, texts := readSVG(t, files[Root+id+".svg"]); texts[1] != want {
			t.Errorf("%s says %q, want %q", id, texts[1], want)
		}
	}
}
