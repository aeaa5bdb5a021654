package reference

import (
	"strings"
	"testing"
)

// TestEveryFieldIsExplained keeps a new field from reaching contributors without
// a meaning, a form and a place on the page, and a removed one from lingering.
func TestEveryFieldIsExplained(t *testing.T) {
	known := map[string]bool{}
	for _, r := range Records() {
		r.Walk(func(f Field) {
			known[r.ID+" "+f.Path] = true
			for what, text := range map[string]string{"meaning": f.Meaning, "becomes": f.Becomes} {
				if text == "" || !strings.HasSuffix(text, ".") {
					t.Errorf("%s %s: %s is %q, want a sentence", r.ID, f.Path, what, text)
				}
			}
			if f.Example == "" && f.Kind != Rows {
				t.Errorf("%s %s: no example", r.ID, f.Path)
			}
			if f.Kind == Choice && len(f.Choices) == 0 {
				t.Errorf("%s %s: no choices", r.ID, f.Path)
			}
			if strings.HasPrefix(f.Kind.Want(), "want ") == false || strings.HasSuffix(f.Kind.Want(), ".") {
				t.Errorf("%s %s: message %q", r.ID, f.Path, f.Kind.Want())
			}
		})
	}
	for path := range becomesAt {
		if !known[path] {
			t.Errorf("becomesAt names %q, which no record has", path)
		}
	}
}

func TestForm(t *testing.T) {
	want := map[string]string{
		"title":             "one line of text, at most 200 characters",
		"start":             "an uncertain time; or a mapping with value, sources and note",
		"countries":         "a list: each entry is an ISO 3166-1 alpha-2 code of two capital letters, at most 250 entries",
		"impacts":           "one or more rows, each with the fields below, at most 500 entries",
		"impacts[].service": "the id of a service: the name of a file in content/services without .yaml",
		"withdrawn":         "a mapping with the fields below",
		"details":           "text; paragraphs, emphasis, links, lists and code in Markdown, at most 32 768 characters",
		"updates[].date":    "an uncertain time, or an interval a/b",
	}
	Records()[0].Walk(func(f Field) {
		if form, ok := want[f.Path]; ok {
			if got := f.Form(); got != form {
				t.Errorf("%s: got %q, want %q", f.Path, got, form)
			}
			delete(want, f.Path)
		}
	})
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

func TestTitle(t *testing.T) {
	for name, want := range map[string]string{"title": "Title", "time_zone": "Time zone", "archive_url": "Archive URL", "id": "ID"} {
		if got := Title(name); got != want {
			t.Errorf("Title(%q) = %q, want %q", name, got, want)
		}
	}
}
