package config

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// Sections says which parts of the site are switched on or off. A part that is
// not named is as [SectionList] says.
type Sections map[string]bool

// Section is a part of the site that can be switched off: its pages, the entries
// of the navigation and all links to it vanish together, and so do its files.
type Section struct {
	Name string
	Doc  string
	Off  bool // unless it is switched on

	folders []string // below the site's root, with a slash at the end
	files   []string // names of files in any folder
}

// SectionList lists all parts that can be switched on and off. The list of
// incidents, their pages and those of services are what an archive is, and
// always there.
func SectionList() []Section {
	return []Section{
		{Name: "badges", Doc: "Small pictures and pages of each service for other sites.", folders: []string{"embed/"}},
		{Name: "calendar", Doc: "The calendar of all days on the home page."},
		{Name: "cards", Doc: "The pictures that social networks show with a link.", files: []string{"card.png"}},
		{Name: "contribute", Doc: "How to contribute: the reference of all fields and rules, and the record builder.", folders: []string{"contribute/"}},
		{Name: "countries", Doc: "A page for each country.", folders: []string{"countries/"}},
		{Name: "data", Doc: "The tables, the database, the programming interface and the exchange formats, with the page about them.",
			folders: []string{"data/", "api/", "misp/", "stix/"}},
		{Name: "feeds", Doc: "News as RSS, Atom and JSON Feed, and calendars to subscribe to.",
			files: []string{"feed.xml", "feed.atom", "feed.json", "incidents.ics"}},
		{Name: "manual", Doc: "The manual of those who run an archive, with a page for each command of the generator.", Off: true, folders: []string{"manual/"}},
		{Name: "organisations", Doc: "A page for each organisation, with what it said.", folders: []string{"organisations/"}},
		{Name: "root-causes", Doc: "A page for each root cause.", folders: []string{"root-causes/"}},
		{Name: "search", Doc: "The search, its index and its description for browsers.", folders: []string{"search/"}, files: []string{"opensearch.xml"}},
		{Name: "sectors", Doc: "A page for each sector.", folders: []string{"sectors/"}},
		{Name: "statistics", Doc: "The page of all figures, with their tables.", folders: []string{"statistics/"}},
		{Name: "techniques", Doc: "A page for each technique of attack.", folders: []string{"techniques/"}},
		{Name: "types", Doc: "A page for outages and one for attacks.", folders: []string{"types/"}},
		{Name: "years", Doc: "A page for each year and month.", folders: []string{"years/"}},
	}
}

func sectionNamed(name string) (Section, bool) {
	for _, s := range sections {
		if s.Name == name {
			return s, true
		}
	}
	return Section{}, false
}

func sectionNames() []string {
	var names []string
	for _, s := range sections {
		names = append(names, s.Name)
	}
	return names
}

func (s Sections) names() []string { return slices.Sorted(maps.Keys(s)) }

// On tells whether a part of the site is there.
func (s Sections) On(name string) bool {
	if on, ok := s[name]; ok {
		return on
	}
	section, ok := sectionNamed(name)
	return ok && !section.Off
}

// off gives the section that a path belongs to and that is switched off; "" when
// there is none.
func (s Sections) off(name string) string {
	name, _, _ = strings.Cut(name, "#")
	name, _, _ = strings.Cut(name, "?")
	name = strings.TrimPrefix(name, "/")
	for _, section := range sections {
		if on, ok := s[section.Name]; ok && on || !ok && !section.Off {
			continue
		}
		for _, folder := range section.folders {
			if strings.HasPrefix(name, folder) || name+"/" == folder {
				return section.Name
			}
		}
		if slices.Contains(section.files, strings.TrimSuffix(path.Base(name), ".gz")) {
			return section.Name
		}
	}
	return ""
}

// sections is the list, which never changes; links ask for it very often.
var sections = SectionList()

// Off tells whether a path below the site's root, of a page or of a file, belongs
// to a part of the site that is switched off.
func (c *Config) Off(path string) bool { return c.Params.Sections.off(path) != "" }

// On tells whether a part of the site is there.
func (c *Config) On(section string) bool { return c.Params.Sections.On(section) }
