package edtf

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
)

// values are canonical texts and what they mean in Luxembourg; an empty bound
// is open.
var values = []struct {
	text             string
	precision        Precision
	earliest, latest string
	people           string
}{
	{"2025", Year, "2024-12-31T23:00:00Z", "2025-12-31T22:59:59Z", "2025"},
	{"2025~", Year, "2023-12-31T23:00:00Z", "2026-12-31T22:59:59Z", "about 2025"},
	{"202X", Year, "2019-12-31T23:00:00Z", "2029-12-31T22:59:59Z", "the 2020s"},
	{"202X~", Year, "2009-12-31T23:00:00Z", "2039-12-31T22:59:59Z", "about the 2020s"},
	{"2024-XX", Year, "2023-12-31T23:00:00Z", "2024-12-31T22:59:59Z", "2024 (month unknown)"},
	{"2024-XX-XX", Year, "2023-12-31T23:00:00Z", "2024-12-31T22:59:59Z", "2024 (month and day unknown)"},
	{"2024-03-XX", Month, "2024-02-29T23:00:00Z", "2024-03-31T21:59:59Z", "March 2024 (day unknown)"},
	{"2025-07", Month, "2025-06-30T22:00:00Z", "2025-07-31T21:59:59Z", "July 2025"},
	{"2025-07~", Month, "2025-05-31T22:00:00Z", "2025-08-31T21:59:59Z", "about July 2025"},
	{"2025-07-23", Day, "2025-07-22T22:00:00Z", "2025-07-23T21:59:59Z", "23 July 2025"},
	{"2025-07-23?", Day, "2025-07-22T22:00:00Z", "2025-07-23T21:59:59Z", "possibly 23 July 2025"},
	{"2025-07-23%", Day, "2025-07-21T22:00:00Z", "2025-07-24T21:59:59Z", "possibly about 23 July 2025"},
	{"2025-07-23T16:15", Minute, "2025-07-23T14:15:00Z", "2025-07-23T14:15:00Z", "23 July 2025, 16:15"},
	{"2025-07-23T16:15~", Minute, "2025-07-23T14:00:00Z", "2025-07-23T14:30:00Z", "23 July 2025, about 16:15"},
	{"2025-07-23T16:15:30Z", Second, "2025-07-23T16:15:30Z", "2025-07-23T16:15:30Z", "23 July 2025, 16:15:30 UTC"},
	{"2025-07-23T16:15+05:30", Minute, "2025-07-23T10:45:00Z", "2025-07-23T10:45:00Z", "23 July 2025, 16:15 UTC+5:30"},
	{"2025-07-23T16:15-03:00?", Minute, "2025-07-23T19:15:00Z", "2025-07-23T19:15:00Z", "23 July 2025, possibly 16:15 UTC-3"},
	{"[2024-01-31,2024-02-07]", Day, "2024-01-30T23:00:00Z", "2024-02-07T22:59:59Z", "31 January or 7 February 2024"},
	{"[2024-02-01,2024-02-07]", Day, "2024-01-31T23:00:00Z", "2024-02-07T22:59:59Z", "1 or 7 February 2024"},
	{"[2024-02-01,2024-02-07,2024-02-09]", Day, "2024-01-31T23:00:00Z", "2024-02-09T22:59:59Z", "1, 7 or 9 February 2024"},
	{"[2024-02,2024-03]", Month, "2024-01-31T23:00:00Z", "2024-03-31T21:59:59Z", "February or March 2024"},
	{"[2024,2025]", Year, "2023-12-31T23:00:00Z", "2025-12-31T22:59:59Z", "2024 or 2025"},
	{"[2024-12-31,2025-01-01]", Day, "2024-12-30T23:00:00Z", "2025-01-01T22:59:59Z", "31 December 2024 or 1 January 2025"},
	{"[2024-03-21T14:00..2024-03-21T14:30]", Minute, "2024-03-21T13:00:00Z", "2024-03-21T13:30:00Z", "between 14:00 and 14:30 on 21 March 2024"},
	{"[2024-03-21T14:00Z..2024-03-21T14:30Z]", Minute, "2024-03-21T14:00:00Z", "2024-03-21T14:30:00Z", "between 14:00 and 14:30 UTC on 21 March 2024"},
	{"[2024-03-21T14:00~,2024-03-21T14:30]", Minute, "2024-03-21T12:45:00Z", "2024-03-21T13:30:00Z", "about 14:00 or 14:30 on 21 March 2024"},
	{"[2024-03-21T14:00..2024-03-22T14:30]", Minute, "2024-03-21T13:00:00Z", "2024-03-22T13:30:00Z", "between 14:00 on 21 March 2024 and 14:30 on 22 March 2024"},
	{"[..2025-07-23]", Day, "", "2025-07-23T21:59:59Z", "on or before 23 July 2025"},
	{"[..2025-07]", Month, "", "2025-07-31T21:59:59Z", "in or before July 2025"},
	{"[..2025-07-23T16:15]", Minute, "", "2025-07-23T14:15:00Z", "at or before 16:15 on 23 July 2025"},
	{"[2025-07-23..]", Day, "2025-07-22T22:00:00Z", "", "on or after 23 July 2025"},
	{"[2025-07-23T16:15..]", Minute, "2025-07-23T14:15:00Z", "", "at or after 16:15 on 23 July 2025"},
	{"[2025..]", Year, "2024-12-31T23:00:00Z", "", "in or after 2025"},
	{"2025-07-10/2025-07-12", Day, "2025-07-09T22:00:00Z", "2025-07-12T21:59:59Z", "10 to 12 July 2025"},
	{"2025-07/2025-08", Month, "2025-06-30T22:00:00Z", "2025-08-31T21:59:59Z", "July to August 2025"},
	{"2025-07-10/..", Day, "2025-07-09T22:00:00Z", "", "from 10 July 2025 onwards"},
	{"2025-07-10/", Day, "2025-07-09T22:00:00Z", "", "from 10 July 2025 (end unknown)"},
	{"../2025-07-10", Day, "", "2025-07-10T21:59:59Z", "until 10 July 2025"},
	{"/2025-07-10", Day, "", "2025-07-10T21:59:59Z", "until 10 July 2025 (start unknown)"},
	{"2025-07-10T10:00/2025-07-10T12:00", Minute, "2025-07-10T08:00:00Z", "2025-07-10T10:00:00Z", "10:00 to 12:00 on 10 July 2025"},
	{"2024-03-31T02:30", Minute, "2024-03-31T00:59:59Z", "2024-03-31T01:00:00Z", "31 March 2024, 02:30"},
	{"2024-10-27T02:30", Minute, "2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z", "27 October 2024, 02:30"},
	{"[2024-10-27T02:30..2024-10-27T02:45]", Minute, "2024-10-27T00:30:00Z", "2024-10-27T01:45:00Z", "between 02:30 and 02:45 on 27 October 2024"},
	{"2024-03-31", Day, "2024-03-30T23:00:00Z", "2024-03-31T21:59:59Z", "31 March 2024"},
	{"[2024-02-01~,2024-02-07]", Day, "2024-01-30T23:00:00Z", "2024-02-07T22:59:59Z", "about 1 February 2024 or 7 February 2024"},
	{"2025-07-23T16:15Z", Minute, "2025-07-23T16:15:00Z", "2025-07-23T16:15:00Z", "23 July 2025, 16:15 UTC"},
	{"[202X..2024-XX-XX]", Year, "2019-12-31T23:00:00Z", "2024-12-31T22:59:59Z", "between the 2020s and 2024 (month and day unknown)"},
}

