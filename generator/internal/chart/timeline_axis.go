package chart

import (
	"slices"
	"time"
)

// extent gives the first and the last time that the incident and its phases may
// have reached, and whether any of it is certain.
func (t Timeline) extent() (first, last time.Time, certain bool) {
	spans := []Span{t.Span}
	for _, r := range t.Rows {
		for _, p := range r.Phases {
			if p.Stated {
				spans = append(spans, p.Span)
			}
		}
	}
	for _, s := range spans {
		for _, x := range []time.Time{s.Start.Earliest, s.Start.Latest, s.End.Earliest, s.End.Latest} {
			if x.IsZero() {
				continue
			}
			if first.IsZero() || x.Before(first) {
				first = x
			}
			if last.IsZero() || x.After(last) {
				last = x
			}
		}
		certain = certain || !s.Start.Latest.IsZero() && s.End.Earliest.After(s.Start.Latest)
	}
	return first, last, certain
}

// open tells whether a span has no known last end.
func (s Span) open() bool { return s.Ending != Ended || s.End.Latest.IsZero() }

// axis gives the axis of the bars; false when the times do not allow a drawing
// to scale.
func (t Timeline) axis() (scale, bool) {
	first, last, certain := t.extent()
	s := scale{first, last}
	if first.IsZero() || !certain || !last.After(first) {
		return s, false
	}
	open := t.open()
	for _, r := range t.Rows {
		for _, p := range r.Phases {
			open = open || p.Stated && p.open()
		}
	}
	if open {
		s.to = s.to.Add(last.Sub(first) / 6)
	}
	return s, true
}

// middle gives the place of a mark.
func (m Mark) middle() time.Time {
	switch {
	case m.At.Earliest.IsZero():
		return m.At.Latest
	case m.At.Latest.IsZero():
		return m.At.Earliest
	}
	return m.At.Earliest.Add(m.At.Latest.Sub(m.At.Earliest) / 2)
}

// within gives the marks that certainly lie on the axis.
func (t Timeline) within(s scale) (events, statements []Mark) {
	for _, m := range t.sorted() {
		if m.At.Earliest.IsZero() || m.At.Latest.IsZero() || !s.holds(m.At.Earliest) || !s.holds(m.At.Latest) {
			continue
		}
		if m.Number == 0 {
			events = append(events, m)
		} else {
			statements = append(statements, m)
		}
	}
	return events, statements
}

// sorted gives the marks that have a time, by time.
func (t Timeline) sorted() []Mark {
	list := slices.DeleteFunc(slices.Clone(t.Marks), func(m Mark) bool { return m.At.IsZero() })
	slices.SortStableFunc(list, func(a, b Mark) int { return a.middle().Compare(b.middle()) })
	return list
}

// afterwards gives an axis that holds the incident and all marks; false when the
// axis of the bars holds the marks already, or there are too few to show.
func (t Timeline) afterwards(bars scale, drawn bool) (scale, bool) {
	marks := t.sorted()
	if len(marks) < 2 {
		return scale{}, false
	}
	if drawn {
		events, statements := t.within(bars)
		if len(events)+len(statements) == len(marks) {
			return scale{}, false
		}
	}
	first, last, _ := t.extent()
	for _, m := range marks {
		for _, x := range []time.Time{m.At.Earliest, m.At.Latest} {
			if !x.IsZero() && x.Before(first) {
				first = x
			}
			if x.After(last) {
				last = x
			}
		}
	}
	// A little room, so that the last mark does not stand on the edge.
	return scale{first, last.Add(last.Sub(first) / 50)}, last.After(first)
}

// drawAfterwards draws the incident as one bar and all marks on an axis of their
// own.
func (t Timeline) drawAfterwards(c *canvas, w Words, axis scale, y float64) float64 {
	c.text(0, y+1, start, "heading", w("chart_afterwards"))
	y += 1.6
	var events, statements []Mark
	for _, m := range t.sorted() {
		if m.Number == 0 {
			events = append(events, m)
		} else {
			statements = append(statements, m)
		}
	}
	bottom := y + axisHeight + nameHeight + barHeight + rowGap
	for _, lane := range [][]Mark{events, statements} {
		if len(lane) > 0 {
			bottom += laneHeight
		}
	}
	c.timeAxis(axis, w, y, bottom)
	y += axisHeight
	c.text(0, y+1.1, start, "name", w("chart_incident"))
	c.bar(axis, t.Span, y+nameHeight, barHeight, "whole")
	y += nameHeight + barHeight + rowGap
	if len(events) > 0 {
		c.lane(axis, w("chart_events"), events, y)
		y += laneHeight
	}
	if len(statements) > 0 {
		c.lane(axis, w("chart_statements"), statements, y)
		y += laneHeight
	}
	return y
}
