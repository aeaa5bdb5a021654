package export_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/basis"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/export"
	"incidentarchive/generator/internal/export/exporttest"
)

// folder is what was written, and what is left for the next time.
type folder struct {
	dir    string
	basis  *basis.Basis
	chunks cache.Chunks
	mutex  sync.Mutex
	files  map[string][]byte
	same   atomic.Int64 // files that were made anew, and are taken over whole
}

// begin begins a file in memory.
func (f *folder) begin(name string) (export.Draft, error) { return &draft{name: name, to: f}, nil }

func (f *folder) emit(name string, data []byte) error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.files[name] != nil {
		return fmt.Errorf("%s was written twice", name)
	}
	f.files[name] = data
	return nil
}

type draft struct {
	bytes.Buffer
	name string
	to   *folder
}

func (d *draft) Discard() error { return nil }

func (d *draft) Close(sum [sha256.Size]byte) error {
	if sum != sha256.Sum256(d.Bytes()) {
		return fmt.Errorf("%s has another hash than is told", d.name)
	}
	return d.to.emit(d.name, d.Bytes())
}

// write writes the exports of an archive. What can be is taken over from what was
// written before, unless that is nil; how many chunks were is counted.
func write(t *testing.T, a *archive.Archive, before *folder) (f *folder, taken int) {
	t.Helper()
	f = &folder{basis: basis.New(a, nil, cache.Key{1}), files: map[string][]byte{}}
	to := export.Target{Emit: f.emit, Create: f.begin, Chunk: 4, Reuse: &export.Reuse{Key: f.basis.Chunk}}
	to.Reuse.Sum = func(string) (sum [sha256.Size]byte, taken bool) { return sum, false }
	if before != nil {
		to.Reuse.Past = before.chunks
		to.Reuse.Sum = func(name string) (sum [sha256.Size]byte, taken bool) {
			data := before.files[name]
			if data == nil || before.basis.Key(name) != f.basis.Key(name) {
				return sum, false
			}
			return sha256.Sum256(data), true
		}
		to.Reuse.Again = func(name string, sum [sha256.Size]byte) (taken bool, err error) {
			if data := before.files[name]; sha256.Sum256(data) == sum {
				f.same.Add(1)
				return true, f.emit(name, data)
			}
			return false, fmt.Errorf("%s has another hash than is told", name)
		}
		to.Reuse.File = func(name string) (string, bool) {
			file := filepath.Join(before.dir, filepath.FromSlash(name))
			_, err := os.Stat(file)
			return file, err == nil
		}
		for name, data := range before.files {
			if _, taken := to.Reuse.Sum(name); taken {
				f.files[name] = data
			}
		}
		mine := maps.Clone(f.files)
		to.Has = func(name string) bool { return mine[name] == nil }
		to.Emit = func(name string, data []byte) error {
			if mine[name] != nil {
				return nil
			}
			return f.emit(name, data)
		}
	}
	if err := export.Write(context.Background(), a, exporttest.Config(), to); err != nil {
		t.Fatal(err)
	}
	f.chunks = to.Reuse.Next
	for _, key := range f.chunks.Keys {
		if before != nil && slices.Contains(before.chunks.Keys, key) {
			taken++
		}
	}
	f.dir = t.TempDir()
	for name := range f.chunks.Ends { // all that is ever taken over in parts
		f.save(t, name)
	}
	for _, name := range []string{"data/archive.sqlite", "api/v1/changes.json", "misp/manifest.json"} {
		f.save(t, name)
	}
	return f, taken
}

func (f *folder) save(t *testing.T, name string) {
	t.Helper()
	if f.files[name] == nil {
		return
	}
	file := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, f.files[name], 0o644); err != nil {
		t.Fatal(err)
	}
}

var (
	title    = regexp.MustCompile(`(?m)^(title|name): .*$`)
	sourceID = regexp.MustCompile(`- id: (\S+)`)
)

func pick(r *rand.Rand, list ...string) string { return list[r.IntN(len(list))] }

// incidents gives the names of incidents' files, oldest first.
func incidents(files map[string]string) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(name string) bool { return !strings.HasPrefix(name, "content/incidents/") })
}

func id(name string) string { return strings.TrimSuffix(filepath.Base(name), ".yaml") }

