package diagnostic

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzWriteText prints findings with any text to a terminal: nothing moves the
// cursor, and a line is a line.
func FuzzWriteText(f *testing.F) {
	f.Add("content/a.yaml", "x\x1b[31m", "title: \u202eabc", 1, 3, 5)
	f.Add("\n::error::", "\r", "\x9b31m", 7, -2, 1<<40)
	f.Add("", "", "\t"+strings.Repeat("x", 500), 1<<62, 400, 9)
	f.Fuzz(func(t *testing.T, file, message, source string, line, column, length int) {
		l := List{{File: file, Message: message, Source: source, Line: line, Column: column, Length: length, Rule: "a/b"}}
		var plain, colored strings.Builder
		if err := l.WriteText(&plain, false); err != nil {
			t.Fatal(err)
		}
		if err := l.WriteText(&colored, true); err != nil {
			t.Fatal(err)
		}
		for _, r := range plain.String() {
			if r != '\n' && r != utf8.RuneError && !unicode.IsPrint(r) {
				t.Fatalf("%q prints %q", l[0], r)
			}
		}
		if n := strings.Count(plain.String(), "\n"); n > 3 {
			t.Fatalf("one finding has %d lines: %q", n, plain.String())
		}
		var report, sarif strings.Builder
		if err := l.WriteJSON(&report); err != nil || !json.Valid([]byte(report.String())) {
			t.Fatalf("JSON %q, %v", report.String(), err)
		}
		if err := l.WriteSARIF(&sarif, nil); err != nil || !json.Valid([]byte(sarif.String())) {
			t.Fatalf("SARIF %q, %v", sarif.String(), err)
		}
		_ = DidYouMean(message, []string{file, source})
	})
}
