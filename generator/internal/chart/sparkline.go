package chart

// Sparkline is counts in a row, small enough to stand in a line of text: a
// column each, from zero, the last one strong. It has no labels, so the text
// beside it has to say the numbers.
type Sparkline struct {
	Text
	Values []int
}

// Draw draws the columns. There is no table: the values stand beside it.
func (s Sparkline) Draw(w Words) Drawing {
	most := 0
	for _, v := range s.Values {
		most = max(most, v)
	}
	if most == 0 {
		return Drawing{Reason: w("chart_no_data")}
	}
	c := &canvas{}
	slot := 1 / float64(len(s.Values))
	for n, v := range s.Values {
		if v <= 0 {
			continue
		}
		height := float64(v) / float64(most) * 1.4
		class := "faint"
		if n == len(s.Values)-1 {
			class = "solid"
		}
		c.rect((float64(n)+0.1)*slot, (float64(n)+0.9)*slot, 1.5-height, height, class)
	}
	c.line(0, 1.5, 1, 1.5, "base")
	return Drawing{SVG: c.finish(s.Text, "sparkline", 1.6)}
}
