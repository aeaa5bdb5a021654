package diagnostic

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWriteText(t *testing.T) {
	l := List{
		{File: "b.yaml", Line: 2, Column: 3, Length: 4, Field: "type", Rule: "r", Message: "unknown value", Source: "  oops"},
		{File: "a.yaml", Rule: "r", Message: "the file is empty"},
		{File: "b.yaml", Line: 2, Column: 3, Length: 4, Field: "type", Rule: "r", Message: "unknown value", Source: "  oops"},
		{File: "b.yaml", Line: 1, Column: 9, Severity: Warning, Rule: "r", Message: "\x1b[2J\u202egone", Source: "title: \x1b]0;x\a"},
	}
	var b strings.Builder
	if err := l.Sort().WriteText(&b, false); err != nil {
		t.Fatal(err)
	}
	want := `a.yaml: the file is empty

b.yaml:1:9: warning: �[2J�gone
    1 | title: �]0;x�
      |         ^

b.yaml:2:3: type: unknown value
    2 |   oops
      |   ^^^^
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestLongLine(t *testing.T) {
	l := List{{File: "a.yaml", Line: 1, Column: 5001, Length: 3, Message: "x", Source: strings.Repeat("a", 5000) + "bad" + strings.Repeat("c", 5000)}}
	var b strings.Builder
	if err := l.WriteText(&b, false); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	if len([]rune(lines[1])) > maxExcerpt+12 {
		t.Errorf("the excerpt has %d characters", len([]rune(lines[1])))
	}
	at := strings.Index(lines[2], "^^^")
	if got := string([]rune(lines[1])[at : at+3]); got != "bad" {
		t.Errorf("the caret points to %q", got)
	}
}

func TestDidYouMean(t *testing.T) {
	ids := []string{"myguichet", "post-mobile", "post-internet", "luxtrust", "emergency-112", "emergency-113"}
	for word, want := range map[string]string{
		"myguichet-lu": "myguichet", "MyGuichet": "myguichet", "post_mobile": "post-mobile", "luxtrsut": "luxtrust",
		"emergency112": "emergency-112", "post": "post-internet", "xyz": "", "": "", "completely-different": "",
	} {
		if got := Nearest(word, ids); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
	if got := DidYouMean("luxtrst", ids); got != ` (did you mean "luxtrust"?)` {
		t.Errorf("DidYouMean = %q", got)
	}
}