func zoneNamed(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// testZones are zones with unusual clock changes: at midnight, by half an hour,
// by a whole day.
func testZones(t testing.TB) (zones []*time.Location) {
	for _, name := range []string{"UTC", "Europe/Luxembourg", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Monrovia"} {
		zones = append(zones, zoneNamed(t, name))
	}
	return append(zones, nil)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func TestValue(t *testing.T) {
	luxembourg := zoneNamed(t, "Europe/Luxembourg")
	for _, c := range values {
		v, err := Parse(c.text)
		if err != nil {
			t.Error(err)
			continue
		}
		b := v.Bounds(luxembourg)
		got := []string{v.String(), v.Precision().String(), stamp(b.Earliest), stamp(b.Latest), v.Text(English)}
		want := []string{c.text, c.precision.String(), c.earliest, c.latest, c.people}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want, +got):\n%s", c.text, diff)
		}
	}
}

func TestParseError(t *testing.T) {
	for _, c := range parseErrors {
		_, err := Parse(c.text)
		var bad *SyntaxError
		if !errors.As(err, &bad) {
			t.Errorf("Parse(%q) is accepted", c.text)
			continue
		}
		if diff := cmp.Diff(&SyntaxError{c.text, c.offset, c.message}, bad); diff != "" {
			t.Errorf("Parse(%q) (-want, +got):\n%s", c.text, diff)
		}
		checkAdvice(t, bad.Message)
	}
}

