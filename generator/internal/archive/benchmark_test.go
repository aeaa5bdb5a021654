package archive_test

import (
	"os"
	"runtime"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/synthetic"
)

// BenchmarkLoad loads an archive of 2,000 incidents for the first time, and again
// after nothing has changed, and tells what it keeps in memory of each.
func BenchmarkLoad(b *testing.B) {
	dir := b.TempDir()
	if err := synthetic.Write(dir, 2000, 1); err != nil {
		b.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	load := func(b *testing.B, previous *archive.Archive) *archive.Archive {
		a, findings, err := archive.Load(root, archive.Options{Now: archivetest.Now, Previous: previous})
		if err != nil || a == nil {
			b.Fatal(err, len(findings))
		}
		return a
	}
	b.Run("first", func(b *testing.B) {
		var a *archive.Archive
		before := live()
		b.ReportAllocs()
		for b.Loop() {
			a = load(b, nil)
		}
		b.ReportMetric(float64(live()-before)/float64(len(a.Incidents)), "live-B/record")
		runtime.KeepAlive(a)
	})
	b.Run("again", func(b *testing.B) {
		a := load(b, nil)
		b.ReportAllocs()
		for b.Loop() {
			a = load(b, a)
		}
	})
}

// live is how much of the heap is in use.
func live() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
