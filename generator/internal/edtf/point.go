package edtf

import (
	"fmt"
	"strings"
	"time"
)

const (
	firstYear = 1900
	lastYear  = 2100
)

// end tells a real point from an end of a span or interval that is not given.
type end int

const (
	known   end = iota
	open        // ..
	unknown     // nothing
)

// zone says how a clock time relates to UTC.
type zone int

const (
	local  zone = iota // the record's own time zone
	utc                // Z
	offset             // +02:00
)

// point is one date or time. Fields that are not known are zero.
type point struct {
	end                      end
	year, month, day         int
	hour, minute, second     int
	precision                Precision
	decade                   bool // 202X; year is the first of ten
	monthUnknown, dayUnknown bool // XX
	zone                     zone
	offset                   int  // minutes east of UTC
	qualifier                byte // ~ ? % or 0
}

// scanner walks over a text.
type scanner struct {
	text string
	at   int
}

func (s *scanner) done() bool { return s.at == len(s.text) }

func (s *scanner) accept(text string) bool {
	if strings.HasPrefix(s.text[s.at:], text) {
		s.at += len(text)
		return true
	}
	return false
}

// digits reads exactly n digits.
func (s *scanner) digits(n int) (int, bool) {
	if len(s.text)-s.at < n {
		return 0, false
	}
	value := 0
	for _, c := range []byte(s.text[s.at : s.at+n]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		value = 10*value + int(c-'0')
	}
	s.at += n
	return value, true
}

// parsePoint reads one date or time: first its shape, then its figures.
func parsePoint(s string) (point, *problem) {
	scan := &scanner{text: s}
	p, ok := scanPoint(scan)
	if !ok || !scan.done() {
		return point{}, &problem{at: scan.at, point: s}
	}
	if bad := p.check(s); bad != nil {
		return point{}, bad
	}
	return p, nil
}

// scanPoint reads the shape; on a fault the scanner stands where it lies.
func scanPoint(s *scanner) (p point, ok bool) {
	if !scanDate(s, &p) {
		return p, false
	}
	if p.precision == Day && s.accept("T") && !scanClock(s, &p) {
		return p, false
	}
	for _, q := range []byte("~?%") {
		if !s.done() && s.text[s.at] == q {
			p.qualifier = q
			s.at++
			break
		}
	}
	return p, true
}

func scanDate(s *scanner, p *point) (ok bool) {
	p.precision = Year
	if p.year, ok = s.digits(4); !ok {
		if p.year, ok = s.digits(3); !ok || !s.accept("X") {
			return false
		}
		p.year, p.decade = 10*p.year, true
		return true
	}
	if !s.accept("-") {
		return true
	}
	if s.accept("XX") {
		p.monthUnknown = true
	} else if p.month, ok = s.digits(2); !ok {
		return false
	} else {
		p.precision = Month
	}
	if !s.accept("-") {
		return true
	}
	if s.accept("XX") {
		p.dayUnknown = true
		return true
	}
	if p.monthUnknown {
		return false
	}
	p.day, ok = s.digits(2)
	p.precision = Day
	return ok
}

func scanClock(s *scanner, p *point) (ok bool) {
	p.precision = Minute
	if p.hour, ok = s.digits(2); !ok || !s.accept(":") {
		return false
	}
	if p.minute, ok = s.digits(2); !ok {
		return false
	}
	if s.accept(":") {
		p.precision = Second
		if p.second, ok = s.digits(2); !ok {
			return false
		}
	}
	sign := 1
	switch {
	case s.accept("Z"):
		p.zone = utc
		return true
	case s.accept("+"):
	case s.accept("-"):
		sign = -1
	default:
		return true
	}
	p.zone = offset
	hours, ok := s.digits(2)
	if !ok || !s.accept(":") {
		return false
	}
	minutes, ok := s.digits(2)
	if minutes > 59 {
		hours = 99 // found by check
	}
	p.offset = sign * (60*hours + minutes)
	if p.offset == 0 {
		p.zone = utc
	}
	return ok
}

// check finds figures that no calendar or clock has.
func (p point) check(s string) *problem {
	fault := func(at int, format string, args ...any) *problem {
		return &problem{at: at, message: fmt.Sprintf(format, args...)}
	}
	if p.year < firstYear || p.year > lastYear {
		return fault(0, "the year %s is outside %d to %d; check the figures", s[:4], firstYear, lastYear)
	}
	if p.precision == Year {
		return nil
	}
	if p.month < 1 || p.month > 12 {
		if hint := season(p.year, p.month); hint != "" && p.precision == Month && !p.dayUnknown {
			return fault(5, "%s", hint)
		}
		if p.day >= 1 && p.day <= 12 && p.month <= 31 && p.month > 0 {
			return fault(5, "there is no month %02d; write year, month, day: %04d-%02d-%02d", p.month, p.year, p.day, p.month)
		}
		return fault(5, "there is no month %02d; write 01 to 12", p.month)
	}
	if p.precision == Month {
		return nil
	}
	days := time.Date(p.year, time.Month(p.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	if p.day < 1 {
		return fault(8, "there is no day 00; write 01 to %d, or XX when the day is not known", days)
	}
	if p.day > days {
		return fault(8, "%s %d has %d days; check the date", time.Month(p.month), p.year, days)
	}
	if p.precision == Day {
		return nil
	}
	if p.hour == 24 && p.minute == 0 && p.second == 0 {
		next := time.Date(p.year, time.Month(p.month), p.day+1, 0, 0, 0, 0, time.UTC)
		if next.Year() > lastYear {
			return fault(11, "there is no hour 24; write 00 to 23")
		}
		return fault(11, "there is no hour 24; write 00:00 of the next day: %s", next.Format("2006-01-02T15:04"))
	}
	switch {
	case p.hour > 23:
		return fault(11, "there is no hour %d; write 00 to 23", p.hour)
	case p.minute > 59:
		return fault(14, "there is no minute %d; write 00 to 59", p.minute)
	case p.second == 60:
		return fault(17, "there is no second 60 here, not even a leap second; write 59")
	case p.second > 59:
		return fault(17, "there is no second %d; write 00 to 59", p.second)
	case p.offset < -12*60 || p.offset > 14*60:
		return fault(strings.LastIndexAny(s, "+-"), "no place has this offset from UTC; write -12:00 to +14:00, or Z for UTC")
	}
	return nil
}

// String returns the canonical text.
func (p point) String() string { return string(p.append(nil)) }

// append adds the canonical text to b.
func (p point) append(b []byte) []byte {
	switch p.end {
	case open:
		return append(b, ".."...)
	case unknown:
		return b
	}
	b = two(two(b, p.year/100), p.year%100)
	if p.decade {
		b[len(b)-1] = 'X'
	}
	unit := func(n int, unknown bool) {
		if unknown {
			b = append(b, "-XX"...)
		} else if n > 0 {
			b = two(append(b, '-'), n)
		}
	}
	unit(p.month, p.monthUnknown)
	unit(p.day, p.dayUnknown)
	if p.precision >= Minute {
		b = two(append(two(append(b, 'T'), p.hour), ':'), p.minute)
	}
	if p.precision == Second {
		b = two(append(b, ':'), p.second)
	}
	switch p.zone {
	case utc:
		b = append(b, 'Z')
	case offset:
		sign, minutes := byte('+'), p.offset
		if minutes < 0 {
			sign, minutes = '-', -minutes
		}
		b = two(append(two(append(b, sign), minutes/60), ':'), minutes%60)
	}
	if p.qualifier != 0 {
		b = append(b, p.qualifier)
	}
	return b
}

// two adds a number below 100 in two digits.
func two(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }
