package index_test

import (
	"testing"

	"incidentarchive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/index"
	"incidentarchive/generator/internal/locale"
)

// BenchmarkNew makes the index of 2,000 incidents.
func BenchmarkNew(b *testing.B) {
	a := archivetest.Load(b, archivetest.Synthetic(2000, 1))
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
		if _, err := index.New(a, words, nil); err != nil {
			b.Fatal(err)
		}
	}
}
