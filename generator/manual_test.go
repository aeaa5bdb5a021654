package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestManual: the site has a page for each command, with the very text that
// --help prints.
func TestManual(t *testing.T) {
	s := realSite(t)
	list := commands(newRoot(&app{stdout: io.Discard, stderr: io.Discard}))
	if len(list) < 25 {
		t.Errorf("there are %d commands", len(list))
	}
	for _, c := range list {
		p := s.pages["manual/commands/"+strings.Join(c.Path, "/")+"/"]
		if p == nil {
			t.Errorf("%v has no page", c.Path)
			continue
		}
		var help, stderr bytes.Buffer
		if code := run(t.Context(), append(c.Path[:len(c.Path):len(c.Path)], "--help"), &help, &stderr); code != 0 {
			t.Fatalf("%v --help: %s", c.Path, stderr.String())
		}
		shown := ""
		for n := range p.all("pre")[0].Descendants() {
			if n.Type == html.TextNode {
				shown += n.Data
			}
		}
		if strings.TrimSpace(shown) != strings.TrimSpace(help.String()) {
			t.Errorf("the page of %v says\n%s\nand --help prints\n%s", c.Path, shown, help.String())
		}
	}
	// An archive that is new has no manual, unless it is switched on.
	_, small := buildSite(t, sectionArchive(t, ""))
	for name := range small.pages {
		if strings.HasPrefix(name, "manual/") {
			t.Errorf("%s is there", name)
		}
	}
}
