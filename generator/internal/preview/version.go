package preview

import (
	"context"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/page"
	"incidentarchive/generator/internal/site"
)

// version is the site as it is between two changes.
type version struct {
	id       string
	findings diagnostic.List // errors that all pages show; see sound
	content  *content        // the last sound one; nil while there was none
	files    []fs.FS
	static   map[string]fs.FS

	mu      sync.Mutex
	pages   map[string]result // by path
	missing result            // the page for what is not found
	assets  map[string][]byte // styles and scripts, whose names hold a hash
	old     map[string][]byte // those of the version before, for pages that are still open
}

// result is a rendered page, or why it could not be rendered.
type result struct {
	html     []byte
	findings diagnostic.List
}

// sound tells whether pages can be shown.
func (v *version) sound() bool { return len(v.findings) == 0 && v.content != nil }

// mostPages bounds the rendered pages that are kept.
const mostPages = 500

// page gives a page by its path, which exists.
func (v *version) page(ctx context.Context, path string) result {
	v.render(ctx, path)
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.pages[path]
}

// notFound gives the page for what is not found.
func (v *version) notFound(ctx context.Context) result {
	v.mu.Lock()
	here := v.missing
	v.mu.Unlock()
	if here.html == nil {
		if findings := v.render(ctx, "/"); len(findings) > 0 {
			return result{findings: findings}
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.missing
}

// render renders those of the pages that exist and are not rendered yet, in one
// go; those that fail get what is wrong with them, and it is given.
func (v *version) render(ctx context.Context, paths ...string) diagnostic.List {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.pages) > mostPages {
		clear(v.pages)
	}
	var wanted []page.Page
	for _, path := range paths {
		p, exists := v.content.pages[path]
		if _, done := v.pages[path]; exists && !done {
			wanted = append(wanted, p)
		}
	}
	if len(wanted) == 0 && v.missing.html == nil {
		wanted = []page.Page{v.content.pages["/"]}
	}
	var all diagnostic.List
	if len(wanted) > 0 && v.renderNow(ctx, wanted) != nil {
		for _, p := range wanted { // which of them is it?
			if err := v.renderNow(ctx, []page.Page{p}); err != nil {
				findings := findingsOf(err, v.files)
				v.pages[p.Path] = result{findings: findings}
				all = append(all, findings...)
			}
		}
	}
	return all.Sort()
}

func (v *version) renderNow(ctx context.Context, pages []page.Page) error {
	out := site.NewMemory()
	if err := v.content.site.RenderPages(ctx, pages, out); err != nil {
		return err
	}
	files := out.Files()
	for _, p := range pages {
		v.pages[p.Path] = result{html: files[strings.TrimPrefix(p.Path, "/")+"index.html"]}
	}
	v.missing = result{html: files["404.html"]}
	if v.assets == nil {
		v.assets = map[string][]byte{}
	}
	for name, data := range files {
		if strings.HasPrefix(name, "css/") || strings.HasPrefix(name, "js/") {
			v.assets[name] = data
		}
	}
	return nil
}

// asset gives a style or script that a page names.
func (v *version) asset(name string) ([]byte, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if data, ok := v.assets[name]; ok {
		return data, true
	}
	data, ok := v.old[name]
	return data, ok
}

// published gives the styles and scripts of this version; those of the one before
// where this one was never shown.
func (v *version) published() map[string][]byte {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.assets == nil {
		return v.old
	}
	return maps.Clone(v.assets)
}

// styles lists the stylesheets of the rendered pages.
func (v *version) styles() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	var names []string
	for _, name := range slices.Sorted(maps.Keys(v.assets)) {
		if strings.HasSuffix(name, ".css") {
			names = append(names, "/"+name)
		}
	}
	return names
}

// content is what is made of the records and the settings. It outlives a version
// when only layouts or static files change.
type content struct {
	site  *build.Site
	pages map[string]page.Page // by path

	mu    sync.Mutex
	files map[string][]byte // beside the pages, as far as they were asked for
	tried map[string]bool   // kinds of files that were made
}

func newContent(s *build.Site) *content {
	c := &content{site: s, pages: map[string]page.Page{}, files: map[string][]byte{}, tried: map[string]bool{}}
	for _, p := range s.List() {
		c.pages[p.Path] = p
	}
	return c
}

// file gives a file that the site has beside its pages. The error is
// fs.ErrNotExist when there is none.
func (c *content) file(ctx context.Context, name string) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	data, ok := c.files[name]
	if ok {
		return data, nil
	}
	if kind := kindOf(name); !c.tried[kind] {
		made, err := c.site.Make(ctx, name)
		if err != nil {
			return nil, err
		}
		c.tried[kind] = true
		maps.Copy(c.files, made)
		if data, ok = c.files[name]; ok {
			return data, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