// edit changes one file at random and says what it did.
func edit(r *rand.Rand, files map[string]string, n int) string {
	name, other := pick(r, incidents(files)...), pick(r, incidents(files)...)
	switch r.IntN(14) {
	case 0, 1, 2:
		copied := strings.TrimSuffix(name, ".yaml") + fmt.Sprintf("-%d.yaml", n)
		files[copied] = files[name]
		return "copy " + name
	case 3, 4, 5:
		delete(files, name)
		return "remove " + name
	case 6, 7:
		files[name] += fmt.Sprintf("aliases: [former-%d]\n", n)
		return "name " + name
	case 8, 9:
		files[name] += "related: [" + id(other) + "]\n"
		return "relate " + name
	case 10, 11:
		source := sourceID.FindStringSubmatch(files[name])[1]
		files[name] += "consequences:\n  - what: flights delayed\n    sources: [" + source + "]\n"
		return "add to " + name
	case 12:
		name = fmt.Sprintf("content/%s-0.yaml", pick(r, "services/service", "organisations/organisation"))
	}
	files[name] = title.ReplaceAllString(files[name], "$0 again")
	return "rename " + name
}

// reused writes an archive after each change of its files, with the help of what
// was written before the change. That has to be what is written without it, byte
// for byte. How many chunks were taken over is counted, and how many files that were
// to be written came out the same.
func reused(t *testing.T, files map[string]string, changes int, change func(n int) string) (all, same int) {
	before, _ := write(t, archivetest.Load(t, files), nil)
	for n := range changes {
		old := maps.Clone(files)
		what := change(n)
		a := archivetest.Try(t, files)
		if a == nil {
			clear(files)
			maps.Copy(files, old)
			continue
		}
		gone := ""
		if n%8 == 7 && len(before.chunks.Ends) > 0 {
			names := slices.Sorted(maps.Keys(before.chunks.Ends))
			gone = names[n%len(names)]
			os.Remove(filepath.Join(before.dir, filepath.FromSlash(gone)))
		}
		got, taken := write(t, a, before)
		want, _ := write(t, a, nil)
		either := maps.Clone(got.files)
		maps.Copy(either, want.files)
		for _, name := range slices.Sorted(maps.Keys(either)) {
			if !bytes.Equal(got.files[name], want.files[name]) {
				t.Errorf("change %d (%s; %s gone): %s differs", n, what, gone, name)
			}
		}
		for name, ends := range got.chunks.Ends {
			if !slices.EqualFunc(ends, want.chunks.Ends[name], func(a, b cache.End) bool { return a.At == b.At }) {
				t.Errorf("change %d (%s; %s gone): in %s, chunks end at %v, want %v", n, what, gone, name, ends, want.chunks.Ends[name])
			}
		}
		if t.Failed() {
			return all, same
		}
		before = got
		all += taken
		same += int(got.same.Load())
	}
	return all, same
}

func TestReuse(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 7))
			files := archivetest.Synthetic(24, seed)
			taken, same := reused(t, files, 25, func(n int) string { return edit(r, files, n) })
			if taken < 60 || same < 60 {
				t.Errorf("%d chunks and %d files were taken over: want more", taken, same)
			}
		})
	}
}

// TestReuseOfWhatFollows lets records go from the beginning of lists, one after the
// other, so that others become the first of all, or of their year.
func TestReuseOfWhatFollows(t *testing.T) {
	for _, stay := range []int{0, 2} {
		t.Run(fmt.Sprintf("after %d", stay), func(t *testing.T) {
			t.Parallel()
			files := archivetest.Synthetic(4, 1)
			names := incidents(files)
			for n := range 9 { // in the year of one of them
				files[strings.TrimSuffix(names[1], ".yaml")+fmt.Sprintf("-%d.yaml", n)] = files[names[1]]
			}
			reused(t, files, 10, func(int) string {
				name := archivetest.Load(t, files).Incidents[stay].File
				delete(files, name)
				return "remove " + name
			})
		})
	}
}

// TestReuseOfRelated gives a record another id under which others name it.
func TestReuseOfRelated(t *testing.T) {
	t.Parallel()
	files := archivetest.Synthetic(12, 1)
	names := incidents(files)
	oldest, newest := names[0], names[len(names)-1]
	files[oldest] += "related: [" + id(newest) + "]\n"
	reused(t, files, 1, func(int) string {
		files[newest] += "aliases: [2000-01-01-former]\n"
		return "name " + newest
	})
}
