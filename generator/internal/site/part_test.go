package site

import (
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	archiveconfig "incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/page"
)

// names gives the views of pages whose layout prints them.
type names struct{}

func (names) View(path string) string { return "view of " + path }

// TestPartsMakeUpTheWhole renders the same pages in runs of several sizes.
func TestPartsMakeUpTheWhole(t *testing.T) {
	files := fstest.MapFS{
		"layouts/page.html": &fstest.MapFile{Data: []byte(`{{ with resources.Get "css/a.css" | fingerprint }}{{ .RelPermalink }}{{ end }} {{ site.Params.store.View .Path }}`)},
		"layouts/list.html": &fstest.MapFile{Data: []byte("a list that no page asked for")},
		"layouts/home.html": &fstest.MapFile{Data: []byte("home")},
		"layouts/404.html":  &fstest.MapFile{Data: []byte("not found")},
		"static/css/a.css":  &fstest.MapFile{Data: []byte("a{color:red}")},
		"hugo.toml":         &fstest.MapFile{},
	}
	pages := []page.Page{
		{Path: "/", Layout: "home", Branch: true}, {Path: "/incidents/", Layout: "page", Branch: true}, {Path: "/incidents/page/2/", Layout: "page"},
		{Path: "/years/", Layout: "page", Branch: true}, {Path: "/years/2025/", Layout: "page", Branch: true}, {Path: "/years/2025/07/", Layout: "page", Branch: true},
		{Path: "/about/", Layout: "page"},
	}
	for n := range 5 {
		pages = append(pages, page.Page{Path: fmt.Sprintf("/incidents/2025-%d/", n), Layout: "page"}, page.Page{Path: fmt.Sprintf("/incidents/2025-%d/record/", n), Layout: "page"})
	}
	render := func(size int) map[string]string {
		out := NewMemory()
		err := Render(t.Context(), Input{
			Config: &archiveconfig.Config{BaseURL: "https://archive.example/", Title: "Archive", Language: "en"},
			Files:  []fs.FS{files}, Pages: pages, Store: names{}, PartSize: size,
		}, out)
		if err != nil {
			t.Fatal(err)
		}
		texts := map[string]string{}
		for name, data := range out.Files() {
			texts[name] = string(data)
		}
		return texts
	}
	whole := render(0)
	if len(whole) != len(pages)+2 { // the page for what is not found, and the style
		t.Errorf("there are %d files, want %d", len(whole), len(pages)+2)
	}
	for _, size := range []int{1, 2, 5, 16} {
		if diff := cmp.Diff(whole, render(size)); diff != "" {
			t.Errorf("%d pages at a time (-whole +parts):\n%s", size, diff)
		}
	}
}
