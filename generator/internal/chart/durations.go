package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"
)

// Durations shows lengths of time as dots on a logarithmic axis, with their
// median.
type Durations struct {
	Text
	Head             [2]string // of the table: what the dots are, and how long they took
	Outages, Attacks string    // the names of the types
	Dots             []Dot
	Median           [2]time.Duration // bounds; zero for none
	MedianText       string           // in words
	Known            string           // "known for 40 of 73"
}

// Dot is the length of one incident.
type Dot struct {
	Label    string
	Value    string // in words
	Min, Max time.Duration
	Open     bool // no upper bound: an arrow from Min on
	Attack   bool
}

// dotStep is how far dots stand apart, in em.
const dotStep = 0.85

// Draw draws the dots. Each stands in the middle of its bounds (of the
// logarithms), as low as there is room.
func (p Durations) Draw(w Words) Drawing {
	d := Drawing{Table: Table{Caption: p.Title, Head: p.Head[:]}}
	if len(p.Dots) == 0 {
		d.Reason = w("chart_no_data")
		return d
	}
	axis := p.axis()
	dots := slices.Clone(p.Dots)
	slices.SortStableFunc(dots, func(a, b Dot) int { return cmp.Compare(axis.dot(a), axis.dot(b)) })
	if each := (len(dots) + maxDots - 1) / maxDots; each > 1 {
		d.Table = p.classes(w, axis)
		d.Notes = append(d.Notes, w("chart_note_each", "n", strconv.Itoa(each)))
		dots = every(dots, each)
	} else {
		for _, dot := range p.Dots {
			d.Table.Rows = append(d.Table.Rows, []string{dot.Label, dot.Value})
		}
	}
	const gap = 0.9 / narrowEm
	var lanes []float64 // where the last dot of each lane stands
	lane := make([]int, len(dots))
	for n, dot := range dots {
		x := axis.dot(dot)
		at := slices.IndexFunc(lanes, func(last float64) bool { return x-last >= gap })
		if at < 0 {
			at = len(lanes)
			lanes = append(lanes, 0)
		}
		lanes[at], lane[n] = x, at
	}
	c := &canvas{}
	c.shapes(p.Outages, p.Attacks)
	c.text(1, 1.05, end, "note wide", crop(p.Known, wideEm*0.5))
	top := 1.7
	if p.Median[1] > 0 {
		text := w("chart_median", "value", p.MedianText)
		x := axis.at(middleOf(p.Median[0], p.Median[1], axis.least))
		c.text(x, top+1.1, edge(x, width(text), narrowEm), "strong", text)
		top += 1.5
	}
	base := top + (float64(len(lanes))+0.5)*dotStep
	if p.Median[1] > 0 {
		a, b := axis.at(p.Median[0]), axis.at(p.Median[1])
		if b-a > minimal {
			c.rect(a, b, top, base-top, "band")
		} else {
			c.line((a+b)/2, top, (a+b)/2, base, "median")
		}
	}
	ranged := false
	for n, dot := range dots {
		y := base - (float64(lane[n])+0.75)*dotStep
		x := axis.dot(dot)
		if a, b := axis.at(dot.Min), axis.at(dot.Max); !dot.Open && b-a > 0.02 {
			ranged = true
			c.line(a, y, b, y, "whisker")
		}
		shape, class := disc, "fault"
		if dot.Attack {
			shape, class = diamond, "attack"
		}
		if dot.Open {
			c.open = true
			c.mark(x, y, beyond, class, "")
		}
		c.mark(x, y, shape, class, dot.Label+": "+dot.Value)
	}
	c.line(0, base, 1, base, "base")
	c.lengthAxis(axis.least, axis.most, w, base+0.4, base)
	if ranged {
		d.Notes = append(d.Notes, w("chart_note_range"))
	}
	d.Notes = append(d.Notes, c.notes(w)...)
	d.SVG = c.finish(p.Text, "dots", base+2)
	return d
}

// shapes names the marks of the types, in the first line of a drawing.
func (c *canvas) shapes(outages, attacks string) {
	c.mark(0.025, 0.72, disc, "fault", "")
	c.text(0.06, 1.05, start, "", crop(outages, narrowEm*0.28))
	c.mark(0.375, 0.72, diamond, "attack", "")
	c.text(0.41, 1.05, start, "", crop(attacks, narrowEm*0.25))
}

// maxDots is up to how many incidents have a dot and a row of their own.
const maxDots = 120

// every gives one dot for so many, from the middle of each lot.
func every(dots []Dot, each int) []Dot {
	var list []Dot
	for n := each / 2; n < len(dots); n += each {
		list = append(list, dots[n])
	}
	return list
}

// classes counts the dots between the round lengths of the axis.
func (p Durations) classes(w Words, axis logarithmic) Table {
	table := Table{Caption: p.Title, Head: []string{p.Head[1], w("chart_head_total")}}
	from, label := time.Duration(0), ""
	for n := range len(lengths) + 1 {
		until, name := time.Duration(math.MaxInt64), ""
		if n < len(lengths) {
			until, name = lengths[n].duration(), w.length(lengths[n])
		}
		count := 0
		for _, dot := range p.Dots {
			at := dot.Min
			if !dot.Open {
				at = middleOf(dot.Min, dot.Max, axis.least)
			}
			if at >= from && at < until {
				count++
			}
		}
		if count > 0 {
			id := "chart_between"
			switch {
			case label == "":
				id = "chart_below"
			case name == "":
				id = "chart_from"
			}
			table.Rows = append(table.Rows, []string{w(id, "low", label, "high", name), strconv.Itoa(count)})
		}
		from, label = until, name
	}
	return table
}

// logarithmic is an axis of lengths of time.
type logarithmic struct{ least, most time.Duration }

func (l logarithmic) at(d time.Duration) float64 {
	if d <= l.least {
		return 0
	}
	return min(1, math.Log(float64(d)/float64(l.least))/math.Log(float64(l.most)/float64(l.least)))
}

// dot gives where a dot stands.
func (l logarithmic) dot(d Dot) float64 {
	if d.Open {
		return l.at(d.Min)
	}
	return l.at(middleOf(d.Min, d.Max, l.least))
}

// middleOf gives the geometric mean, which stands in the middle of a logarithmic
// axis.
func middleOf(a, b, least time.Duration) time.Duration {
	a, b = max(a, least), max(b, least)
	return time.Duration(math.Sqrt(float64(a) * float64(b)))
}

// axis gives an axis that holds all dots: at least from ten minutes to a week.
func (p Durations) axis() logarithmic {
	l := logarithmic{10 * time.Minute, 7 * 24 * time.Hour}
	for _, d := range p.Dots {
		if least := max(d.Min, d.Max/100, time.Minute); least < l.least {
			l.least = least
		}
		l.most = max(l.most, d.Min, d.Max)
	}
	l.least = max(l.least/2, time.Minute)
	l.most = l.most * 3 / 2
	return l
}
