package edtf

import (
	"strings"
	"time"
)

// kind is the shape of a value.
type kind int

const (
	single   kind = iota
	list          // [a,b,c]: one of these
	span          // [a..b]: some time between
	interval      // a/b: all the time between
)

// parts is a value taken apart. A span and an interval have exactly two points.
type parts struct {
	kind   kind
	points []point
}

// problem is a fault at a byte offset. Without message it is one of shape, yet
// to be explained: point has not the form of a time.
type problem struct {
	at      int
	message string
	point   string
}

func fault(at int, message string) *problem { return &problem{at: at, message: message} }

// shift moves the fault right, for a text that is part of a longer one.
func (p *problem) shift(by int) *problem {
	p.at += by
	return p
}

// parse reads a whole value, which is not empty.
func parse(s string) (parts, *problem) {
	switch {
	case strings.Contains(s, "/") && (s[0] != '[' || strings.Contains(s, "]/")):
		return parseInterval(s)
	case s[0] == '[':
		return parseSet(s)
	}
	p, bad := parsePoint(s)
	if bad != nil {
		return parts{}, bad
	}
	return parts{single, []point{p}}, nil
}

// parseSet reads [a,b], [a..b], [..b] and [a..].
func parseSet(s string) (parts, *problem) {
	inner, closed := strings.CutSuffix(s[1:], "]")
	if !closed {
		if i := strings.IndexByte(s, ']'); i > 0 {
			return parts{}, fault(i+1, "nothing may follow the closing bracket; put ~, ? or % behind the times inside")
		}
		return parts{}, fault(len(s), "the closing bracket is missing; write [a,b] or [a..b]")
	}
	if i := strings.IndexAny(inner, "[]"); i >= 0 {
		return parts{}, fault(i+1, "one bracket inside another; write [a,b] or [a..b]")
	}
	if i := strings.IndexByte(inner, '/'); i >= 0 {
		return parts{}, fault(i+1, "a set has no intervals inside; write [a..b] for some time between, a/b for the whole span")
	}
	if strings.Contains(inner, "...") {
		return parts{}, fault(strings.Index(s, "..."), "three dots; write two: [a..b]")
	}
	first, last, ranged := strings.Cut(inner, "..")
	switch {
	case ranged && strings.Contains(inner, ","):
		return parts{}, fault(strings.IndexByte(s, ','), "a list and a range in one set; write either [a,b] or [a..b]")
	case ranged && strings.Contains(last, ".."):
		return parts{}, fault(1+len(first)+2+strings.Index(last, ".."), "two ranges in one set; write [a..b]")
	case ranged && first == "" && last == "":
		return parts{}, fault(1, "a set without times; leave the field out, or write a time on one side: [a..] or [..b]")
	case ranged:
		return parsePair(span, first, open, last, open, 1, len(first)+3)
	}
	return parseList(inner)
}

// parseList reads the inside of [a,b,c].
func parseList(inner string) (parts, *problem) {
	p := parts{kind: list}
	at := 1
	for text := range strings.SplitSeq(inner, ",") {
		if text == "" {
			return parts{}, fault(at, "a time is missing in the list; write [a,b]")
		}
		one, bad := parsePoint(text)
		if bad != nil {
			return parts{}, bad.shift(at)
		}
		for _, other := range p.points {
			if one == other {
				return parts{}, fault(at, "the same time twice in one set; name each once")
			}
		}
		p.points = append(p.points, one)
		at += len(text) + 1
	}
	if len(p.points) == 1 {
		return parts{}, fault(0, "a set of one time; write it without brackets: "+inner)
	}
	return p, nil
}

// parseInterval reads a/b, where a or b may be .. (open) or empty (unknown).
func parseInterval(s string) (parts, *problem) {
	first, last, _ := strings.Cut(s, "/")
	if i := strings.IndexByte(last, '/'); i >= 0 {
		return parts{}, fault(len(first)+1+i, "more than one slash; write an interval as a/b")
	}
	if i := strings.IndexAny(s, "[]"); i >= 0 {
		return parts{}, fault(i, "an interval has no sets inside; write a/b with plain times")
	}
	slash := len(first)
	first, starts := endOf(first)
	last, ends := endOf(last)
	if starts != known && ends != known {
		return parts{}, fault(0, "an interval without times; leave the field out, or write a time on one side: a/.. or ../b")
	}
	return parsePair(interval, first, starts, last, ends, 0, slash+1)
}

// endOf tells an open or unknown end of an interval from a time.
func endOf(s string) (string, end) {
	switch s {
	case "..":
		return "", open
	case "":
		return "", unknown
	}
	return s, known
}

// parsePair reads the two ends of a span or an interval. An empty text stands
// for the end that is given beside it.
func parsePair(k kind, first string, starts end, last string, ends end, at1, at2 int) (parts, *problem) {
	a, b := point{end: starts}, point{end: ends}
	var bad *problem
	if first != "" {
		if a, bad = parsePoint(first); bad != nil {
			return parts{}, bad.shift(at1)
		}
	}
	if last != "" {
		if b, bad = parsePoint(last); bad != nil {
			return parts{}, bad.shift(at2)
		}
	}
	if a.end == known && b.end == known {
		if a == b {
			return parts{}, fault(at2, "both ends are the same; write the time once: "+first)
		}
		if backwards(a, b) {
			return parts{}, fault(at2, "the second time lies before the first; write the earlier time first")
		}
	}
	return parts{k, []point{a, b}}, nil
}

// backwards reports whether b certainly ends before a begins, in any zone.
func backwards(a, b point) bool {
	var slack time.Duration
	if (a.zone == local) != (b.zone == local) {
		slack = 14 * time.Hour // the widest offset in use
	}
	return b.bounds(time.UTC).Latest.Add(slack).Before(a.bounds(time.UTC).Earliest)
}

// append adds the canonical text to b.
func (p parts) append(b []byte) []byte {
	switch p.kind {
	case list:
		for i, one := range p.points {
			separator := byte(',')
			if i == 0 {
				separator = '['
			}
			b = one.append(append(b, separator))
		}
		return append(b, ']')
	case span:
		first, last := p.points[0].String(), p.points[1].String()
		b = append(append(b, '['), strings.Trim(first, ".")...)
		return append(append(append(b, ".."...), strings.Trim(last, ".")...), ']')
	case interval:
		return p.points[1].append(append(p.points[0].append(b), '/'))
	}
	for _, one := range p.points {
		b = one.append(b)
	}
	return b
}
