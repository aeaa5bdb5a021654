package main

import (
	"bytes"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"incidentarchive/generator/internal/config"
)

// sectionArchive makes an archive that links to everything: the small good
// archive with the prose pages of the real one.
func sectionArchive(t *testing.T, settings string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("internal/lint/testdata/archive")); err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob("../content/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatal("there are no prose pages", err)
	}
	for _, name := range pages {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "content", filepath.Base(name)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	head := "baseURL = \"" + testBase + "\"\ntitle = \"Test\"\n[params]\nlicenseURL = \"https://example.org/licence\"\ncontact = \"a@example.org\"\n"
	if err := os.WriteFile(filepath.Join(dir, "hugo.toml"), []byte(head+settings), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// build builds an archive and parses the site back.
func buildSite(t *testing.T, dir string, flags ...string) (fs.FS, *builtSite) {
	t.Helper()
	public := filepath.Join(dir, "public")
	var stderr bytes.Buffer
	if code := run(t.Context(), append([]string{"build", "-C", dir, "-o", public}, flags...), io.Discard, &stderr); code != 0 {
		t.Fatal(stderr.String())
	}
	s, err := parseSite(os.DirFS(public))
	if err != nil {
		t.Fatal(err)
	}
	return os.DirFS(public), s
}

// TestSections switches off each part of the site, and all of them at once: its
// pages and files are gone, and neither a page nor a file names an address of
// the site that does not exist.
func TestSections(t *testing.T) {
	var names []string
	for _, s := range config.SectionList() {
		names = append(names, s.Name)
	}
	cases := [][]string{nil, names}
	for _, name := range names {
		cases = append(cases, []string{name})
	}
	for _, off := range cases {
		name := strings.Join(off, " ")
		switch len(off) {
		case 0:
			name = "none"
		case len(names):
			name = "all"
		}
		t.Run(name, func(t *testing.T) {
			settings := "[params.sections]\n"
			for _, name := range names {
				if slices.Contains(off, name) {
					settings += name + " = false\n"
				} else {
					settings += name + " = true\n"
				}
			}
			dir := sectionArchive(t, settings)
			var flags []string
			if name == "all" {
				flags = []string{"--bundle"}
			}
			public, s := buildSite(t, dir, flags...)
			c, err := config.Parse([]byte("baseURL = \"" + testBase + "\"\ntitle = \"Test\"\n" + settings))
			if err != nil {
				t.Fatal(err)
			}
			gone := 0
			for name := range s.files {
				if c.Off(name) && !strings.HasPrefix(name, "download/") {
					t.Errorf("%s is there", name)
				}
			}
			for _, section := range config.SectionList() {
				if !c.On(section.Name) {
					gone++
				}
			}
			if gone != len(off) {
				t.Errorf("%d sections are off, want %d", gone, len(off))
			}
			checkLinks(t, s)
			checkReachable(t, s)
			checkAddresses(t, public, s)
			for name, p := range s.pages {
				checkSafe(t, name, p)
			}
		})
	}
}

var address = regexp.MustCompile(regexp.QuoteMeta(testBase) + `[^\s"'<>\\)\]|,;}&]*`)

// checkAddresses looks for addresses of the site in all its files: what they
// name has to exist.
func checkAddresses(t *testing.T, public fs.FS, s *builtSite) {
	t.Helper()
	told := map[string]bool{}
	for name := range s.files {
		if !slices.Contains([]string{".html", ".json", ".jsonld", ".xml", ".atom", ".ics", ".csv", ".ndjson", ".txt", ".js"}, path.Ext(name)) {
			continue
		}
		data, err := fs.ReadFile(public, name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), "\r\n ", "") // a calendar folds its lines
		for _, found := range address.FindAllString(text, -1) {
			u, err := url.Parse(strings.TrimSuffix(found, "."))
			if err != nil || strings.Contains(found, "{") {
				continue // a template of addresses
			}
			target := strings.TrimPrefix(u.Path, "/sub/")
			if told[target] || s.files[target] || s.pages[target] != nil || s.pages[target+"/"] != nil {
				continue
			}
			told[target] = true
			if target != "api/v1" { // the server of the interface, which is a folder
				t.Errorf("%s names %s, which is not there", name, found)
			}
		}
	}
}
