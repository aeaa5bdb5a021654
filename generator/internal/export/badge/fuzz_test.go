package badge

import (
	"testing"
	"unicode/utf8"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/exporttest"
	"incidentarchive/generator/internal/record"
)

// FuzzSVG draws badges of services with any name: the drawing holds the name as
// text and no markup of it.
func FuzzSVG(f *testing.F) {
	for _, text := range exporttest.Texts {
		f.Add(text, "4 March 2024")
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		if !utf8.ValidString(name) || !utf8.ValidString(text) || record.WithoutHidden(name+text) != name+text {
			return // such text does not get into a record
		}
		s := status{service: &archive.Service{Service: &record.Service{Name: name}}, text: text}
		data, err := s.svg()
		if err != nil {
			t.Fatal(err)
		}
		title, texts := readSVG(t, data)
		if want := name + ", " + label + ": " + text; title != want && !hasBreak(want) {
			t.Errorf("the title is %q, want %q", title, want)
		}
		if len(texts) != 2 {
			t.Errorf("%q: %d texts, want 2", name, len(texts))
		}
	})
}

// hasBreak tells whether XML would change the text's line breaks.
func hasBreak(text string) bool {
	for _, r := range text {
		if r < ' ' || r == 0x85 || r == 0x2028 || r > 0xfffd && r < 0x10000 {
			return true
		}
	}
	return false
}
