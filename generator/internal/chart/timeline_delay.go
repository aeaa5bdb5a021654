package chart

import (
	"math"
	"time"
)

// delay is an axis of the time that passed since an incident began. It is
// logarithmic: what is said in the first hours decides as much as what comes out
// years later, and both have to be seen.
type delay struct {
	origin      time.Time
	least, most time.Duration // at the left and at the right edge
}

func (d delay) at(t time.Time) float64 {
	passed := t.Sub(d.origin)
	if passed <= d.least {
		return 0
	}
	return min(1, math.Log(float64(passed)/float64(d.least))/math.Log(float64(d.most)/float64(d.least)))
}

// length is a round length of time, for axes of lengths.
type length struct {
	n    int
	unit unit
}

var lengths = []length{
	{1, minutes}, {10, minutes}, {1, hours}, {6, hours}, {1, days}, {3, days}, {7, days}, {1, months}, {3, months}, {1, years}, {3, years}, {10, years}, {30, years},
}

// main tells the lengths that stand on narrow drawings too.
func (l length) main() bool {
	return l.n == 1 && l.unit != years || l.n == 7 || l.n == 1 && l.unit == years
}

func (l length) duration() time.Duration { return step(step{l.unit, l.n}).size() }

// length writes a round length of time.
func (w Words) length(l length) string {
	one := l.n == 1
	switch {
	case l.unit == days && l.n == 7:
		return w("chart_one_week")
	case l.unit == days && one:
		return w("chart_one_day")
	case l.unit == months && one:
		return w("chart_one_month")
	case l.unit == years && one:
		return w("chart_one_year")
	}
	id := [...]string{"chart_minutes", "chart_hours", "chart_days", "chart_months", "chart_years"}[l.unit]
	return w(id, "n", number(float64(l.n)))
}

// delays gives an axis that holds the incident and all marks; false when the
// axis of the bars holds the marks already, or when they say nothing of order.
func (t Timeline) delays(bars scale, drawn bool) (delay, bool) {
	events, statements := t.lanes()
	if len(events)+len(statements) < 2 || t.Start.Earliest.IsZero() {
		return delay{}, false
	}
	if drawn {
		e, s := t.within(bars)
		if len(e) == len(events) && len(s) == len(statements) {
			return delay{}, false
		}
	}
	d := delay{origin: t.Start.Earliest, least: 10 * time.Minute}
	if w := t.Start.Latest.Sub(t.Start.Earliest); w > 12*time.Hour {
		// Of a start known to the day only, the first hours say nothing.
		d.least = 6 * time.Hour
	}
	last := t.End.Latest
	for _, m := range append(events, statements...) {
		for _, x := range []time.Time{m.At.Earliest, m.At.Latest} {
			if x.After(last) {
				last = x
			}
		}
	}
	d.most = last.Sub(d.origin) * 21 / 20
	return d, d.most > 4*d.least
}

// drawDelays draws the incident as one bar and all marks, on an axis of the time
// that had passed.
func (t Timeline) drawDelays(c *canvas, w Words, d delay, bars scale, y float64) float64 {
	events, statements := t.lanes()
	if drawn, _ := t.within(bars); len(drawn) == len(events) {
		events = nil // they all stand above
	}
	c.text(0, y+1, start, "heading", w("chart_delays"))
	y += 1.5
	bottom := y + 1.9 + nameHeight + barHeight + rowGap
	for _, lane := range [][]Mark{events, statements} {
		if len(lane) > 0 {
			bottom += laneHeight
		}
	}
	c.lengthAxis(d.least, d.most, w, y, bottom)
	y += 1.9
	c.text(0, y+1.1, start, "", w("chart_incident"))
	limit := d.origin.Add(d.most)
	if t.Ending == Unknown && t.noEnd() {
		limit = t.Start.Latest.Add(d.most / 8)
	}
	c.bar(d, t.Span, limit, y+nameHeight, barHeight, "whole")
	y += nameHeight + barHeight + rowGap
	if len(events) > 0 {
		c.lane(d, w("chart_events"), events, y)
		y += laneHeight
	}
	if len(statements) > 0 {
		c.lane(d, w("chart_statements"), statements, y)
		y += laneHeight
	}
	return y
}

// lengthAxis draws a logarithmic axis of lengths of time.
func (c *canvas) lengthAxis(least, most time.Duration, w Words, y, bottom float64) {
	at := func(l time.Duration) float64 {
		return math.Log(float64(l)/float64(least)) / math.Log(float64(most)/float64(least))
	}
	var list []length
	for _, l := range lengths {
		if x := at(l.duration()); x >= 0 && x <= 1 {
			list = append(list, l)
		}
	}
	c.group("grid", func() {
		for _, l := range list {
			x := at(l.duration())
			c.line(x, y+1.4, x, bottom, "")
		}
	})
	c.group("axis", func() {
		narrow, wide := -1.0, -1.0 // where the last label ends
		for _, l := range list {
			x, text := at(l.duration()), w.length(l)
			size := width(text)
			if from := left(x, size, wideEm); from < wide {
				continue
			}
			wide = left(x, size, wideEm) + (size+0.8)/wideEm
			class := "wide"
			if from := left(x, size, narrowEm); from >= narrow && l.main() {
				narrow, class = from+(size+0.8)/narrowEm, ""
			}
			c.text(x, y+1, edge(x, size, narrowEm), class, text)
		}
	})
}

// left gives where a text of a width begins when it stands at x.
func left(x, size, room float64) float64 {
	switch edge(x, size, narrowEm) {
	case start:
		return x
	case end:
		return x - size/room
	}
	return x - size/room/2
}
