package cache_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/folder"
)

// home gives the tests a cache folder of their own, and the cache of a folder.
func home(t *testing.T, folder string) *cache.Cache {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(t.TempDir(), "cache"))
	t.Setenv("HOME", t.TempDir())
	t.Setenv("LocalAppData", t.TempDir())
	return open(t, folder)
}

func open(t *testing.T, folder string) *cache.Cache {
	t.Helper()
	c, err := cache.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func memory() cache.Memory {
	return cache.Memory{Files: []cache.Entry{
		{Name: "feed.xml", Key: cache.Key{1, 2}, Bytes: 300, Written: 1_700_000_000_123_456_789, Number: 1 << 63, SHA256: [32]byte{7}},
		{Name: "incidents/2024-é/index.html", Key: cache.Key{3}, Bytes: 0, Written: -5},
	}, Chunks: cache.Chunks{Keys: []cache.Key{{4}, {5}}, Ends: map[string][]cache.End{
		"feed.xml": {{}, {120, "some state"}, {300, ""}}, "data/é.csv": {{7, "x"}, {7, "x"}, {5_000_000_000, "y"}},
	}}}
}

// nothing tells whether nothing is remembered.
func nothing(m cache.Memory) bool {
	return m.Files == nil && m.Chunks.Keys == nil && m.Chunks.Ends == nil
}

// files gives the names of all caches.
func files(t *testing.T) []string {
	t.Helper()
	root, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(root, "incidentarchive", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestCacheReadsBack(t *testing.T) {
	site := t.TempDir()
	c := home(t, site)
	if got := c.Load(); !nothing(got) {
		t.Errorf("%d entries before anything was saved", len(got.Files))
	}
	for range 2 { // the second takes the place of the first
		if err := c.Save(memory()); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(memory(), open(t, site).Load()); diff != "" {
		t.Error(diff)
	}
	if got := open(t, t.TempDir()).Load(); !nothing(got) {
		t.Errorf("another folder has %d entries", len(got.Files))
	}
	if got := files(t); len(got) != 1 {
		t.Errorf("saving left %q", got)
	}
}

// TestDamagedCacheIsNotBelieved changes each byte, cuts and lengthens the file.
func TestDamagedCacheIsNotBelieved(t *testing.T) {
	c := home(t, t.TempDir())
	if err := c.Save(memory()); err != nil {
		t.Fatal(err)
	}
	file := files(t)[0]
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	try := func(data []byte) {
		t.Helper()
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := c.Load(); !nothing(got) {
			t.Errorf("%d entries of %q", len(got.Files), data)
		}
	}
	for n := range whole {
		changed := bytes.Clone(whole)
		changed[n] ^= 0x40
		try(changed)
		try(whole[:n])
	}
	try(append(bytes.Clone(whole), 0))
}

// TestPrune wants the caches of folders that are gone to go with the next one.
func TestPrune(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone")
	if err := os.Mkdir(gone, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := home(t, gone).Save(memory()); err != nil {
		t.Fatal(err)
	}
	stays := t.TempDir()
	for n := range 2 {
		if err := open(t, stays).Save(memory()); err != nil {
			t.Fatal(err)
		}
		if got := files(t); len(got) != 2-n {
			t.Errorf("%d caches after save %d, want %d", len(got), n, 2-n)
		}
		if err := os.RemoveAll(gone); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAsLeft(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a", "b.txt")
	e := cache.Entry{Name: "a/b.txt", Bytes: 4, Written: 1_700_000_000_000_000_000}
	then := time.Unix(0, e.Written)
	write := func(text string, at time.Time) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	want := func(name string, as bool) {
		t.Helper()
		number, got := e.AsLeft(dir)
		if info, err := os.Lstat(file); as && (err != nil || number != folder.Number(info)) {
			t.Errorf("%s: the number is %d, of %v (%v)", name, number, info, err)
		}
		if got != as {
			t.Errorf("%s: as left is %t, want %t", name, got, as)
		}
	}
	want("missing", false)
	write("text", then)
	want("the same", true)
	write("longer", then)
	want("another size", false)
	write("text", then.Add(time.Millisecond))
	want("written later", false)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(file, 0o755); err != nil {
		t.Fatal(err)
	}
	want("a folder", false)
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("incident archive, cache 2\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := home(t, t.TempDir())
		if err := c.Save(cache.Memory{}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(files(t)[0], data, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := c.Load(); !nothing(got) {
			t.Errorf("%d entries of %q", len(got.Files), data)
		}
	})
}
