package reference_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/lint"
	"incidentarchive/generator/internal/reference"
)

// TestRecordsToCopyPassEveryRule adds the records that people copy to the
// archive and applies all rules, those across records too.
func TestRecordsToCopyPassEveryRule(t *testing.T) {
	for name, text := range map[string]string{"starter": reference.Starter(), "template": reference.Template("incident")} {
		folder := t.TempDir()
		if err := os.CopyFS(filepath.Join(folder, "content"), os.DirFS("../../../content")); err != nil {
			t.Fatal(err)
		}
		for file, text := range map[string]string{
			"services/acme-mobile":        "name: Acme mobile network\noperator: acme-telecom\nsector: digital-infrastructure\ncountries: [NL]\n",
			"organisations/acme-telecom":  "name: Acme Telecom\nkind: operator\n",
			"organisations/crisis-centre": "name: National Crisis Centre\nkind: authority\n",
		} {
			if err := os.WriteFile(filepath.Join(folder, "content", file+".yaml"), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		const id = "2025-07-23-copied"
		path := "content/incidents/2025/" + id + ".yaml"
		if err := os.WriteFile(filepath.Join(folder, path), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		root, err := os.OpenRoot(folder)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		a, findings, err := archive.Load(root, archive.Options{})
		if err != nil || a == nil {
			t.Fatalf("%s: %v %v", name, err, findings)
		}
		for _, f := range append(findings, lint.Run(a, diagnostic.Note)...) {
			if f.File == path || strings.Contains(f.Message, id) {
				t.Errorf("%s: %s\n%s", name, f.Text(), f.Source)
			}
		}
		if a.Incident(id) == nil {
			t.Errorf("%s: the record is not in the archive", name)
		}
	}
}
