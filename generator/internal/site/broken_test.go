package site

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/page"
)

// TestAllPagesFail renders many pages with a broken layout: Hugo gives up after ten
// of them, and must not take the program with it.
func TestAllPagesFail(t *testing.T) {
	files := fstest.MapFS{
		"hugo.toml":          {Data: []byte("title = \"x\"")},
		"layouts/prose.html": {Data: []byte("<p>\n{{ partial \"nowhere.html\" }}")},
		"layouts/404.html":   {Data: []byte("x")},
	}
	in := Input{Config: &config.Config{BaseURL: "https://example.org/", Title: "x", Language: "en"}, Files: []fs.FS{files}}
	for n := range 60 {
		in.Pages = append(in.Pages, page.Page{Path: "/p" + strings.Repeat("x", n) + "/", Layout: "prose"})
	}
	failed := make(chan error, 1)
	go func() { failed <- RenderPages(t.Context(), in, NewMemory()) }()
	select {
	case err := <-failed:
		if err == nil || !strings.Contains(err.Error(), `partial "nowhere.html" not found`) {
			t.Errorf("the error is %v", err)
		}
	case <-time.After(time.Minute):
		t.Fatal("Hugo waits for itself")
	}
}
