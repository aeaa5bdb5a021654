package index_test

import (
	"os"
	"testing"

	"incidentarchive"
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/index"
	"incidentarchive/generator/internal/locale"
	"incidentarchive/generator/internal/synthetic"
)

// BenchmarkNew makes the index of 2,000 incidents.
func BenchmarkNew(b *testing.B) {
	dir := b.TempDir()
	if err := synthetic.Write(dir, 2000, 1); err != nil {
		b.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	a, _, err := archive.Load(root, archive.Options{Now: archivetest.Now})
	if a == nil {
		b.Fatal(err)
	}
	table, err := incidentarchive.Files.ReadFile("layouts/_i18n/en.toml")
	if err != nil {
		b.Fatal(err)
	}
	words, err := locale.Parse(table)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := index.New(a, words); err != nil {
			b.Fatal(err)
		}
	}
}
