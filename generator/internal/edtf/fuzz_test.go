package edtf

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"
)

// advised finds the times that a message tells to write.
var advised = regexp.MustCompile(`\b(?:write|or|as|date:|day:|months:|days:|span:|slash,) (\[?\d[^\s,]*(?:,\d[^\s,]*\])?)`)

// checkAdvice fails if a message advises a time that is itself refused.
func checkAdvice(t *testing.T, message string) {
	t.Helper()
	for _, m := range advised.FindAllStringSubmatch(message, -1) {
		if strings.Contains(message, "write 00 to") || strings.Contains(message, "write 01 to") || m[1] == "59" || m[1] == "00:00" {
			continue // parts of a time
		}
		if _, err := Parse(m[1]); err != nil {
			t.Errorf("advice %q in %q is refused: %v", m[1], message, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range parseErrors {
		f.Add(c.text)
	}
	for _, c := range values {
		f.Add(c.text)
	}
	zones := testZones(f)
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Parse(s)
		if err != nil {
			var bad *SyntaxError
			if !errors.As(err, &bad) || bad.Message == "" || bad.Offset < 0 || bad.Offset > len(s) || bad.Text != s {
				t.Fatalf("Parse(%q): error %#v", s, err)
			}
			checkAdvice(t, bad.Message)
			if !v.IsZero() {
				t.Fatalf("Parse(%q) gives %q and an error", s, v)
			}
			return
		}
		again, err := Parse(v.String())
		if err != nil || again != v {
			t.Fatalf("Parse(%q) = %q, read again %q, %v", s, v, again, err)
		}
		if v.Precision() == None || v.Text(English) == "" || strings.Contains(v.Text(English), "edtf_") {
			t.Fatalf("%q: precision %v, text %q", v, v.Precision(), v.Text(English))
		}
		for _, loc := range zones {
			b := v.Bounds(loc)
			if b.IsZero() || !b.Earliest.IsZero() && !b.Latest.IsZero() && b.Latest.Before(b.Earliest) {
				t.Fatalf("%q in %v: bounds %v", v, loc, b)
			}
			if b.Before(b) || !b.Overlaps(b) || b.Compare(b) != 0 || b.Union(b) != b {
				t.Fatalf("%q in %v: bounds %v do not agree with themselves", v, loc, b)
			}
			v.CheckZone(loc)
			if d := Elapsed(b, b, v.Approximate()); !d.IsZero() {
				checkDuration(t, d)
			}
		}
	})
}

func FuzzParseDuration(f *testing.F) {
	for _, c := range durationErrors {
		f.Add(c.text)
	}
	for _, c := range durations {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDuration(s)
		if err != nil {
			var bad *SyntaxError
			if !errors.As(err, &bad) || bad.Message == "" || bad.Offset < 0 || bad.Offset > len(s) {
				t.Fatalf("ParseDuration(%q): error %#v", s, err)
			}
			return
		}
		if d.IsZero() {
			t.Fatalf("ParseDuration(%q) gives nothing", s)
		}
		checkDuration(t, d)
	})
}

// checkDuration fails if d breaks a promise that every length keeps.
func checkDuration(t *testing.T, d Duration) {
	t.Helper()
	again, err := ParseDuration(d.String())
	if err != nil || again != d {
		t.Fatalf("%q read again: %+v, %v; want %+v", d, again, err, d)
	}
	low, lowOK := d.Min()
	high, highOK := d.Max()
	if low < 0 || highOK && high < low {
		t.Fatalf("%q: from %v to %v", d, low, high)
	}
	if !lowOK && !highOK {
		t.Fatalf("%q has no bound", d)
	}
	if low != low.Truncate(time.Second) || high != high.Truncate(time.Second) {
		t.Fatalf("%q: %v to %v are not whole seconds", d, low, high)
	}
	if text := d.Text(English); text == "" || strings.Contains(text, "edtf_") {
		t.Fatalf("%q: text %q", d, text)
	}
	if n := time.Duration(d.floor()) * time.Second; n > low {
		t.Fatalf("%q: minimum %v told as %v", d, low, n)
	}
	if n := time.Duration(d.ceil()) * time.Second; highOK && n < high {
		t.Fatalf("%q: maximum %v told as %v", d, high, n)
	}
}
