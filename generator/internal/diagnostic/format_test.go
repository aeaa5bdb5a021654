package diagnostic

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var sample = List{
	{File: "content/a.yaml", Line: 3, Column: 7, Length: 5, Field: "type", Rule: "field/value", Message: `unknown value "attck" (did you mean "attack"?)`, Source: "type: attck"},
	{File: "content/b,c:d.yaml", Rule: "file/name", Severity: Warning, Message: "100 % sure\n::stop-commands::x\r##[error]y\u202e"},
	{File: "content/c.yaml", Line: 1, Rule: "source/no-date", Severity: Note, Message: "no date"},
}

func TestWriteGitHub(t *testing.T) {
	var b strings.Builder
	if err := sample.WriteGitHub(&b); err != nil {
		t.Fatal(err)
	}
	want := "::error file=content/a.yaml,line=3,col=7,endColumn=12,title=field/value::type: unknown value \"attck\" (did you mean \"attack\"?)\n" +
		"::warning file=content/b%2Cc%3Ad.yaml,title=file/name::100 %25 sure%0A::stop-commands::x%0D# #[error]y\ufffd\n" +
		"::notice file=content/c.yaml,line=1,title=source/no-date::no date\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzWriteGitHub(f *testing.F) {
	f.Add("content/a.yaml", "a/b", "x\n::error::y", "z")
	f.Fuzz(func(t *testing.T, file, rule, message, field string) {
		var b strings.Builder
		l := List{{File: file, Rule: rule, Message: message, Field: field, Line: 1, Column: 1}}
		if err := l.WriteGitHub(&b); err != nil {
			t.Fatal(err)
		}
		out := b.String()
		if strings.Count(out, "\n") != 1 || strings.ContainsAny(out, "\r\u0085\u2028") || !strings.HasPrefix(out, "::error file=") || strings.Contains(out, "##[") {
			t.Fatalf("a finding escapes its line: %q", out)
		}
	})
}

func TestWriteJSON(t *testing.T) {
	var b strings.Builder
	if err := sample.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Findings []struct {
			File, Rule, Severity, Message string
			Line, Column                  int
		}
		Errors, Warnings, Notes int
	}
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Findings) != 3 || got.Errors != 1 || got.Warnings != 1 || got.Notes != 1 || got.Findings[1].Message != sample[1].Message || got.Findings[0].Column != 7 {
		t.Errorf("got %+v", got)
	}
	b.Reset()
	if err := (List{}).WriteJSON(&b); err != nil || !strings.Contains(b.String(), `"findings": []`) {
		t.Errorf("an empty list gives %v %s", err, b.String())
	}
}

func TestWriteSARIF(t *testing.T) {
	var b strings.Builder
	if err := sample.WriteSARIF(&b, []Rule{{Name: "field/value", Summary: "Takes one of the values.", Help: "Choose one."}}); err != nil {
		t.Fatal(err)
	}
	var got sarifLog
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	run := got.Runs[0]
	if got.Version != "2.1.0" || len(run.Tool.Driver.Rules) != 3 || len(run.Results) != 3 {
		t.Fatalf("got %s", b.String())
	}
	for _, r := range run.Results {
		if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("result of %s points at rule %d", r.RuleID, r.RuleIndex)
		}
	}
	first := run.Results[0].Locations[0].Physical
	if first.Artifact.URI != "content/a.yaml" || *first.Region != (sarifRegion{3, 7, 12}) {
		t.Errorf("place is %+v %+v", first, first.Region)
	}
	if run.Results[1].Locations[0].Physical.Region != nil || run.Results[1].Level != "warning" {
		t.Errorf("a finding about a whole file has %+v", run.Results[1])
	}
}

func TestNearest(t *testing.T) {
	words := []string{"outage", "attack", "myguichet", "post-mobile"}
	for _, tt := range []struct{ word, want string }{
		{"outge", "outage"}, {"Outage", "outage"}, {"attakc", "attack"}, {"my-guichet", "myguichet"}, {"myguichet-lu", "myguichet"},
		{"post_mobile", "post-mobile"}, {"zebra", ""}, {"", ""}, {strings.Repeat("x", 200), ""},
	} {
		if got := Nearest(tt.word, words); got != tt.want {
			t.Errorf("Nearest(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}
