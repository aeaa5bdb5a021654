package page

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/prose"
	"incidentarchive/generator/internal/record"
)

// IncidentView is the page of an incident, in the order in which a reader asks.
type IncidentView struct {
	View
	ID           string
	Type         string
	TypeText     string
	StatusID     string
	Status       string
	Withdrawn    *Withdrawn
	Glance       []Fact // what a reader wants first: when, how long, which services, why
	Summary      template.HTML
	Contents     []Link // the sections of the page
	Facts        []Fact
	Custom       []Fact // the archive's own fields
	Zone         string // in which clock times are
	Chart        *Chart // the course of events, drawn to scale
	Details      template.HTML
	Account      []string // how the account of the incident changed, in plain sentences
	Impacts      Impacts
	Timeline     []Day
	Claims       []Claim
	Consequences []Statement
	Responses    []Statement
	Sources      []Source
	Related      []LinkGroup
	RecordPage   string        // address of the page of a long record
	Record       template.HTML // the YAML, highlighted; empty when it has a page of its own
	Citation     Citation
	File         string // path in the repository
	FirstCommit  Time   // when the record came into the repository, where git tells
	LastCommit   Time
	Published    Time
	Modified     Time
	Newer, Older *Link
	Edit         string // addresses in the repository; empty when there is none
	History      string
	Correct      string
}

// Withdrawn is the banner of a record that should not have been published.
type Withdrawn struct {
	Date   Time
	Reason string
}

// Impacts is the table of affected services. Columns that no row fills are left
// out.
type Impacts struct {
	Rows     []Impact
	Times    bool // some row says when
	Affected bool // some row says who or where
	Note     string
}

// Impact is a row of the table of affected services.
type Impact struct {
	Service  Link
	LevelID  string
	Level    string
	When     string
	Duration string
	Users    string
	Area     string
	Note     string
	Cites    []Cite
}

// Day is what happened in one day, or in as short a time as the sources name.
type Day struct {
	Time   Time
	Events []Event
}

// Event is an entry of the course of events.
type Event struct {
	Time  Time   // of the day; empty where the day says all
	Kind  string // start, detected, contained, end, disclosed, update
	Label string
	Text  string
	By    *Link
	Cites []Cite
}

// Claim is what somebody said.
type Claim struct {
	Number     int
	Anchor     string
	Time       Time
	By         Link // no address when the claimant is unidentified
	Speaker    string
	On         string // "on the cause"
	Says       string
	Actor      string
	StatusID   string
	Status     string
	Marked     bool // the status is other than standing
	Superseded *Link
	Supersedes []Link
	Cites      []Cite
}

// Statement is a consequence or a response.
type Statement struct {
	Time  Time
	By    *Link
	Value string
	Text  string
	Note  string
	Cites []Cite
}

// Source is a numbered source.
type Source struct {
	Number    int
	Anchor    string
	ID        string
	Title     string
	Untitled  bool // Title is our own words, not the page's headline
	URL       string
	Published Time
	LangCode  string
	Meta      string // publisher, kind, language, host
	Archive   string
	Note      string
}

func (s *Site) addIncidents() {
	v := ListView{View: s.view("/incidents/", s.t("incidents_title"), s.t("incidents_description"))}
	v.Section = s.href("/incidents/")
	v.Feeds, v.Data = s.feeds("", ""), s.data("incidents", "index")
	s.addList("/incidents/", v, s.archive.Incidents, Choice{}, nil)
	for _, i := range s.archive.Incidents {
		s.add(incidentPath(i.ID), "incident", false, func() any { return s.incident(i) })
		if i.Size > mostRecord {
			s.add(recordPath(i.ID), "record", false, func() any { return s.record(i) })
		}
		for _, alias := range i.Aliases {
			if !strings.Contains(alias, ":") {
				s.add(incidentPath(alias), "redirect", false, func() any {
					return s.redirect(incidentPath(alias), incidentPath(i.ID), i.Title)
				})
			}
		}
	}
}

