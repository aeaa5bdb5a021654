package record

import (
	"strings"
	"testing"
)

// TestNormalForm looks at what is accepted in another form than it was written.
func TestNormalForm(t *testing.T) {
	decode := func(source string) *Incident {
		t.Helper()
		i, _, findings := DecodeIncident("content/incidents/2024/2024-01-02-example.yaml", "2024-01-02-example", []byte(source))
		for _, f := range findings {
			t.Error(f.Text())
		}
		return i
	}
	if got := decode(field("title", "Cafe\u0301 closed")).Title; got != "Caf\u00e9 closed" {
		t.Errorf("a decomposed letter stays: %+q", got)
	}
	if got := decode(field("title", "12:30:45")).Title; got != "12:30:45" {
		t.Errorf("a clock time as title is %q", got)
	}
	if got := decode(field("start", "2024-01-01T23:30+14:00")).Start.Value.String(); got != "2024-01-01T23:30+14:00" {
		t.Errorf("a time with an offset is %q", got)
	}
	if got := decode(strings.ReplaceAll(plainRecord, "\n", "\r\n")).Summary; strings.Contains(got, "\r") {
		t.Errorf("a line end of Windows stays: %q", got)
	}
	s, _, findings := DecodeService("content/services/cafe.yaml", "cafe", []byte("name: Caf\u00e9\noperator: operator\nsector: other\ncountries: [LU]\naliases: [\"Cafe\u0301 LU\", \"Caf\u00e9 LU\"]\n"))
	if len(findings) != 1 || !strings.Contains(findings[0].Message, "stands") {
		t.Errorf("one name in two forms passes: %q, %v", s.Aliases, findings)
	}
}

// TestNames gives the file names of records their verdict.
func TestNames(t *testing.T) {
	for _, name := range []string{
		"%2e%2e%2findex", "．．／x", "..", "../x", ".git", "con", "nul", "com1", "nul.2024", "2024-example.", "-rf", "2024\nx", "2024-\u0430pple", "2024-" + strings.Repeat("x", 300), "2024-*?[a]",
		"index", "_headers", "2024--x", "2024-X", "2024 x", "", "x", "2024-x-", "~root", "$(id)", "a\x00b", "2024-\u202ex", "é2024",
	} {
		if CheckName(name) == nil {
			t.Errorf("%q passes", name)
		}
	}
	for _, name := range []string{"2024-01-02-example", "constructor", "hasownproperty", "2024-null", "2024-true"} {
		if err := CheckName(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}
