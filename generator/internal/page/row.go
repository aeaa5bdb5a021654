package page

import (
	"fmt"
	"slices"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/record"
)

const (
	// pageSize is the number of rows on one page of a list: it keeps a page
	// under 1,500 elements.
	pageSize = 80
	// rowServices is how many services a row names.
	rowServices = 3
)

func incidentPath(id string) string     { return "/incidents/" + id + "/" }
func servicePath(id string) string      { return "/services/" + id + "/" }
func organisationPath(id string) string { return "/organisations/" + id + "/" }

// row gives the line of an incident in a list. It stands in many lists and is made
// once.
func (s *Site) row(i *archive.Incident) *Row {
	made, ok := s.made.Load(i)
	if !ok {
		made, _ = s.made.LoadOrStore(i, s.newRow(i))
	}
	return made.(*Row)
}

func (s *Site) newRow(i *archive.Incident) *Row {
	r := &Row{
		URL:      s.href(incidentPath(i.ID)),
		Title:    i.Title,
		Type:     string(i.Type),
		TypeText: s.name("type", string(i.Type)),
		Day:      s.dayTime(i.Incident.Start.Value),
		Year:     i.Year,
		Length:   -1,
		Cause:    string(i.RootCause.Value),
		Keys:     strings.TrimSpace(joined(i.Sectors) + " " + joined(i.Countries)),
	}
	if !i.Duration.IsZero() {
		r.Duration = s.durationText(i)
		shortest, _ := i.Duration.Min()
		r.Length = int64(shortest.Seconds())
	}
	r.StatusID, r.Status = s.status(i)
	shown := i.Services
	if len(shown) > rowServices+1 {
		shown = shown[:rowServices]
	}
	names := make([]string, len(shown))
	for n, service := range shown {
		names[n] = service.Name
	}
	r.Services = strings.Join(names, s.t("list_comma"))
	if more := len(i.Services) - len(shown); more > 0 {
		r.Services += " " + s.words.Count("and_more", more)
	}
	return r
}

func joined[T ~string](list []T) string {
	texts := make([]string, len(list))
	for n, x := range list {
		texts[n] = string(x)
	}
	return strings.Join(texts, " ")
}

// status gives what a reader has to know before anything else, or nothing.
func (s *Site) status(i *archive.Incident) (id, text string) {
	switch {
	case i.Withdrawn != nil:
		id = "withdrawn"
	case i.Ongoing():
		id = "ongoing"
	case i.Certainty != "confirmed":
		id = string(i.Certainty)
	default:
		return "", ""
	}
	return id, s.t("status_" + id)
}

// rows makes the lines of many incidents.
func (s *Site) rows(list []*archive.Incident) []Row {
	rows := make([]Row, len(list))
	for n, i := range list {
		rows[n] = *s.row(i)
	}
	return rows
}

// name gives the words for a value of an enumeration.
func (s *Site) name(kind, value string) string {
	return s.t(kind + "_" + underscored.Replace(value))
}

var underscored = strings.NewReplacer("-", "_", ":", "_")

// durationText says how long an incident took, as people say it.
func (s *Site) durationText(i *archive.Incident) string {
	if i.Duration.IsZero() {
		return s.t("duration_unknown")
	}
	text := i.Duration.Text(s.words.Words())
	if i.Ongoing() {
		return s.t("duration_ongoing", "time", text)
	}
	return text
}

func (s *Site) serviceLink(x *archive.Service) Link {
	return Link{Text: x.Name, URL: s.href(servicePath(x.ID))}
}

func (s *Site) organisationLink(x *archive.Organisation) Link {
	return Link{Text: x.Label(), URL: s.href(organisationPath(x.ID))}
}

func (s *Site) incidentLink(i *archive.Incident) Link {
	r := s.row(i)
	return Link{Text: r.Title, URL: r.URL, Note: r.Day.Text}
}

func (s *Site) incidentLinks(list []*archive.Incident) []Link {
	links := make([]Link, len(list))
	for n, i := range list {
		links[n] = s.incidentLink(i)
	}
	return links
}

func (s *Site) countryLink(c record.Country) Link {
	return Link{Text: country.Name(string(c)), URL: s.href("/countries/" + strings.ToLower(string(c)) + "/")}
}

// addList adds the pages of a list of incidents, 100 rows each. All of them have
// what v has; only the first has filters and what first adds, which may be nil.
func (s *Site) addList(path string, v ListView, incidents []*archive.Incident, fixed Choice, first func(*ListView)) {
	total := max(1, (len(incidents)+pageSize-1)/pageSize)
	v.Kind = "list"
	if len(incidents) >= leastFiltered {
		v.Scripts = []string{"list"}
	}
	for n := range total {
		at := pagePath(path, n)
		s.add(at, "list", n == 0, func() any {
			here := v
			here.Rows = s.rows(incidents[n*pageSize : min(len(incidents), (n+1)*pageSize)])
			here.Caption = v.Title
			here.Pager = s.pager(path, n, total, pageSize, len(incidents))
			if n > 0 {
				here.View = s.view(at, s.pageTitle(v.Title, n, total), v.Description, trailOf(v.View)...)
				here.Section, here.Kind = v.Section, v.Kind
				return &here
			}
			here.Filters = s.filters(incidents, total == 1, fixed)
			if first != nil {
				first(&here)
			}
			return &here
		})
	}
}

// trailOf gives the breadcrumbs between home and the pages after the first: the
// list itself among them.
func trailOf(v View) []Link {
	if len(v.Breadcrumbs) < 2 {
		return nil
	}
	trail := slices.Clone(v.Breadcrumbs[1:])
	trail[len(trail)-1].Current = false
	return trail
}

// pageTitle is the title of a page of a list after the first.
func (s *Site) pageTitle(title string, n, total int) string {
	return s.t("pager_title", "title", title, "page", s.words.Number(n+1), "pages", s.words.Number(total))
}

func pagePath(path string, n int) string {
	if n == 0 {
		return path
	}
	return fmt.Sprintf("%spage/%d/", path, n+1)
}

func (s *Site) pager(path string, n, total, size, all int) Pager {
	p := Pager{
		HasSeveral: total > 1,
		Text:       s.t("pager_page", "page", s.words.Number(n+1), "pages", s.words.Number(total)),
		RangeText: s.t("pager_range", "first", s.words.Number(min(all, n*size+1)),
			"last", s.words.Number(min(all, (n+1)*size)), "total", s.words.Number(all)),
	}
	if n > 0 {
		p.Newer = s.href(pagePath(path, n-1))
	}
	if n+1 < total {
		p.Older = s.href(pagePath(path, n+1))
	}
	for k := range total {
		if k == 0 || k == total-1 || k >= n-2 && k <= n+2 {
			p.Pages = append(p.Pages, Link{Text: s.words.Number(k + 1), URL: s.href(pagePath(path, k)), Current: k == n})
		}
	}
	return p
}
