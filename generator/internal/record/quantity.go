package record

import (
	"fmt"
	"strconv"
	"strings"
)

// Quantity is a count that may be known only roughly: 40, 1200~ (about),
// [30..50], [75..] (at least) or [..10] (at most), as uncertain times are
// written. The zero value means that no count is given.
type Quantity struct {
	text        string
	min, max    float64
	openMin     bool
	openMax     bool
	approximate bool
}

const maxQuantity = 1e15

// ParseQuantity reads a quantity.
func ParseQuantity(text string) (Quantity, error) {
	q := Quantity{text: text}
	if len(text) > 60 {
		return q, fmt.Errorf("number %q is too long", shorten(text))
	}
	var err error
	body, bracketed := strings.CutPrefix(text, "[")
	if !bracketed {
		body, q.approximate = strings.CutSuffix(text, "~")
		q.min, err = number(body)
		q.max = q.min
		return q, err
	}
	body, closed := strings.CutSuffix(body, "]")
	low, high, ranged := strings.Cut(body, "..")
	if !closed || !ranged || low == "" && high == "" {
		return q, fmt.Errorf("range %q has to be written as \"[30..50]\", \"[75..]\" or \"[..10]\"", shorten(text))
	}
	if q.openMin = low == ""; !q.openMin {
		if q.min, err = number(low); err != nil {
			return q, err
		}
	}
	if q.openMax = high == ""; !q.openMax {
		if q.max, err = number(high); err != nil {
			return q, err
		}
	}
	if !q.openMin && !q.openMax && q.min >= q.max {
		return q, fmt.Errorf("range %q has to go from the smaller to the greater number", shorten(text))
	}
	return q, nil
}

// number reads a plain decimal number: no sign, exponent, separator or base.
func number(text string) (float64, error) {
	whole, fraction, dotted := strings.Cut(text, ".")
	if !digits(whole) || dotted && !digits(fraction) || len(whole) > 1 && whole[0] == '0' {
		return 0, fmt.Errorf("number %q has to be plain digits, such as 1200 or 7.5, with ~ for about: 1200~", shorten(text))
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v > maxQuantity {
		return 0, fmt.Errorf("number %q is too large", shorten(text))
	}
	return v, nil
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// UnmarshalText reads a quantity.
func (q *Quantity) UnmarshalText(text []byte) error {
	v, err := ParseQuantity(string(text))
	if err != nil {
		return err
	}
	*q = v
	return nil
}

// MarshalText gives the text as written in a record.
func (q Quantity) MarshalText() ([]byte, error) { return []byte(q.text), nil }

// String gives the text as written in a record.
func (q Quantity) String() string { return q.text }

// IsZero tells whether no count is given.
func (q Quantity) IsZero() bool { return q.text == "" }

// Min gives the smallest possible count; false when it is open.
func (q Quantity) Min() (float64, bool) { return q.min, !q.openMin && !q.IsZero() }

// Max gives the greatest possible count; false when it is open.
func (q Quantity) Max() (float64, bool) { return q.max, !q.openMax && !q.IsZero() }

// Approximate tells whether the count is marked with ~.
func (q Quantity) Approximate() bool { return q.approximate }
