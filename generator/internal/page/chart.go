package page

import (
	"html/template"
	"slices"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/chart"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// Chart is a drawing with what stands around it.
type Chart struct {
	Title  string
	SVG    template.HTML // empty when there is nothing to draw
	Reason string        // why there is no drawing
	Notes  []string
	Table  *Table // the same facts as text; nil where they stand on the page anyway
	CSV    string // address of all of them as CSV; may be empty
}

// drawn makes a Chart from a drawing. Numbers in all but the first column stand
// at the end of their cells where numeric says so.
func (s *Site) drawn(title string, d chart.Drawing, numeric bool) *Chart {
	c := &Chart{Title: title, SVG: d.SVG, Reason: d.Reason, Notes: d.Notes}
	if len(d.Table.Rows) > 0 {
		c.Table = &Table{Caption: d.Table.Caption, Head: d.Table.Head, Numeric: make([]bool, len(d.Table.Head))}
		for n := range c.Table.Numeric {
			c.Table.Numeric[n] = numeric && n > 0
		}
		for _, row := range d.Table.Rows {
			cells := make([]Cell, len(row))
			for n, text := range row {
				cells[n] = Cell{Text: text}
			}
			c.Table.Rows = append(c.Table.Rows, cells)
		}
	}
	return c
}

// span makes the span of an incident or an impact.
func span(from, to edtf.Bounds, end record.End) chart.Span {
	p := chart.Span{Start: from, End: to}
	switch {
	case end.Ongoing:
		p.Ending = chart.Ongoing
	case to.IsZero():
		p.Ending = chart.Unknown
	}
	return p
}

var levels = map[record.Level]chart.Level{
	record.LevelOutage: chart.Outage, record.LevelDegraded: chart.Degraded, record.LevelRestored: chart.Restored,
}

// timelineChart draws an incident to scale. The table of affected services below
// it has the same facts.
func (s *Site) timelineChart(i *archive.Incident) *Chart {
	t := chart.Timeline{
		Text: chart.Text{Title: s.t("chart_timeline", "title", i.Title), Description: s.t("chart_timeline_description")},
		Zone: i.Location(), Span: span(i.Start, i.End, i.Incident.End.Value),
	}
	rows := map[*archive.Service]int{}
	for _, x := range i.Impacts {
		n, seen := rows[x.Service]
		if !seen {
			n = len(t.Rows)
			rows[x.Service] = n
			t.Rows = append(t.Rows, chart.Row{Name: x.Service.Name})
		}
		p := chart.Phase{Level: levels[x.Level], Label: s.name("level", string(x.Level)), Stated: x.Stated}
		end := x.Impact.End
		if end.IsZero() {
			end = i.Incident.End.Value
		}
		p.Span = span(x.Start, x.End, end)
		if x.Stated && !x.Duration.IsZero() {
			p.Duration = x.Duration.Text(s.words.Words())
		}
		t.Rows[n].Phases = append(t.Rows[n].Phases, p)
	}
	for _, u := range i.Updates {
		t.Marks = append(t.Marks, chart.Mark{At: u.Date.Bounds(i.Location())})
	}
	for _, c := range i.Claims {
		t.Marks = append(t.Marks, chart.Mark{Number: c.Number, Revoked: c.Status != record.Standing, At: c.Bounds})
	}
	c := s.drawn(s.t("chart_timeline_caption"), t.Draw(s.t), false)
	c.Table = nil
	if c.SVG == "" {
		return nil
	}
	return c
}

// historyChart puts the incidents of a service on one axis. The list below it
// has the same facts.
func (s *Site) historyChart(x *archive.Service) *Chart {
	if len(x.Incidents) < 2 {
		return nil
	}
	title := s.t("chart_history", "service", x.Name)
	h := chart.History{
		Text: chart.Text{Title: title, Description: s.t("chart_history_description")}, Zone: x.Incidents[0].Location(),
		Outages: s.t("outages"), Attacks: s.t("attacks"),
	}
	for _, i := range x.Incidents[:min(len(x.Incidents), mostDots)] {
		e := chart.Event{
			Title: i.Title, Attack: i.Type == record.Attack, Span: span(i.Start, i.End, i.Incident.End.Value),
			When: s.span(i.Incident.Start.Value, i.Incident.End.Value, frame{}),
		}
		if !i.Duration.IsZero() {
			e.Duration = s.durationText(i)
		}
		h.Incidents = append(h.Incidents, e)
	}
	c := s.drawn(title, h.Draw(s.t), false)
	c.Table = nil
	return c
}

// downtimeChart draws a service's downtime by year. The table below it has the
// same facts.
func (s *Site) downtimeChart(x *archive.Service) *Chart {
	title := s.t("downtime_caption", "service", x.Name)
	b := chart.Bars{Text: chart.Text{Title: title, Description: s.t("chart_bars_description")}, Head: [2]string{s.t("year"), s.t("downtime")}}
	for _, d := range slices.Backward(x.Downtime()) {
		if d.Max > 0 || d.Open {
			b.Items = append(b.Items, chart.Bar{
				Label: s.words.Plain(d.Year), Value: s.rangeText(d.Min, d.Max, d.Open),
				Min: d.Min.Hours(), Max: d.Max.Hours(), Open: d.Open,
			})
		}
	}
	if len(b.Items) < 2 {
		return nil
	}
	c := s.drawn(title, b.Draw(s.t), false)
	c.Table = nil
	return c
}

// yearsChart counts incidents by year and type.
func (s *Site) yearsChart(title string, years []archive.YearCount) *Chart {
	p := chart.PerYear{
		Text:    chart.Text{Title: title, Description: s.t("chart_years_description")},
		Outages: s.t("outages"), Attacks: s.t("attacks"),
	}
	for _, y := range years {
		p.Years = append(p.Years, chart.YearCount(y))
	}
	return s.drawn(title, p.Draw(s.t), true)
}

// mostDots bounds the marks of one drawing.
const mostDots = 150

// durationsChart shows how long incidents took, newest of them first where there
// are too many for one drawing.
func (s *Site) durationsChart(title string, incidents []*archive.Incident, f archive.Figures) *Chart {
	p := chart.Durations{
		Text:    chart.Text{Title: title, Description: s.t("chart_durations_description")},
		Head:    [2]string{s.t("incident"), s.t("duration")},
		Outages: s.t("outages"), Attacks: s.t("attacks"),
		Known: s.t("known_for", "n", s.words.Number(f.DurationKnown), "m", s.words.Number(f.Incidents)),
	}
	for _, i := range incidents {
		if i.Duration.IsZero() || i.Withdrawn != nil || len(p.Dots) == mostDots {
			continue
		}
		low, _ := i.Duration.Min()
		high, bounded := i.Duration.Max()
		p.Dots = append(p.Dots, chart.Dot{
			Label: i.Title, Value: s.durationText(i), Min: low, Max: high, Open: !bounded, Attack: i.Type == record.Attack,
		})
	}
	if len(p.Dots) < 2 {
		return nil
	}
	if f.DurationKnown > 0 {
		p.Median = [2]time.Duration{f.Median.Min, f.Median.Max}
		p.MedianText = s.rangeText(f.Median.Min, f.Median.Max, false)
	}
	return s.drawn(title, p.Draw(s.t), false)
}

// mostRuns is about how many marks the calendar of the home page has: stretches
// of days that are alike.
const mostRuns = 300

// calendarChart marks all days with incidents, of the latest years where they
// are many.
func (s *Site) calendarChart() *Chart {
	days := s.archive.Calendar()
	if len(days) == 0 {
		return nil
	}
	from, runs := len(days)-1, 1
	for ; from > 0; from-- {
		day, before := days[from], days[from-1]
		if day.Date.Sub(before.Date) > 24*time.Hour || (day.Certain > 0) != (before.Certain > 0) {
			runs++
		}
		if runs > mostRuns && day.Date.Year() != before.Date.Year() {
			break
		}
	}
	k := chart.Calendar{Text: chart.Text{Title: s.t("home_calendar"), Description: s.t("chart_calendar_description")}}
	for _, d := range days[from:] {
		k.Days = append(k.Days, chart.Day{Date: d.Date, Certain: d.Certain > 0})
	}
	c := s.drawn(s.t("chart_calendar"), k.Draw(s.t), false)
	c.Table = nil
	return c
}
