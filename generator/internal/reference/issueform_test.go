package reference

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

var update = flag.Bool("update", false, "rewrite the files made from the Go types")

// inStep compares a file below the archive's root with what Go makes of it.
func inStep(t *testing.T, path string, want []byte) {
	t.Helper()
	name := filepath.Join(root, filepath.FromSlash(path))
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is not what the types say; run go test ./generator/internal/reference -update (-want, +got):\n%s", path, diff)
	}
}

func TestIssueFormInStep(t *testing.T) {
	want, err := IssueFormFile()
	if err != nil {
		t.Fatal(err)
	}
	inStep(t, ".github/ISSUE_TEMPLATE/new-incident.yml", want)
}

// TestIssueForm reads the file as GitHub does and compares it with the table
// that issues are read by.
func TestIssueForm(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, ".github/ISSUE_TEMPLATE/new-incident.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var file formFile
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	labels := map[string]formPart{}
	for _, part := range file.Body {
		if _, twice := labels[part.Attributes.Label]; twice {
			t.Errorf("two questions have the label %q", part.Attributes.Label)
		}
		labels[part.Attributes.Label] = part
	}
	asked := map[string]bool{}
	for _, q := range IssueForm() {
		part, ok := labels[q.Label]
		if !ok || part.ID != q.ID || part.Type != q.Type || part.Validations["required"] != q.Required {
			t.Errorf("%s: the form asks %+v", q.Label, part)
		}
		if q.Field != "" && q.Label != Title(q.Field) {
			t.Errorf("label %q, want the field's title %q", q.Label, Title(q.Field))
		}
		var options []string
		for _, o := range part.Attributes.Options {
			options = append(options, o.(string))
		}
		if !slices.Equal(options, q.Options) {
			t.Errorf("%s: options %q, want %q", q.Label, options, q.Options)
		}
		asked[q.Field] = true
	}
	for _, f := range Records()[0].Fields { // dates of the record itself are not asked for
		if f.Required && !asked[f.Path] && f.Path != "published" && f.Path != "modified" {
			t.Errorf("required field %s is not asked for", f.Path)
		}
	}
}
