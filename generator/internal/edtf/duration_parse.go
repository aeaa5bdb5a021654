package edtf

import "strings"

// parseDuration reads a length or a set of lengths, and a qualifier.
func parseDuration(s string) (Duration, *problem) {
	switch {
	case s == "":
		return Duration{}, fault(0, "empty; write a length of time such as PT4H, or leave the field out")
	case len(s) > maxLength:
		return Duration{}, fault(maxLength, "longer than 100 bytes; write one length of time such as PT4H")
	}
	d := Duration{given: true}
	body := s
	if last := s[len(s)-1]; strings.IndexByte("~?%", last) >= 0 {
		d.qualifier = last
		body = s[:len(s)-1]
	}
	if i := strings.IndexAny(body, "~?%"); i >= 0 {
		if i == len(body)-1 {
			return Duration{}, fault(i, "more than one qualifier; write ~ approximate, ? uncertain or % for both")
		}
		return Duration{}, fault(i, "the qualifier stands in the middle; write it at the very end, as in PT4H~ or [PT3H..PT4H]~")
	}
	if strings.HasPrefix(body, "[") {
		if bad := d.parseSet(body); bad != nil {
			return Duration{}, bad
		}
		return d.normal(), nil
	}
	var bad *problem
	if d.low, d.unit, bad = parseLength(body); bad != nil {
		return Duration{}, bad
	}
	d.high = d.low
	return d.normal(), nil
}

// parseSet reads [a..b], [a..] and [..b].
func (d *Duration) parseSet(s string) *problem {
	d.set = true
	inner, closed := strings.CutSuffix(s[1:], "]")
	if !closed {
		return fault(len(s), "the closing bracket is missing or not at the end; write [PT3H..PT4H]")
	}
	first, last, ranged := strings.Cut(inner, "..")
	at := len(first) + 3
	switch {
	case !ranged:
		return fault(1, "a set of lengths is a range; write [PT3H..PT4H], [PT3H..] for at least, or [..PT4H] for at most")
	case strings.HasPrefix(last, "."):
		return fault(at-2, "three dots; write two: [PT3H..PT4H]")
	case first == "" && last == "":
		return fault(1, "a set without lengths; leave the field out, or write [PT3H..] or [..PT4H]")
	}
	var bad *problem
	if first != "" {
		if d.low, _, bad = parseLength(first); bad != nil {
			return bad.shift(1)
		}
	}
	if last == "" {
		d.highOpen = true
		if d.low == 0 {
			return fault(1, "at least nothing says nothing; leave the field out")
		}
		return nil
	}
	if d.high, _, bad = parseLength(last); bad != nil {
		return bad.shift(at)
	}
	if d.high < d.low {
		return fault(at, "the second length is the shorter one; write [shorter..longer]")
	}
	if d.high == d.low && first != "" && !d.Approximate() { // Elapsed may give [a..a]~
		return fault(at, "both lengths are the same; write it without brackets: "+first)
	}
	return nil
}

// parseLength reads one ISO 8601 length. It returns seconds and the smallest
// unit that was written.
func parseLength(s string) (total, unit int64, bad *problem) {
	scan := &scanner{text: s}
	if !scan.accept("P") {
		return 0, 0, lengthMistake(s, 0)
	}
	last := int64(1 << 62) // size of the unit before
	clock := false
	for !scan.done() {
		if !clock && scan.accept("T") {
			clock = true
			if scan.done() {
				return 0, 0, fault(scan.at, "nothing follows the T; write PT4H, or P2D without T")
			}
			continue
		}
		start := scan.at
		n, ok := scan.number()
		if !ok || scan.done() {
			return 0, 0, lengthMistake(s, scan.at)
		}
		size, message := unitSize(s[scan.at], clock)
		if message != "" {
			return 0, 0, fault(scan.at, message)
		}
		if size == 0 {
			return 0, 0, lengthMistake(s, scan.at)
		}
		if size >= last {
			return 0, 0, fault(start, "the units are out of order; write days, then hours, minutes and seconds, each once")
		}
		if unit == week || size == week && (unit != 0 || scan.at+1 < len(s)) {
			return 0, 0, fault(start, "weeks stand alone; write days instead, as in P16D")
		}
		scan.at++
		total += n * size
		if n > maxSeconds || total > maxSeconds {
			return 0, 0, fault(start, "longer than 290 years; check the figures")
		}
		last, unit = size, size
	}
	if unit == 0 {
		return 0, 0, fault(len(s), "nothing follows the P; write P2D for days or PT4H for hours")
	}
	return total, unit, nil
}

