package linked

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"incidentarchive/generator/internal/export/exporttest"
)

// FuzzJSONLD describes an incident with any text: set between the tags of a
// script it stays one script, and reads back as the same text.
func FuzzJSONLD(f *testing.F) {
	for _, text := range exporttest.Texts {
		f.Add(text)
	}
	f.Add("<!--<script>")
	a := exporttest.Hostile(f)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		changed := *a.Incidents[0]
		record := *changed.Incident
		record.Title = text
		changed.Incident = &record
		data := JSONLD(exporttest.Config(), &changed)
		var read struct{ Headline string }
		if err := json.Unmarshal(data, &read); err != nil || read.Headline != text {
			t.Fatalf("%q is described as %q, %v", text, read.Headline, err)
		}
		if bytes.ContainsAny(data, "<>") {
			t.Fatalf("%q leaves markup in %q", text, data)
		}
		root, err := html.Parse(strings.NewReader("<script type=\"application/ld+json\">" + string(data) + "</script><p>end</p>"))
		if err != nil {
			t.Fatal(err)
		}
		scripts, ends := 0, 0
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.Data == "script" {
				scripts++
			}
			if n.Type == html.ElementNode && n.Data == "p" {
				ends++
			}
		}
		if scripts != 1 || ends != 1 {
			t.Errorf("%q breaks out of the script", text)
		}
	})
}
