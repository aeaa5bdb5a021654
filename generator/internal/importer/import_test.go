package importer

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

var update = flag.Bool("update", false, "rewrite what the test files want")

var testDay = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// TestImport reads testdata/KIND_*.txtar: the files of a source, and under want/
// the records that come out of it with the report.
func TestImport(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) < 3*len(Kinds()) {
		t.Fatalf("%d test files, want at least three for each kind: %v", len(names), err)
	}
	for _, name := range names {
		base := strings.TrimSuffix(filepath.Base(name), ".txtar")
		t.Run(base, func(t *testing.T) {
			kindName, _, _ := strings.Cut(base, "_")
			kind, ok := Find(kindName)
			if !ok {
				t.Fatalf("there is no kind %q", kindName)
			}
			test, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			s := &Source{Name: "source"}
			opt := Options{Now: testDay, Countries: []record.Country{"LU"}}
			want := ""
			for _, f := range test.Files {
				switch {
				case f.Name == "want":
					want = string(f.Data)
				case f.Name == "mapping.yaml":
					opt.Mapping = f.Data
				default:
					s.Files = append(s.Files, File{f.Name, f.Data})
				}
			}
			got := outcome(kind.Import(s, opt))
			if *update {
				test.Files = append(test.Files[:len(test.Files):len(test.Files)], txtar.File{Name: "want", Data: []byte(got)})
				if want != "" {
					test.Files = append(test.Files[:len(test.Files)-2], test.Files[len(test.Files)-1])
				}
				if err := os.WriteFile(name, txtar.Format(test), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// outcome tells a plan, or the error, as text.
func outcome(p *Plan, err error) string {
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b bytes.Buffer
	for _, c := range p.Changes {
		b.WriteString("== " + c.Path + "\n")
		for line := range strings.Lines(string(c.New)) {
			if !strings.HasPrefix(line, "# yaml-language-server") {
				b.WriteString(line)
			}
		}
	}
	b.WriteString("== report\n")
	if err := p.Report.WriteText(&b); err != nil {
		return err.Error()
	}
	return b.String()
}

// load writes a plan into a folder and reads the archive there.
func load(t *testing.T, dir string, p *Plan) *archive.Archive {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := root.MkdirAll("content", 0o755); err != nil {
		t.Fatal(err)
	}
	if p != nil {
		if err := p.Write(root); err != nil {
			t.Fatal(err)
		}
	}
	a, findings, err := archive.Load(root, archive.Options{Now: testDay})
	if err != nil || findings.HasErrors() {
		t.Fatalf("the imported archive has errors: %v %v", err, findings)
	}
	return a
}
