package schema

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWorkspaceSettings keeps the settings for Visual Studio Code pointing at
// the schemas, one for each kind of record.
func TestWorkspaceSettings(t *testing.T) {
	read := func(name string, target any) {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(root, ".vscode", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, target); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	var settings struct {
		Schemas map[string]string `json:"yaml.schemas"`
	}
	read("settings.json", &settings)
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	if len(settings.Schemas) != len(files) {
		t.Errorf("%d schemas are set, want %d", len(settings.Schemas), len(files))
	}
	for _, f := range files {
		if got := settings.Schemas["./"+f.Path]; !strings.HasPrefix(got, "content/"+f.Kind+"s/") {
			t.Errorf("%s is set for %q", f.Path, got)
		}
	}
	var extensions struct{ Recommendations []string }
	read("extensions.json", &extensions)
	if len(extensions.Recommendations) != 1 || extensions.Recommendations[0] != "redhat.vscode-yaml" {
		t.Errorf("recommended extensions: %v", extensions.Recommendations)
	}
}

// TestModelines wants each record to name its schema for other editors.
func TestModelines(t *testing.T) {
	eachRecord(t, func(kind, path string, source []byte) {
		up, err := filepath.Rel(filepath.Dir(path), filepath.Join(root, filepath.FromSlash(Folder), name(kind)))
		if err != nil {
			t.Fatal(err)
		}
		want := "# yaml-language-server: $schema=" + filepath.ToSlash(up)
		if got, _, _ := strings.Cut(string(source), "\n"); got != want {
			t.Errorf("%s begins with %q, want %q", path, got, want)
		}
	})
}
