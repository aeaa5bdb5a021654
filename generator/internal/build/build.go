// Package build makes a whole site from an archive: its pages, the search index
// and the data that others build on. It is where the ways of the data meet;
// publishing and packing the result is left to the caller.
package build

import (
	"context"
	"fmt"
	"io/fs"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/export"
	"incidentarchive/generator/internal/index"
	"incidentarchive/generator/internal/locale"
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

	// Dates tells when a record's file was first committed and last changed; nil
	// when there is no history.
	Dates func(file string) (first, last string, ok bool)

	// Manual is the manual of those who run an archive, for the sites that have it.
	Manual []manual.Page

	logo, logoDark theme.Logo
	colors         []byte // the stylesheet of the colours; may be empty
}

// Read reads the configuration and the words of the interface.
func Read(files []fs.FS) (*Settings, error) {
	c, err := ReadConfig(files)
	if err != nil {
		return nil, err
	}
	table, err := readFirst(files, "layouts/_i18n/"+c.Language+".toml")
	if err != nil {
		return nil, fmt.Errorf("there is no translation table for locale %q: %w", c.Language, err)
	}
	words, err := locale.Parse(table)
	if err != nil {
		return nil, err
	}
	s := &Settings{Config: c, Words: words, Files: files}
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
	index    *index.Index
	pages    *page.Site
}

// New makes the search index and the views of all pages. The pages offer an
// offline edition where there is one.
func New(a *archive.Archive, settings *Settings, offer *page.Offer) (*Site, error) {
	x := &index.Index{}
	if settings.Config.On("search") {
		var err error
		if x, err = index.New(a, settings.Words); err != nil {
			return nil, err
		}
	}
	pages := page.New(a, settings.Config, settings.Words, page.Options{
		SearchIndex: x.Root,
		Offer:       offer,
		Logo:        settings.logo,
		LogoDark:    settings.logoDark,
		Manual:      settings.Manual,
		Dates:       settings.Dates,
		Linked:      func(i *archive.Incident) []byte { return export.JSONLD(settings.Config, i) },
		LinkedData:  func() []byte { return export.DatasetJSONLD(settings.Config, a) },
	})
	return &Site{settings, a, x, pages}, nil
}

// Pages gives the number of pages.
func (s *Site) Pages() int { return len(s.pages.Pages) }

// Write writes all files of the site. Stage is told what is being done.
func (s *Site) Write(ctx context.Context, out *site.Output, stage func(string)) error {
	stage(fmt.Sprintf("rendering %d pages", s.Pages()))
	err := site.Render(ctx, site.Input{
		Config: s.settings.Config, Files: s.settings.Files, Pages: s.pages.Pages, Store: s.pages, Colors: s.settings.colors,
	}, out)
	if err != nil {
		return err
	}
	for _, f := range s.pages.Files {
		if err := out.WriteExact(f.Path, f.Data); err != nil {
			return err
		}
	}
	stage("painting the cards")
	if err := s.pages.WriteCards(ctx, out.WriteExact); err != nil {
		return err
	}
	stage("writing the search index")
	for _, f := range s.index.Files {
		if err := out.WriteExact(f.Name, f.Data); err != nil {
			return err
		}
	}
	stage("writing the data")
	if err := export.Sitemap(s.archive, s.settings.Config, s.pages.Paths(), out.WriteExact); err != nil {
		return err
	}
	return export.Write(ctx, s.archive, s.settings.Config, out.WriteExact)
}
