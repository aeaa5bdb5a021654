package page

import (
	"cmp"
	"strings"

	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/theme"
)

// sections are the entries of the main navigation: message id and path.
var sections = []struct{ id, path string }{
	{"nav_incidents", "/incidents/"},
	{"nav_services", "/services/"},
	{"nav_organisations", "/organisations/"},
	{"nav_years", "/years/"},
	{"nav_statistics", "/statistics/"},
	{"nav_about", "/about/"},
}

// footer are the links at the bottom: prose pages that exist.
var footer = []string{"about", "contribute", "corrections", "policy", "promises", "data", "accessibility", "privacy"}

func (s *Site) newLayout() Layout {
	p := s.config.Params
	l := Layout{
		Title:       s.config.Title,
		Description: p.Description,
		Language:    s.config.Language,
		Home:        s.base,
		Search:      s.href("/search/"),
		Publisher:   p.Publisher,
		Repository:  p.Repository,
		NoIndex:     p.NoIndex,
		License:     Link{Text: cmp.Or(p.License, p.LicenseURL), URL: p.LicenseURL},
		Note:        s.prose.Page(p.Footer),
	}
	for _, section := range sections {
		if section.path == "/about/" && s.archive.Page("about") == nil || s.config.Off(section.path) {
			continue
		}
		l.Nav = append(l.Nav, Link{Text: s.t(section.id), URL: s.href(section.path)})
	}
	browse := LinkGroup{Title: s.t("nav_browse")}
	for _, group := range groupKinds {
		if !s.config.Off(group.path) {
			browse.Links = append(browse.Links, Link{Text: s.t(group.title), URL: s.href(group.path)})
		}
	}
	about := LinkGroup{Title: s.t("nav_about")}
	for _, id := range footer {
		if p := s.archive.Page(id); p != nil && !s.config.Off("/"+id+"/") {
			about.Links = append(about.Links, Link{Text: p.Title, URL: s.href("/" + id + "/")})
		}
	}
	if s.config.On("manual") {
		about.Links = append(about.Links, Link{Text: s.t("manual_title"), URL: s.href(manualPath)})
	}
	more := LinkGroup{Title: s.t("nav_links")}
	for _, x := range p.Links {
		link := Link{Text: x.Title, URL: x.URL}
		if strings.HasPrefix(x.URL, "/") {
			link.URL = s.href(x.URL)
		}
		if x.Place == config.Navigation {
			l.Nav = append(l.Nav, link)
		} else {
			more.Links = append(more.Links, link)
		}
	}
	for _, logo := range []struct {
		logo theme.Logo
		to   *Picture
	}{{s.options.Logo, &l.Logo}, {s.options.LogoDark, &l.LogoDark}} {
		if logo.logo.Path != "" {
			*logo.to = Picture{URL: s.href("/" + logo.logo.Path), Width: logo.logo.Width, Height: logo.logo.Height}
		}
	}
	for _, group := range []LinkGroup{browse, about, more} {
		if len(group.Links) > 0 {
			l.Footer = append(l.Footer, group)
		}
	}
	return l
}

// view makes what every page has. The title of the archive follows the page's
// own in the browser's title.
func (s *Site) view(path, title, description string, trail ...Link) View {
	head := title + " · " + s.config.Title
	if path == "/" {
		head = s.config.Title
	}
	v := View{
		Title:       title,
		HeadTitle:   head,
		Description: description,
		Canonical:   s.absolute(path),
		Path:        s.href(path),
		NoIndex:     s.config.Params.NoIndex,
	}
	if path != "/" {
		v.Breadcrumbs = []Link{{Text: s.t("home"), URL: s.base}}
		for _, link := range trail {
			if link.URL != "" {
				v.Breadcrumbs = append(v.Breadcrumbs, link)
			}
		}
		v.Breadcrumbs = append(v.Breadcrumbs, Link{Text: title, URL: v.Path, Current: true})
	}
	return v
}
