package bundle_test

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/bundle"
	"incidentarchive/generator/internal/manifest"
)

// problems verifies a copy and gives what is wrong with it.
func problems(t *testing.T, name string) []string {
	t.Helper()
	report, err := bundle.Verify(context.Background(), name, nil)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, p := range report.Problems {
		list = append(list, p.String())
	}
	return list
}

func TestVerifyAcceptsTheWholeArchive(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.zip")
	if err := os.WriteFile(file, whole(t).zip, 0o644); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "folder")
	unpack(t, whole(t).zip, folder)
	for _, name := range []string{file, folder} {
		report, err := bundle.Verify(context.Background(), name, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Problems) > 0 || report.Files != whole(t).info.Files-1 || report.Manifest.Incidents != len(whole(t).archive.Incidents) {
			t.Errorf("%s: %d files, %v", name, report.Files, report.Problems)
		}
	}
}

// copyOf writes files with a manifest that fits them into a folder.
func copyOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	m := manifest.Manifest{Kind: manifest.Offline, Title: "T", Date: "2026-11-22", Version: "1", Incidents: 1}
	for name, content := range files {
		put(t, dir, name, content)
		m.Files = append(m.Files, manifest.File{Path: name, Bytes: int64(len(content)), SHA256: manifest.Sum([]byte(content))})
	}
	data, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, manifest.Name, string(data))
	return dir
}

