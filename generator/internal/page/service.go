package page

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/export/badge"
)

// ServiceView is the page of a service.
type ServiceView struct {
	ListView
	ID            string
	Operator      Link
	Sector        Link
	Website       string
	Custom        []Fact // the archive's own fields
	DependsOn     []Link
	Dependents    []Link
	Downtime      *Table
	DowntimeChart *Chart
	Embed         []Link // small pages and pictures of the service for other sites
}

// DirectoryView is a page that lists services, organisations or groups.
type DirectoryView struct {
	View
	Chart *Chart
	Table Table
	Pager Pager
}

// directorySize is the number of rows on one page of a directory.
const directorySize = 150

// addDirectory adds the pages of a directory of so many rows. Whole makes the view
// of all of it.
func (s *Site) addDirectory(path string, rows int, whole func() DirectoryView) {
	once := sync.OnceValue(whole)
	total := max(1, (rows+directorySize-1)/directorySize)
	for n := range total {
		at := pagePath(path, n)
		s.add(at, "directory", n == 0, func() any {
			v := once()
			here := v
			here.Table.Rows = v.Table.Rows[n*directorySize : min(rows, (n+1)*directorySize)]
			here.Pager = s.pager(path, n, total, directorySize, rows)
			if n > 0 {
				here.View = s.view(at, s.pageTitle(v.Title, n, total), v.Description, trailOf(v.View)...)
				here.Section, here.Kind, here.Chart = v.Section, v.Kind, nil
			}
			return &here
		})
	}
}

func (s *Site) addServices() {
	for _, x := range s.archive.Services {
		s.add(servicePath(x.ID), "service", false, func() any { return s.service(x) })
	}
	s.addDirectory("/services/", len(s.archive.Services), s.services)
}

func (s *Site) services() DirectoryView {
	v := DirectoryView{View: s.view("/services/", s.t("services_title"), s.t("services_description"))}
	v.Section, v.Kind = s.href("/services/"), "directory"
	v.Table = Table{
		Caption: s.t("services_caption"),
		Head:    []string{s.t("service"), s.t("operator"), s.t("sector"), s.t("incidents"), s.t("last_incident")},
		Numeric: []bool{false, false, false, true, false},
	}
	for _, x := range s.archive.Services {
		v.Table.Rows = append(v.Table.Rows, []Cell{
			{x.Name, s.href(servicePath(x.ID))},
			{x.Operator.Label(), s.href(organisationPath(x.Operator.ID))},
			{s.name("sector", string(x.Sector)), ""},
			{s.words.Number(x.Figures().Incidents), ""},
			s.lastCell(x.Figures()),
		})
	}
	return v
}

// lastCell names the latest incident.
func (s *Site) lastCell(f archive.Figures) Cell {
	if f.Last == nil {
		return Cell{s.t("none"), ""}
	}
	return Cell{s.dayTime(f.Last.Incident.Start.Value).Text, ""}
}

// service makes the view of a service. Its incidents are few; should they be many,
// the page shows the latest and the list of all incidents has the others.
func (s *Site) service(x *archive.Service) *ServiceView {
	description := x.Description
	if description == "" {
		description = s.t("service_description", "service", x.Name, "operator", x.Operator.Label())
	}
	v := &ServiceView{ID: x.ID, Operator: s.organisationLink(x.Operator), Website: x.URL, Custom: s.custom(x.Custom)}
	v.View = s.view(servicePath(x.ID), x.Name, description, Link{Text: s.t("nav_services"), URL: s.href("/services/")})
	v.HeadTitle = s.t("service_head", "service", x.Name) + " · " + s.config.Title
	v.Section, v.Kind = s.href("/services/"), "service"
	v.Feeds, v.Data = s.feeds("services", x.ID), s.data("services", x.ID)
	v.Sector = Link{Text: s.name("sector", string(x.Sector))}
	if slices.ContainsFunc(s.archive.Sectors, func(g *archive.Group) bool { return g.ID == string(x.Sector) }) {
		v.Sector.URL = s.href("/sectors/" + string(x.Sector) + "/")
	}
	for _, d := range x.DependsOn {
		v.DependsOn = append(v.DependsOn, s.serviceLink(d))
	}
	for _, d := range x.Dependents {
		v.Dependents = append(v.Dependents, s.serviceLink(d))
	}
	together := LinkGroup{ID: "shared", Title: s.t("hit_together")}
	shared := x.Shared()
	for _, other := range shared[:min(len(shared), 20)] {
		link := s.serviceLink(other.Service)
		link.Note = s.words.Count("n_incidents", len(other.Incidents))
		together.Links = append(together.Links, link)
	}
	if len(together.Links) > 0 {
		v.Groups = []LinkGroup{together}
	}
	v.Figures = s.figures(x.Figures())
	v.Chart = s.historyChart(x)
	if s.config.On("badges") {
		v.Embed = []Link{
			{Text: s.t("embed_card"), URL: s.href("/" + badge.Root + x.ID + ".html")},
			{Text: s.t("embed_badge"), URL: s.href("/" + badge.Root + x.ID + ".svg")},
		}
	}
	v.Downtime = s.downtime(x)
	v.DowntimeChart = s.downtimeChart(x)
	shown := x.Incidents[:min(len(x.Incidents), pageSize)]
	v.Rows = s.rows(shown)
	v.Pager = s.pager(servicePath(x.ID), 0, 1, pageSize, len(shown))
	v.Caption = s.t("incidents_of", "name", x.Name)
	return v
}

