package build

import (
	"context"
	"fmt"
	"io/fs"
	"strings"

	"incidentarchive/generator/internal/export"
	"incidentarchive/generator/internal/index"
	"incidentarchive/generator/internal/page"
	"incidentarchive/generator/internal/site"
)

// List gives all pages of the site.
func (s *Site) List() []page.Page { return s.pages.Pages }

// RenderPages renders some of the site's pages, with the styles and scripts that
// they name, and the page for what is not found.
func (s *Site) RenderPages(ctx context.Context, pages []page.Page, out site.Target) error {
	return site.RenderPages(ctx, s.input(pages), out)
}

// Make makes a file that the site has beside its pages, with all that come into
// being along with it: files by their path below the site's root. Static files,
// styles and scripts are not among them. The error is fs.ErrNotExist when the
// site has no such file.
func (s *Site) Make(ctx context.Context, name string) (map[string][]byte, error) {
	switch {
	case s.settings.Config.Off(name):
		return nil, missing(name)
	case strings.HasPrefix(name, index.Folder):
		return s.makeIndex()
	case strings.HasSuffix(name, page.CardSuffix):
		return s.makeCard(name)
	}
	for _, f := range s.pages.Files {
		if f.Path == name {
			data, err := f.Data()
			return map[string][]byte{name: data}, err
		}
	}
	if _, ok := export.Find(name); !ok {
		return nil, missing(name)
	}
	out := site.NewMemory()
	if name == "sitemap.xml" {
		if err := export.Sitemap(s.archive, s.settings.Config, s.pages.Paths(), out.WriteFile); err != nil {
			return nil, err
		}
	}
	err := export.WriteWith(ctx, s.archive, s.settings.Config, name, out.WriteFile)
	return out.Files(), err
}

func (s *Site) makeIndex() (map[string][]byte, error) {
	x, err := s.index()
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte, len(x.Files))
	for _, f := range x.Files {
		files[f.Name] = f.Data
	}
	return files, nil
}

func (s *Site) makeCard(name string) (map[string][]byte, error) {
	id, _ := strings.CutPrefix(strings.TrimSuffix(name, page.CardSuffix), "incidents/")
	i := s.archive.Incident(id)
	if i == nil {
		return nil, missing(name)
	}
	data, err := s.pages.Card(i)
	return map[string][]byte{name: data}, err
}

func missing(name string) error {
	return fmt.Errorf("the site has no file %q: %w", name, fs.ErrNotExist)
}
