package card

import (
	"cmp"
	"slices"
)

// span is where a stamp stands on a card.
type span struct {
	*stamp
	top, at int  // the row, and the byte in it
	back    int  // how far before in the row the same letter stands; 0 if nowhere
	far     code // of that distance
}

func (s *span) end() int { return s.at + s.width }

// line is a line of text, or whatever stands in rows of its own.
type line struct {
	spans       []span
	top, bottom int // the first row that it changes from the row above, and the last
}

// newLine adds a line, with the memory of an old one.
func newLine(list []line) []line {
	list = slices.Grow(list, 1)[:len(list)+1]
	l := &list[len(list)-1]
	*l = line{spans: l.spans[:0], top: Height}
	return list
}

// add puts spans behind the others.
func (l *line) add(spans ...span) {
	for _, s := range spans {
		l.top, l.bottom = min(l.top, s.top), max(l.bottom, s.top+s.rows)
	}
	l.spans = append(l.spans, spans...)
}

// put adds a stamp. One that does not fit on the card is left out.
func (l *line) put(x *stamp, left, baseline int) {
	at, top := 1+left/2, baseline+x.top
	if left < 0 || at+x.width > rowSize || top < 0 || top+x.rows > Height {
		return
	}
	l.add(span{stamp: x, top: top, at: at})
}

// setter arranges what is painted for the encoder, which wants lines that have no row
// in common, and in them spans that have no byte in common.
type setter struct {
	book   *book
	lines  []line
	joints map[joint]*stamp
}

// joint is two stamps that take the same bytes, and how they stand to each other.
type joint struct {
	a, b        *stamp
	right, down int
}

// mostJoints are kept. Few letters of a font touch, and most cards have the same.
const mostJoints = 1000

// arrange gives the lines downwards; they hold until the next call.
func (t *setter) arrange(painted []line) []line {
	t.lines = t.lines[:0]
	for n := range painted {
		l := &painted[n]
		if len(l.spans) == 0 {
			continue
		}
		if last := len(t.lines) - 1; last < 0 || l.top > t.lines[last].bottom {
			t.lines = newLine(t.lines)
		}
		t.lines[len(t.lines)-1].add(l.spans...)
	}
	for n := range t.lines {
		t.part(&t.lines[n])
	}
	return t.lines
}

// part puts the spans of a line in their order, joins those that touch, and notes
// which stand there again.
func (t *setter) part(l *line) {
	order := func(a, b span) int { return cmp.Compare(a.at, b.at) }
	if !slices.IsSortedFunc(l.spans, order) {
		slices.SortStableFunc(l.spans, order)
	}
	apart := l.spans[:0]
	for _, s := range l.spans {
		if last := len(apart) - 1; last >= 0 && apart[last].end() > s.at {
			apart[last] = t.join(apart[last], s)
		} else {
			apart = append(apart, s)
		}
	}
	l.spans = apart
	for n := range l.spans {
		s := &l.spans[n]
		for before := n - 1; before >= 0; before-- {
			if b := &l.spans[before]; b.stamp == s.stamp && b.top == s.top {
				s.back = s.at - b.at
				break
			}
		}
		if s.back > 0 && t.book != nil {
			s.far = t.book.distance(s.back)
		}
	}
}

// join makes one span of two that touch.
func (t *setter) join(a, b span) span {
	j := joint{a.stamp, b.stamp, b.at - a.at, b.top - a.top}
	s := t.joints[j]
	if s == nil {
		s = join(a.stamp, b.stamp, j.right, j.down)
		s.prepare(t.book)
		if len(t.joints) >= mostJoints || t.joints == nil {
			t.joints = map[joint]*stamp{}
		}
		t.joints[j] = s
	}
	return span{stamp: s, top: min(a.top, b.top), at: a.at}
}