// downtime makes the table of how long a service was out in each year.
func (s *Site) downtime(x *archive.Service) *Table {
	years := x.Downtime()
	if !slices.ContainsFunc(years, func(d archive.Downtime) bool { return d.Max > 0 || d.Open }) {
		return nil // never out, as far as is known
	}
	t := &Table{
		Caption: s.t("downtime_caption", "service", x.Name),
		Head:    []string{s.t("year"), s.t("incidents"), s.t("downtime_min"), s.t("downtime_max")},
		Numeric: []bool{false, true, true, true},
	}
	for _, d := range slices.Backward(years) {
		if d.Incidents == 0 {
			continue
		}
		high := edtf.DurationText(d.Max, s.words.Words())
		switch {
		case d.Open:
			high = s.t("duration_unknown")
		case d.Max == 0:
			high = s.t("none")
		}
		t.Rows = append(t.Rows, []Cell{
			{strconv.Itoa(d.Year), s.href("/years/" + strconv.Itoa(d.Year) + "/")},
			{s.words.Number(d.Incidents), ""},
			{zeroText(s, d), ""},
			{high, ""},
		})
	}
	return t
}

// zeroText says the certain downtime of a year; none when nothing is certain.
func zeroText(s *Site, d archive.Downtime) string {
	switch {
	case d.Min == 0 && d.Max == 0 && !d.Open:
		return s.t("none")
	case d.Min == 0:
		return s.t("downtime_none_certain")
	}
	return edtf.DurationText(d.Min, s.words.Words())
}

// rangeText says a length of time between two bounds, the upper of which may be
// open.
func (s *Site) rangeText(least, most time.Duration, open bool) string {
	low, high := edtf.DurationText(least, s.words.Words()), edtf.DurationText(most, s.words.Words())
	switch {
	case open && least == 0:
		return s.t("duration_unknown")
	case open:
		return s.t("edtf_at_least", "time", low)
	case low == high:
		return low
	case least == 0:
		return s.t("edtf_up_to", "time", high)
	}
	return s.t("when", "start", low, "end", high)
}

// figures makes the key figures of a set of incidents.
func (s *Site) figures(f archive.Figures) []Figure {
	words := s.words.Words()
	list := []Figure{{
		Label: s.t("figure_incidents"), Value: s.words.Number(f.Incidents),
		Basis: s.t("figure_types", "outages", s.words.Count("n_outages", f.Outages), "attacks", s.words.Count("n_attacks", f.Attacks)),
	}}
	if f.Incidents == 0 {
		return list
	}
	known := s.t("known_for", "n", s.words.Number(f.DurationKnown), "m", s.words.Number(f.Incidents))
	if f.DurationKnown > 0 {
		list = append(list, Figure{Label: s.t("figure_median"), Value: s.rangeText(f.Median.Min, f.Median.Max, false), Basis: known})
	}
	if f.Longest != nil {
		list = append(list, Figure{
			Label: s.t("figure_longest"), Value: f.Longest.Duration.Text(words),
			Basis: f.Longest.Title, URL: s.href(incidentPath(f.Longest.ID)),
		})
	}
	return append(list, Figure{
		Label: s.t("figure_cause"), Value: s.words.Number(f.CauseKnown),
		Basis: s.t("of_all", "m", s.words.Number(f.Incidents)),
	})
}
