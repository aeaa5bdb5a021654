package chart

import "time"

// axis places times across a drawing.
type axis interface {
	// at gives the place of t, from 0 to 1; times outside stand at the edge.
	at(t time.Time) float64
}

// scale is an axis on which equal times have equal lengths.
type scale struct{ from, to time.Time }

func (s scale) at(t time.Time) float64 {
	span := s.to.Sub(s.from)
	if span <= 0 {
		return 0
	}
	return min(1, max(0, float64(t.Sub(s.from))/float64(span)))
}

// holds tells whether t lies on the axis.
func (s scale) holds(t time.Time) bool { return !t.Before(s.from) && !t.After(s.to) }

// axisHeight is the height of the labels of an axis of time.
const axisHeight = 2.9

// timeAxis draws ticks with their labels from y down, and lines through the
// rows down to bottom.
func (c *canvas) timeAxis(s scale, w Words, y, bottom float64) {
	list, by := ticks(s.from, s.to)
	c.group("grid", func() {
		for _, t := range list {
			c.line(s.at(t), y+axisHeight-0.5, s.at(t), bottom, "")
		}
	})
	c.group("axis", func() {
		c.tickLabels(s, w, list, by, y)
	})
}

// tickLabels writes the labels; as many as a narrow drawing has room for stand in
// every drawing.
func (c *canvas) tickLabels(s scale, w Words, list []time.Time, by step, y float64) {
	widest := 0.0
	for _, t := range list {
		label, _ := w.tick(t, by.unit)
		widest = max(widest, width(label)+1)
	}
	every := 1
	for every < len(list) && float64(len(list)+every-1)/float64(every)*widest > narrowEm {
		every++
	}
	last, context := -1.0, ""
	for n, t := range list {
		x := s.at(t)
		label, in := w.tick(t, by.unit)
		class := ""
		if n%every != 0 {
			class = "wide"
		}
		anchor := edge(x, width(label), narrowEm)
		c.text(x, y+1, anchor, class, label)
		if in == context || in == "" {
			continue
		}
		room := (x - last) * narrowEm
		context = in
		class = "context"
		switch {
		case last < 0 || room >= width(in)+1.5:
		case (x-last)*wideEm >= width(in)+1.5:
			class = "context wide"
		default:
			continue
		}
		c.text(x, y+2.2, edge(x, width(in), narrowEm), class, in)
		last = x
	}
}

// edge chooses the anchor with which a text of a width stays inside.
func edge(x, width, room float64) string {
	switch {
	case x*room < width/2:
		return start
	case (1-x)*room < width/2:
		return end
	}
	return middle
}
