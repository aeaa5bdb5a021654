package chart

import (
	"slices"
	"time"
)

// extent gives the first and the last time that the incident and its phases may
// have reached, and whether any of it can be drawn to scale: some part is
// certain, or the bounds are narrow compared to the whole.
func (t Timeline) extent() (first, last time.Time, clear bool) {
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
	}
	for _, s := range spans {
		clear = clear || !s.Start.Latest.IsZero() && s.End.Earliest.After(s.Start.Latest)
		if s.open() || s.Start.Earliest.IsZero() || s.End.Earliest.IsZero() {
			continue
		}
		room := last.Sub(first) * 7 / 10
		clear = clear || s.Start.Latest.Sub(s.Start.Earliest) < room && s.End.Latest.Sub(s.End.Earliest) < room
	}
	return first, last, clear
}

// open tells whether a span has no known last end.
func (s Span) open() bool { return s.Ending != Ended || s.End.Latest.IsZero() }

// scale gives the axis of the bars; false when the times do not allow a drawing
// to scale.
func (t Timeline) scale() (scale, bool) {
	first, last, clear := t.extent()
	s := scale{first, last}
	if first.IsZero() || !clear || !last.After(first) {
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

// place gives where a mark stands: in the middle of its bounds.
func place(s axis, m Mark) float64 {
	switch {
	case m.At.Earliest.IsZero():
		return s.at(m.At.Latest)
	case m.At.Latest.IsZero():
		return s.at(m.At.Earliest)
	}
	return (s.at(m.At.Earliest) + s.at(m.At.Latest)) / 2
}

// within gives the marks that certainly lie on the axis.
func (t Timeline) within(s scale) (events, statements []Mark) {
	events, statements = t.lanes()
	outside := func(m Mark) bool {
		return m.At.Earliest.IsZero() || m.At.Latest.IsZero() || !s.holds(m.At.Earliest) || !s.holds(m.At.Latest)
	}
	return slices.DeleteFunc(events, outside), slices.DeleteFunc(statements, outside)
}

// lanes gives the marks that have a time, in order, the steps in the course of
// events and the statements apart.
func (t Timeline) lanes() (events, statements []Mark) {
	for _, m := range t.Marks {
		switch {
		case m.At.IsZero():
		case m.Number == 0:
			events = append(events, m)
		default:
			statements = append(statements, m)
		}
	}
	order := func(a, b Mark) int { return a.At.Compare(b.At) }
	slices.SortStableFunc(events, order)
	slices.SortStableFunc(statements, order)
	return events, statements
}
