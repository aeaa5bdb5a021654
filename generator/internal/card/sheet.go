package card

import "image/color"

// sheet is what cards of one type are painted on, one after the other.
type sheet struct {
	palette color.Palette
	mark    *stamp
	ground  canvas // the empty card
	canvas  canvas
	lines   []line // of text on the card, downwards
}

func newSheet(attack bool) *sheet {
	s := &sheet{palette: outagePalette, mark: newMark(attack)}
	if attack {
		s.palette = attackPalette
	}
	s.ground.ground(attack)
	s.canvas = s.ground
	return s
}

// clear takes away what is written on the sheet.
func (s *sheet) clear() {
	for n := range s.lines {
		if l := &s.lines[n]; len(l.spans) > 0 {
			from, to := l.top*rowSize, min(l.bottom+1, Height)*rowSize
			copy(s.canvas[from:to], s.ground[from:to])
		}
	}
	s.lines = s.lines[:0]
}

// newLine begins a line of text.
func (s *sheet) newLine() {
	if len(s.lines) < cap(s.lines) {
		s.lines = s.lines[:len(s.lines)+1] // with the memory of an old one
	} else {
		s.lines = append(s.lines, line{})
	}
	l := &s.lines[len(s.lines)-1]
	*l = line{spans: l.spans[:0]}
}

// put puts a stamp at the end of the last line. One that does not fit on the card
// is left out.
func (s *sheet) put(x *stamp, left, baseline int) {
	at, top := 1+left/2, baseline+x.top
	if left < 0 || at+x.width > rowSize || top < 0 || top+x.rows > Height {
		return
	}
	for y := range x.rows {
		s.canvas.over((top+y)*rowSize+at, x.pixels[y*x.stride:(y+1)*x.stride])
	}
	s.lines[len(s.lines)-1].add(span{stamp: x, top: top, at: at})
}

// span is where a stamp stands in a line of text.
type span struct {
	*stamp
	top, at int  // the row, and the byte in it
	end     int  // the byte behind this one and all before it
	crowded bool // whether it takes bytes that another one takes, too
}

// line is a line of text on a card.
type line struct {
	spans       []span
	top, bottom int  // the first row that it changes from the row above, and the last
	tangled     bool // whether the stamps do not stand one behind the other
}

// add puts a stamp behind the others.
func (l *line) add(s span) {
	if len(l.spans) == 0 {
		l.top, l.bottom = s.top, s.top+s.rows
	}
	l.top, l.bottom = min(l.top, s.top), max(l.bottom, s.top+s.rows)
	s.end = s.at + s.width
	if last := len(l.spans) - 1; last >= 0 {
		l.tangled = l.tangled || s.at < l.spans[last].at
		for n := last; n >= 0 && l.spans[n].end > s.at; n-- {
			l.spans[n].crowded, s.crowded = true, true
		}
		s.end = max(s.end, l.spans[last].end)
	}
	l.spans = append(l.spans, s)
}

// lineAt gives the line of text that changes a row from the row above, when nothing
// but the left edge changes beside it; nil otherwise.
func (s *sheet) lineAt(y int) *line {
	if y >= ruleLine && y <= ruleLine+ruleSize {
		return nil
	}
	var found *line
	for n := range s.lines {
		if l := &s.lines[n]; len(l.spans) > 0 && y >= l.top && y <= l.bottom {
			if found != nil || l.tangled {
				return nil
			}
			found = l
		}
	}
	return found
}
