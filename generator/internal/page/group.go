package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/country"
)

// groupKind is one way to divide the incidents.
type groupKind struct {
	path   string // of the list of groups
	title  string // message id
	kind   string // prefix of the message ids of the values; empty where the id is the name
	list   func(*archive.Archive) []*archive.Group
	filter string // the field of the lists' filters
}

var groupKinds = []groupKind{
	{"/years/", "years", "", func(a *archive.Archive) []*archive.Group { return a.Years }, "year"},
	{"/types/", "types", "type", func(a *archive.Archive) []*archive.Group { return a.Types }, "type"},
	{"/sectors/", "sectors", "sector", func(a *archive.Archive) []*archive.Group { return a.Sectors }, "sector"},
	{"/root-causes/", "root_causes", "root_cause", func(a *archive.Archive) []*archive.Group { return a.RootCauses }, "cause"},
	{"/techniques/", "techniques", "technique", func(a *archive.Archive) []*archive.Group { return a.Techniques }, "technique"},
	{"/countries/", "countries", "country", func(a *archive.Archive) []*archive.Group { return a.Countries }, "country"},
}

func (s *Site) addGroups() {
	for _, kind := range groupKinds {
		groups := kind.list(s.archive)
		for _, g := range groups {
			s.addGroup(kind, g)
		}
		s.addDirectory(kind.path, len(groups), func() DirectoryView { return s.groups(kind, groups) })
	}
}

func (s *Site) groups(kind groupKind, groups []*archive.Group) DirectoryView {
	v := DirectoryView{View: s.view(kind.path, s.t(kind.title), s.t(kind.title+"_description"))}
	v.Section, v.Kind = s.href(kind.path), "directory"
	v.Table = Table{
		Caption: s.t(kind.title + "_caption"),
		Head:    []string{s.t(kind.title + "_one"), s.t("incidents"), s.t("outages"), s.t("attacks"), s.t("figure_median")},
		Numeric: []bool{false, true, true, true, true},
	}
	for _, g := range groups {
		f := g.Figures()
		median := s.t("duration_unknown")
		if f.DurationKnown > 0 {
			median = s.rangeText(f.Median.Min, f.Median.Max, false)
		}
		v.Table.Rows = append(v.Table.Rows, []Cell{
			{s.groupName(kind, g.ID), s.href(groupPath(kind, g))},
			{s.words.Number(f.Incidents), ""}, {s.words.Number(f.Outages), ""}, {s.words.Number(f.Attacks), ""}, {median, ""},
		})
	}
	return v
}

func groupPath(kind groupKind, g *archive.Group) string { return kind.path + g.Slug() + "/" }

// groupName gives the words for a group.
func (s *Site) groupName(kind groupKind, id string) string {
	switch kind.kind {
	case "":
		return id
	case "country":
		return country.Name(id)
	}
	return s.name(kind.kind, id)
}

func (s *Site) addGroup(kind groupKind, g *archive.Group) {
	path, name := groupPath(kind, g), s.groupName(kind, g.ID)
	title := s.t(kind.title+"_group", "name", name)
	list := ListView{}
	list.View = s.view(path, title, s.t(kind.title+"_group_description", "name", name), Link{Text: s.t(kind.title), URL: s.href(kind.path)})
	list.Section = s.href(kind.path)
	list.Feeds = s.feeds(strings.Trim(kind.path, "/"), g.Slug())
	s.addList(path, list, g.Incidents, Choice{Name: kind.filter, Value: g.ID}, func(v *ListView) {
		v.Figures = s.figures(g.Figures())
		if kind.path == "/years/" {
			v.Groups = s.yearMonths(g.ID)
			v.Chart = s.durationsChart(s.t("chart_durations"), g.Incidents, g.Figures())
		} else if years := archive.YearCounts(g.Incidents); len(years) > 1 {
			v.Chart = s.yearsChart(s.t("chart_years"), years)
		}
	})
}

// yearMonths links the months of a year in which incidents began.
func (s *Site) yearMonths(year string) []LinkGroup {
	group := LinkGroup{ID: "months", Title: s.t("months")}
	for _, m := range slices.Backward(s.archive.Months) {
		if strconv.Itoa(m.Year) == year {
			group.Links = append(group.Links, Link{Text: s.t("month_" + strconv.Itoa(m.Month)), URL: s.href(monthPath(m)), Note: s.words.Number(len(m.Incidents))})
		}
	}
	if len(group.Links) == 0 {
		return nil
	}
	return []LinkGroup{group}
}

func monthPath(m *archive.Month) string { return fmt.Sprintf("/years/%04d/%02d/", m.Year, m.Month) }

// addMonths adds a page for each month in which an incident began.
func (s *Site) addMonths() {
	for n, m := range s.archive.Months {
		year := strconv.Itoa(m.Year)
		name := s.monthName(m)
		list := ListView{}
		list.View = s.view(monthPath(m), s.t("years_group", "name", name), s.t("years_group_description", "name", name),
			Link{Text: s.t("years"), URL: s.href("/years/")}, Link{Text: year, URL: s.href("/years/" + year + "/")})
		list.Section = s.href("/years/")
		list.Feeds = s.feeds("years", year)
		list.Breadcrumbs[len(list.Breadcrumbs)-1].Text = s.t("month_" + strconv.Itoa(m.Month))
		s.addList(monthPath(m), list, m.Incidents, Choice{Name: "year", Value: year}, func(v *ListView) {
			v.Figures = s.figures(m.Figures())
			v.Chart = s.durationsChart(s.t("chart_durations"), m.Incidents, m.Figures())
			v.Groups = s.neighbours(n)
		})
	}
}

func (s *Site) monthName(m *archive.Month) string {
	return s.t("edtf_month_of_year", "month", s.t("month_"+strconv.Itoa(m.Month)), "year", strconv.Itoa(m.Year))
}

// neighbours links the months with incidents before and after the n-th.
func (s *Site) neighbours(n int) []LinkGroup {
	ways := LinkGroup{ID: "neighbours", Title: s.t("months_neighbours")}
	for _, k := range []int{n + 1, n - 1} {
		if k >= 0 && k < len(s.archive.Months) {
			m := s.archive.Months[k]
			ways.Links = append(ways.Links, Link{Text: s.monthName(m), URL: s.href(monthPath(m)), Note: s.words.Count("n_incidents", len(m.Incidents))})
		}
	}
	if len(ways.Links) == 0 {
		return nil
	}
	return []LinkGroup{ways}
}