// number reads digits, as many as there are.
func (s *scanner) number() (int64, bool) {
	start := s.at
	n := int64(0)
	for !s.done() && s.text[s.at] >= '0' && s.text[s.at] <= '9' {
		n = min(10*n+int64(s.text[s.at]-'0'), maxSeconds+1)
		s.at++
	}
	return n, s.at > start
}

// unitSize returns the seconds of a unit, or why it cannot be used.
func unitSize(name byte, clock bool) (size int64, message string) {
	switch name {
	case 'Y':
		return 0, "years differ in length; write days, as in P365D"
	case 'W':
		return week, ""
	case 'D':
		if clock {
			return 0, "days stand before the T; write P2D or P2DT4H"
		}
		return day, ""
	case 'H', 'S':
		if !clock {
			return 0, "a T is missing before the time units; write PT4H or P1DT2H30M"
		}
		if name == 'S' {
			return 1, ""
		}
		return hour, ""
	case 'M':
		if !clock {
			return 0, "months differ in length; write days, as in P30D, or PT30M for minutes"
		}
		return minute, ""
	}
	return 0, ""
}

// lengthRules recognise other ways to write a length of time.
var lengthRules = []rule{
	{pattern(`(?i)^(about |ca\.? |circa )?(?:pt)?(\d+) *(?:h|hours?|hrs?|std)$`), func(m []string) string { return iso8601(m[1], "PT"+m[2]+"H") }},
	{pattern(`(?i)^(about |ca\.? |circa )?(?:pt)?(\d+) *(?:m|min|mins|minutes?)$`), func(m []string) string { return iso8601(m[1], "PT"+m[2]+"M") }},
	{pattern(`(?i)^(about |ca\.? |circa )?p?(\d+) *(?:d|days?)$`), func(m []string) string { return iso8601(m[1], "P"+m[2]+"D") }},
	{pattern(`(?i)^(about |ca\.? |circa )?(?:pt)?(\d+) *(?:h|hours?),? *(?:and )?(\d+) *(?:m|min|minutes?)?$`), func(m []string) string { return iso8601(m[1], "PT"+m[2]+"H"+m[3]+"M") }},
	{pattern(`\s`), say("a space; write it without, as in PT1H50M")},
	{pattern(`(?i)^(ongoing|unknown)$`), say("a length of time is wanted here; leave the field out when it is not known")},
	{pattern(`^[-+]`), say("a sign; a length of time has none, write PT4H")},
	{pattern(`^(\d+)$`), say("the unit is missing; write PT30M for minutes, PT4H for hours or P2D for days")},
	{pattern(`^P?T?\d*[.,]\d+H`), say("fractions are not used; write minutes, as in PT1H30M")},
	{pattern(`^P\d*[.,]\d+D`), say("fractions are not used; write hours, as in P1DT12H")},
	{pattern(`\d[.,]\d`), say("fractions are not used; write the next smaller unit, as in PT1H30M or P1DT12H")},
	{pattern(`^(\d+):(\d\d)(:\d\d)?$`), func(m []string) string {
		return "a clock time; write PT" + m[1] + "H" + m[2] + "M for a length of time"
	}},
	{pattern(`^\d{4}-\d\d`), say("a date; write a length of time such as P2D or PT4H")},
	{pattern(`[a-z]`), say("small letters; write capitals, as in PT1H50M")},
	{pattern(`^P.*\d$`), say("the last unit is missing; write D, H, M or S behind the figure, as in PT4H")},
}

// iso8601 answers with the right way to write a length.
func iso8601(about, right string) string {
	if about != "" {
		right += "~"
	}
	return "lengths of time are written as in ISO 8601; write " + right
}

// lengthMistake explains why s is not a length of time; at is where the reader
// stopped.
func lengthMistake(s string, at int) *problem {
	if message := firstAnswer(lengthRules, s); message != "" {
		return fault(at, message)
	}
	return fault(at, "not a length of time; write P2D, PT4H, PT1H50M or P1DT2H30M")
}
