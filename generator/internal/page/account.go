package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// impacts makes the table of affected services. Where the whole incident lies on
// one day, times leave it out.
func (s *Site) impacts(i *archive.Incident, cite citer) Impacts {
	f := s.incidentFrame(i)
	table := Impacts{Rows: make([]Impact, len(i.Impacts))}
	bare := 0
	for n, x := range i.Impacts {
		row := Impact{
			Service: s.serviceLink(x.Service),
			LevelID: string(x.Level),
			Level:   s.name("level", string(x.Level)),
			When:    s.span(x.Impact.Start, x.Impact.End, f),
			Users:   s.users(x.Impact),
			Area:    x.Area,
			Note:    x.Note,
			Cites:   cite(x.Impact.Sources),
		}
		if !x.Duration.IsZero() && !x.Impact.Start.IsZero() && !x.Impact.End.IsZero() {
			row.Duration = x.Duration.Text(s.words.Words())
		}
		if row.When == "" {
			bare++
		}
		table.Times = table.Times || row.When != ""
		table.Affected = table.Affected || row.Users != "" || row.Area != "" || row.Note != ""
		table.Rows[n] = row
	}
	if bare == len(table.Rows) && bare > 1 {
		table.Note = s.t("impacts_no_times")
	} else if bare > 0 && table.Times {
		table.Note = s.t("impacts_some_times")
	}
	return table
}

// incidentFrame gives the day of an incident that began and ended on one day, or
// its year.
func (s *Site) incidentFrame(i *archive.Incident) frame {
	start, end := frameOf(i.Incident.Start.Value), frameOf(i.Incident.End.Value.Time)
	switch {
	case start.day != "" && start == end:
		return start
	case start.year == end.year:
		return frame{year: start.year}
	}
	return frame{}
}

// users says how many were affected: a count, a share, or both.
func (s *Site) users(x *record.Impact) string {
	var parts []string
	if !x.Users.IsZero() {
		parts = append(parts, s.t("users", "n", s.quantity(x.Users)))
	}
	if !x.Share.IsZero() {
		parts = append(parts, s.t("share", "n", s.quantity(x.Share)))
	}
	return strings.Join(parts, ", ")
}

// quantity says a count as people say it.
func (s *Site) quantity(q record.Quantity) string {
	low, hasLow := q.Min()
	high, hasHigh := q.Max()
	switch {
	case q.IsZero():
		return ""
	case !hasHigh:
		return s.t("edtf_at_least", "time", s.words.Decimal(low))
	case !hasLow:
		return s.t("edtf_up_to", "time", s.words.Decimal(high))
	case low != high:
		return s.t("edtf_between", "first", s.words.Decimal(low), "last", s.words.Decimal(high))
	case q.Approximate():
		return s.t("edtf_about", "time", s.words.Decimal(low))
	}
	return s.words.Decimal(low)
}

// timeline makes the course of events: the record's own times and its updates,
// in order, by day. Where bounds are equal, the order of the record stands.
func (s *Site) timeline(i *archive.Incident, cite citer) []Day {
	type entry struct {
		value  edtf.Value
		bounds edtf.Bounds
		event  Event
	}
	var entries []entry
	add := func(v edtf.Value, e Event) {
		if !v.IsZero() {
			entries = append(entries, entry{v, v.Bounds(i.Location()), e})
		}
	}
	r := i.Incident
	add(r.Start.Value, Event{Kind: "start", Label: s.t("event_start"), Cites: cite(r.Start.Sources)})
	if r.Detected.Value != r.Start.Value {
		add(r.Detected.Value, Event{Kind: "detected", Label: s.t("event_detected"), Cites: cite(r.Detected.Sources)})
	}
	for _, u := range r.Updates {
		e := Event{Kind: "update", Text: u.Text, By: s.by(u.By), Cites: cite(u.Sources)}
		if u.Status != "" {
			e.Label = s.name("update", string(u.Status))
		}
		add(u.Date, e)
	}
	add(r.Contained.Value, Event{Kind: "contained", Label: s.t("event_contained"), Cites: cite(r.Contained.Sources)})
	add(r.End.Value.Time, Event{Kind: "end", Label: s.t("event_end"), Cites: cite(r.End.Sources)})
	add(r.Disclosed.Value, Event{Kind: "disclosed", Label: s.t("event_disclosed"), Cites: cite(r.Disclosed.Sources)})
	slices.SortStableFunc(entries, func(a, b entry) int { return a.bounds.Earliest.Compare(b.bounds.Earliest) })
	var days []Day
	var last string
	for _, e := range entries {
		heading, event := s.time(e.value), e.event
		if f := frameOf(e.value); f.day != "" {
			heading = s.day(f.day)
			if e.value.HasClock() || e.value.Approximate() || e.value.Uncertain() {
				event.Time = s.timeIn(e.value, f)
			}
			if event.Time.Text == heading.Text {
				event.Time = Time{}
			}
		}
		if heading.Text != last {
			days, last = append(days, Day{Time: heading}), heading.Text
		}
		days[len(days)-1].Events = append(days[len(days)-1].Events, event)
	}
	return days
}

// by gives the link of an organisation by its id; nil when none is named.
func (s *Site) by(id string) *Link {
	o := s.archive.Organisation(id)
	if o == nil {
		return nil
	}
	link := s.organisationLink(o)
	return &link
}

