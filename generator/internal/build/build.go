// Package build makes a whole site from an archive: its pages, the search index
// and the data that others build on. It is where the ways of the data meet;
// publishing and packing the result is left to the caller.
package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/basis"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/export"
	"incidentarchive/generator/internal/header"
	"incidentarchive/generator/internal/index"
	"incidentarchive/generator/internal/layout"
	"incidentarchive/generator/internal/locale"
	"incidentarchive/generator/internal/manifest"
	"incidentarchive/generator/internal/manual"
	"incidentarchive/generator/internal/page"
	"incidentarchive/generator/internal/site"
	"incidentarchive/generator/internal/theme"
)

// Settings are what a site is made from besides its records.
type Settings struct {
	Config *config.Config
	Words  *locale.Locale
	Files  []fs.FS // with layouts, static and hugo.toml; the first that has a file wins

	Headers *header.Set // that the site is served with

	// Dates tells when a record's file was first committed and last changed; nil
	// when there is no history.
	Dates func(file string) (first, last string, ok bool)

	// Manual is the manual of those who run an archive, for the sites that have it.
	Manual []manual.Page

	layouts        *layout.Set
	logo, logoDark theme.Logo
	colors         []byte // the stylesheet of the colours; may be empty
}

// Read reads the configuration and the words of the interface.
func Read(files []fs.FS) (*Settings, error) {
	c, err := ReadConfig(files)
	if err != nil {
		return nil, err
	}
	name := "layouts/_i18n/" + c.Language + ".toml"
	table, err := readFirst(files, name)
	if err != nil {
		return nil, fmt.Errorf("there is no translation table for locale %q: %w", c.Language, err)
	}
	words, err := locale.Parse(table)
	if err != nil {
		if at := new(toml.DecodeError); errors.As(err, &at) {
			line, column := at.Position()
			return nil, fmt.Errorf("%s:%d:%d: %s", name, line, column, at)
		}
		return nil, err
	}
	headers, err := header.New(c.Params.Headers, c.Params.Policy)
	if err != nil {
		return nil, fmt.Errorf("%s: params: %w", config.Name, err)
	}
	s := &Settings{Config: c, Words: words, Files: files, Headers: headers}
	if s.layouts, err = layout.New(files, words); err != nil {
		return nil, err
	}
	if s.colors, err = theme.Stylesheet(c); err != nil {
		return nil, err
	}
	s.logo, s.logoDark, err = theme.Logos(c, files)
	return s, err
}

// ReadConfig reads the configuration alone.
func ReadConfig(files []fs.FS) (*config.Config, error) {
	source, err := readFirst(files, config.Name)
	if err != nil {
		return nil, err
	}
	return config.Parse(source)
}

// readFirst reads a file from the first folder that has it.
func readFirst(files []fs.FS, name string) ([]byte, error) {
	var data []byte
	var err error
	for _, f := range files {
		if data, err = fs.ReadFile(f, name); err == nil {
			return data, nil
		}
	}
	return nil, err
}

// Site is a site that is ready to be written.
type Site struct {
	settings *Settings
	archive  *archive.Archive
	index    func() (*index.Index, error) // made once
	pages    *page.Site
	shard    Shard
	basis    *basis.Basis  // nil when nothing is taken over, as the next two
	chunks   *export.Reuse // of large files
	memory   *index.Memory
}

// New lists the pages of a site; the pages and all else are made when they are
// asked for. The pages offer an offline edition where there is one.
func New(a *archive.Archive, settings *Settings, offer *page.Offer) *Site {
	s := &Site{settings: settings, archive: a}
	s.index = sync.OnceValues(func() (*index.Index, error) { return index.New(a, settings.Words, s.memory) })
	s.pages = page.New(a, settings.Config, settings.Words, page.Options{
		SearchIndex: func() string {
			if !settings.Config.On("search") {
				return ""
			}
			x, err := s.index()
			if err != nil {
				return "" // whoever writes the index meets the error
			}
			return x.Root
		},
		Layouts:    settings.layouts,
		Offer:      offer,
		Logo:       settings.logo,
		LogoDark:   settings.logoDark,
		Manual:     settings.Manual,
		Dates:      settings.Dates,
		Linked:     func(i *archive.Incident) []byte { return export.JSONLD(settings.Config, i) },
		LinkedData: func() []byte { return export.DatasetJSONLD(settings.Config, a) },
	})
	return s
}

