package table

import (
	"strings"
	"testing"

	"incidentarchive/generator/internal/sweep"
)

// TestSweepCells looks that no cell is a formula.
func TestSweepCells(t *testing.T) {
	sweep.Texts(t, []string{"=cmd()", "+1", "-1", "@x", "＝cmd", "＋1", "plain text", "'quoted"}, func(t *testing.T, text string) {
		got := harmless(text)
		if got != text && got != "'"+text || strings.IndexAny(got, "=+-@\t\r\n＝＋－＠") == 0 {
			t.Fatalf("%q becomes %q", text, got)
		}
	})
}