func (s *Site) claims(i *archive.Incident, cite citer) []Claim {
	list := make([]Claim, len(i.Claims))
	for n, c := range i.Claims {
		list[n] = Claim{
			Number:   c.Number,
			Anchor:   fmt.Sprintf("claim-%d", c.Number),
			Time:     s.time(c.Date),
			By:       Link{Text: s.t("claim_unidentified")},
			Speaker:  c.Speaker,
			On:       s.name("on", string(c.About)),
			Says:     c.Says,
			Actor:    c.Actor,
			StatusID: string(c.Status),
			Status:   s.name("claim_status", string(c.Status)),
			Marked:   c.Status != record.Standing,
			Cites:    cite(c.Sources),
		}
		if c.By != nil {
			list[n].By = s.organisationLink(c.By)
		}
		if c.SupersededBy != nil {
			link := s.claimLink(c.SupersededBy)
			list[n].Superseded = &link
		}
		for _, older := range c.Supersedes {
			list[n].Supersedes = append(list[n].Supersedes, s.claimLink(older))
		}
	}
	return list
}

func (s *Site) claimLink(c *archive.Claim) Link {
	by := s.t("claim_unidentified")
	if c.By != nil {
		by = c.By.Label()
	}
	return Link{
		Text: s.t("claim_reference", "by", by, "date", s.time(c.Date).Text),
		URL:  fmt.Sprintf("#claim-%d", c.Number),
	}
}

// account says in plain sentences how the account of the incident changed.
func (s *Site) account(i *archive.Incident) []string {
	var sentences []string
	for _, c := range i.Claims {
		if c.SupersededBy == nil {
			continue
		}
		by, newer := s.t("claim_unidentified"), s.t("claim_unidentified")
		if c.By != nil {
			by = c.By.Label()
		}
		if c.SupersededBy.By != nil {
			newer = c.SupersededBy.By.Label()
		}
		args := []string{
			"by", by, "newer", newer, "about", s.name("about_object", string(c.About)),
			"date", s.time(c.Date).Text, "later", s.time(c.SupersededBy.Date).Text, "after", s.after(c),
		}
		id := "account_replaced"
		if c.By == c.SupersededBy.By && c.By != nil {
			id = "account_reversed"
		}
		sentences = append(sentences, s.t(id, args...))
	}
	if n := countClaims(i, record.Disputed); n > 0 {
		sentences = append(sentences, s.words.Count("account_disputed", n))
	}
	return sentences
}

// after says how much later a claim was replaced, in days, where both days are known.
func (s *Site) after(c *archive.Claim) string {
	from, to := c.Bounds, c.SupersededBy.Bounds
	if from.Earliest.IsZero() || to.Earliest.IsZero() || to.Latest.IsZero() || to.Latest.Sub(to.Earliest) > 24*time.Hour {
		return s.t("after_later")
	}
	loc := c.Incident.Location()
	days := int(midnight(to.Earliest, loc).Sub(midnight(from.Earliest, loc)).Round(24*time.Hour) / (24 * time.Hour))
	if days == 0 {
		return s.t("after_same_day")
	}
	return s.words.Count("after_days", days)
}

func midnight(t time.Time, loc *time.Location) time.Time {
	y, m, d := t.In(loc).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, loc)
}

func (s *Site) consequences(i *archive.Incident, cite citer) []Statement {
	list := make([]Statement, len(i.Consequences))
	for n, c := range i.Consequences {
		value := s.quantity(c.Value)
		if c.Unit != "" && value != "" {
			value += " " + c.Unit
		}
		list[n] = Statement{Time: s.time(c.Date), Value: value, Text: c.What, Note: c.Note, Cites: cite(c.Sources)}
	}
	return list
}

func (s *Site) responses(i *archive.Incident, cite citer) []Statement {
	list := make([]Statement, len(i.Responses))
	for n, r := range i.Responses {
		list[n] = Statement{Time: s.time(r.Date), By: s.by(r.By), Text: r.Text, Cites: cite(r.Sources)}
	}
	return list
}

func (s *Site) sources(i *archive.Incident) []Source {
	list := make([]Source, len(i.Sources))
	for n, x := range i.Sources {
		list[n] = Source{
			Number:    n + 1,
			Anchor:    fmt.Sprintf("source-%d", n+1),
			ID:        x.ID,
			Title:     x.Title,
			URL:       x.URL,
			Published: s.time(x.Published),
			LangCode:  string(x.Language),
			Archive:   x.ArchiveURL,
			Note:      x.Note,
		}
		meta := []string{x.Publisher, s.name("source_type", string(x.Type)), s.language(string(x.Language))}
		if x.Official {
			meta = append(meta, s.t("source_official"))
		}
		if host := record.HostName(x.URL); host != "" {
			meta = append(meta, host)
		}
		if x.Title == "" {
			meta = meta[1:]
		}
		list[n].Meta = strings.Join(meta, " · ")
		if x.Title == "" {
			list[n].Title, list[n].Untitled = s.t("source_untitled", "publisher", x.Publisher), true
		}
	}
	return list
}

// language gives the name of a language; its tag where there is no name.
func (s *Site) language(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	if id := "language_" + base; s.words.Has(id) {
		return s.t(id)
	}
	return tag
}

// mostRelated bounds each list of related incidents; the pages of services and
// causes have them all.
const mostRelated = 6

func (s *Site) related(i *archive.Incident) []LinkGroup {
	var groups []LinkGroup
	for _, g := range []struct {
		id   string
		list []*archive.Incident
	}{
		{"related", i.Related}, {"campaign", i.SameCampaign()}, {"service", i.SameService()}, {"cause", i.SameCause()},
	} {
		if len(g.list) > 0 {
			groups = append(groups, LinkGroup{ID: "same-" + g.id, Title: s.t("related_" + g.id), Links: s.incidentLinks(g.list[:min(len(g.list), mostRelated)])})
		}
	}
	return groups
}

func countClaims(i *archive.Incident, status record.ClaimStatus) int {
	n := 0
	for _, c := range i.Claims {
		if c.Status == status {
			n++
		}
	}
	return n
}
