package site

import (
	"bytes"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	nethtml "golang.org/x/net/html"
)

// FuzzMinify puts text, escaped as layouts escape it, into a page and minifies it:
// the page has the same elements and attributes as with plain text, and says the
// text, but for white space.
func FuzzMinify(f *testing.F) {
	for _, text := range []string{"x", "<script>pwn(1)</script>", `"onmouseover="pwn(1)`, "'`=", "&lt;script&gt;", "& &amp; &x", "]]>-->", "</title><svg onload=pwn(1)>", "{{ x }}", "<?php", "&#x3c;b&#x3e;", "&ltb"} {
		f.Add(text)
	}
	out := NewOutput(f.Context(), f.TempDir())
	minified := func(t *testing.T, text string) ([]string, string) {
		t.Helper()
		safe := html.EscapeString(text)
		page := "<!doctype html><html lang=\"en\"><head><title>" + safe + "</title><meta name=\"description\" content=\"" + safe + "\"></head><body>" +
			"<h1 id=\"a\" title=\"" + safe + "\">" + safe + "</h1><p><a href=\"https://example.org/?" + html.EscapeString(strings.Join(strings.Fields(text), "+")) + "\">" + safe + "</a></p><pre><code>" + safe + "</code></pre></body></html>"
		out.files.free("x.html")
		if err := out.WriteFile("x.html", []byte(page)); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(out.dir, "x.html"))
		if err != nil {
			t.Fatal(err)
		}
		root, err := nethtml.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		var said strings.Builder
		for n := range root.Descendants() {
			if n.Type == nethtml.ElementNode {
				name := n.Data
				for _, a := range n.Attr {
					name += " " + a.Key
				}
				names = append(names, name)
			}
			if n.Type == nethtml.TextNode && n.Parent.Data == "code" {
				said.WriteString(n.Data)
			}
		}
		return names, said.String()
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\x00\r") || strings.ToValidUTF8(text, "") != text || strings.TrimSpace(text) == "" {
			return
		}
		want, _ := minified(t, "x")
		got, said := minified(t, text)
		if !slices.Equal(got, want) {
			t.Errorf("%q changes the page: %q, want %q", text, got, want)
		}
		if said != text {
			t.Errorf("%q becomes %q", text, said)
		}
	})
}
