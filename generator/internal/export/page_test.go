package export

import (
	"bytes"
	"database/sql"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/export/exporttest"
	"incidentarchive/generator/internal/prose"
)

// example is a fenced block of code on the page data/.
type example struct{ language, code string }

func examples(body string) []example {
	var list []example
	inside := false
	for line := range strings.Lines(body) {
		mark, fenced := strings.CutPrefix(strings.TrimSpace(line), "```")
		switch {
		case fenced && !inside:
			list = append(list, example{language: mark})
			inside = true
		case fenced:
			inside = false
		case inside:
			list[len(list)-1].code += line
		}
	}
	return list
}

// TestExamplesOfThePageRun runs every example whose tool is on the machine, in a
// folder that holds the files. SQL needs no tool.
func TestExamplesOfThePageRun(t *testing.T) {
	v := exporttest.View(t, archivetest.Repository(t))
	page := v.Archive.Page("data")
	if page == nil {
		t.Fatal("content/data.md is missing")
	}
	dir := t.TempDir()
	for file, data := range exporttest.Export(t, v, write) {
		if path.Dir(file) != "data" && file != "api/v1/changes.json" {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, path.Base(file)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ran := map[string]int{}
	for _, e := range examples(page.Body) {
		var command *exec.Cmd
		switch e.language {
		case "python":
			command = commandOf(t, "python3", "-X", "utf8", "-c", e.code)
		case "r":
			command = commandOf(t, "Rscript", "-e", e.code)
		case "sh":
			if commandOf(t, strings.Fields(e.code)[0]) != nil {
				command = commandOf(t, "sh", "-euc", e.code)
			}
		case "sql":
			query(t, filepath.Join(dir, "archive.sqlite"), e.code)
			command = commandOf(t, "sqlite3", "archive.sqlite", e.code)
			ran["sql"]++
		case "html":
		default:
			t.Errorf("nobody checks the example in %q", e.language)
		}
		if command == nil {
			continue
		}
		ran[e.language]++
		command.Dir = dir
		var stderr bytes.Buffer
		command.Stderr = &stderr
		if out, err := command.Output(); err != nil || len(out) == 0 {
			t.Errorf("%s example: %v, output %q, errors:\n%s\n%s", e.language, err, out, stderr.String(), e.code)
		}
	}
	if ran["sql"] == 0 || os.Getenv("CI") == "true" && ran["python"] == 0 {
		t.Errorf("examples that ran are %v, want those in SQL, and in CI those in Python", ran)
	}
}

// commandOf gives a command, or nil when the tool is not on the machine.
func commandOf(t *testing.T, tool string, args ...string) *exec.Cmd {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		return nil
	}
	return exec.CommandContext(t.Context(), tool, args...)
}

func query(t *testing.T, file, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(statement)
	if err != nil {
		t.Fatalf("%v in\n%s", err, statement)
	}
	defer rows.Close()
	if !rows.Next() {
		t.Errorf("no row comes back from\n%s", statement)
	}
}

func TestPageLinksLeadToFiles(t *testing.T) {
	v := exporttest.View(t, archivetest.Repository(t))
	files := exporttest.Export(t, v, write)
	linked := map[string]bool{}
	for _, address := range prose.Links(v.Archive.Page("data").Body) {
		if file, internal := strings.CutPrefix(address, "/"); internal && v.Archive.Page(strings.Trim(file, "/")) == nil {
			linked[file] = true
			if files[file] == nil && v.Archive.Page(strings.Trim(file, "/")) == nil {
				t.Errorf("the page links to %s, which is not written", address)
			}
		}
	}
	for _, f := range Files() {
		if strings.HasPrefix(f.Path, "data/") && f.Path != "data/datapackage.json" && !linked[f.Path] {
			t.Errorf("the page does not name %s", f.Path)
		}
	}
}

// TestCitation holds CITATION.cff against what the Citation File Format 1.2.0
// requires.
func TestCitation(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(archivetest.Root(t), "CITATION.cff"))
	if err != nil {
		t.Fatal(err)
	}
	var c struct {
		Version  string              `yaml:"cff-version"`
		Message  string              `yaml:"message"`
		Type     string              `yaml:"type"`
		Title    string              `yaml:"title"`
		Authors  []map[string]string `yaml:"authors"`
		Abstract string              `yaml:"abstract"`
		Keywords []string            `yaml:"keywords"`
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&c); err != nil {
		t.Fatal(err)
	}
	if c.Version != "1.2.0" || c.Message == "" || c.Title == "" || c.Type != "dataset" || len(c.Authors) == 0 || c.Authors[0]["name"] == "" {
		t.Errorf("CITATION.cff lacks something: %+v", c)
	}
}
