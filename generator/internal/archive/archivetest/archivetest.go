// Package archivetest makes archives for tests.
package archivetest

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/synthetic"
)

// Now is the time that the archives of tests are loaded at. It lies after every
// date that a test writes.
var Now = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)

// Load makes an archive of the files, whose names are slash-separated paths below
// the archive's root, such as "content/services/dns.yaml". It ends the test when
// the archive has errors.
func Load(t testing.TB, files map[string]string) *archive.Archive {
	t.Helper()
	return load(t, write(t, files))
}

// Synthetic gives the files of an archive of n incidents that follow from a seed.
func Synthetic(n int, seed uint64) map[string]string {
	files := map[string]string{}
	for name, data := range synthetic.Files(n, seed) {
		files[name] = string(data)
	}
	return files
}

// Try makes an archive as [Load] does; nil when it has errors.
func Try(t testing.TB, files map[string]string) *archive.Archive {
	t.Helper()
	a, _ := read(t, write(t, files))
	return a
}

// write writes files below a new folder.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(files[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Repository loads the archive that this source code belongs to.
func Repository(t testing.TB) *archive.Archive {
	t.Helper()
	return load(t, Root(t))
}

// Root is the folder of this repository, which holds go.mod and content.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
}

func load(t testing.TB, dir string) *archive.Archive {
	t.Helper()
	a, findings := read(t, dir)
	if a == nil {
		var text strings.Builder
		_ = findings.WriteText(&text, false)
		t.Fatalf("the archive has errors:\n%s", text.String())
	}
	return a
}

func read(t testing.TB, dir string) (*archive.Archive, diagnostic.List) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	a, findings, err := archive.Load(root, archive.Options{Now: Now})
	if err != nil {
		t.Fatal(err)
	}
	return a, findings
}
