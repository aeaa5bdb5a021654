package feed

import (
	"strings"
	"testing"
	"unicode/utf8"

	"incidentarchive/generator/internal/export/exporttest"
	"incidentarchive/generator/internal/sweep"
)

// TestSweepLines writes lines of calendars: one property stays one property.
func TestSweepLines(t *testing.T) {
	sweep.Texts(t, exporttest.Texts, func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		var l lines
		l.text("SUMMARY", text)
		if unfolded := strings.ReplaceAll(string(l.b), "\r\n ", ""); strings.Count(unfolded, "\n") != 1 || strings.Count(unfolded, "\r") != 1 {
			t.Fatalf("%q becomes %q", text, l.b)
		}
	})
}
