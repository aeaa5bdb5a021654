package page

import (
	"cmp"
	"html/template"
	"maps"
	"slices"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/header"
	"incidentarchive/generator/internal/record"
)

// latest is how many incidents the home page shows.
const latest = 6

// HomeView is the home page.
type HomeView struct {
	ListView
	Body     template.HTML
	Gravest  []Row
	Calendar *Chart // all days with incidents
	Browse   []LinkGroup
	Offer    *Offer // the offline edition, when there is one
	Updated  Time   // the day as of which the archive speaks
}

// ProseView is a page of text.
type ProseView struct {
	View
	Body template.HTML
}

// SearchView is the search page.
type SearchView struct {
	View
	Index string      // address of the search index; empty when there is none
	Base  string      // what the addresses of results are relative to
	Types []Choice    // the types and their names
	Ways  []LinkGroup // what is there without a script
}

// RedirectView sends a reader on to another page.
type RedirectView struct {
	View
	Target Link
}

func (s *Site) addHome() { s.add("/", "home", true, func() any { return s.home() }) }

func (s *Site) home() *HomeView {
	v := &HomeView{}
	title, description := s.config.Title, s.config.Params.Description
	if p := s.archive.Page("home"); p != nil {
		title, description = p.Title, p.Description
		v.Body = s.prose.Page(p.Body)
	}
	if description == "" {
		description = s.t("home_description", "title", s.config.Title)
	}
	v.View = s.view("/", title, description)
	v.Kind, v.Feeds = "home", s.feeds("", "")
	v.Rows = s.rows(s.archive.Incidents[:min(len(s.archive.Incidents), latest)])
	v.Gravest = s.rows(s.archive.Gravest()[:min(len(s.archive.Gravest()), latest)])
	v.ListView.Figures = s.figures(s.archive.Figures())
	v.Chart = s.yearsChart(s.t("chart_years"), s.archive.Statistics().Years)
	v.Chart.Table = nil // the statistics have it
	if v.Chart.SVG == "" {
		v.Chart = nil
	}
	if s.config.On("calendar") {
		v.Calendar = s.calendarChart()
	}
	v.Browse = s.ways()
	v.Offer, v.Updated = s.options.Offer, s.day(string(s.archive.Date))
	return v
}

// mostWays bounds a list of ways in; the page of all is linked after it.
const mostWays = 12

// ways gives the ways into the archive: by service, year, cause and so on, the
// values with the most incidents first where there are too many for all.
func (s *Site) ways() []LinkGroup {
	var groups []LinkGroup
	if services := s.busiest(); len(services) > 0 {
		groups = append(groups, LinkGroup{ID: "services", Title: s.t("services"), URL: s.href("/services/"), Links: services})
	}
	for _, kind := range groupKinds {
		if s.config.Off(kind.path) {
			continue
		}
		group := LinkGroup{ID: strings.Trim(kind.path, "/"), Title: s.t(kind.title), URL: s.href(kind.path)}
		list := slices.Clone(kind.list(s.archive))
		if len(list) > mostWays && kind.path != "/years/" {
			slices.SortStableFunc(list, func(a, b *archive.Group) int { return cmp.Compare(len(b.Incidents), len(a.Incidents)) })
			list = list[:mostWays]
		}
		for _, g := range list {
			group.Links = append(group.Links, Link{
				Text: s.groupName(kind, g.ID), URL: s.href(kind.path + g.Slug() + "/"),
				Note: s.words.Number(len(g.Incidents)),
			})
		}
		if len(group.Links) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// busiest links the services with the most incidents.
func (s *Site) busiest() []Link {
	list := slices.Clone(s.archive.Services)
	slices.SortStableFunc(list, func(a, b *archive.Service) int { return cmp.Compare(len(b.Incidents), len(a.Incidents)) })
	var links []Link
	for _, x := range list[:min(len(list), mostWays)] {
		if len(x.Incidents) > 0 {
			link := s.serviceLink(x)
			link.Note = s.words.Number(len(x.Incidents))
			links = append(links, link)
		}
	}
	return links
}

// addSearch adds the search page. The search itself is a script's; without it,
// the page leads to the lists.
func (s *Site) addSearch() { s.add("/search/", "search", false, func() any { return s.search() }) }

func (s *Site) search() *SearchView {
	v := &SearchView{View: s.view("/search/", s.t("search_title"), s.t("search_description")), Base: s.base, Ways: s.ways()}
	if root := s.searchIndex(); root != "" {
		v.Styles = []string{"search"}
		v.Index, v.Scripts = s.href("/"+root), []string{"search+search-ui"}
	}
	for _, id := range record.Values(record.Type("")) {
		v.Types = append(v.Types, Choice{Value: id, Text: s.name("type", id)})
	}
	v.Kind, v.Section = "search", v.Path
	return v
}

func (s *Site) searchIndex() string {
	if s.options.SearchIndex == nil {
		return ""
	}
	return s.options.SearchIndex()
}

// addProse adds the prose pages, but for those that are parts of other pages.
func (s *Site) addProse() {
	for _, p := range s.archive.Pages {
		if p.ID == "home" {
			continue
		}
		s.add("/"+p.ID+"/", "prose", false, func() any { return s.text(p) })
	}
}

func (s *Site) text(p *archive.Page) *ProseView {
	v := &ProseView{View: s.view("/"+p.ID+"/", p.Title, p.Description), Body: s.prose.Page(p.Body)}
	v.Section, v.Kind, v.Styles = v.Path, "prose", []string{"prose"}
	if p.ID == "data" && s.options.LinkedData != nil {
		v.Linked = template.JS(s.options.LinkedData())
	}
	return v
}

func (s *Site) addNotFound() { s.views["404"] = func() any { return s.notFound() } }

func (s *Site) notFound() *ProseView {
	v := &ProseView{View: s.view("/404.html", s.t("not_found_title"), s.t("not_found_description"))}
	v.Breadcrumbs, v.NoIndex, v.Kind = nil, true, "prose"
	v.Policy = header.InPage(s.config.Params.Policy) // it answers at paths that no rule of a host names
	return v
}

// addMoved leads on from addresses that the configuration names.
func (s *Site) addMoved() {
	for _, from := range slices.Sorted(maps.Keys(s.config.Params.Moved)) {
		if s.views[strings.Trim(from, "/")] == nil { // a page that exists keeps its address
			to := s.config.Params.Moved[from]
			s.add(from, "redirect", false, func() any { return s.redirect(from, to, s.absolute(to)) })
		}
	}
}

func (s *Site) redirect(from, to, title string) *RedirectView {
	v := &RedirectView{View: s.view(from, title, s.t("redirect_description", "title", title)), Target: Link{Text: title, URL: s.href(to)}}
	v.Canonical = s.absolute(to)
	v.NoIndex = true
	return v
}
