package reference

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestStarter reads the record that newcomers copy.
func TestStarter(t *testing.T) {
	i, _, findings := record.DecodeIncident("x.yaml", "x", []byte(Starter()))
	for _, f := range findings {
		t.Errorf("%s\n%s", f.Text(), f.Source)
	}
	exists(t, "services", i.Impacts[0].Service)
	if canonical, err := record.Format([]byte(Starter())); err != nil || string(canonical) != Starter() {
		t.Errorf("the record is not in the canonical style: %v\n%s", err, cmp.Diff(string(canonical), Starter()))
	}
	for _, f := range Records()[0].Fields {
		if has := strings.Contains(Starter(), "\n"+f.Name+":"); has != f.Required {
			t.Errorf("%s: shown %v, required %v", f.Name, has, f.Required)
		}
	}
}

var starterPlace = regexp.MustCompile("(?s)(## The shortest record that passes\n\n```yaml\n)(.*?)(```\n)")

// TestContributingShowsTheStarter keeps the record in CONTRIBUTING.md in step.
func TestContributingShowsTheStarter(t *testing.T) {
	text := read(t, "CONTRIBUTING.md")
	if !starterPlace.MatchString(text) {
		t.Fatal("CONTRIBUTING.md has no place for the shortest record")
	}
	inStep(t, "CONTRIBUTING.md", []byte(starterPlace.ReplaceAllStringFunc(text, func(found string) string {
		parts := starterPlace.FindStringSubmatch(found)
		return parts[1] + Starter() + parts[3]
	})))
}

func TestContributePage(t *testing.T) {
	page, findings := record.DecodePage("content/contribute.md", "contribute", []byte(read(t, "content/contribute.md")))
	for _, f := range findings {
		t.Error(f.Text())
	}
	pages := map[string]bool{"builder": true, "rules": true} // made by package page
	for _, p := range Pages() {
		pages[p.ID] = true
	}
	for _, m := range regexp.MustCompile(`\]\(/contribute/([^)]*)/\)`).FindAllStringSubmatch(page.Body, -1) {
		if !pages[m[1]] {
			t.Errorf("the page links to /contribute/%s/, which does not exist", m[1])
		}
	}
	for _, m := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(page.Body, -1) {
		_, _, findings := record.DecodeIncident("x.yaml", "x", []byte(m[1]))
		for _, f := range findings {
			if !strings.HasPrefix(f.Rule, "field/required") && f.Rule != "source/unknown" {
				t.Errorf("example: %s\n%s", f.Text(), f.Source)
			}
		}
	}
}

var writes = regexp.MustCompile("\\| `\"?([^`\"]*)\"?` \\|\n")

// TestTimesInTables reads the times that the pages teach.
func TestTimesInTables(t *testing.T) {
	for _, path := range []string{"content/contribute.md", "CONTRIBUTING.md"} {
		found := writes.FindAllStringSubmatch(read(t, path), -1)
		if len(found) < 7 {
			t.Errorf("%s: %d times found, want at least 7", path, len(found))
		}
		for _, m := range found {
			_, err := edtf.Parse(m[1])
			_, notQuantity := record.ParseQuantity(m[1])
			if err != nil && notQuantity != nil && !strings.HasPrefix(m[1], "end: ") {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

// TestCommandsAreReal wants the documents to name no command that is not
// planned for contributors.
func TestCommandsAreReal(t *testing.T) {
	known := map[string]bool{"check": true, "fmt": true, "fix": true, "new": true, "explain": true, "schema": true, "help": true, "build": true, "links": true, "serve": true}
	for _, path := range []string{"content/contribute.md", "CONTRIBUTING.md", ".github/PULL_REQUEST_TEMPLATE.md"} {
		for _, m := range regexp.MustCompile(`go run \./generator (\w+)`).FindAllStringSubmatch(read(t, path), -1) {
			if !known[m[1]] {
				t.Errorf("%s tells of the command %q", path, m[1])
			}
		}
	}
}
