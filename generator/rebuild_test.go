package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"incidentarchive/generator/internal/synthetic"
)

// TestRebuild edits archives at random, 200 times in all, and builds each time
// into the same folder. What is taken over from the site before has to be what a
// build that takes over nothing makes, byte for byte. One archive has enough records
// for several chunks and for lists of several pages.
func TestRebuild(t *testing.T) {
	for seed, size := range []struct{ records, edits int }{{10, 49}, {10, 49}, {10, 49}, {10, 49}, {500, 4}} {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			t.Parallel()
			e := newEditor(t, uint64(seed), size.records)
			public, clean := filepath.Join(inMemory(t), "public"), filepath.Join(inMemory(t), "clean")
			e.build(public)
			taken := 0
			for n := range size.edits {
				before := stamps(t, public)
				edit := e.edit()
				e.build(public)
				e.build(clean, "--no-cache")
				if !likeClean(t, fmt.Sprintf("edit %d (%s)", n, edit), hashesOf(t, public), hashesOf(t, clean)) {
					return
				}
				for name, stamp := range stamps(t, public) {
					if before[name].Equal(stamp) {
						taken++
					}
				}
			}
			if taken < size.edits*size.records*2 {
				t.Errorf("%d files were taken over in %d builds: want more", taken, size.edits)
			}
		})
	}
}

// inMemory gives a temporary folder, in the memory where the system has a file
// system there: building so often waits for the disk most of the time.
func inMemory(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "rebuild-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// likeClean wants a site that has the same files as one that takes over nothing.
func likeClean(t *testing.T, what string, got, want map[string][32]byte) bool {
	t.Helper()
	either := maps.Clone(got)
	maps.Copy(either, want)
	for _, name := range slices.Sorted(maps.Keys(either)) {
		if got[name] != want[name] {
			t.Errorf("%s: %s differs from that of a clean build", what, name)
		}
	}
	return maps.Equal(got, want)
}

// hashesOf gives the hashes of a site's files, but for the manifest, which has the
// number of the edition.
func hashesOf(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	files := map[string][32]byte{}
	for name := range stamps(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = sha256.Sum256(data)
	}
	return files
}

// stamps tells when the files of a site were written.
func stamps(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	files := map[string]time.Time{}
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == "MANIFEST.json" {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, file)
		files[name] = info.ModTime()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// editor changes an archive at random.
type editor struct {
	t      *testing.T
	dir    string
	random *rand.Rand
	copies int
	past   time.Time // of the last change: what is written just now is not trusted to stay
}

func newEditor(t *testing.T, seed uint64, records int) *editor {
	e := &editor{t: t, dir: inMemory(t), random: rand.New(rand.NewPCG(seed, 4)), past: time.Now().Add(-24 * time.Hour)}
	if err := synthetic.Write(e.dir, records, seed); err != nil {
		t.Fatal(err)
	}
	about := "---\ntitle: About\ndescription: What this is.\n---\nText.\n"
	e.put(filepath.Join(e.dir, "content", "about.md"), about)
	for _, file := range e.records() {
		e.age(file)
	}
	return e
}

func (e *editor) build(to string, flags ...string) {
	e.t.Helper()
	var output bytes.Buffer
	args := append([]string{"build", "-C", e.dir, "-o", to, "--no-history"}, flags...)
	if code := run(context.Background(), args, io.Discard, &output); code != 0 {
		e.t.Fatalf("build ended with %d: %s", code, &output)
	}
}

// edit makes one change that leaves the archive valid, and says which.
func (e *editor) edit() string {
	e.t.Helper()
	for {
		file := e.pick(e.records())
		before, err := os.ReadFile(file)
		if err != nil {
			e.t.Fatal(err)
		}
		changed, after, what := e.change(file, string(before))
		if changed == file && after == string(before) {
			continue
		}
		e.put(changed, after)
		if run(context.Background(), []string{"check", "-C", e.dir}, io.Discard, io.Discard) == 0 {
			name, _ := filepath.Rel(e.dir, file)
			return name + ": " + what
		}
		if changed != file {
			e.put(changed, "")
		}
		e.put(file, string(before))
	}
}

// put writes a file, or removes it when there is nothing to write.
func (e *editor) put(file, text string) {
	if text == "" {
		if err := os.Remove(file); err != nil {
			e.t.Fatal(err)
		}
		return
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
	e.age(file)
}

// age lets a file have been changed some time ago.
func (e *editor) age(file string) {
	e.past = e.past.Add(time.Second)
	if err := os.Chtimes(file, e.past, e.past); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) records() []string {
	var files []string
	for _, pattern := range []string{"*.md", "services/*", "organisations/*", "incidents/*/*", "incidents/*/*"} { // incidents most often
		found, err := filepath.Glob(filepath.Join(e.dir, "content", pattern))
		if err != nil {
			e.t.Fatal(err)
		}
		files = append(files, found...)
	}
	return files
}

func (e *editor) pick(list []string) string { return list[e.random.IntN(len(list))] }

var (
	scalar = regexp.MustCompile(`^( *(?:- )?)([a-z_]+): (\S.*)$`)
	id     = regexp.MustCompile(`^(\d{4}.*?)(-copy\d+)?\.yaml$`)
)

// change makes a change that may not be valid: it gives the file to write and what
// to write into it.
func (e *editor) change(file, text string) (to, after, what string) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	switch n := e.random.IntN(20); {
	case n == 0 && strings.HasSuffix(file, ".yaml"):
		return file, "", "removed"
	case n <= 2 && strings.Contains(file, "incidents"):
		e.copies++
		name := id.ReplaceAllString(filepath.Base(file), fmt.Sprintf("$1-copy%d.yaml", e.copies))
		return filepath.Join(filepath.Dir(file), name), text, "copied to " + name
	case n == 3 && strings.Contains(file, "incidents"):
		other := strings.TrimSuffix(filepath.Base(e.pick(e.records())), ".yaml")
		return file, text + "related: [" + other + "]\n", "related to " + other
	case n == 4 && strings.Contains(file, "incidents"):
		e.copies++
		return file, text + fmt.Sprintf("aliases: [former-%d]\n", e.copies), "has a former id"
	}
	at := e.random.IntN(len(lines))
	found := scalar.FindStringSubmatch(lines[at])
	if found == nil {
		return file, text, ""
	}
	value := found[3]
	if e.random.IntN(2) == 0 { // from a line of the same name elsewhere
		value = cmp.Or(e.valueOf(found[2]), value)
	} else if number, err := strconv.Atoi(value); err == nil {
		value = strconv.Itoa(number + 1)
	} else {
		value += " again"
	}
	before := lines[at]
	lines[at] = found[1] + found[2] + ": " + value
	return file, strings.Join(lines, "\n") + "\n", fmt.Sprintf("%q instead of %q", lines[at], before)
}

// valueOf gives a value that some record has for a key; empty when there is none.
func (e *editor) valueOf(key string) string {
	for range 10 {
		data, err := os.ReadFile(e.pick(e.records()))
		if err != nil {
			e.t.Fatal(err)
		}
		var values []string
		for line := range strings.Lines(string(data)) {
			if found := scalar.FindStringSubmatch(strings.TrimRight(line, "\n")); found != nil && found[2] == key {
				values = append(values, found[3])
			}
		}
		if len(values) > 0 {
			return e.pick(values)
		}
	}
	return ""
}
