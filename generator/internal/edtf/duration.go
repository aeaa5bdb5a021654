package edtf

import (
	"fmt"
	"strings"
	"time"
)

// Lengths in seconds.
const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour
	week   = 7 * day

	// maxSeconds is about 290 years, which fits a time.Duration.
	maxSeconds = 290 * 365 * day
)

// Duration is an uncertain length of time with a lower and an upper bound. It is
// comparable with ==; equal lengths written differently, such as PT90M and
// PT1H30M, are equal. The zero value means that no length was given.
type Duration struct {
	low, high int64 // in seconds, before ~ is applied; low 0 is open: no length is below it
	highOpen  bool
	set       bool  // [low..high], or derived from bounds
	unit      int64 // smallest unit written, in seconds, where ~ widens by half of it
	qualifier byte  // ~ ? % or 0
	given     bool
}

// ParseDuration reads a length of time in the grammar of the package comment.
// The error is a *SyntaxError.
func ParseDuration(s string) (Duration, error) {
	d, bad := parseDuration(s)
	if bad != nil {
		return Duration{}, &SyntaxError{Text: s, Offset: bad.at, Message: bad.message}
	}
	return d, nil
}

// MustParseDuration is ParseDuration for constants and tests: it panics on an
// error.
func MustParseDuration(s string) Duration {
	d, err := ParseDuration(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Elapsed returns the length of time from start to end: at least from the
// latest start to the earliest end, at most from the earliest start to the
// latest end. A start known to the day may lie at any moment before midnight. Open
// sides stay open. It is zero if nothing can be said: if
// neither side has a bound, or if the end certainly lies before the start.
// Approximate says that start or end was given as approximate.
func Elapsed(start, end Bounds, approximate bool) Duration {
	d := Duration{given: true, set: true}
	if !start.Latest.IsZero() && !end.Earliest.IsZero() {
		d.low = min(maxSeconds, max(0, seconds(start.Passed(), end.Earliest)))
	}
	if start.Earliest.IsZero() || end.Latest.IsZero() {
		d.highOpen = true
	} else {
		d.high = min(maxSeconds, seconds(start.Earliest, end.Latest))
	}
	if d.high < 0 || d.highOpen && d.low == 0 {
		return Duration{}
	}
	if approximate {
		d.qualifier = '~'
	}
	return d.normal()
}

func seconds(from, to time.Time) int64 { return to.Unix() - from.Unix() }

// normal gives equal lengths the same form.
func (d Duration) normal() Duration {
	if d.set && !d.highOpen && d.low == d.high && d.qualifier != '~' && d.qualifier != '%' {
		d.set = false
	}
	if d.set || d.qualifier != '~' && d.qualifier != '%' {
		d.unit = 0
	}
	return d
}

// Min returns the shortest length; false if it is open.
func (d Duration) Min() (time.Duration, bool) {
	low := d.low
	if !d.set && d.Approximate() {
		low = max(0, low-d.unit/2)
	}
	return time.Duration(low) * time.Second, low > 0 || d.given && !d.highOpen && d.high == 0
}

// Max returns the longest length; false if it is open.
func (d Duration) Max() (time.Duration, bool) {
	high := d.high
	if !d.set && d.Approximate() {
		high += d.unit / 2
	}
	return time.Duration(high) * time.Second, d.given && !d.highOpen
}

// Seconds returns the bounds in seconds for exports. An open minimum is 0.
func (d Duration) Seconds() (min, max int64, openMax bool) {
	low, _ := d.Min()
	high, closed := d.Max()
	return int64(low / time.Second), int64(high / time.Second), !closed
}

// IsZero reports whether no length was given.
func (d Duration) IsZero() bool { return !d.given }

// IsExact reports whether minimum and maximum are the same and the length is
// not approximate.
func (d Duration) IsExact() bool {
	return d.given && !d.highOpen && d.low == d.high && !d.Approximate()
}

// Approximate reports whether the length carries ~ or %.
func (d Duration) Approximate() bool { return d.qualifier == '~' || d.qualifier == '%' }

// Uncertain reports whether the length carries ? or %.
func (d Duration) Uncertain() bool { return d.qualifier == '?' || d.qualifier == '%' }

// String returns the canonical text, for machines: parsing it gives d again. It
// is empty for the zero value.
func (d Duration) String() string {
	if !d.given {
		return ""
	}
	text := iso(d.low, d.unit)
	if d.set {
		low, high := "", ""
		if d.low > 0 {
			low = text
		}
		if !d.highOpen {
			high = iso(d.high, 0)
		}
		text = "[" + low + ".." + high + "]"
	}
	if d.qualifier != 0 {
		text += string(d.qualifier)
	}
	return text
}

// MarshalText returns the canonical text.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is ParseDuration; empty text gives the zero value.
func (d *Duration) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Duration{}
		return nil
	}
	parsed, err := ParseDuration(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// iso writes n seconds so that the smallest unit written is unit, or whatever
// is shortest if unit is 0.
func iso(n, unit int64) string {
	rest := n
	var date, clock strings.Builder
	smallest := int64(0)
	for _, u := range []struct {
		size int64
		name byte
		to   *strings.Builder
	}{{day, 'D', &date}, {hour, 'H', &clock}, {minute, 'M', &clock}, {1, 'S', &clock}} {
		if rest >= u.size {
			fmt.Fprintf(u.to, "%d%c", rest/u.size, u.name)
			rest %= u.size
			smallest = u.size
		}
	}
	if unit != 0 && unit != smallest || n == 0 {
		return isoSingle(n, unit)
	}
	if clock.Len() > 0 {
		return "P" + date.String() + "T" + clock.String()
	}
	return "P" + date.String()
}

// isoSingle writes n seconds in one unit.
func isoSingle(n, unit int64) string {
	switch unit {
	case week:
		return fmt.Sprintf("P%dW", n/week)
	case day:
		return fmt.Sprintf("P%dD", n/day)
	case hour:
		return fmt.Sprintf("PT%dH", n/hour)
	case minute:
		return fmt.Sprintf("PT%dM", n/minute)
	}
	return fmt.Sprintf("PT%dS", n)
}
