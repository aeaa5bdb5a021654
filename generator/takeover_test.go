package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestTakeOver spoils what a build could take over. The next one makes anew what
// it has to, and the result is that of a clean build.
func TestTakeOver(t *testing.T) {
	e := newEditor(t, 9, 10)
	dir := inMemory(t)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	public, clean := filepath.Join(dir, "public"), filepath.Join(dir, "clean")
	e.build(clean, "--no-cache")
	want := hashesOf(t, clean)
	write := func(file, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(file); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	caches := func(pattern string) []string {
		t.Helper()
		found, err := filepath.Glob(filepath.Join(dir, "cache", "incidentarchive", pattern))
		if err != nil || len(found) != 1 {
			t.Fatalf("%q are in the cache (%v), want one %s", found, err, pattern)
		}
		return found
	}
	// Everywhere spoils files in the site and in the copy beside the cache, which is
	// linked to it: one of them is as good as the other.
	everywhere := func(spoil func(dir string)) func() {
		return func() {
			spoil(public)
			spoil(caches("*.spare")[0])
		}
	}
	remove := func(name string) func() {
		return everywhere(func(dir string) {
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				t.Fatal(err)
			}
		})
	}
	spoil := func(dir string) {
		write(filepath.Join(dir, "index.html"), "changed")
		page := filepath.Join(dir, "about", "index.html")
		info, err1 := os.Stat(page)
		text, err2 := os.ReadFile(page)
		if err := errors.Join(err1, err2, os.Remove(filepath.Join(dir, "feed.xml")), os.RemoveAll(filepath.Join(dir, "years"))); err != nil {
			t.Fatal(err)
		}
		write(page, strings.ToUpper(string(text)))
		os.Remove(filepath.Join(dir, "robots.txt"))
		write(filepath.Join(dir, "robots.txt", "x"), "x")
		os.Remove(filepath.Join(dir, "404.html"))
		if err := errors.Join(os.Chtimes(page, info.ModTime(), info.ModTime()), os.Symlink("index.html", filepath.Join(dir, "404.html"))); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name  string
		all   bool // everything is taken over
		spoil func()
		flags []string
	}{
		{"nothing there", false, func() {}, nil},
		{"nothing spoilt", true, func() {}, nil},
		{"nothing spoilt, with a spare", true, func() { caches("*.spare") }, nil},
		{"a page removed", false, remove("index.html"), nil},
		{"one feed of three removed", false, remove("types/outage/feed.atom"), nil},
		{"a table removed", false, remove("data/incidents.csv"), nil},
		{"a compressed table removed", false, remove("data/archive.sqlite.gz"), nil},
		{"a folder removed", false, everywhere(func(dir string) { os.RemoveAll(filepath.Join(dir, "services")) }), nil},
		{"the database changed", false, everywhere(func(dir string) { write(filepath.Join(dir, "data", "archive.sqlite"), "changed") }), nil},
		{"a page changed", false, everywhere(func(dir string) { write(filepath.Join(dir, "services", "service-1", "index.html"), "changed") }), nil},
		{"a page changed in place", false, func() {
			f, err := os.OpenFile(filepath.Join(public, "feed.xml"), os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.WriteString("spoilt"); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}, nil},
		{"a folder in the place of a file", false, everywhere(func(dir string) {
			os.Remove(filepath.Join(dir, "robots.txt"))
			write(filepath.Join(dir, "robots.txt", "x"), "x")
		}), nil},
		{"a link in the place of a file", false, everywhere(func(dir string) {
			file := filepath.Join(dir, "404.html")
			if err := errors.Join(os.Remove(file), os.Symlink("index.html", file)); err != nil {
				t.Fatal(err)
			}
		}), nil},
		{"a link in the place of a folder", false, everywhere(func(dir string) {
			folder := filepath.Join(dir, "services")
			if err := errors.Join(os.RemoveAll(folder), os.Symlink("organisations", folder)); err != nil {
				t.Fatal(err)
			}
		}), nil},
		{"files of others", true, func() { write(filepath.Join(public, "own.txt"), "own") }, nil},
		{"files of others in the spare", true, func() {
			spare := caches("*.spare")[0]
			write(filepath.Join(spare, "more", "x.html"), "other")
			write(filepath.Join(spare, "services", "more", "x.html"), "other")
			if err := os.Symlink(public, filepath.Join(spare, "link")); err != nil {
				t.Fatal(err)
			}
		}, nil},
		{"much of the site", true, func() { spoil(public) }, nil},
		{"nothing more", true, func() {}, nil}, // lest the spare is what was spoilt
		{"much of the spare", true, func() { spoil(caches("*.spare")[0]) }, nil},
		{"one of them each", true, func() {
			os.RemoveAll(filepath.Join(public, "services"))
			os.RemoveAll(filepath.Join(caches("*.spare")[0], "organisations"))
		}, nil},
		{"nothing again", true, func() {}, nil},
		{"the site removed", true, func() { os.RemoveAll(public) }, nil},
		{"no spare", true, func() { os.RemoveAll(caches("*.spare")[0]) }, nil},
		{"copied files", true, func() { // with their times
			os.RemoveAll(caches("*.spare")[0])
			old := filepath.Join(dir, "old")
			if err := errors.Join(os.Rename(public, old), os.CopyFS(public, os.DirFS(old))); err != nil {
				t.Fatal(err)
			}
			for name, stamp := range stamps(t, old) {
				if err := os.Chtimes(filepath.Join(public, name), stamp, stamp); err != nil {
					t.Fatal(err)
				}
			}
		}, nil},
		{"after copied files", true, func() { os.RemoveAll(filepath.Join(public, "services")) }, nil}, // the copies are in the spare
		{"a damaged cache", false, func() { write(caches("*.cache")[0], "incident archive, cache 2\n") }, nil},
		{"no cache", false, func() { os.RemoveAll(filepath.Join(dir, "cache")) }, nil},
		{"told to", false, func() {}, []string{"--no-cache"}},
		{"afterwards", false, func() {}, nil}, // what is remembered is of an older site
	} {
		before := map[string]time.Time{}
		if _, err := os.Stat(public); err == nil {
			before = stamps(t, public)
			c.spoil()
		}
		e.build(public, c.flags...)
		got := hashesOf(t, public)
		likeClean(t, c.name, got, want)
		made := 0
		for name, stamp := range stamps(t, public) {
			if !before[name].Equal(stamp) {
				made++
			}
		}
		// The headers and the marker are made every time.
		if all := made <= 2; all != c.all {
			t.Errorf("%s: %d of %d files were made anew; want everything taken over: %t", c.name, made, len(got), c.all)
		}
	}
}

// TestOtherSettings wants nothing that was made with other settings.
func TestOtherSettings(t *testing.T) {
	e := newEditor(t, 10, 10)
	dir := inMemory(t)
	for n, flags := range [][]string{{}, {"--base-url", "https://other.example/below/"}, {"--noindex"}, {"--shard", "1/2"}, {"--bundle"}, {"--bundle"}, {}} {
		public, clean := filepath.Join(dir, "public"), filepath.Join(dir, "clean")
		e.build(public, flags...)
		e.build(clean, append(flags, "--no-cache")...)
		likeClean(t, fmt.Sprintf("build %d, %q", n, flags), hashesOf(t, public), hashesOf(t, clean))
	}
}

// TestTakeOverIndex changes a record, and spoils a file of the index that would come
// out the same: in the site, and so in the copy beside the cache, which is linked. In
// the end it spoils the words that are kept of each record.
func TestTakeOverIndex(t *testing.T) {
	e := newEditor(t, 11, 10)
	dir := inMemory(t)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	public, clean := filepath.Join(dir, "public"), filepath.Join(dir, "clean")
	e.build(public)
	incidents, err := filepath.Glob(filepath.Join(e.dir, "content", "incidents", "*", "*"))
	if err != nil || len(incidents) < 2 {
		t.Fatal(incidents, err)
	}
	newest := incidents[len(incidents)-1] // the closed years stay as they are
	text, err := os.ReadFile(newest)
	if err != nil {
		t.Fatal(err)
	}
	standing := 0
	for n := range 5 {
		e.put(newest, string(text)+fmt.Sprintf("aliases: [former-%d]\n", n))
		if n == 4 {
			words, err := filepath.Glob(filepath.Join(dir, "cache", "incidentarchive", "*.words"))
			if err != nil || len(words) != 1 {
				t.Fatal(words, err)
			}
			if err := os.Truncate(words[0], 1000); err != nil {
				t.Fatal(err)
			}
		}
		before := stamps(t, public)
		spoilt := ""
		for _, name := range slices.Sorted(maps.Keys(before)) {
			if strings.HasPrefix(name, filepath.Join("search", "index")) && n%2 == 1 && spoilt == "" {
				spoilt = filepath.Join(public, name)
			}
		}
		if spoilt != "" {
			f, err := os.OpenFile(spoilt, os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.WriteString("spoilt"); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
		e.build(public)
		e.build(clean, "--no-cache")
		likeClean(t, fmt.Sprintf("build %d", n), hashesOf(t, public), hashesOf(t, clean))
		for name, stamp := range stamps(t, public) {
			if strings.HasPrefix(name, filepath.Join("search", "index")) && before[name].Equal(stamp) {
				standing++
			}
		}
	}
	if standing == 0 {
		t.Error("no file of the index was taken over")
	}
}
