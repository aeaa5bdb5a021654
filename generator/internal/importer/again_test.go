package importer

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

const oneIncident = `{"page": {"name": "Acme"}, "incidents": [{"id": "a1", "name": "TITLE", "status": "resolved", "impact": "minor",
 "created_at": "2025-03-01T10:00:00Z", "resolved_at": "2025-03-01T11:00:00Z", "components": [{"name": "API"}]}]}`

const onePath = "content/incidents/2025/2025-03-01-one.yaml"

// TestImportAgain imports the same incident again, after changes in the source,
// here, and in both.
func TestImportAgain(t *testing.T) {
	tests := []struct {
		name   string
		title  string              // in the source, the second time
		edit   func(string) string // of the record, in between
		report func(*Report) []Entry
		want   string // text that the record holds afterwards
	}{
		{"nothing changed", "One", nil, func(r *Report) []Entry { return r.Unchanged }, "title: One"},
		{"the source changed", "Two", nil, func(r *Report) []Entry { return r.Updated }, "title: Two"},
		{"changed here", "One", replace("title: One", "title: Mine"), func(r *Report) []Entry { return r.Kept }, "title: Mine"},
		{"a comment here", "One", replace("title: One", "# why\ntitle: One"), func(r *Report) []Entry { return r.Kept }, "# why"},
		{"changed in both", "Two", replace("title: One", "title: Mine"), func(r *Report) []Entry { return r.Conflicts }, "title: Mine"},
		{"a comment here, the source changed", "Two", replace("title: One", "# why\ntitle: One"), func(r *Report) []Entry { return r.Conflicts }, "# why"},
		{"the same change in both", "Two", func(s string) string { return strings.ReplaceAll(s, "One", "Two") }, func(r *Report) []Entry { return r.Unchanged }, "title: Two"},
		{"the mark was removed", "One", func(s string) string { return s[:strings.Index(s, "x-imported")] }, func(r *Report) []Entry { return r.Unchanged }, "title: One"},
		{"an alias here, the source changed", "Two", replace("aliases: [statuspage:a1]", "aliases: [2025-03-01-older, statuspage:a1]"), func(r *Report) []Entry { return r.Updated }, "[2025-03-01-older, statuspage:a1]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			load(t, dir, importOne(t, dir, "One"))
			file := filepath.Join(dir, onePath)
			if test.edit != nil {
				source, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				edited := test.edit(string(source))
				if edited == string(source) {
					t.Fatal("the edit changes nothing")
				}
				if err := os.WriteFile(file, []byte(edited), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			p := importOne(t, dir, test.title)
			if list := test.report(p.Report); len(list) != 1 || list[0].ID != "2025-03-01-one" {
				t.Errorf("not reported as wanted: %+v", p.Report)
			}
			load(t, dir, p)
			if source, err := os.ReadFile(file); err != nil || !strings.Contains(string(source), test.want) {
				t.Errorf("want %q in the record:\n%s", test.want, source)
			}
		})
	}
}

// TestImportAgainSpelling: what is read in another spelling than it is written in
// counts as unchanged all the same.
func TestImportAgainSpelling(t *testing.T) {
	source := `{"page": {"name": "Acme"}, "incidents": [{"id": "a1", "name": "One", "status": "resolved", "impact": "minor",
 "created_at": "2025-03-01T10:00:00Z", "shortlink": "HTTPS://Status.Example/a1#", "components": [{"name": "API"}]}]}`
	dir := t.TempDir()
	for n := range 2 {
		s := &Source{Name: "source", Files: []File{{"incidents.json", []byte(source)}}}
		var before *archive.Archive
		if n > 0 {
			before = load(t, dir, nil)
		}
		p, err := statuspageKind.Import(s, Options{Now: testDay, Countries: []record.Country{"LU"}, Archive: before})
		if err != nil {
			t.Fatal(err)
		}
		if n > 0 && (len(p.Report.Unchanged) != 1 || len(p.Changes) > 0) {
			t.Errorf("not reported as unchanged: %+v", p.Report)
		}
		load(t, dir, p)
	}
}

func replace(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

// importOne plans the import of one incident with a title into a folder.
func importOne(t *testing.T, dir, title string) *Plan {
	t.Helper()
	s := &Source{Name: "source", Files: []File{{"incidents.json", []byte(strings.Replace(oneIncident, "TITLE", title, 1))}}}
	p, err := statuspageKind.Import(s, Options{Now: testDay, Countries: []record.Country{"LU"}, Archive: load(t, dir, nil)})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestLongName: a service with a name that has to be cut is found again.
func TestLongName(t *testing.T) {
	dir := t.TempDir()
	source := strings.Replace(oneIncident, `"API"`, `"`+strings.Repeat("Very long name ", 20)+`"`, 1)
	for n, want := range []int{3, 0} {
		s := &Source{Name: "source", Files: []File{{"incidents.json", []byte(source)}}}
		p, err := statuspageKind.Import(s, Options{Now: testDay, Countries: []record.Country{"LU"}, Archive: load(t, dir, nil)})
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Changes) != want {
			t.Errorf("run %d changes %d files, want %d: %+v", n+1, len(p.Changes), want, p.Changes)
		}
		load(t, dir, p)
	}
}

// TestImportStopsAtAChangedFile: between plan and writing, somebody saved.
func TestImportStopsAtAChangedFile(t *testing.T) {
	dir := t.TempDir()
	load(t, dir, importOne(t, dir, "One"))
	p := importOne(t, dir, "Two")
	if err := os.WriteFile(filepath.Join(dir, onePath), []byte("title: Mine\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := p.Write(root); err == nil || !strings.Contains(err.Error(), "has changed meanwhile") {
		t.Errorf("got %v", err)
	}
	if source, _ := os.ReadFile(filepath.Join(dir, onePath)); string(source) != "title: Mine\n" {
		t.Errorf("the file was overwritten: %s", source)
	}
}

// TestExistingNames: what is the same to the letter is used, what is nearly the
// same is reported.
func TestExistingNames(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"organisations/mine.yaml": "name: Acme\nkind: operator\n",
		"services/my-api.yaml":    "name: My interface\noperator: mine\nsector: other\ncountries: [LU]\naliases: [API]\n",
	} {
		file := filepath.Join(dir, "content", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p := importOne(t, dir, "One")
	if len(p.Changes) != 1 || !strings.Contains(string(p.Changes[0].New), "service: my-api\n") {
		t.Errorf("want the record alone, with service my-api: %+v", p.Changes)
	}
	if err := os.WriteFile(filepath.Join(dir, "content/organisations/mine.yaml"), []byte("name: ACME Inc.\nkind: operator\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	p = importOne(t, dir, "One")
	if want := `"ACME Inc.", "Acme"`; len(p.Report.Twins) != 1 || p.Report.Twins[0] != want {
		t.Errorf("near twins are %q, want %q", p.Report.Twins, want)
	}
}

func TestRead(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/api/incidents.json":
			_, _ = w.Write([]byte("[]"))
		case "/old":
			http.Redirect(w, r, "/api/incidents.json", http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/elsewhere":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	dir := t.TempDir()
	for name, text := range map[string]string{"a.json": "\ufeff{}", ".hidden.json": "{}", "b.txt": "x", "c.csv.gz": "not packed"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct{ source, want string }{
		{server.URL + "/api/incidents.json", "incidents.json=[]"},
		{server.URL + "/old", "incidents.json=[]"},
		{server.URL + "/loop", "error: more than 5 redirects"},
		{server.URL + "/elsewhere", "error: want http or https"},
		{server.URL + "/none", "error: 404 Not Found"},
		{filepath.Join(dir, "a.json"), "a.json={}"},
		{dir, "error: cannot be unpacked"},
		{filepath.Join(dir, "none"), "error: want a file, a folder or an address"},
	}
	for _, test := range tests {
		got := ""
		s, err := Read(context.Background(), test.source)
		if err != nil {
			got = "error: " + err.Error()
		} else {
			for _, f := range s.Files {
				got += f.Name + "=" + string(f.Data)
			}
		}
		want, wantError := strings.CutPrefix(test.want, "error: ")
		if wantError && (err == nil || !strings.Contains(got, want)) || !wantError && got != want {
			t.Errorf("%s gives %q, want %q", test.source, got, test.want)
		}
	}
}
