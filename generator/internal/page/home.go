package page

import (
	"html/template"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/prose"
)

// latest is how many incidents the home page shows.
const latest = 10

// HomeView is the home page.
type HomeView struct {
	ListView
	Body   template.HTML
	Browse []LinkGroup
}

// ProseView is a page of text.
type ProseView struct {
	View
	Body template.HTML
}

// RedirectView sends a reader on to another page.
type RedirectView struct {
	View
	Target Link
}

func (s *Site) addHome() {
	v := &HomeView{}
	title, description := s.config.Title, s.config.Params.Description
	if p := s.archive.Page("home"); p != nil {
		title, description = p.Title, p.Description
		v.Body = prose.Page(p.Body, s.base)
	}
	if description == "" {
		description = s.t("home_description", "title", s.config.Title)
	}
	v.View = s.view("/", title, description)
	v.Rows = s.rows(s.archive.Incidents[:min(len(s.archive.Incidents), latest)])
	v.ListView.Figures = s.figures(s.archive.Figures)
	for _, kind := range groupKinds {
		group := LinkGroup{ID: strings.Trim(kind.path, "/"), Title: s.t(kind.title)}
		for _, g := range kind.list(s.archive) {
			group.Links = append(group.Links, Link{
				Text: s.groupName(kind, g.ID), URL: s.href(kind.path + groupSlug(g.ID) + "/"),
				Note: s.words.Number(len(g.Incidents)),
			})
		}
		if len(group.Links) > 0 {
			v.Browse = append(v.Browse, group)
		}
	}
	s.add("/", "home", true, v)
}

// addProse adds the prose pages, but for those that are parts of other pages.
func (s *Site) addProse() {
	for _, p := range s.archive.Pages {
		if p.ID == "home" {
			continue
		}
		s.addText(p)
	}
}

func (s *Site) addText(p *archive.Page) {
	path := "/" + p.ID + "/"
	v := &ProseView{View: s.view(path, p.Title, p.Description), Body: prose.Page(p.Body, s.base)}
	v.Section = v.Path
	s.add(path, "prose", false, v)
}

func (s *Site) addNotFound() {
	v := &ProseView{View: s.view("/404.html", s.t("not_found_title"), s.t("not_found_description"))}
	v.Breadcrumbs, v.NoIndex = nil, true
	s.views["404"] = v
}

func (s *Site) redirect(from, to, title string) *RedirectView {
	v := &RedirectView{View: s.view(from, title, s.t("redirect_description", "title", title)), Target: Link{Text: title, URL: s.href(to)}}
	v.Canonical = s.absolute(to)
	v.NoIndex = true
	return v
}
