package chart

import (
	"html"
	"html/template"
	"math"
	"strconv"
	"strings"
)

// canvas writes a drawing. Across, 0 is the left edge and 1 the right one; down,
// lengths are in em.
type canvas struct {
	b strings.Builder

	striped, dashed, open bool // what has been drawn, for the notes
}

// write writes texts one after the other.
func (c *canvas) write(texts ...string) {
	for _, text := range texts {
		c.b.WriteString(text)
	}
}

// notes explains what has been drawn.
func (c *canvas) notes(w Words) []string {
	var list []string
	if c.striped {
		list = append(list, w("chart_note_striped"))
	}
	if c.dashed {
		list = append(list, w("chart_note_dashed"))
	}
	if c.open {
		list = append(list, w("chart_note_open"))
	}
	return list
}

// finish closes the drawing. The direction is fixed, so that time runs from left
// to right on pages in Arabic too.
func (c *canvas) finish(t Text, kind string, height float64) template.HTML {
	var b strings.Builder
	b.Grow(c.b.Len() + len(t.Title) + len(t.Description) + 256)
	b.WriteString(`<svg class="chart chart-` + kind + `" role="img" direction="ltr" width="100%" height="` +
		em(height) + `" font-size="14" overflow="visible"><title>` + escape(t.Title) + `</title>`)
	if t.Description != "" {
		b.WriteString(`<desc>` + escape(t.Description) + `</desc>`)
	}
	b.WriteString(c.b.String())
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// number writes a number with at most two decimals, the same on every machine.
func number(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	text := strconv.FormatFloat(v, 'f', 2, 64)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	if text == "-0" || text == "" {
		return "0"
	}
	return text
}

func em(v float64) string      { return extent(v, "em") }
func percent(v float64) string { return extent(v*100, "%") }

// extent writes a length as short as it can be: .5em, 0.
func extent(v float64, unit string) string {
	text := number(v)
	if text == "0" {
		return text
	}
	if strings.HasPrefix(text, "0.") {
		text = text[1:]
	}
	return text + unit
}

// escape makes text safe within an element or an attribute, of HTML and of XML: it
// also drops the characters that XML does not allow.
func escape(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff || r == 0xfffd {
			return -1
		}
		return r
	}, s))
}

// group wraps what draw writes in an element with a class.
func (c *canvas) group(class string, draw func()) {
	c.write(`<g class="`, class, `">`)
	draw()
	c.write(`</g>`)
}

// rect draws a box from x1 to x2.
func (c *canvas) rect(x1, x2, y, height float64, class string) {
	c.write(`<rect class="`, class, `" x="`, percent(x1), `" y="`, em(y), `" width="`, percent(x2-x1), `" height="`, em(height), `"/>`)
}

// line draws a line.
func (c *canvas) line(x1, y1, x2, y2 float64, class string) {
	c.write(`<line`)
	if class != "" {
		c.write(` class="`, class, `"`)
	}
	c.write(` x1="`, percent(x1), `" y1="`, em(y1), `" x2="`, percent(x2), `" y2="`, em(y2), `"/>`)
}

// stripes draws a striped box: a line as thick as the box is high, in dashes.
func (c *canvas) stripes(x1, x2, y, height float64, class, dashes string) {
	c.striped = true
	c.box(x1, x2, y, height, class, dashes)
}

// box draws a box filled with dashes, as stripes does, that says nothing of
// certainty.
func (c *canvas) box(x1, x2, y, height float64, class, dashes string) {
	middle := em(y + height/2)
	c.write(`<line class="stripes `, class, `" x1="`, percent(x1), `" y1="`, middle, `" x2="`, percent(x2), `" y2="`, middle, `" stroke-width="`, em(height), `" stroke-dasharray="`, dashes, `"/>`)
}

// Where a text stands at its point.
const (
	start  = ""
	middle = "middle"
	end    = "end"
)

// text writes a line of text with its baseline at y.
func (c *canvas) text(x, y float64, anchor, class, s string) {
	c.write(`<text`)
	if class != "" {
		c.write(` class="`, class, `"`)
	}
	c.write(` x="`, percent(x), `" y="`, em(y), `"`)
	if anchor != start {
		c.write(` text-anchor="`, anchor, `"`)
	}
	c.write(`>`, escape(s), `</text>`)
}

// The shapes of marks, around their point, in pixels.
const (
	diamond  = "M0-6 6 0 0 6-6 0z"
	disc     = "disc" // drawn as a circle of the radius 4
	square   = "M-4-4H4V4H-4z"
	triangle = "M0-6 6 5H-6z"
	arrow    = "M-9-6 0 0-9 6z" // ends at its point
	onward   = "M2-6 11 0 2 6z" // begins behind it
	beyond   = "M6-4 13 0 6 4z" // begins behind a mark
)

// mark draws a shape that does not stretch.
func (c *canvas) mark(x, y float64, shape, class, tip string) {
	rest := func(element string) string {
		if tip == "" {
			return "/>"
		}
		return `><title>` + escape(tip) + `</title></` + element + `>`
	}
	if shape == disc { // needs one element less
		c.write(`<circle class="`, class, `" cx="`, percent(x), `" cy="`, em(y), `" r="4"`, rest("circle"))
		return
	}
	c.write(`<svg class="`, class, `" x="`, percent(x), `" y="`, em(y), `" overflow="visible"><path d="`, shape, `"`, rest("path"), `</svg>`)
}
