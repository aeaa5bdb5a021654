package diagnostic

import (
	"strings"
	"testing"

	"incidentarchive/generator/internal/sweep"
)

// TestSweepAnnotations prints findings for CI services and terminals.
func TestSweepAnnotations(t *testing.T) {
	sweep.Texts(t, []string{"x\n::error::y", "100 %", "##[error]x", "a\u2028b\u0085c", "\x1b[31m"}, func(t *testing.T, text string) {
		if p := Printable(text); strings.ContainsAny(p, "\n\r\x1b\u2028\u0085") {
			t.Fatalf("%q is printed as %q", text, p)
		}
		var b strings.Builder
		if err := (List{{File: text, Message: text, Rule: "a/b"}}).WriteGitHub(&b); err != nil {
			t.Fatal(err)
		}
		if out := b.String(); strings.Count(out, "\n") != 1 || strings.Contains(out, "\r") || strings.Contains(out, "##[") {
			t.Fatalf("%q escapes its line: %q", text, out)
		}
	})
}
