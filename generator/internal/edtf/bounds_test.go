package edtf

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestClockChanges(t *testing.T) {
	for _, c := range []struct {
		zone, text, earliest, latest, fault string
	}{
		{"Europe/Luxembourg", "2024-03-31T01:59", "2024-03-31T00:59:00Z", "2024-03-31T00:59:00Z", ""},
		{"Europe/Luxembourg", "2024-03-31T02:30", "2024-03-31T00:59:59Z", "2024-03-31T01:00:00Z",
			`"2024-03-31T02:30" does not exist in Europe/Luxembourg, clocks went forward over it; check it, or write the offset or Z`},
		{"Europe/Luxembourg", "2024-03-31T03:00", "2024-03-31T01:00:00Z", "2024-03-31T01:00:00Z", ""},
		{"Europe/Luxembourg", "2024-10-27T01:59", "2024-10-26T23:59:00Z", "2024-10-26T23:59:00Z", ""},
		{"Europe/Luxembourg", "2024-10-27T02:00", "2024-10-27T00:00:00Z", "2024-10-27T01:00:00Z", ""},
		{"Europe/Luxembourg", "2024-10-27T02:30~", "2024-10-27T00:15:00Z", "2024-10-27T01:45:00Z", ""},
		{"Europe/Luxembourg", "2024-10-27T02:30+02:00", "2024-10-27T00:30:00Z", "2024-10-27T00:30:00Z", ""},
		{"Europe/Luxembourg", "2024-10-27T03:00", "2024-10-27T02:00:00Z", "2024-10-27T02:00:00Z", ""},
		{"Europe/Luxembourg", "2024-10-27", "2024-10-26T22:00:00Z", "2024-10-27T22:59:59Z", ""},
		// Midnight does not exist, the day does.
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T01:59:59Z", ""},
		// Half an hour back.
		{"Australia/Lord_Howe", "2024-04-07T01:45", "2024-04-06T14:45:00Z", "2024-04-06T15:15:00Z", ""},
		// Samoa left out a whole day.
		{"Pacific/Apia", "2011-12-30", "2011-12-30T09:59:59Z", "2011-12-30T10:00:00Z",
			`"2011-12-30" does not exist in Pacific/Apia, clocks went forward over it; check it, or write the offset or Z`},
		{"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T09:59:59Z", ""},
	} {
		v, loc := MustParse(c.text), zoneNamed(t, c.zone)
		b := v.Bounds(loc)
		fault := ""
		if err := v.CheckZone(loc); err != nil {
			fault = err.Error()
		}
		got := []string{stamp(b.Earliest), stamp(b.Latest), fault}
		if diff := cmp.Diff([]string{c.earliest, c.latest, c.fault}, got); diff != "" {
			t.Errorf("%s in %s (-want, +got):\n%s", c.text, c.zone, diff)
		}
	}
}

// TestInstantAgainstClock reads the clock every few minutes around all changes of
// a year and asks for the moment that it shows.
func TestInstantAgainstClock(t *testing.T) {
	for _, loc := range testZones(t)[:4] {
		start := time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC)
		seen := map[string][2]time.Time{} // wall clock to first and last moment
		for i := range 365 * 24 * 4 {
			moment := start.Add(time.Duration(i) * 15 * time.Minute)
			wall := moment.In(loc).Format("2006-01-02T15:04")
			span, again := seen[wall]
			if !again {
				span[0] = moment
			}
			span[1] = moment
			seen[wall] = span
		}
		for wall, span := range seen {
			if got, want := MustParse(wall).Bounds(loc), (Bounds{span[0], span[1]}); got != want {
				t.Errorf("%s in %v: got %v, want %v", wall, loc, got, want)
			}
		}
	}
}

func TestWidening(t *testing.T) {
	for _, c := range []struct{ text, earliest, latest string }{
		{"2024-01~", "2023-12-01T00:00:00Z", "2024-02-29T23:59:59Z"},
		{"2024-03-01~", "2024-02-29T00:00:00Z", "2024-03-02T23:59:59Z"},
		{"2024-12-31T23:50~", "2024-12-31T23:35:00Z", "2025-01-01T00:05:00Z"},
		{"2024-01-01T12:00:30%", "2024-01-01T11:45:30Z", "2024-01-01T12:15:30Z"},
		{"1900~", "1899-01-01T00:00:00Z", "1901-12-31T23:59:59Z"},
		{"2024-01-01?", "2024-01-01T00:00:00Z", "2024-01-01T23:59:59Z"},
		{"[2024-01-05~..]", "2024-01-04T00:00:00Z", ""},
	} {
		b := MustParse(c.text).Bounds(nil)
		if stamp(b.Earliest) != c.earliest || stamp(b.Latest) != c.latest {
			t.Errorf("%s: got %s to %s, want %s to %s", c.text, stamp(b.Earliest), stamp(b.Latest), c.earliest, c.latest)
		}
	}
}

func TestCompareSorts(t *testing.T) {
	want := []string{"[..2020]", "[..2025]", "2024-01-01T00:00Z", "2024-01-01", "2024-01", "2024", "[2024..]", "2024-01-02", "[2025..]"}
	for shift := range want {
		got := append(slices.Clone(want[shift:]), want[:shift]...)
		slices.Reverse(got)
		slices.SortFunc(got, func(a, b string) int {
			return MustParse(a).Bounds(nil).Compare(MustParse(b).Bounds(nil))
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-want, +got):\n%s", diff)
		}
	}
}

func TestBeforeOverlapsUnion(t *testing.T) {
	for _, c := range []struct {
		a, b             string
		before, overlaps bool
		union            string
	}{
		{"2024", "2025", true, false, "2024/2025"},
		{"2025", "2024", false, false, "2024/2025"},
		{"2024", "2024-07", false, true, "2024"},
		{"2024-07", "2024", false, true, "2024"},
		{"[..2024]", "[2025..]", true, false, ""},
		{"[2024..]", "2025", false, true, "2024/.."},
		{"2025", "[2024..]", false, true, "2024/.."},
		{"[..2024]", "2023", false, true, "../2024"},
		{"2023", "[..2024]", false, true, "../2024"},
	} {
		a, b := MustParse(c.a).Bounds(nil), MustParse(c.b).Bounds(nil)
		var union Bounds
		if c.union != "" {
			union = MustParse(c.union).Bounds(nil)
		}
		if a.Before(b) != c.before || a.Overlaps(b) != c.overlaps || a.Union(b) != union {
			t.Errorf("%s and %s: before %v, overlaps %v, union %v", c.a, c.b, a.Before(b), a.Overlaps(b), a.Union(b))
		}
	}
}
