package edtf

import (
	"fmt"
	"strings"
)

// maxLength is the longest text that is read, in bytes.
const maxLength = 100

// Value is one uncertain time: a point, a set or an interval.
//
// It holds its own canonical text and reads it again when asked. That keeps it
// small, immutable and comparable with ==; two values are equal when they say
// the same in the same words. The zero value means that no time was given.
type Value struct{ text string }

// Precision says how finely a time is known.
type Precision int

// From coarse to fine, so that p < Day means "not even the day is known".
const (
	None   Precision = iota // no time given
	Year                    // also decades
	Month                   //
	Day                     //
	Minute                  //
	Second                  //
)

// String returns the English name of the unit in lower case.
func (p Precision) String() string {
	switch p {
	case Year:
		return "year"
	case Month:
		return "month"
	case Day:
		return "day"
	case Minute:
		return "minute"
	case Second:
		return "second"
	}
	return "none"
}

// SyntaxError says what is wrong with a text, what is wanted and how to mend it.
type SyntaxError struct {
	Text    string // as given
	Offset  int    // of the fault, in bytes from the start of Text
	Message string // lower case, no full stop
}

// Error returns the quoted text and the message.
func (e *SyntaxError) Error() string {
	text := e.Text
	if len(text) > maxLength {
		text = strings.ToValidUTF8(text[:maxLength], "") + "…"
	}
	return fmt.Sprintf("%q: %s", text, e.Message)
}

// Parse reads a time in the grammar of the package comment. The error is a
// *SyntaxError. The value keeps s where that is the canonical text.
func Parse(s string) (Value, error) {
	var buffer [maxLength]byte
	if one, ok := onePoint(s); ok {
		return Value{text: canonical(s, one.append(buffer[:0]))}, nil
	}
	var p parts
	var bad *problem
	switch {
	case s == "":
		bad = fault(0, "empty; write a date such as 2025-07-23, or leave the field out")
	case len(s) > maxLength:
		bad = fault(maxLength, "longer than 100 bytes; write one time, set or interval")
	default:
		if p, bad = parse(s); bad != nil {
			bad = explain(s, bad)
		}
	}
	if bad != nil {
		return Value{}, &SyntaxError{Text: s, Offset: bad.at, Message: bad.message}
	}
	return Value{text: canonical(s, p.append(buffer[:0]))}, nil
}

// Canonical gives the value whose String gave text, without reading it again. A
// text from anywhere else has to be parsed.
func Canonical(text string) Value { return Value{text} }

// canonical gives text, and s itself where they are the same.
func canonical(s string, text []byte) string {
	if string(text) == s {
		return s
	}
	return string(text)
}

// onePoint reads a text that is one date or time, as most are.
func onePoint(s string) (point, bool) {
	if s == "" || len(s) > maxLength || s[0] == '[' || strings.IndexByte(s, '/') >= 0 {
		return point{}, false
	}
	p, bad := parsePoint(s)
	return p, bad == nil
}

// MustParse is Parse for constants and tests: it panics on an error.
func MustParse(s string) Value {
	v, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return v
}

// parts returns what the text says; nothing for the zero value.
func (v Value) parts() parts {
	if v.text == "" {
		return parts{}
	}
	p, _ := parse(v.text) // was accepted by Parse
	return p
}

// String returns the canonical text, for machines: Parse(v.String()) == v. It
// is empty for the zero value.
func (v Value) String() string { return v.text }

// MarshalText returns the canonical text.
func (v Value) MarshalText() ([]byte, error) { return []byte(v.text), nil }

// UnmarshalText is Parse; empty text gives the zero value.
func (v *Value) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*v = Value{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*v = parsed
	return nil
}

// IsZero reports whether no time was given.
func (v Value) IsZero() bool { return v.text == "" }

// IsInterval reports whether v is a span a/b: the whole time from a to b.
func (v Value) IsInterval() bool { return strings.Contains(v.text, "/") }

// IsSet reports whether v is one time out of several, [a,b], or some time
// within a range, [a..b].
func (v Value) IsSet() bool { return strings.HasPrefix(v.text, "[") }

// Approximate reports whether any part carries ~ or %.
func (v Value) Approximate() bool { return strings.ContainsAny(v.text, "~%") }

// Uncertain reports whether any part carries ? or %.
func (v Value) Uncertain() bool { return strings.ContainsAny(v.text, "?%") }

// HasClock reports whether any part has a time of day.
func (v Value) HasClock() bool { return strings.Contains(v.text, "T") }

// Precision returns the coarsest precision among the parts. Unspecified digits
// do not count: 2024-XX is known to the year, 2024-03-XX to the month, and the
// decade 202X counts as a year.
func (v Value) Precision() Precision {
	coarsest := None
	for _, p := range v.parts().points {
		if p.end == known && (coarsest == None || p.precision < coarsest) {
			coarsest = p.precision
		}
	}
	return coarsest
}
