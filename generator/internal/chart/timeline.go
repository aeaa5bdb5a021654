package chart

import (
	"strings"
	"time"

	"incidentarchive/generator/internal/edtf"
)

// Level is how badly a service was hit; the height of its bar.
type Level int

// From worst to best.
const (
	Outage   Level = iota // a full bar
	Degraded              // half a bar
	Restored              // partly back: a low bar
)

// Ending is what is known about an end.
type Ending int

// Ends.
const (
	Ended   Ending = iota // at a time, known as well as the bounds say
	Ongoing               // not when the record was changed last
	Unknown               // no source says when
)

// Span is a stretch of time with uncertain ends.
type Span struct {
	Start  edtf.Bounds
	End    edtf.Bounds // Ended: when; Ongoing: Earliest is the last time known to be affected
	Ending Ending
}

// Timeline is an incident drawn to scale: a bar for each service, and marks for
// what was said and done.
type Timeline struct {
	Text
	Zone  *time.Location // of the labels; nil is UTC
	Span                 // of the incident
	Rows  []Row
	Marks []Mark
}

// Row is one service.
type Row struct {
	Name   string
	Phases []Phase
}

// Phase is a time during which a service was hit in one way.
type Phase struct {
	Level Level
	Label string // the level in words
	Span
	Stated   bool   // whether a source says when; otherwise some time within the incident
	When     string // the times in words, for the table
	Duration string // how long in words; empty when not known
}

// Mark is something that was said or that happened at a point of the time line.
type Mark struct {
	Number  int  // of a statement in its list; 0 marks a step in the course of events
	Revoked bool // a statement that was superseded, disputed or taken back
	At      edtf.Bounds
}

// Draw draws the time line.
func (t Timeline) Draw(w Words) Drawing {
	d := Drawing{Table: t.table(w)}
	zone := t.Zone
	if zone == nil {
		zone = time.UTC
	}
	c := &canvas{}
	y := 0.0
	bars, toScale := t.scale()
	if toScale {
		bars.from, bars.to = bars.from.In(zone), bars.to.In(zone)
		y = t.drawRows(c, w, bars)
	}
	if delays, ok := t.delays(bars, toScale); ok {
		if toScale {
			y += 1.2
		}
		y = t.drawDelays(c, w, delays, bars, y)
		toScale = true
	}
	if !toScale {
		d.Reason = w("chart_not_precise")
		if t.noEnd() {
			d.Reason = w("chart_no_end")
		}
		return d
	}
	d.Notes = c.notes(w)
	d.SVG = c.finish(t.Text, "timeline", y+0.2)
	return d
}

// noEnd tells whether no end is known, of the incident or of any phase.
func (t Timeline) noEnd() bool {
	none := t.Ending == Unknown
	for _, r := range t.Rows {
		for _, p := range r.Phases {
			none = none && (!p.Stated || p.Ending == Unknown)
		}
	}
	return none
}

func (t Timeline) table(w Words) Table {
	table := Table{
		Caption: t.Title,
		Head:    []string{w("chart_head_service"), w("chart_head_level"), w("chart_head_when"), w("chart_head_duration")},
	}
	for _, r := range t.Rows {
		for _, p := range r.Phases {
			when, length := p.When, p.Duration
			if !p.Stated {
				when, length = w("chart_not_stated"), w("chart_open")
			} else if length == "" {
				length = w("chart_open")
			}
			table.Rows = append(table.Rows, []string{r.Name, p.Label, when, length})
		}
	}
	return table
}

// Heights of the parts of a row.
const (
	nameHeight = 1.5
	barHeight  = 1.0
	thinHeight = 0.4
	rowGap     = 0.75
	laneHeight = 3.9
)

// stated tells whether the row has a phase with times of its own.
func (r Row) stated() bool {
	for _, p := range r.Phases {
		if p.Stated {
			return true
		}
	}
	return false
}

func (r Row) height() float64 {
	if r.stated() {
		return nameHeight + barHeight + rowGap
	}
	return nameHeight + thinHeight + rowGap
}

// drawRows draws the axis, the bars and the marks that lie within it, and gives
// the height used.
func (t Timeline) drawRows(c *canvas, w Words, s scale) float64 {
	bottom := axisHeight
	for _, r := range t.Rows {
		bottom += r.height()
	}
	events, statements := t.within(s)
	for _, lane := range [][]Mark{events, statements} {
		if len(lane) > 0 {
			bottom += laneHeight
		}
	}
	c.timeAxis(s, w, 0, bottom)
	y := axisHeight
	for _, r := range t.Rows {
		t.drawRow(c, w, s, r, y)
		y += r.height()
	}
	if len(events) > 0 {
		c.lane(s, w("chart_events"), events, y)
		y += laneHeight
	}
	if len(statements) > 0 {
		c.lane(s, w("chart_statements"), statements, y)
		y += laneHeight
	}
	return y
}