func put(t *testing.T, dir, name, content string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

const safePage = `<meta http-equiv=content-security-policy content="default-src 'none'">`

func TestVerifyFindsChanges(t *testing.T) {
	dir := copyOf(t, map[string]string{
		"index.html": safePage + `<a href="a/b.html#x">`, "a/b.html": safePage + `<p id=x>`, "c.txt": "c", "d.txt": "d",
		"e.txt": "e", "empty.txt": "",
	})
	put(t, dir, "c.txt", "C")
	put(t, dir, "d.txt", "ddd")
	if err := os.Remove(filepath.Join(dir, "e.txt")); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "a/added.exe", "x")
	if err := os.Symlink("c.txt", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"a/added.exe: is not in the manifest: it was added later",
		"c.txt: was changed: its SHA-256 is " + manifest.Sum([]byte("C")) + ", want " + manifest.Sum([]byte("c")),
		"d.txt: was changed: it has more than 1 bytes, want 1",
		"e.txt: is missing",
		"empty.txt: is empty",
		"link: is not a plain file",
	}
	if diff := cmp.Diff(want, problems(t, dir)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestVerifyFollowsLinks(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"good", safePage + `<p id=y><a href="#y"><a href="../index.html?q=1#x"><a href="#sort=a"><a href="#"><a href="https://a.lu"><a href="mailto:x"><img src="data:,x"><script type="application/json"></script>`, ""},
		{"no policy", `<p>`, "has no Content-Security-Policy"},
		{"dangling", safePage + `<a href="../none.html">`, `<a> leads to "../none.html", which is no file of the copy`},
		{"folder", safePage + `<a href="../p/">`, `<a> leads to "../p/", which is no file of the copy`},
		{"absolute", safePage + `<a href="/index.html">`, `<a> leads to "/index.html", which is not relative`},
		{"out", safePage + `<a href="../../x.html">`, `<a> leads out of the copy: "../../x.html"`},
		{"disk", safePage + `<a href="file:///etc/passwd">`, `<a> leads to "file:///etc/passwd", which is different on each machine`},
		{"fragment", safePage + `<a href="../index.html#none">`, `<a> leads to "../index.html#none", but index.html has no id "none"`},
		{"loaded script", safePage + `<script src="https://a.lu/x.js"></script>`, `<script> loads "https://a.lu/x.js" from elsewhere`},
		{"loaded style", safePage + `<link rel=stylesheet href="//a.lu/x.css">`, `<link> loads "//a.lu/x.css" from elsewhere`},
		{"loaded image set", safePage + `<img srcset="https://a.lu/x 2x">`, `<img> loads "https://a.lu/x" from elsewhere`},
		{"form", safePage + `<form action="../none.html">`, `<form> leads to "../none.html", which is no file of the copy`},
		{"refresh", safePage + `<meta http-equiv=refresh content="0; url=/x/">`, `<meta> leads to "/x/", which is not relative`},
		{"module", safePage + `<script type=module src="../x.js"></script>`, "<script type=module> does not run when the file is opened from a disk"},
		{"inline script", safePage + `<script>x</script>`, "a script stands in the page, which the page's policy forbids"},
		{"integrity", safePage + `<script src="../x.js" integrity="x"></script>`, "<script integrity> is refused by browsers when the file is opened from a disk"},
		{"base", safePage + `<base href="x">`, "<base> changes where all links lead\n<base> leads to \"x\", which is no file of the copy"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := copyOf(t, map[string]string{"index.html": safePage + `<p id=x>`, "x.js": "x", "p/index.html": test.content})
			var want []string
			for line := range strings.SplitSeq(test.want, "\n") {
				if line != "" {
					want = append(want, "p/index.html: "+line)
				}
			}
			if diff := cmp.Diff(want, problems(t, dir)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	dir := copyOf(t, map[string]string{"a.css": `a{b:url(https://a.lu/x)}@import "none.css"`})
	if got := problems(t, dir); len(got) != 2 {
		t.Errorf("a stylesheet that loads two files that are not there: %q", got)
	}
}

func TestVerifyASite(t *testing.T) {
	m := manifest.Manifest{Kind: manifest.Site, Base: "https://a.lu/b/", Date: "2026-11-22"}
	dir := t.TempDir()
	for name, content := range map[string]string{"index.html": `<a href="/b/x/"><a href="/b/none/">`, "x/index.html": `<a href="/b/">`} {
		put(t, dir, name, content)
		m.Files = append(m.Files, manifest.File{Path: name, Bytes: int64(len(content)), SHA256: manifest.Sum([]byte(content))})
	}
	data, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, manifest.Name, string(data))
	want := []string{`index.html: <a> leads to "/b/none/", which is no file of the site`}
	if diff := cmp.Diff(want, problems(t, dir)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// zipOf writes entries as they come.
func zipOf(t *testing.T, headers []*zip.FileHeader, contents ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for n, h := range headers {
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if n < len(contents) {
			if _, err := w.Write([]byte(contents[n])); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestVerifyRefusesHostileZips(t *testing.T) {
	link := &zip.FileHeader{Name: "a/link"}
	link.SetMode(os.ModeSymlink | 0o777)
	names := []string{"a/../../etc/passwd", "/etc/passwd", `a/b\c`, "b/other", "a/con.txt", "top", "a/x", "a/x"}
	headers := []*zip.FileHeader{{Name: "a/index.html"}, link}
	for _, name := range names {
		headers = append(headers, &zip.FileHeader{Name: name})
	}
	got := problems(t, zipOf(t, headers))
	for _, want := range []string{
		"a/../../etc/passwd: is an unsafe name", "/etc/passwd: does not stand in the folder", `a/b\c: is an unsafe name`,
		"b/other: does not stand", "a/con.txt: is an unsafe name", "top: does not stand", "x: stands in the zip twice",
		"link: is not a plain file", "MANIFEST.json: is missing",
	} {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, want) }) {
			t.Errorf("%q was not found among %q", want, got)
		}
	}
}

// A byte that flips anywhere in the zip is found.
func TestVerifyFindsAnyDamage(t *testing.T) {
	files := map[string]string{"index.html": safePage + strings.Repeat("text ", 50), "b.txt": strings.Repeat("b", 300)}
	dir := copyOf(t, files)
	list, err := os.ReadFile(filepath.Join(dir, manifest.Name))
	if err != nil {
		t.Fatal(err)
	}
	files[manifest.Name] = string(list)
	var headers []*zip.FileHeader
	var contents []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		headers = append(headers, &zip.FileHeader{Name: "a/" + name, Method: zip.Deflate})
		contents = append(contents, files[name])
	}
	file := zipOf(t, headers, contents...)
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := problems(t, file); got != nil {
		t.Fatal(got)
	}
	found := 0
	for at := range good {
		bad := bytes.Clone(good)
		bad[at] ^= 0x20
		if err := os.WriteFile(file, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		report, err := bundle.Verify(context.Background(), file, nil)
		if err != nil || len(report.Problems) > 0 {
			found++
			continue
		}
		for name, content := range unzip(t, bad) { // harmless: a time or a permission
			if files[name] != string(content) {
				t.Errorf("byte %d changed %s and nothing was found", at, name)
			}
		}
	}
	if found < len(good)/2 {
		t.Errorf("only %d of %d changes were found", found, len(good))
	}
}

func TestVerifyNeedsACopy(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.txt", "no zip")
	for name, want := range map[string]string{"none": "no such file", "a.txt": "not a zip file"} {
		if _, err := bundle.Verify(context.Background(), filepath.Join(dir, name), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
	}
}
