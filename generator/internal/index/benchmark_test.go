package index_test

import (
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/index"
)

// BenchmarkNew makes the index of 2,000 incidents, with and without what is kept of an
// earlier one.
func BenchmarkNew(b *testing.B) {
	a := archivetest.Load(b, archivetest.Synthetic(2000, 1))
	words := english(b, "", "")
	content := func(i *archive.Incident) cache.Key { return cache.Key(i.Key) }
	for _, bench := range []struct {
		name   string
		memory *index.Memory
	}{
		{"of all texts", nil},
		{"of what is kept", &index.Memory{Box: &box{}, Content: content}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			if _, err := index.New(a, words, bench.memory); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := index.New(a, words, bench.memory); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