// checkMoved refuses to lead readers to a page that there is not.
func (s *Site) checkMoved() error {
	paths := map[string]bool{}
	for _, p := range s.pages.Pages {
		paths[p.Path] = p.Layout != "redirect"
	}
	moved := s.settings.Config.Params.Moved
	for _, from := range slices.Sorted(maps.Keys(moved)) {
		if to := moved[from]; !paths[to] {
			return fmt.Errorf("%s: params.moved: %q leads to %q, which is no page of the site: name one that is", config.Name, from, to)
		}
	}
	return nil
}

// has tells whether a file is written: it belongs to the shard, and to no part of
// the site that is switched off.
func (s *Site) has(name string) bool { return s.shard.Has(name) && !s.settings.Config.Off(name) }

// Headers gives the headers that the site is served with.
func (s *Site) Headers() *header.Set { return s.settings.Headers }

// Pages gives the number of pages that Write renders.
func (s *Site) Pages() int { return len(s.shard.pages(s.pages.Pages)) }

// Write writes all files of the site, or of the shard that is chosen. Stage is
// told what is being done.
func (s *Site) Write(ctx context.Context, out *site.Output, stage func(string)) error {
	if err := s.checkMoved(); err != nil {
		return err
	}
	all, err := s.takeOver(out)
	if all || err != nil {
		return err
	}
	has := func(name string) bool { return s.has(name) && !out.Taken(name) }
	out.Keep(has)
	pages := unmade(s.shard.pages(s.pages.Pages), out)
	stage(fmt.Sprintf("rendering %d pages", len(pages)))
	err = site.Render(ctx, s.input(pages), out)
	if err == nil {
		err = s.archive.Err()
	}
	if err != nil {
		return err
	}
	for _, f := range s.pages.Files {
		if !has(f.Path) {
			continue
		}
		data, err := f.Data()
		if err != nil {
			return err
		}
		if err := out.WriteExact(f.Path, data); err != nil {
			return err
		}
	}
	stage("painting the cards")
	if err := s.pages.WriteCards(ctx, has, out.WriteExact); err != nil {
		return err
	}
	if s.has(index.Folder) {
		stage("writing the search index")
		if err := s.writeIndex(out); err != nil {
			return err
		}
	}
	if err := out.Clear(); err != nil {
		return err
	}
	stage("writing the data")
	if err := export.Sitemap(s.archive, s.settings.Config, s.pages.Paths(), out.WriteExact); err != nil {
		return err
	}
	return export.Write(ctx, s.archive, s.settings.Config, export.Target{
		Emit: out.WriteExact, Has: func(name string) bool { return s.shard.Has(name) && !out.Taken(name) },
		Create: func(name string) (export.Draft, error) { return out.Begin(name) },
		Reuse:  s.chunksFrom(out),
	})
}

// Seal writes what speaks of all other files, once these are written: the headers
// that hosts send with them, and the manifest. Previous is the manifest of the
// edition before this one; nil for the first. Shards are sealed by [Merge],
// which has all files.
func (s *Site) Seal(out *site.Output, previous []byte) error {
	return seal(s.manifest(), out, s.settings.Headers, previous)
}

// manifest gives the manifest of the site, without its files.
func (s *Site) manifest() manifest.Manifest {
	c, a := s.settings.Config, s.archive
	return manifest.Manifest{
		Kind: manifest.Site, Title: c.Title, Date: string(a.Date), Version: a.Version(), Incidents: len(a.Incidents), Base: c.BaseURL,
	}
}

func seal(m manifest.Manifest, out *site.Output, headers *header.Set, previous []byte) error {
	if err := out.WriteExact(header.Name, headers.File(out.Names())); err != nil {
		return err
	}
	m.Files = out.List()
	data, err := m.Continue(previous)
	if err != nil {
		return fmt.Errorf("%w; name another edition with --previous, or remove that manifest to begin with edition 1", err)
	}
	return out.WriteExact(manifest.Name, data)
}

func (s *Site) writeIndex(out *site.Output) error {
	x, err := s.index()
	if err != nil {
		return err
	}
	for _, f := range x.Files {
		if err := out.WriteExact(f.Name, f.Data); err != nil {
			return err
		}
	}
	x.Files = nil // written: gives its memory back
	return nil
}

func (s *Site) input(pages []page.Page) site.Input {
	return site.Input{Config: s.settings.Config, Files: s.settings.Files, Pages: pages, Store: s.pages, Colors: s.settings.colors}
}
