package chart

import "strconv"

// PerYear counts incidents by year and type: a column a year, outages plain,
// attacks hatched on top.
type PerYear struct {
	Text
	Outages, Attacks string // the names of the types
	Years            []YearCount
}

// YearCount is the incidents of one year.
type YearCount struct{ Year, Outages, Attacks int }

// columnsHeight is the height of the highest column.
const columnsHeight = 9.0

// inset is the free part of the width on either side.
const inset = 0.04

// Draw draws the columns, oldest year first, with years between that have none.
func (p PerYear) Draw(w Words) Drawing {
	d := Drawing{Table: Table{
		Caption: p.Title,
		Head:    []string{w("chart_head_year"), p.Outages, p.Attacks, w("chart_head_total")},
	}}
	most, outages, attacks := 0, 0, 0
	for _, y := range p.Years {
		d.Table.Rows = append(d.Table.Rows, []string{
			strconv.Itoa(y.Year), strconv.Itoa(y.Outages), strconv.Itoa(y.Attacks), strconv.Itoa(y.Outages + y.Attacks),
		})
		most = max(most, y.Outages+y.Attacks)
		outages += y.Outages
		attacks += y.Attacks
	}
	if most == 0 {
		d.Reason = w("chart_no_data")
		return d
	}
	years := withGaps(p.Years)
	c := &canvas{}
	c.key(0, "fault", false, w("chart_total", "label", p.Outages, "n", strconv.Itoa(outages)))
	c.key(0.5, "attack", true, w("chart_total", "label", p.Attacks, "n", strconv.Itoa(attacks)))
	const top = 3.4
	base := top + columnsHeight
	// The outermost years stand away from the edges by half their number.
	slot := (1 - 2*inset) / float64(len(years))
	every := 1
	for every < len(years) && slot*float64(every)*narrowEm < 3 {
		every++
	}
	for n, y := range years {
		left := inset + (float64(n)+0.14)*slot
		right := inset + (float64(n)+0.86)*slot
		solid := float64(y.Outages) / float64(most) * columnsHeight
		hatched := float64(y.Attacks) / float64(most) * columnsHeight
		if y.Outages > 0 {
			c.rect(left, right, base-solid, solid, "fault")
		}
		if y.Attacks > 0 {
			c.hatched(left, right, base-solid-hatched, hatched, "attack")
		}
		x := inset + (float64(n)+0.5)*slot
		if total := y.Outages + y.Attacks; total > 0 {
			text, class := strconv.Itoa(total), ""
			if total != most && width(text)+0.1 > slot*narrowEm {
				class = "wide"
			}
			c.text(x, base-solid-hatched-0.3, middle, class, text)
		}
		class := "note"
		if (len(years)-1-n)%every != 0 { // counted from the newest
			class = "note wide"
		}
		c.text(x, base+1.25, middle, class, strconv.Itoa(y.Year))
	}
	c.line(0, base, 1, base, "base")
	d.SVG = c.finish(p.Text, "columns", base+1.6)
	return d
}

// withGaps adds the years between that have no incident.
func withGaps(years []YearCount) []YearCount {
	var out []YearCount
	for n, y := range years {
		for gap := 1; n > 0 && years[n-1].Year+gap < y.Year && gap < 200; gap++ {
			out = append(out, YearCount{Year: years[n-1].Year + gap})
		}
		out = append(out, y)
	}
	return out
}

// hatched draws a box with an edge and stripes, so that it differs from a plain
// one without colour too.
func (c *canvas) hatched(x1, x2, y, height float64, class string) {
	c.rect(x1, x2, y, height, "outline "+class)
	c.box(x1, x2, y, height, class, "3 2")
}

// key names what a filling stands for, in the first line of a drawing.
func (c *canvas) key(x float64, class string, hatch bool, label string) {
	if hatch {
		c.hatched(x, x+0.05, 0.25, 0.85, class)
	} else {
		c.rect(x, x+0.05, 0.25, 0.85, class)
	}
	c.text(x+0.065, 1.05, start, "", crop(label, narrowEm*0.42))
}