func TestParseTooLong(t *testing.T) {
	_, err := Parse(strings.Repeat("é", 1000))
	want := `"` + strings.Repeat("é", 50) + `…": longer than 100 bytes; write one time, set or interval`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestCanonical(t *testing.T) {
	for text, want := range map[string]string{
		"2025-07-23T16:15+00:00": "2025-07-23T16:15Z",
		"2025-07-23T16:15-00:00": "2025-07-23T16:15Z",
	} {
		if got := MustParse(text); got != MustParse(want) || got.String() != want {
			t.Errorf("%s reads %q, want %q", text, got, want)
		}
	}
}

func TestQuestions(t *testing.T) {
	type answers struct{ Interval, Set, Approximate, Uncertain, Clock bool }
	for text, want := range map[string]answers{
		"2025-07-23":             {},
		"2025-07-23~":            {Approximate: true},
		"2025-07-23?":            {Uncertain: true},
		"2025-07-23T16:15%":      {Approximate: true, Uncertain: true, Clock: true},
		"[2024~,2025]":           {Set: true, Approximate: true},
		"[..2025-07-23T16:15]":   {Set: true, Clock: true},
		"2025-07-10?/2025-07-12": {Interval: true, Uncertain: true},
		"2025-07-10/..":          {Interval: true},
	} {
		v := MustParse(text)
		got := answers{v.IsInterval(), v.IsSet(), v.Approximate(), v.Uncertain(), v.HasClock()}
		if got != want {
			t.Errorf("%s: got %+v, want %+v", text, got, want)
		}
		if v.IsZero() {
			t.Errorf("%s is zero", text)
		}
	}
}

func TestPrecisionIsTheCoarsest(t *testing.T) {
	for text, want := range map[string]Precision{
		"[2025..2025-07-23]":                     Year,
		"2025-07-23T16:15:30/2025-07-24":         Day,
		"[2025-07-23T16:15:30..]":                Second,
		"[2025-07-23T16:15:30,2025-07-23T16:16]": Minute,
	} {
		if got := MustParse(text).Precision(); got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

func TestZeroValue(t *testing.T) {
	var v Value
	if !v.IsZero() || v.String() != "" || v.Text(English) != "" || v.Precision() != None ||
		!v.Bounds(nil).IsZero() || v.CheckZone(nil) != nil || v.IsSet() || v.HasClock() {
		t.Error("the zero value says something")
	}
}

func TestValueJSON(t *testing.T) {
	type record struct {
		Start, End Value
		Length     Duration
	}
	in := record{Start: MustParse("2025-07-23T16:15~"), Length: MustParseDuration("PT4H~")}
	text, err := json.Marshal(in)
	if want := `{"Start":"2025-07-23T16:15~","End":"","Length":"PT4H~"}`; err != nil || string(text) != want {
		t.Fatalf("got %s, %v; want %s", text, err, want)
	}
	var out record
	if err := json.Unmarshal(text, &out); err != nil || out != in {
		t.Errorf("got %+v, %v", out, err)
	}
	var bad *SyntaxError
	if err := json.Unmarshal([]byte(`{"Start":"2025-13"}`), &out); !errors.As(err, &bad) {
		t.Errorf("month 13: got %v", err)
	}
}

func BenchmarkBounds(b *testing.B) {
	loc := zoneNamed(b, "Europe/Luxembourg")
	v := MustParse("2025-07-23T16:15~")
	for b.Loop() {
		v.Bounds(loc)
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		Parse("[2024-03-21T14:00..2024-03-21T14:30]")
	}
}
