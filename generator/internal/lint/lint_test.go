package lint

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"incidentarchive/generator/internal/diagnostic"
)

// TestRealRecordsPass looks that the archive of this repository has no warning.
func TestRealRecordsPass(t *testing.T) {
	a, findings, err := Check("../../..", time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Severity != diagnostic.Note {
			t.Errorf("%s (%s)", f.Text(), f.Rule)
		}
	}
	if a == nil || len(a.Incidents) < 70 {
		t.Error("the archive is not there")
	}
}

// TestFold compares names as the rules do.
func TestFold(t *testing.T) {
	for name, want := range map[string]string{"": "", "The Daily-News 24!": "thedailynews24", "L’Écho & Co.": "lechoco", "ＮＥＷＳ": "news"} {
		if got := fold(name); got != want || foldAny(name) != want {
			t.Errorf("%q is %q, and by the longer way %q, want %q", name, got, foldAny(name), want)
		}
	}
}

func TestAllow(t *testing.T) {
	const file = "content/incidents/2025/2025-09-01-luxtrust-outage.yaml"
	for _, tt := range []struct{ name, old, new, want string }{
		{"behind the line", "title: Outage of LuxTrust", "title: Outage of LuxTrust.  # lint:allow text/title-stop the full stop is part of the name", ""},
		{"above the line", "title: Outage of LuxTrust", "# lint:allow text/title-stop the full stop is part of the name\ntitle: Outage of LuxTrust.", ""},
		{"above, among other comments", "title: Outage of LuxTrust", "# lint:allow text/title-stop the full stop is part of the name\n# Another comment.\ntitle: Outage of LuxTrust.", ""},
		{"on the wrong line", "title: Outage of LuxTrust\ntype: outage", "title: Outage of LuxTrust.\ntype: outage # lint:allow text/title-stop part of the name", "text/title-stop allow/unused"},
		{"another rule", "title: Outage of LuxTrust", "title: Outage of LuxTrust. # lint:allow text/full-stop part of the name", "text/title-stop allow/unused"},
		{"in a text", "  Nobody could log in for a day.", "  Nobody # lint:allow x could log in for a day.", ""},
		{"a note", "published: 2025-09-02\n    language", "language", "source/no-date"},
		{"a note, allowed", "  - id: ctie-status\n    publisher: CTIE\n    url: https://ctie.example.org/reports/2025-09-01\n    published: 2025-09-02\n",
			"  - id: ctie-status # lint:allow source/no-date the page has none\n    publisher: CTIE\n    url: https://ctie.example.org/reports/2025-09-01\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS("testdata/archive")); err != nil {
				t.Fatal(err)
			}
			breakFile(t, filepath.Join(dir, filepath.FromSlash(file)), map[string]string{"old": tt.old, "new": tt.new}, false)
			var rules []string
			for _, f := range findings(t, dir) {
				rules = append(rules, f.Rule)
			}
			if got := strings.Join(rules, " "); got != tt.want {
				t.Errorf("findings are %q, want %q", got, tt.want)
			}
		})
	}
}
