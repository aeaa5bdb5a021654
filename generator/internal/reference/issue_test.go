package reference

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAnswers(t *testing.T) {
	issue := strings.ReplaceAll(`### Title

Power cut in the north

### Type

outage

### Summary

Homes had no electricity.

### What I saw

### Title

second

### Scope

_No response_

### Root cause

unknown

### Sources

https://a.example/1
https://b.example/2

### Anything else

The mayor said so.

### Before you send it

- [x] No private person is named.
`, "\n", "\r\n")
	want := map[string]string{
		"title":      "Power cut in the north",
		"type":       "outage",
		"summary":    "Homes had no electricity.\n\n### What I saw\n\n### Title\n\nsecond",
		"root_cause": "unknown",
		"sources":    "https://a.example/1\nhttps://b.example/2",
		"":           "The mayor said so.",
	}
	if diff := cmp.Diff(want, Answers(issue)); diff != "" {
		t.Errorf("(-want, +got):\n%s", diff)
	}
	if got := Answers("A text that no form has written."); len(got) != 0 {
		t.Errorf("got %v from a text without labels", got)
	}
}

func FuzzAnswers(f *testing.F) {
	f.Add("### Title\n\nx\n\n### Sources\n\n### ")
	f.Add("### Title\r\n### Title")
	f.Fuzz(func(t *testing.T, issue string) {
		for field, text := range Answers(issue) {
			if strings.TrimSpace(text) != text || text == "" || !strings.Contains(strings.ReplaceAll(issue, "\r\n", "\n"), text) {
				t.Errorf("field %q has %q, which the issue does not say", field, text)
			}
		}
	})
}
