package chart

import (
	"html/template"
	"slices"
	"time"

	"incidentarchive/generator/internal/edtf"
)

// History puts all incidents of a service on one axis over the years.
type History struct {
	Text
	Zone             *time.Location // of the axis; nil is UTC
	Outages, Attacks string         // the names of the types
	Incidents        []Event
}

// Event is one incident of a history.
type Event struct {
	Title  string
	Attack bool
	Span
	When     string // in words
	Duration string // in words; empty when not known
}

const (
	maxLabelled = 14  // up to how many incidents have a row and a label of their own
	maxMarks    = 300 // up to how many are drawn at all
)

// historyTop is the height of the names of the marks and of the axis.
const historyTop = 3.6

// Draw draws a mark for each incident, newest first, with its length in words;
// many incidents share rows and have no label. Of more
// than 300 there is no drawing: show them by year.
func (h History) Draw(w Words) Drawing {
	d := Drawing{Table: Table{
		Caption: h.Title,
		Head:    []string{w("chart_head_incident"), w("chart_head_when"), w("chart_head_duration")},
	}}
	list := slices.Clone(h.Incidents)
	slices.SortStableFunc(list, func(a, b Event) int { return b.Start.Compare(a.Start) })
	s := scale{}
	for _, e := range list {
		length := e.Duration
		if length == "" {
			length = w("chart_open")
		}
		d.Table.Rows = append(d.Table.Rows, []string{e.Title, e.When, length})
		for _, t := range []time.Time{e.Start.Earliest, e.Start.Latest, e.End.Earliest, e.End.Latest} {
			if t.IsZero() {
				continue
			}
			if s.from.IsZero() || t.Before(s.from) {
				s.from = t
			}
			if t.After(s.to) {
				s.to = t
			}
		}
	}
	if s.from.IsZero() {
		d.Reason = w("chart_no_data")
		return d
	}
	if len(list) > maxMarks {
		d.Reason = w("chart_too_many")
		return d
	}
	s = s.wholeYears(h.Zone)
	c := &canvas{}
	c.shapes(h.Outages, h.Attacks)
	if len(list) <= maxLabelled {
		d.SVG = h.labelled(c, w, s, list)
	} else {
		d.SVG = h.packed(c, w, s, list)
	}
	d.Notes = c.notes(w)
	return d
}

// wholeYears widens the axis to the turns of the years, three years at least.
func (s scale) wholeYears(zone *time.Location) scale {
	if zone == nil {
		zone = time.UTC
	}
	first, last := s.from.In(zone).Year(), s.to.In(zone).Year()+1
	first = min(first, last-3)
	return scale{time.Date(first, 1, 1, 0, 0, 0, 0, zone), time.Date(last, 1, 1, 0, 0, 0, 0, zone)}
}

// labelled gives each incident a row.
func (h History) labelled(c *canvas, w Words, s scale, list []Event) template.HTML {
	bottom := historyTop + float64(len(list))*2.3
	c.yearAxis(s, w, bottom)
	y := historyTop
	for _, e := range list {
		text := e.When
		if e.Duration != "" {
			text += " · " + e.Duration
		}
		left, right := s.at(first(e)), s.at(last(e))
		switch {
		case e.Ending == Ongoing || max(left, 1-right) < 0.45: // no room beside it: above
			c.event(s, e, y+1.65)
			if left < 0.5 {
				c.beside(left, y+1, start, e.When, text, 1-left)
			} else {
				c.beside(right, y+1, end, e.When, text, right)
			}
		case 1-right > left:
			c.event(s, e, y+1.1)
			c.beside(right+0.035, y+1.45, start, e.When, text, 0.965-right)
		default:
			c.event(s, e, y+1.1)
			c.beside(left-0.035, y+1.45, end, e.When, text, left-0.035)
		}
		y += 2.3
	}
	return c.finish(h.Text, "history", bottom+0.3)
}

// beside writes a text into a part of the width, or its short form where that
// does not fit.
func (c *canvas) beside(x, y float64, anchor, short, long string, part float64) {
	texts := [2]string{long, long}
	for n, room := range []float64{part * narrowEm, part * wideEm} {
		if width(long) > room {
			texts[n] = crop(short, room)
		}
	}
	c.pair(x, y, anchor, "", texts[0], texts[1])
}

// packed puts marks into as few rows as they need.
func (h History) packed(c *canvas, w Words, s scale, list []Event) template.HTML {
	const gap = 1.0 / narrowEm
	var lanes []float64
	lane := make([]int, len(list))
	for n := len(list) - 1; n >= 0; n-- { // oldest first
		from, to := s.at(first(list[n])), s.at(last(list[n]))
		at := slices.IndexFunc(lanes, func(end float64) bool { return from-end >= gap })
		if at < 0 {
			at = len(lanes)
			lanes = append(lanes, 0)
		}
		lanes[at], lane[n] = to, at
	}
	bottom := historyTop + float64(len(lanes)) + 0.4
	c.yearAxis(s, w, bottom)
	for n, e := range list {
		c.event(s, e, bottom-0.7-float64(lane[n]))
	}
	return c.finish(h.Text, "history", bottom+0.3)
}

// first and last give the outermost times of an event that are known.
func first(e Event) time.Time {
	if e.Start.Earliest.IsZero() {
		return e.Start.Latest
	}
	return e.Start.Earliest
}

func last(e Event) time.Time {
	t := e.Start.Latest
	for _, x := range []time.Time{e.Start.Earliest, e.End.Earliest, e.End.Latest} {
		if x.After(t) {
			t = x
		}
	}
	return t
}

// event draws the time of an incident and its mark.
func (c *canvas) event(s scale, e Event, y float64) {
	shape, class := disc, "fault"
	if e.Attack {
		shape, class = diamond, "attack"
	}
	a, b := s.at(first(e)), s.at(e.Start.Latest)
	if b-a > 0.01 {
		c.stripes(a, b, y-0.25, 0.5, class, striped)
	}
	until := e.End.Earliest
	if until.IsZero() {
		until = e.Start.Latest
	}
	if z := s.at(until); z-b > 0.01 {
		c.rect(b, z, y-0.25, 0.5, class)
		b = z
	}
	if z := s.at(e.End.Latest); !e.End.Latest.IsZero() && z-b > 0.01 && e.Start != (edtf.Bounds{}) {
		c.stripes(b, z, y-0.25, 0.5, class, striped)
	}
	if e.Ending == Ongoing {
		c.open = true
		c.mark(1, y, arrow, class, "")
	}
	x := (a + s.at(e.Start.Latest)) / 2
	if e.Start.Latest.IsZero() {
		x = a
	}
	c.mark(x, y, shape, class, e.Title)
}

// yearAxis draws an axis of years; their numbers stand in the middle of their
// years where there is room.
func (c *canvas) yearAxis(s scale, w Words, bottom float64) {
	list, by := ticks(s.from, s.to)
	if by.unit != years {
		by = step{years, 1}
		list = nil
		for t := s.from; !t.After(s.to); t = by.round(t, 1) {
			list = append(list, t)
		}
	}
	c.group("grid", func() {
		for _, t := range list {
			c.line(s.at(t), historyTop-0.4, s.at(t), bottom, "")
		}
	})
	every := 1
	for every < len(list) && float64(len(list))/float64(every)*3.4 > narrowEm {
		every++
	}
	c.group("axis", func() {
		for n, t := range list {
			if t.Equal(s.to) {
				continue
			}
			class := ""
			if n%every != 0 {
				class = "wide"
			}
			label, _ := w.tick(t, by.unit)
			c.text(s.at(t), historyTop-0.8, start, class, label)
		}
	})
}
