package edtf

import (
	"fmt"
	"time"
)

// Bounds is the time within which something happened: from Earliest to Latest,
// both inclusive, in whole seconds and in UTC, so that == works. A zero time is
// open: nothing is known on that side.
type Bounds struct{ Earliest, Latest time.Time }

// Bounds returns the outermost instants that v allows. Days and clock times
// without an offset are read in loc; nil means UTC. The bounds of an interval
// run from its start to its end. A local time that a clock change repeats
// covers both instants; one that it skips is the moment of the change.
func (v Value) Bounds(loc *time.Location) Bounds {
	if one, ok := onePoint(v.text); ok {
		return one.bounds(loc)
	}
	p := v.parts()
	switch p.kind {
	case span, interval:
		b := Bounds{p.points[0].bounds(loc).Earliest, p.points[1].bounds(loc).Latest}
		return b.ordered() // a mix of local and UTC times may cross in some zones
	}
	var all Bounds
	for i, one := range p.points {
		if i == 0 {
			all = one.bounds(loc)
		} else {
			all = all.Union(one.bounds(loc))
		}
	}
	return all
}

// CheckZone reports a local day or clock time in v that does not exist in loc,
// because clocks went forward over it.
func (v Value) CheckZone(loc *time.Location) error {
	if one, ok := onePoint(v.text); ok {
		return one.checkZone(loc)
	}
	for _, p := range v.parts().points {
		if err := p.checkZone(loc); err != nil {
			return err
		}
	}
	return nil
}

func (p point) checkZone(loc *time.Location) error {
	if p.end != known || p.zone != local || p.precision < Day {
		return nil
	}
	first, last := p.walls()
	if !exists(first, loc) && (p.precision > Day || !exists(last, loc)) {
		return fmt.Errorf("%q does not exist in %s, clocks went forward over it; check it, or write the offset or Z", p, loc)
	}
	return nil
}

// bounds returns the outermost instants of one point.
func (p point) bounds(loc *time.Location) Bounds {
	if p.end != known || p.precision == None {
		return Bounds{}
	}
	first, last := p.walls()
	if p.zone != local {
		east := time.Duration(p.offset) * time.Minute
		return Bounds{first.Add(-east), last.Add(-east)}.widened(p)
	}
	earliest, _ := instant(first, loc, false)
	latest, _ := instant(last, loc, true)
	return Bounds{earliest, latest}.ordered().widened(p)
}

// walls returns the first and last second of p as a clock on the wall shows
// them, written as if in UTC. Dates with ~ are widened by one of their units.
func (p point) walls() (first, last time.Time) {
	if p.precision >= Minute {
		t := time.Date(p.year, time.Month(p.month), p.day, p.hour, p.minute, p.second, 0, time.UTC)
		return t, t
	}
	first = time.Date(p.year, time.Month(max(p.month, 1)), max(p.day, 1), 0, 0, 0, 0, time.UTC)
	var years, months, days int
	switch {
	case p.decade:
		years = 10
	case p.precision == Year:
		years = 1
	case p.precision == Month:
		months = 1
	default:
		days = 1
	}
	next := first.AddDate(years, months, days)
	if p.approximate() {
		first = first.AddDate(-years, -months, -days)
		next = next.AddDate(years, months, days)
	}
	return first, next.Add(-time.Second)
}

func (p point) approximate() bool { return p.qualifier == '~' || p.qualifier == '%' }

// widened applies ~ to a clock time.
func (b Bounds) widened(p point) Bounds {
	const about = 15 * time.Minute
	if p.precision < Minute || !p.approximate() {
		return b
	}
	return Bounds{b.Earliest.Add(-about), b.Latest.Add(about)}
}

// exists tells whether clocks in loc ever show wall.
func exists(wall time.Time, loc *time.Location) bool {
	if loc == nil {
		loc = time.UTC
	}
	year, month, day := wall.Date()
	hour, minute, second := wall.Clock()
	t := time.Date(year, month, day, hour, minute, second, 0, loc) // moved where they skip it
	return t.Second() == second && t.Minute() == minute && t.Hour() == hour && t.Day() == day
}

// instant returns the moment at which clocks in loc show wall, in UTC: the
// first such moment, or the last. If clocks skip wall, it returns the first
// second after the change, or the last one before it, and false.
func instant(wall time.Time, loc *time.Location, last bool) (time.Time, bool) {
	if loc == nil {
		loc = time.UTC
	}
	year, month, day := wall.Date()
	t := time.Date(year, month, day, wall.Hour(), wall.Minute(), wall.Second(), 0, loc)
	start, end := t.ZoneBounds()
	shown := func(t time.Time) time.Time {
		_, east := t.Zone()
		return t.UTC().Add(time.Duration(east) * time.Second)
	}
	if now := shown(t); !now.Equal(wall) {
		change := end
		if now.After(wall) {
			change = start
		}
		if last {
			change = change.Add(-time.Second)
		}
		return change.UTC(), false
	}
	// The neighbouring zone may show the same time once more.
	neighbour := end
	if !last {
		neighbour = start.Add(-time.Second)
	}
	if !start.IsZero() && !last || !end.IsZero() && last {
		_, here := t.Zone()
		_, there := neighbour.Zone()
		if other := t.Add(time.Duration(here-there) * time.Second); shown(other).Equal(wall) && other.Before(t) != last {
			t = other
		}
	}
	return t.UTC(), true
}

// ordered swaps the sides if they cross.
func (b Bounds) ordered() Bounds {
	if !b.Earliest.IsZero() && !b.Latest.IsZero() && b.Latest.Before(b.Earliest) {
		return Bounds{b.Latest, b.Earliest}
	}
	return b
}

// Passed gives the first instant at which it has surely happened: Latest, or where
// that is the last second of a minute, and so of a longer period such as a day, the
// end of that second. It is zero when Latest is.
func (b Bounds) Passed() time.Time {
	if b.Latest.Second() == 59 {
		return b.Latest.Add(time.Second)
	}
	return b.Latest
}

// IsZero reports whether both sides are open: nothing is known.
func (b Bounds) IsZero() bool { return b.Earliest.IsZero() && b.Latest.IsZero() }

// Compare orders bounds by Earliest, then by Latest, for sorting. An open
// Earliest comes first, an open Latest last.
func (b Bounds) Compare(c Bounds) int {
	if n := b.Earliest.Compare(c.Earliest); n != 0 {
		return n // the zero time is before all others
	}
	switch {
	case b.Latest.IsZero() && c.Latest.IsZero():
		return 0
	case b.Latest.IsZero():
		return 1
	case c.Latest.IsZero():
		return -1
	}
	return b.Latest.Compare(c.Latest)
}

// Before reports whether b certainly ended before c began.
func (b Bounds) Before(c Bounds) bool {
	return !b.Latest.IsZero() && !c.Earliest.IsZero() && b.Latest.Before(c.Earliest)
}

// Overlaps reports whether b and c may have been at the same time.
func (b Bounds) Overlaps(c Bounds) bool { return !b.Before(c) && !c.Before(b) }

// Union returns the bounds that cover b and c. A side that is open in one of
// them stays open.
func (b Bounds) Union(c Bounds) Bounds {
	u := b
	if c.Earliest.Before(b.Earliest) { // also when c is open
		u.Earliest = c.Earliest
	}
	if !b.Latest.IsZero() && (c.Latest.IsZero() || c.Latest.After(b.Latest)) {
		u.Latest = c.Latest
	}
	return u
}
