package main

import (
	"bytes"
	"strings"
	"testing"

	"incidentarchive/generator/internal/record"
)

// FuzzFromIssue looks that an issue, which anybody can write, becomes a record
// with the fields of the skeleton and no others.
func FuzzFromIssue(f *testing.F) {
	f.Add("### Title\n\nA\n### When did it begin\n\n2025\n")
	f.Add("### Title\n\n\"a: b # c\n### Start\n\n[2025..]\n### End\n\nOngoing.\n### Services\n\n- x\n* y, z\n### Countries\n\nLU, NO\n")
	f.Add("### Source links\n\nhttps://example.org/a?x=1#y <https://example.org>\n### Summary\n\n\u202e\x00\ttext\n...\n---\n")
	f.Add("### Time zone\n\n!!binary x\n### Kind\n\n&a *b\n### Details\n\n```\n<<: *x\n```\n")
	f.Fuzz(func(t *testing.T, text string) {
		var d draft
		d.fromIssue(text)
		d.Today = "2026-12-01"
		if _, err := d.id(); err != nil {
			return
		}
		for n, name := range d.Services {
			d.Services[n] = slugOf(name)
		}
		out, err := record.Format([]byte(d.skeleton()))
		if err != nil {
			t.Fatalf("the skeleton cannot be read: %v\n%s", err, d.skeleton())
		}
		i, _, findings := record.DecodeIncident("x.yaml", "x", out)
		if len(i.Custom) > 0 || i.Published != "2026-12-01" || len(i.Aliases)+len(i.Claims)+len(i.Related) > 0 {
			t.Fatalf("an answer became a field\n%s", out)
		}
		for _, f := range findings {
			if f.Rule == "field/unknown" || f.Rule == "field/duplicate" && !strings.HasSuffix(f.Field, "]") || strings.HasPrefix(f.Rule, "yaml/") {
				t.Fatalf("%v\n%s", f, out)
			}
		}
	})
}

func TestDraftID(t *testing.T) {
	for _, tt := range []struct{ start, title, want string }{
		{"2025-07-23T16:15~", "Outage of MyGuichet", "2025-07-23-outage-of-myguichet"},
		{"[2024-01-31,2024-02-07]", "Défaillance à Esch", "2024-01-31-defaillance-a-esch"},
		{"[..2025-07]", "X y", "2025-07-x-y"},
		{"2024-XX", "X", "2024-x"},
		{"2025", strings.Repeat("word ", 40), "2025" + strings.Repeat("-word", 11)},
	} {
		d := draft{Start: tt.start, Title: tt.title}
		if got, err := d.id(); got != tt.want || err != nil {
			t.Errorf("id of %q from %q is %q, %v, want %q", tt.title, tt.start, got, err, tt.want)
		}
	}
}

func TestAsk(t *testing.T) {
	var d draft
	var out bytes.Buffer
	answers := "\nOutage of the portal\nfire\nattack\n23.07.2025\n2025-07-23\nMyGuichet\nexample\nhttps://news.example.org/1\n"
	if err := d.ask(strings.NewReader(answers), &out); err != nil {
		t.Fatal(err)
	}
	if d.Title != "Outage of the portal" || d.Type != "attack" || d.Start != "2025-07-23" || d.Services[0] != "MyGuichet" || d.Sources[0] != "https://news.example.org/1" {
		t.Errorf("answers became %+v", d)
	}
	for _, want := range []string{"this is needed", "write outage or attack", "write 2025-07-23", "has to begin with https://"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	if err := new(draft).ask(strings.NewReader(""), &out); err == nil {
		t.Error("no answer gives no error")
	}
}

func TestExitCodes(t *testing.T) {
	const archive = "internal/lint/testdata/archive"
	for _, tt := range []struct {
		args []string
		want int
	}{
		{[]string{"check", "-C", archive}, exitOK},
		{[]string{"check", "-C", "testdata"}, exitFindings},
		{[]string{"check", "-C", archive, "--format", "x"}, exitUsage},
		{[]string{"check", "-C", "nowhere"}, exitUsage},
		{[]string{"check", "--unknown"}, exitUsage},
		{[]string{"fmt", "-l", archive}, exitOK},
		{[]string{"fmt", "nowhere"}, exitUsage},
		{[]string{"explain", "x/y"}, exitUsage},
		{[]string{"new"}, exitUsage},
		{[]string{"links", "-C", archive, "no-such-id"}, exitUsage},
	} {
		var out, err bytes.Buffer
		if got := run(t.Context(), tt.args, &out, &err); got != tt.want {
			t.Errorf("%v gives %d, want %d\n%s", tt.args, got, tt.want, err.String())
		}
	}
}
