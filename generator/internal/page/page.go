// Package page turns an archive into what the site's templates print: one view
// for each page, complete and ready, with every text in the language of the
// interface. Templates neither search nor compute.
package page

import (
	"path"
	"strings"
	"sync"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/layout"
	"incidentarchive/generator/internal/locale"
	"incidentarchive/generator/internal/manual"
	"incidentarchive/generator/internal/prose"
	"incidentarchive/generator/internal/theme"
)

// Page is one page for the site to render.
type Page struct {
	Path   string // address below the base URL: "/", "/incidents/", "/incidents/ID/"
	Layout string // layouts/LAYOUT.html
	Branch bool   // whether other pages lie below it
}

// File gives the file that the page is written to, below the site's root.
func (p Page) File() string {
	if path.Base(p.Path) == "404" { // which hosts look for as a file
		return "404.html"
	}
	return strings.TrimPrefix(path.Join(p.Path, "index.html"), "/")
}

// Site is all pages of an archive and their views. Templates get it as
// site.Params.store. A view is made when its page is rendered: all of them would
// not fit the memory at once, they are made on all processors this way, and whoever
// renders one page does not pay for the others.
type Site struct {
	Pages []Page
	Files []File // beside the pages

	config  *config.Config
	prose   prose.Site
	words   *locale.Locale
	archive *archive.Archive
	base    string // path of the base URL, with slashes at both ends
	layout  Layout
	options Options
	views   map[string]func() any
	made    sync.Map // the rows of incidents, and the times of days
}

// Options are what pages print that is made elsewhere.
type Options struct {
	// SearchIndex gives the path of the index's root file below the site's root; nil,
	// or an empty path, when there is none. Only the search page asks for it.
	SearchIndex func() string
	Offer       *Offer // the offline edition; nil when there is none

	// Linked describes an incident in the words of schema.org, as JSON-LD that is
	// safe inside a script element; nil when pages have no such description.
	// LinkedData describes the page on the data.
	Linked     func(*archive.Incident) []byte
	LinkedData func() []byte

	// Layouts prints parts of pages; nil leaves all of it to Hugo.
	Layouts *layout.Set

	// Logo and LogoDark are the logos; their paths are empty where there is none.
	Logo, LogoDark theme.Logo

	// Manual is the manual of those who run an archive.
	Manual []manual.Page

	// Dates tells when a record's file was first committed and last changed, as
	// days (YYYY-MM-DD); false when that is not known. Nil when there is no history.
	Dates func(file string) (first, last string, ok bool)
}

// Offer is an offline edition that the site offers for download.
type Offer struct {
	Name   string // of the file
	URL    string
	Date   string
	Size   string // for people
	SHA256 string // in hex
}

// New lists all pages.
func New(a *archive.Archive, c *config.Config, words *locale.Locale, opt Options) *Site {
	s := &Site{config: c, words: words, archive: a, base: c.BasePath(), options: opt, views: map[string]func() any{}}
	s.prose = prose.Site{Base: s.base, Off: c.Off}
	s.layout = s.newLayout()
	s.addHome()
	s.addIncidents()
	s.addServices()
	s.addOrganisations()
	s.addGroups()
	s.addMonths()
	s.addStatistics()
	s.addSearch()
	s.addProse()
	s.addContribute()
	s.addManualPages()
	s.addNotFound()
	s.addMoved()
	return s
}

// Offer gives the offline edition that pages offer; nil when there is none.
func (s *Site) Offer() *Offer { return s.options.Offer }

// Layout gives what all pages share.
func (s *Site) Layout() *Layout { return &s.layout }

// View gives the view of a page by Hugo's path of it; nil when there is none.
// Templates of many pages call it at once.
func (s *Site) View(path string) any {
	view := s.views[strings.Trim(path, "/")]
	if view == nil {
		return nil
	}
	return view()
}

// Paths lists the pages that readers should find, as paths below the site's root:
// all but those that lead on to another page.
func (s *Site) Paths() []string {
	paths := make([]string, 0, len(s.Pages))
	for _, p := range s.Pages {
		if p.Layout != "redirect" {
			paths = append(paths, strings.TrimPrefix(p.Path, "/"))
		}
	}
	return paths
}

// add notes a page, unless its part of the site is switched off, and what makes
// its view: several goroutines may call it.
func (s *Site) add(path, layout string, branch bool, view func() any) {
	if s.config.Off(path) {
		return
	}
	s.Pages = append(s.Pages, Page{Path: path, Layout: layout, Branch: branch})
	s.views[strings.Trim(path, "/")] = view
}

// href gives the address of a page for links: its path below the base path. It is
// empty where the page's part of the site is switched off.
func (s *Site) href(path string) string {
	if s.config.Off(path) {
		return ""
	}
	return s.base + strings.TrimPrefix(path, "/")
}

// absolute gives the full address of a page.
func (s *Site) absolute(path string) string {
	return s.config.BaseURL + strings.TrimPrefix(path, "/")
}

// t gives a message of the interface.
func (s *Site) t(id string, args ...string) string { return s.words.T(id, args...) }
