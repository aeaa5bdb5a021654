package edtf

import (
	"errors"
	"math"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const openBound = time.Duration(-1) // an open bound in the tables

// durations are lengths as written, and what is made of them.
var durations = []struct {
	text, canonical string
	min, max        time.Duration
	people          string
}{
	{"PT4H", "PT4H", 4 * time.Hour, 4 * time.Hour, "4 h"},
	{"PT4H~", "PT4H~", 210 * time.Minute, 270 * time.Minute, "about 4 h"},
	{"PT4H%", "PT4H%", 210 * time.Minute, 270 * time.Minute, "possibly about 4 h"},
	{"PT4H?", "PT4H?", 4 * time.Hour, 4 * time.Hour, "possibly 4 h"},
	{"PT90M", "PT1H30M", 90 * time.Minute, 90 * time.Minute, "1 h 30 min"},
	{"PT1H50M", "PT1H50M", 110 * time.Minute, 110 * time.Minute, "1 h 50 min"},
	{"PT60M~", "PT60M~", 60*time.Minute - 30*time.Second, 60*time.Minute + 30*time.Second, "about 1 h"},
	{"PT48H~", "PT48H~", 2*24*time.Hour - 30*time.Minute, 2*24*time.Hour + 30*time.Minute, "about 2 days"},
	{"P2D~", "P2D~", 36 * time.Hour, 60 * time.Hour, "about 2 days"},
	{"P2W~", "P2W~", 252 * time.Hour, 420 * time.Hour, "about 14 days"},
	{"P2W", "P14D", 14 * 24 * time.Hour, 14 * 24 * time.Hour, "14 days"},
	{"P1DT2H30M", "P1DT2H30M", 26*time.Hour + 30*time.Minute, 26*time.Hour + 30*time.Minute, "1 day 2 h 30 min"},
	{"P2DT2H29M", "P2DT2H29M", 50*time.Hour + 29*time.Minute, 50*time.Hour + 29*time.Minute, "2 days 2 h"},
	{"P13D", "P13D", 13 * 24 * time.Hour, 13 * 24 * time.Hour, "13 days"},
	{"P12DT12H", "P12DT12H", 300 * time.Hour, 300 * time.Hour, "13 days"},
	{"PT23H59M59S", "PT23H59M59S", 24*time.Hour - time.Second, 24*time.Hour - time.Second, "1 day"},
	{"PT0S", "PT0S", 0, 0, "less than 1 min"},
	{"PT45S", "PT45S", 45 * time.Second, 45 * time.Second, "45 s"},
	{"PT9M30S", "PT9M30S", 570 * time.Second, 570 * time.Second, "9 min 30 s"},
	{"PT20M30S", "PT20M30S", 1230 * time.Second, 1230 * time.Second, "21 min"},
	{"[PT3H..PT4H]", "[PT3H..PT4H]", 3 * time.Hour, 4 * time.Hour, "between 3 h and 4 h"},
	{"[PT3H..PT4H]~", "[PT3H..PT4H]~", 3 * time.Hour, 4 * time.Hour, "about 3 h 30 min"},
	{"[PT3H..PT9H]~", "[PT3H..PT9H]~", 3 * time.Hour, 9 * time.Hour, "between 3 h and 9 h"},
	{"[PT3H..PT4H]?", "[PT3H..PT4H]?", 3 * time.Hour, 4 * time.Hour, "possibly between 3 h and 4 h"},
	{"[PT3H..]", "[PT3H..]", 3 * time.Hour, openBound, "at least 3 h"},
	{"[P2D..]~", "[P2D..]~", 48 * time.Hour, openBound, "at least about 2 days"},
	{"[..PT30M]", "[..PT30M]", openBound, 30 * time.Minute, "up to 30 min"},
	{"[..PT30M]?", "[..PT30M]?", openBound, 30 * time.Minute, "possibly up to 30 min"},
	{"[PT0S..PT4H]", "[..PT4H]", openBound, 4 * time.Hour, "up to 4 h"},
	{"[PT4H13M..P9D]", "[PT4H13M..P9D]", 4*time.Hour + 13*time.Minute, 216 * time.Hour, "between 4 h and 9 days"},
	{"[PT10S..P2D]", "[PT10S..P2D]", 10 * time.Second, 48 * time.Hour, "up to 2 days"},
}

// bound returns the length, or openBound.
func bound(d time.Duration, ok bool) time.Duration {
	if !ok {
		return openBound
	}
	return d
}

func TestDuration(t *testing.T) {
	for _, c := range durations {
		d, err := ParseDuration(c.text)
		if err != nil {
			t.Error(err)
			continue
		}
		if d.String() != c.canonical || bound(d.Min()) != c.min || bound(d.Max()) != c.max || d.Text(English) != c.people {
			t.Errorf("%s: got %s, %v to %v, %q\nwant %s, %v to %v, %q", c.text,
				d, bound(d.Min()), bound(d.Max()), d.Text(English), c.canonical, c.min, c.max, c.people)
		}
		exact := c.min == c.max && !d.Approximate()
		if d.IsExact() != exact {
			t.Errorf("%s: exact is %v", c.text, d.IsExact())
		}
		low, high, open := d.Seconds()
		if low != max(0, int64(c.min/time.Second)) || open != (c.max == openBound) || !open && high != int64(c.max/time.Second) {
			t.Errorf("%s: seconds %d to %d, open %v", c.text, low, high, open)
		}
	}
}

func TestEqualDurations(t *testing.T) {
	if MustParseDuration("PT90M") != MustParseDuration("PT1H30M") {
		t.Error("PT90M is not PT1H30M")
	}
	if MustParseDuration("PT48H~") == MustParseDuration("P2D~") {
		t.Error("PT48H~ has the width of P2D~")
	}
}

func TestParseDurationError(t *testing.T) {
	for _, c := range durationErrors {
		_, err := ParseDuration(c.text)
		var bad *SyntaxError
		if !errors.As(err, &bad) {
			t.Errorf("ParseDuration(%q) is accepted", c.text)
			continue
		}
		if diff := cmp.Diff(&SyntaxError{c.text, c.offset, c.message}, bad); diff != "" {
			t.Errorf("ParseDuration(%q) (-want, +got):\n%s", c.text, diff)
		}
	}
}

func TestDurationAdviceIsAccepted(t *testing.T) {
	advised := regexp.MustCompile(`\bP[T\d][0-9A-Z]*~?`)
	for _, c := range durationErrors {
		for _, advice := range advised.FindAllString(c.message, -1) {
			if _, err := ParseDuration(advice); err != nil {
				t.Errorf("%s: %q is advised, but %v", c.text, advice, err)
			}
		}
	}
}

func TestZeroDuration(t *testing.T) {
	var d Duration
	low, lowOK := d.Min()
	high, highOK := d.Max()
	if !d.IsZero() || d.IsExact() || d.String() != "" || low != 0 || lowOK || high != 0 || highOK {
		t.Error("the zero duration says something")
	}
	if got := d.Text(English); got != "unknown" {
		t.Errorf("got %q", got)
	}
}

func TestElapsed(t *testing.T) {
	luxembourg := zoneNamed(t, "Europe/Luxembourg")
	for _, c := range []struct{ start, end, iso, people string }{
		{"2025-07-23T16:15", "2025-07-23T20:15", "PT4H", "4 h"},
		{"2025-07-23T16:15~", "2025-07-23T20:15", "[PT3H45M..PT4H15M]~", "about 4 h"},
		{"2025-07-23T16:17~", "2025-07-23T20:15~", "[PT3H28M..PT4H28M]~", "about 4 h"},
		{"2025-07-23T10:00~", "2025-07-23T10:15", "[..PT30M]~", "up to 30 min"},
		{"2025-07-23T10:00", "2025-07-23T10:00", "PT0S", "less than 1 min"},
		{"2025-07-23", "2025-07-23", "[..PT23H59M59S]", "up to 1 day"},
		{"2025-07-23", "2025-07-24", "[..P1DT23H59M59S]", "up to 2 days"},
		{"2025-07-10", "2025-07-12", "[P1D..P2DT23H59M59S]", "between 1 day and 3 days"},
		{"2025-07-23", "2025-07-23T20:15", "[..PT20H15M]", "up to 20 h 15 min"},
		{"2025-07-22", "2025-07-23T20:15", "[PT20H15M..P1DT20H15M]", "between 20 h 15 min and 1 day 20 h 15 min"},
		{"2025-07", "2025-07-23", "[..P22DT23H59M59S]", "up to 23 days"},
		{"2025", "2025", "[..P364DT23H59M59S]", "up to 365 days"},
		{"2025-07-01~", "2025-07-25", "[P22D..P25DT23H59M59S]~", "about 24 days"},
		{"[..2025-07-01]", "2025-07-03", "[P1D..]", "at least 1 day"},
		{"2025-07-01", "[2025-07-03..]", "[P1D..]", "at least 1 day"},
		{"[2025-07-01..]", "2025-07-03", "[..P2DT23H59M59S]", "up to 3 days"},
		{"[2025-07-01..]", "[2025-07-03..]", "", "unknown"},
		{"2025-07-05", "2025-07-03", "", "unknown"},
		// A night with a clock change has 13 hours.
		{"2024-10-26T20:00", "2024-10-27T08:00", "PT13H", "13 h"},
		{"2024-10-27T01:30", "2024-10-27T02:30", "[PT1H..PT2H]", "between 1 h and 2 h"},
	} {
		start, end := MustParse(c.start), MustParse(c.end)
		d := Elapsed(start.Bounds(luxembourg), end.Bounds(luxembourg), start.Approximate() || end.Approximate())
		if d.String() != c.iso || d.Text(English) != c.people {
			t.Errorf("%s to %s: got %q, %q; want %q, %q", c.start, c.end, d, d.Text(English), c.iso, c.people)
		}
	}
	known := MustParse("2025-07-01").Bounds(nil)
	for _, pair := range [][2]Bounds{{{}, {}}, {known, {}}, {{}, known}} {
		if d := Elapsed(pair[0], pair[1], false); !d.IsZero() {
			t.Errorf("%v: got %q", pair, d)
		}
	}
}

func TestElapsedOfAnyBounds(t *testing.T) {
	far := Bounds{time.Unix(-1<<40, 0).UTC(), time.Unix(1<<40, 0).UTC()}
	d := Elapsed(far, far, true)
	if high, ok := d.Max(); !ok || high < 0 || high > math.MaxInt64 {
		t.Errorf("got %v", high)
	}
	checkDuration(t, d)
	same := MustParse("2025-07-01T10:00").Bounds(nil)
	checkDuration(t, Elapsed(same, same, true))
	checkDuration(t, Elapsed(same, MustParse("2025-07-01T12:00").Bounds(nil), true))
}

// TestMiddleIsWithinBounds walks over lengths and widths.
func TestMiddleIsWithinBounds(t *testing.T) {
	for low := int64(60); low < 30*day; low += low/7 + 13 {
		for width := int64(1); width < low; width += width/5 + 7 {
			d := Duration{given: true, set: true, low: low, high: low + width, qualifier: '~'}
			if d.high > 10*day && width < day || d.high > 2*day && width < hour || width < minute {
				continue // told more coarsely than known
			}
			if middle := d.middle(); middle < d.low || middle > d.high {
				t.Fatalf("%q is told as %d s", d, middle)
			}
		}
	}
}

func TestMinMaxText(t *testing.T) {
	for text, want := range map[string][2]string{
		"PT4H~":                {"3 h 30 min", "4 h 30 min"},
		"[P1D..P2DT23H59M59S]": {"1 day", "3 days"},
		"[PT3H..]":             {"3 h", ""},
		"[..PT3H]":             {"", "3 h"},
		"[PT1S..P2D]":          {"", "2 days"},
		"PT0S":                 {"less than 1 min", "less than 1 min"},
	} {
		d := MustParseDuration(text)
		if got := [2]string{d.MinText(English), d.MaxText(English)}; got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestDurationText(t *testing.T) {
	for length, want := range map[time.Duration]string{
		-time.Hour:                            "less than 1 min",
		time.Hour:                             "1 h",
		24*time.Hour - time.Second:            "1 day",
		400 * 24 * time.Hour:                  "400 days",
		49*time.Hour + 31*time.Minute:         "2 days 2 h",
		11*time.Minute + 500*time.Millisecond: "11 min",
	} {
		if got := DurationText(length, English); got != want {
			t.Errorf("%v: got %q, want %q", length, got, want)
		}
	}
}
