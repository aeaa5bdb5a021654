package archive_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/synthetic"
)

// BenchmarkLoad loads an archive of 2,000 incidents for the first time, with what a
// run before has kept, and again after nothing has changed. It tells what it keeps
// in memory of each.
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
	load := func(b *testing.B, previous *archive.Archive, kept archive.Memory) *archive.Archive {
		a, findings, err := archive.Load(root, archive.Options{Now: archivetest.Now, Previous: previous, Memory: kept})
		if err != nil || a == nil {
			b.Fatal(err, len(findings))
		}
		return a
	}
	first := func(b *testing.B, kept archive.Memory) {
		var a *archive.Archive
		before := live()
		b.ReportAllocs()
		for b.Loop() {
			a = load(b, nil, kept)
		}
		b.ReportMetric(float64(live()-before)/float64(len(a.Incidents)), "live-B/record")
		runtime.KeepAlive(a)
	}
	b.Run("first", func(b *testing.B) { first(b, nil) })
	b.Run("kept", func(b *testing.B) {
		age(b, dir)
		kept := &memory{}
		load(b, nil, kept)
		first(b, copied{kept})
	})
	b.Run("again", func(b *testing.B) {
		a := load(b, nil, nil)
		b.ReportAllocs()
		for b.Loop() {
			a = load(b, a, nil)
		}
	})
}

// copied reads a memory as from a file: each time, it is another text.
type copied struct{ *memory }

func (c copied) Read() (string, bool) { return strings.Clone(c.text), true }

// age lets all files below a folder have been written long ago.
func age(b *testing.B, dir string) {
	long := time.Now().Add(-time.Hour)
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Chtimes(name, long, long))
	})
	if err != nil {
		b.Fatal(err)
	}
}

// live is how much of the heap is in use.
func live() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
