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
		// The example is an incident that the archive has; only that may show.
		found := 0
		for _, f := range append(findings, lint.Run(a, diagnostic.Note)...) {
			if strings.Contains(f.Message, id) {
				found++ // said at the other record
			}
			if f.File != path {
				continue
			}
			if found++; f.Field != "impacts[0].service" {
				t.Errorf("%s: %s\n%s", name, f.Text(), f.Source)
			}
		}
		if found == 0 {
			t.Errorf("%s: the rules did not look at the record", name)
		}
	}
}
