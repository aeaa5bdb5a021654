package bundle_test

import (
	"archive/zip"
	"bytes"
	"context"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	nethtml "golang.org/x/net/html"

	"incidentarchive/generator/internal/bundle"
)

// shape lists the elements of a page with the names of their attributes.
func shape(t *testing.T, page []byte) (names []string, text string) {
	t.Helper()
	root, err := nethtml.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case nethtml.ElementNode:
			name := n.Data
			for _, a := range n.Attr {
				name += " " + a.Key
			}
			names = append(names, name)
		case nethtml.TextNode:
			all.WriteString(n.Data)
		}
	}
	return names, all.String()
}

// FuzzTextInPages puts text, escaped as layouts escape it, into a page: in the
// bundle the page has the same elements as with plain text, and says the text.
func FuzzTextInPages(f *testing.F) {
	for _, text := range []string{"x", "<script>pwn(1)</script>", `"onmouseover="pwn(1)`, "&lt;script&gt;", "]]>-->", "a & b &amp; c", "{{ .Title }}", "</title><svg onload=pwn(1)>", "\u202e", "%3Cscript%3E"} {
		f.Add(text)
	}
	build := func(t *testing.T, text string) []byte {
		safe := html.EscapeString(text)
		files, _, err := write(t, fixture("<title>"+safe+"</title><meta name=\"description\" content=\""+safe+"\">",
			`<main id="main"><h1 title="`+safe+`">`+safe+`</h1><a href="https://example.org/?q=`+html.EscapeString(strings.ReplaceAll(text, " ", "+"))+`">`+safe+`</a></main>`), "https://example.org/b/")
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		for name, data := range files {
			if strings.HasSuffix(name, "p/index.html") {
				return data
			}
		}
		t.Fatal("the page is missing")
		return nil
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\x00\r") || strings.ToValidUTF8(text, "") != text || text == "" {
			return
		}
		want, _ := shape(t, build(t, "x"))
		got, said := shape(t, build(t, text))
		if !slices.Equal(got, want) {
			t.Errorf("%q changes the page: %q, want %q", text, got, want)
		}
		if !strings.Contains(said, text) {
			t.Errorf("%q is not what the page says: %q", text, said)
		}
	})
}

// FuzzPages rewrites pages of any markup: it fails or gives a page that loads
// nothing from elsewhere.
func FuzzPages(f *testing.F) {
	for _, body := range []string{"<p>x", `<img src="https://canary.invalid/x.png">`, `<a href="javascript:pwn(1)">`, `<script src="//canary.invalid/x.js"></script>`, "<svg><script>", "<template><b>", "<!--", "<a href='/b/p/?x=1#y'>", "<style>@import '//canary.invalid'</style>", "<iframe srcdoc=x>"} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		files, _, err := write(t, fixture("", body), "https://example.org/b/")
		if err != nil {
			return
		}
		for name, data := range files {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			root, err := nethtml.Parse(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			for n := range root.Descendants() {
				for _, a := range n.Attr {
					if a.Key == "src" && (n.Data == "script" || n.Data == "img" || n.Data == "iframe") && (strings.HasPrefix(a.Val, "//") || strings.Contains(a.Val, "://")) {
						t.Errorf("%q: %s loads %q", body, name, a.Val)
					}
				}
			}
		}
	})
}

// FuzzVerify looks into zip files of any kind: no panic, and only the file that
// was packed passes.
func FuzzVerify(f *testing.F) {
	var sound bytes.Buffer
	opt := bundle.Options{Title: "Fixture", Language: "en", BaseURL: "https://example.org/", Date: "2026-11-22", Version: "1", Incidents: 2, Whole: 2, Words: words}
	if _, err := bundle.Write(context.Background(), &sound, fstest.MapFS{"index.html": fixturePage("", "<main id=main>Home</main>")}, opt); err != nil {
		f.Fatal(err)
	}
	f.Add(sound.Bytes())
	f.Add([]byte("PK"))
	var odd bytes.Buffer
	z := zip.NewWriter(&odd)
	for _, name := range []string{"../evil", "/evil", "a\\b", "MANIFEST.json", "x/MANIFEST.json", "con", "A", "a"} {
		w, err := z.Create(name)
		if err != nil {
			f.Fatal(err)
		}
		w.Write([]byte("{}"))
	}
	z.Close()
	f.Add(odd.Bytes())
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(dir, "x.zip")
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := bundle.Verify(t.Context(), name, nil)
		if err != nil {
			return
		}
		if len(r.Problems) == 0 && r.Manifest == nil {
			t.Error("a file without a manifest passes")
		}
		if left, _ := os.ReadDir(dir); len(left) != 1 {
			t.Errorf("something was unpacked: %v", left)
		}
	})
}
