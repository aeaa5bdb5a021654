package site

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"

	archiveconfig "incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/page"
)

// partSize is how many pages Hugo gets at a time. It keeps all that it knows of a
// page until it is closed, about 60 kB a page; a run costs about 50 ms beside its
// pages.
const partSize = 2000

// contentDir is where Hugo looks for pages.
const contentDir = workingDir + "/content"

// renderPart renders some pages in a run of Hugo's own, whose memory is free when
// it has ended.
func renderPart(ctx context.Context, source afero.Fs, in Input, pages []page.Page, notFound bool, out *assets) error {
	if err := source.RemoveAll(contentDir); err != nil {
		return err
	}
	if err := writePages(source, pages); err != nil {
		return err
	}
	sites, err := load(source, in, notFound, out)
	if err != nil {
		return err
	}
	defer sites.Close()
	if err := runBuild(sites); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if errors.Is(err, errManyPages) && len(pages) > fewPages {
			for few := range slices.Chunk(pages, fewPages) {
				if err := renderPart(ctx, source, in, few, notFound, out); err != nil {
					return err
				}
			}
		}
		return &renderError{err}
	}
	if err := out.Err(); err != nil {
		return fmt.Errorf("render: %w", err)
	}
	return ctx.Err()
}

// lastWords is how long Hugo may take to end after it has given up.
const lastWords = 3 * time.Second

// runBuild runs Hugo. After ten pages that fail Hugo gives up, and then may wait
// for itself forever (its workers go on to report errors that nobody reads).
func runBuild(sites *hugolib.HugoSites) error {
	built := make(chan error, 1)
	go func() { built <- sites.Build(hugolib.BuildCfg{NoBuildLock: true}) }()
	select {
	case err := <-built:
		return err
	case <-sites.Done():
	}
	select {
	case err := <-built:
		return err
	case <-time.After(lastWords):
		return errManyPages
	}
}

// fewPages is how many pages can fail without Hugo giving up.
const fewPages = 5

// errManyPages says that so many pages fail that Hugo names none.
var errManyPages = errors.New("more than ten pages cannot be rendered")

// front is what stands at the head of a content file.
type front struct {
	Title  string            `json:"title"`
	Type   string            `json:"type"`
	Layout string            `json:"layout"`
	Build  map[string]string `json:"build,omitempty"`
}

// writePages writes a content file for each page. It holds nothing but words of
// the generator's own. Pages that others lie below and that are not among them
// are there, so that Hugo makes none of its own, but are not rendered.
func writePages(source afero.Fs, pages []page.Page) error {
	made := map[string]bool{} // pages that have a content file
	for _, p := range pages {
		made[path.Clean(p.Path)] = true
	}
	hide := func(below string) error {
		for above := path.Dir(below); !made[above]; above = path.Dir(above) {
			made[above] = true
			hidden := front{Title: above, Type: "archive", Layout: "list", Build: map[string]string{"render": "never", "list": "never"}}
			if err := writePage(source, strings.TrimSuffix(above, "/")+"/_index.md", hidden); err != nil {
				return err
			}
		}
		return nil
	}
	if err := hide("/"); err != nil {
		return err
	}
	for _, p := range pages {
		name := path.Clean(p.Path)
		file := name + ".md"
		if p.Branch {
			file = strings.TrimSuffix(name, "/") + "/_index.md"
		}
		if err := writePage(source, file, front{Title: p.Path, Type: "archive", Layout: p.Layout}); err != nil {
			return err
		}
		if err := hide(name); err != nil {
			return err
		}
	}
	return nil
}

func writePage(source afero.Fs, file string, head front) error {
	data, err := json.Marshal(head)
	if err != nil {
		return err
	}
	return afero.WriteFile(source, contentDir+file, append(data, '\n'), 0o644)
}

// assets hands on what Hugo writes, and notes it. The styles and scripts, which
// every run of Hugo writes again, are handed on once.
type assets struct {
	intake
	out     Target
	written sync.Map              // names
	failure atomic.Pointer[error] // the first
}

func newAssets(out Target) *assets {
	a := &assets{out: out}
	a.intake = newIntake(out, a.WriteFile)
	return a
}

// WriteFile hands on a file.
func (a *assets) WriteFile(name string, data []byte) error {
	_, again := a.written.LoadOrStore(name, true)
	if again && (strings.HasPrefix(name, "css/") || strings.HasPrefix(name, "js/")) {
		return nil
	}
	err := a.out.WriteFile(name, data)
	if err != nil {
		a.failure.CompareAndSwap(nil, &err)
	}
	return err
}

// Err gives the first error of what Hugo wrote. Hugo itself does not look at what
// closing a file gives.
func (a *assets) Err() error {
	if err := a.failure.Load(); err != nil {
		return *err
	}
	return nil
}

// complete fails when a page is missing: settings of Hugo can leave out pages, or
// put them elsewhere, and Hugo finds nothing wrong with that.
func (a *assets) complete(pages []page.Page) error {
	for _, p := range pages {
		if _, ok := a.written.Load(p.File()); !ok {
			return fmt.Errorf("page %q was not rendered at its address: look in %s for settings that leave out or move pages", p.Path, archiveconfig.Name)
		}
	}
	return nil
}
