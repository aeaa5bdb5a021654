package highlight

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"incidentarchive/generator/internal/archive/archivetest"
)

func TestHTML(t *testing.T) {
	tests := []struct{ in, want string }{
		{"# note\ntitle: A <b> & c", "<i># note\n</i><b>title</b>: A &lt;b&gt; &amp; c"},
		{"start: 2025-07-23T16:15~ # about", "<b>start</b>: 2025-07-23T16:15~ <i># about</i>"},
		{"  - id: \"[a..b]\"\n    url: https://e.lu/#x", "  - <b>id</b>: <q>\"[a..b]\"</q>\n    <b>url</b>: https://e.lu/#x"},
		{"sources: [a, 'b']", "<b>sources</b>: [a, <q>'b'</q>]"},
		{"summary: >-\n  note: not a key\n  \"x\nend: unknown", "<b>summary</b>: &gt;-\n  note: not a key\n  \"x\n<b>end</b>: unknown"},
		{"says: Post's own \"word\" it's", "<b>says</b>: Post's own <q>\"word\"</q> it's"},
		{"Not a key: text", "Not a key: text"},
		{"", ""},
	}
	for _, test := range tests {
		if got := string(HTML([]byte(test.in))); got != test.want {
			t.Errorf("HTML(%q)\n got %s\nwant %s", test.in, got, test.want)
		}
	}
}

var tags = regexp.MustCompile(`</?[biq]>`)

// TestSameText looks that nothing of a record is lost or added.
func TestSameText(t *testing.T) {
	for _, i := range archivetest.Repository(t).Incidents {
		plain := html.UnescapeString(tags.ReplaceAllString(string(HTML(i.Source())), ""))
		if want := strings.TrimRight(string(i.Source()), "\n"); plain != want {
			t.Errorf("%s differs from its record", i.ID)
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"a: b", "a: |\n  b\n c", "- - 'x", "\"", "#", "a: \"#\" #", "<b>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		plain := html.UnescapeString(tags.ReplaceAllString(string(HTML([]byte(text))), ""))
		if want := strings.TrimRight(text, "\n"); plain != html.UnescapeString(html.EscapeString(want)) && !strings.Contains(text, "\r") && !strings.Contains(text, "\x00") {
			t.Errorf("%q became %q", want, plain)
		}
	})
}
