package page

import (
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/record"
)

// groupKind is one way to divide the incidents.
type groupKind struct {
	path  string // of the list of groups
	title string // message id
	kind  string // prefix of the message ids of the values; empty where the id is the name
	list  func(*archive.Archive) []*archive.Group
	enum  record.Enumeration // where all values are known
}

var groupKinds = []groupKind{
	{"/years/", "years", "", func(a *archive.Archive) []*archive.Group { return a.Years }, nil},
	{"/sectors/", "sectors", "sector", func(a *archive.Archive) []*archive.Group { return a.Sectors }, record.Sector("")},
	{"/root-causes/", "root_causes", "root_cause", func(a *archive.Archive) []*archive.Group { return a.RootCauses }, record.RootCause("")},
	{"/techniques/", "techniques", "technique", func(a *archive.Archive) []*archive.Group { return a.Techniques }, record.Technique("")},
	{"/countries/", "countries", "country", func(a *archive.Archive) []*archive.Group { return a.Countries }, nil},
}

// groupSlug turns a value into the last part of an address.
func groupSlug(value string) string {
	return strings.ToLower(strings.ReplaceAll(value, ":", "-"))
}

func (s *Site) addGroups() {
	for _, kind := range groupKinds {
		v := DirectoryView{View: s.view(kind.path, s.t(kind.title), s.t(kind.title+"_description"))}
		v.Section = s.href(kind.path)
		v.Table = Table{
			Caption: s.t(kind.title + "_caption"),
			Head:    []string{s.t(kind.title + "_one"), s.t("incidents"), s.t("outages"), s.t("attacks"), s.t("figure_median")},
			Numeric: []bool{false, true, true, true, true},
		}
		for _, g := range kind.list(s.archive) {
			f := g.Figures
			figures := s.figures(f)
			median := s.t("duration_unknown")
			if f.DurationKnown > 0 {
				median = figures[1].Value
			}
			path := kind.path + groupSlug(g.ID) + "/"
			v.Table.Rows = append(v.Table.Rows, []Cell{
				{s.groupName(kind, g.ID), s.href(path)},
				{s.words.Number(f.Incidents), ""}, {s.words.Number(f.Outages), ""}, {s.words.Number(f.Attacks), ""}, {median, ""},
			})
			s.addGroup(kind, g, path, figures)
		}
		s.add(kind.path, "directory", true, &v)
	}
}

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

func (s *Site) addGroup(kind groupKind, g *archive.Group, path string, figures []Figure) {
	name := s.groupName(kind, g.ID)
	title := s.t(kind.title+"_group", "name", name)
	list := ListView{Figures: figures}
	list.View = s.view(path, title, s.t(kind.title+"_group_description", "name", name), Link{Text: s.t(kind.title), URL: s.href(kind.path)})
	list.Section = s.href(kind.path)
	s.addList(path, "list", list, g.Incidents)
}