// incident makes the view of one incident.
func (s *Site) incident(i *archive.Incident) *IncidentView {
	path := incidentPath(i.ID)
	v := &IncidentView{
		View:      s.view(path, i.Title, short(prose.Plain(i.Summary)), Link{Text: s.t("nav_incidents"), URL: s.href("/incidents/")}),
		ID:        i.ID,
		Type:      string(i.Type),
		TypeText:  s.name("type", string(i.Type)),
		Summary:   s.prose.HTML(i.Summary),
		Details:   s.prose.HTML(i.Details),
		File:      i.File,
		Published: s.day(string(i.Published)),
		Modified:  s.day(string(i.Modified)),
	}
	v.Section, v.Kind = s.href("/incidents/"), "incident"
	v.Data = s.data("incidents", i.ID)
	if s.config.On("cards") {
		v.Image = &Link{Text: i.Title, URL: s.absolute(path + cardName)}
	}
	v.StatusID, v.Status = s.status(i)
	if w := i.Withdrawn; w != nil {
		v.Withdrawn = &Withdrawn{Date: s.day(string(w.Date)), Reason: w.Reason}
	}
	if s.options.Linked != nil {
		v.Linked = template.JS(s.options.Linked(i))
	}
	if s.options.Dates != nil {
		if first, last, ok := s.options.Dates(i.File); ok {
			v.FirstCommit, v.LastCommit = s.day(first), s.day(last)
		}
	}
	cite := s.citer(i)
	v.Glance = s.glance(i, cite)
	v.Facts = s.facts(i, cite)
	v.Custom = s.custom(i.Custom)
	v.Zone = s.zone(i)
	v.Chart = s.timelineChart(i)
	v.Impacts = s.impacts(i, cite)
	v.Timeline = s.timeline(i, cite)
	v.Claims = s.claims(i, cite)
	v.Account = s.account(i)
	v.Consequences = s.consequences(i, cite)
	v.Responses = s.responses(i, cite)
	v.Sources = s.sources(i)
	v.Related = s.related(i)
	s.setRecord(v, i)
	v.Citation = s.citation(v, i)
	v.Contents = s.contents(v)
	if i.Newer != nil {
		link := s.incidentLink(i.Newer)
		v.Newer = &link
	}
	if i.Older != nil {
		link := s.incidentLink(i.Older)
		v.Older = &link
	}
	s.repositoryLinks(v)
	return v
}

// contents links the sections that the page has.
func (s *Site) contents(v *IncidentView) []Link {
	var links []Link
	for _, section := range []struct {
		id    string
		there bool
	}{
		{"impacts", true}, {"claims", len(v.Claims) > 0}, {"timeline", true}, {"details", v.Details != ""},
		{"consequences", len(v.Consequences) > 0}, {"responses", len(v.Responses) > 0}, {"facts", true}, {"custom", len(v.Custom) > 0},
		{"sources", true}, {"related", len(v.Related) > 0}, {"record", true},
	} {
		if section.there {
			links = append(links, Link{Text: s.t(section.id), URL: "#" + section.id})
		}
	}
	return links
}

// repositoryLinks sets the ways to change a record.
func (s *Site) repositoryLinks(v *IncidentView) {
	p := s.config.Params
	if p.Repository == "" {
		return
	}
	v.Edit = p.Repository + "/edit/" + p.Branch + "/" + v.File
	v.History = p.Repository + "/commits/" + p.Branch + "/" + v.File
	v.Correct = p.Repository + "/issues/new?template=correction.yml&id=" + v.ID
}

// citer turns ids of sources into numbered references.
type citer func(ids []string) []Cite

func (s *Site) citer(i *archive.Incident) citer {
	numbers := make(map[string]Cite, len(i.Sources))
	for n, source := range i.Sources {
		numbers[source.ID] = Cite{Number: n + 1, URL: fmt.Sprintf("#source-%d", n+1)}
	}
	return func(ids []string) []Cite {
		cites := make([]Cite, len(ids))
		for n, id := range ids {
			cites[n] = numbers[id]
		}
		slices.SortFunc(cites, func(a, b Cite) int { return cmp.Compare(a.Number, b.Number) })
		return cites
	}
}

// end makes a Time from an end.
func (s *Site) end(e record.End) Time {
	switch {
	case e.Ongoing:
		return Time{Text: s.t("end_ongoing"), EDTF: "ongoing"}
	case e.Unknown:
		return Time{Text: s.t("end_unknown"), EDTF: "unknown"}
	}
	return s.time(e.Time)
}

// short cuts a text for a description, at a word.
func short(text string) string {
	const most = 200
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	cut := string(runes[:most])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, ",;:. ") + "…"
}