// drawRow writes a service's name and what happened to it, and its bars below.
func (t Timeline) drawRow(c *canvas, w Words, s scale, r Row, y float64) {
	note, word := r.note(w)
	if width(r.Name)+width(note)+1 > wideEm {
		note = word
	}
	word = crop(word, narrowEm*0.55)
	note = crop(note, max(wideEm/2, wideEm-width(r.Name)-1))
	narrow, wide := narrowEm-width(word)-0.6, wideEm-width(note)-0.6
	c.pair(0, y+1.1, start, "", t.name(r, narrow), t.name(r, wide))
	c.pair(1, y+1.1, end, "note", word, note)
	y += nameHeight
	for n, p := range r.Phases {
		class, height := level(p.Level)
		switch {
		case p.Stated:
			limit := s.to
			if n+1 < len(r.Phases) && r.Phases[n+1].Stated && r.Phases[n+1].Start.Latest.After(p.Start.Latest) {
				limit = r.Phases[n+1].Start.Latest
			}
			c.bar(s, p.Span, limit, y+barHeight-height, height, class)
		case !r.stated():
			first, last := t.Start.Earliest, t.End.Latest
			if t.open() {
				last = s.to
			}
			c.dashed = true
			c.line(s.at(first), y+thinHeight/2, s.at(last), y+thinHeight/2, "unstated "+class)
		}
	}
}

// name gives a service's name, shortened to fit: at its end, or in the middle when
// another service would then have the same.
func (t Timeline) name(r Row, room float64) string {
	short := crop(r.Name, room)
	if short == r.Name {
		return short
	}
	for _, other := range t.Rows {
		if other.Name != r.Name && strings.HasPrefix(other.Name, strings.TrimSuffix(short, "…")) {
			return cropMiddle(r.Name, room)
		}
	}
	return short
}

// note says how a service was hit and for how long, and the same in one word for
// narrow drawings.
func (r Row) note(w Words) (long, short string) {
	for n, p := range r.Phases {
		what := p.Duration
		switch {
		case !p.Stated:
			what = w("chart_not_stated")
		case p.Ending == Ongoing:
			what = w("chart_ongoing")
		case what == "" && p.Ending == Unknown:
			what = w("chart_end_unknown")
		}
		text := p.Label
		if what != "" {
			text = w("chart_level_note", "level", p.Label, "note", what)
		}
		if n > 0 {
			long += " · "
			if short != p.Label {
				short += " · " + p.Label
			}
		} else {
			short = p.Label
		}
		long += text
	}
	return long, short
}

// level gives a level's class and the height of its bar.
func level(l Level) (class string, height float64) {
	switch l {
	case Outage:
		return "outage", barHeight
	case Degraded:
		return "degraded", barHeight * 0.55
	}
	return "restored", barHeight * 0.25
}

// The stripes of what is uncertain, and of what fades out.
const (
	striped = "2 3"
	fading  = "2 7"
)

// minimal is the least width of a bar, so that it can be seen.
const minimal = 0.008

// bar draws a span: solid where it is certain, striped between its bounds, with
// an arrow where it goes on, fading up to a limit where its end is not known.
func (c *canvas) bar(s axis, p Span, limit time.Time, y, height float64, class string) {
	first, from := p.Start.Earliest, p.Start.Latest
	if first.IsZero() {
		first = from
	}
	if from.IsZero() {
		from = first
	}
	until, last := p.End.Earliest, p.End.Latest
	open := p.Ending != Ended || last.IsZero()
	if open {
		last = limit
	}
	if p.Ending == Ongoing {
		until = limit
	}
	if until.Before(from) {
		until = from
	}
	a, b, x, z := s.at(first), s.at(from), s.at(until), s.at(last)
	if x > b || a == z {
		c.rect(b, max(x, b+minimal), y, height, class)
	}
	if b-a > minimal/2 {
		c.stripes(a, b, y, height, class, striped)
	}
	switch {
	case p.Ending == Ongoing:
		c.open = true
		c.mark(1, y+height/2, arrow, "open "+class, "")
	case open:
		c.open = true
		half := x + (z-x)*0.5
		c.stripes(x, half, y, height, class, striped)
		c.stripes(half, z, y, height, class, fading)
		if z == 1 {
			c.mark(1, y+height/2, arrow, "fading "+class, "")
		}
	case z-x > minimal/2:
		c.stripes(x, z, y, height, class, striped)
	}
}

// lane draws marks in a row of their own; numbers that would touch are joined.
func (c *canvas) lane(s axis, name string, marks []Mark, y float64) {
	c.text(0, y+1.1, start, "", name)
	at := y + 3.1
	c.group("lane", func() {
		c.line(0, at, 1, at, "")
		for _, m := range marks {
			if m.At.Earliest.IsZero() || m.At.Latest.IsZero() {
				continue
			}
			if a, b := s.at(m.At.Earliest), s.at(m.At.Latest); b-a > 0.01 {
				c.line(a, at, b, at, "range")
			}
		}
		for _, m := range marks {
			x := place(s, m)
			switch {
			case m.Number == 0:
				c.mark(x, at, disc, "event", "")
			case m.Revoked:
				c.mark(x, at, diamond, "claim revoked", "")
			default:
				c.mark(x, at, diamond, "claim", "")
			}
		}
	})
	c.numbers(s, marks, at-0.75)
}
