package edtf

import (
	"errors"
	"testing"
	"time"

	"incidentarchive/generator/internal/sweep"
)

// TestSweepTimes parses, prints and parses again; bounds are in order.
func TestSweepTimes(t *testing.T) {
	var examples []string
	for _, c := range values {
		examples = append(examples, c.text)
	}
	sweep.Texts(t, examples, func(t *testing.T, s string) {
		v, err := Parse(s)
		if err != nil {
			var bad *SyntaxError
			if !errors.As(err, &bad) || bad.Message == "" || bad.Offset < 0 || bad.Offset > len(s) {
				t.Fatalf("Parse(%q): error %#v", s, err)
			}
			return
		}
		if again, err := Parse(v.String()); err != nil || again != v {
			t.Fatalf("Parse(%q) = %q, read again %q, %v", s, v, again, err)
		}
		if b := v.Bounds(time.UTC); b.IsZero() || !b.Earliest.IsZero() && !b.Latest.IsZero() && b.Latest.Before(b.Earliest) {
			t.Fatalf("%q: bounds %v", v, b)
		}
	})
}

// TestSweepDurations does the same with lengths of time.
func TestSweepDurations(t *testing.T) {
	var examples []string
	for _, c := range durations {
		examples = append(examples, c.text)
	}
	sweep.Texts(t, examples, func(t *testing.T, s string) {
		d, err := ParseDuration(s)
		if err != nil {
			return
		}
		low, _ := d.Min()
		high, highOK := d.Max()
		if again, err := ParseDuration(d.String()); err != nil || again != d || low < 0 || highOK && high < low {
			t.Fatalf("ParseDuration(%q) = %q from %v to %v, read again %q, %v", s, d, low, high, again, err)
		}
	})
}
