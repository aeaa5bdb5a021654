package preview

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"incidentarchive"
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/page"
	"incidentarchive/generator/internal/site"
	"incidentarchive/generator/internal/starter"
)

// TestFindings breaks one file each and wants to be told where.
func TestFindings(t *testing.T) {
	root, err := os.OpenRoot(small(t))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	a, findings, err := archive.Load(root, archive.Options{})
	if err != nil || a == nil {
		t.Fatal(err, findings)
	}
	for _, test := range []struct{ name, text, want string }{
		{"layouts/home.html", "{{ define \"main\" }}\n<p>{{ .Nope }}</p>{{ end }}",
			"layouts/home.html:2:7: .Nope: can't evaluate field Nope in type *page.HomeView | <p>{{ .Nope }}</p>{{ end }} | .Nope"},
		{"layouts/statistics.html", "{{ define \"main\" }}\n<p>{{ .Title </p>{{ end }}",
			`layouts/statistics.html:2: unexpected "<" in operand | <p>{{ .Title </p>{{ end }} | `},
		{"layouts/_partials/footer.html", "a\n{{ nope 3 }}",
			`layouts/_partials/footer.html:2: function "nope" not defined | {{ nope 3 }} | `},
		{"layouts/_partials/header.html", "a\n{{ partial \"nope.html\" }}",
			`layouts/_partials/header.html:2:4: partial "nope.html" not found | {{ partial "nope.html" }} | p`},
		{"layouts/_i18n/en.toml", "a = \"b\"\nc",
			"layouts/_i18n/en.toml:2:1: | c | c"},
		{"hugo.toml", "title = \"x\"\nbaseURL = 3 4",
			"hugo.toml:2:13: | baseURL = 3 4 | 4"},
		{"static/js/search-ui.js", "let a = 1;\nlet b = ;",
			"static/js/search-ui.js:2:9: unexpected ; in expression | let b = ; | ;"},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := []fs.FS{fstest.MapFS{test.name: {Data: []byte(test.text)}}, incidentarchive.Files, starter.Fallback()}
			settings, err := build.Read(files)
			if err == nil {
				made := build.New(a, settings, nil)
				err = made.RenderPages(t.Context(), pagesFor(made), site.NewMemory())
			}
			if err == nil {
				t.Fatal("there is no error")
			}
			f := findingsOf(err, files)[0]
			line, start, length := f.Excerpt()
			at := ""
			if runes := []rune(line); f.Column > 0 {
				at = string(runes[min(start, len(runes)):min(start+length, len(runes))])
			}
			place, rest, _ := strings.Cut(test.want, " | ")
			if got := line + " | " + at; !strings.HasPrefix(f.Text(), place) || got != rest {
				t.Errorf("the finding is %s | %s, want %s\nof %v", f.Text(), got, test.want, err)
			}
		})
	}
}

// pagesFor chooses pages of the layouts that are broken.
func pagesFor(s *build.Site) []page.Page {
	return slices.DeleteFunc(slices.Clone(s.List()), func(p page.Page) bool {
		return p.Path != "/" && p.Path != "/statistics/" && p.Path != "/search/"
	})
}

func TestFindingWithoutPlace(t *testing.T) {
	f := findingsOf(errors.New("the disk is gone"), nil)[0]
	if f.Text() != ": the disk is gone" && f.Text() != "the disk is gone" || f.Source != "" {
		t.Errorf("the finding is %q", f.Text())
	}
	if page := string(faults(diagnostic.List{f})); !strings.Contains(page, "<p>the disk is gone</p>") {
		t.Errorf("the page is\n%s", page)
	}
}

// TestFaultsAreText shows findings whose every part is hostile.
func TestFaultsAreText(t *testing.T) {
	evil := `</pre><script>alert(1)</script>` + "\x1b[31m\u202e"
	page := string(faults(diagnostic.List{
		{File: evil, Line: 1, Column: 3, Length: 5, Field: evil, Message: evil, Source: evil},
		{File: "b.yaml", Line: 2, Column: 1, Length: 400, Message: "long", Source: strings.Repeat("x", 10_000)},
		{File: "c.yaml", Line: 3, Column: 900, Length: 1, Message: "beyond the end", Source: "short"},
		{File: "d.yaml", Message: "the whole file"},
	}))
	if strings.Contains(page, "<script>") || strings.ContainsAny(page, "\x1b\u202e") {
		t.Errorf("the page has more than text:\n%s", page)
	}
	if n := strings.Count(page, "<li>"); n != 4 {
		t.Errorf("the page lists %d findings, want 4", n)
	}
	if len(page) > 10_000 {
		t.Errorf("the page has %d bytes: long lines have to be cut", len(page))
	}
	for _, want := range []string{"<h1>4 errors</h1>", "d.yaml", "^^^^^"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not have %q", want)
		}
	}
}
