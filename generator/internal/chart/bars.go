package chart

// Bars compares quantities: one bar an item, from zero, the longest as wide as
// the drawing. What is certain is solid, what is possible beyond it an outline,
// and an arrow says that there is no upper bound.
type Bars struct {
	Text
	Head  [2]string // of the table: what the items are, and what is measured
	Items []Bar     // in the order in which they are drawn
}

// Bar is one item.
type Bar struct {
	Label    string
	Value    string  // the quantity in words, bounds included
	Min, Max float64 // Max is Min for an exact quantity
	Open     bool    // no upper bound is known
}

// Draw draws the bars.
func (b Bars) Draw(w Words) Drawing {
	d := Drawing{Table: Table{Caption: b.Title, Head: b.Head[:]}}
	most, whole := 0.0, 1.0
	for _, item := range b.Items {
		d.Table.Rows = append(d.Table.Rows, []string{item.Label, item.Value})
		most = max(most, item.Min, item.Max)
		if item.Open {
			whole = 0.93 // room for an arrow
		}
	}
	if len(b.Items) == 0 {
		d.Reason = w("chart_no_data")
		return d
	}
	if most == 0 {
		most = 1
	}
	c := &canvas{}
	y, outlined := 0.0, false
	for _, item := range b.Items {
		short := crop(item.Value, max(narrowEm*0.6, narrowEm-width(item.Label)-0.8))
		long := crop(item.Value, wideEm*0.5)
		c.label(0, y+1, start, "", item.Label, narrowEm-width(short)-0.8, wideEm-width(long)-0.8)
		c.pair(1, y+1, end, "note", short, long)
		y += 1.35
		if item.Min == 0 && item.Max == 0 && !item.Open {
			y += 0.25 // nothing to draw
			continue
		}
		x, z := item.Min/most*whole, max(item.Min, item.Max)/most*whole
		if x > 0 {
			c.rect(0, max(x, minimal), y, 0.7, "solid")
		}
		if z-x > minimal/2 {
			outlined = true
			c.rect(x, z, y, 0.7, "outline")
		}
		if item.Open {
			c.open = true
			c.mark(max(z, minimal), y+0.35, onward, "solid", "")
		}
		c.line(0, y-0.1, 0, y+0.8, "base")
		y += 0.7 + 0.65
	}
	if outlined {
		d.Notes = append(d.Notes, w("chart_note_outline"))
	}
	d.Notes = append(d.Notes, c.notes(w)...)
	d.SVG = c.finish(b.Text, "bars", y)
	return d
}
