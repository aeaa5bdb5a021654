package chart

import (
	"strconv"
	"time"
)

// unit is what an axis of time counts in.
type unit int

const (
	minutes unit = iota
	hours
	days
	months
	years
)

// step is the distance between two ticks.
type step struct {
	unit unit
	n    int
}

// steps are the distances that people count in, from small to large.
var steps = []step{
	{minutes, 1}, {minutes, 2}, {minutes, 5}, {minutes, 10}, {minutes, 15}, {minutes, 30},
	{hours, 1}, {hours, 2}, {hours, 3}, {hours, 6},
	{days, 1}, {days, 2}, {days, 7}, {days, 14},
	{months, 1}, {months, 2}, {months, 3}, {months, 6},
	{years, 1}, {years, 2}, {years, 5}, {years, 10}, {years, 20}, {years, 50},
}

// size is about how long a step is.
func (s step) size() time.Duration {
	one := [...]time.Duration{time.Minute, time.Hour, 24 * time.Hour, 730 * time.Hour, 8766 * time.Hour}[s.unit]
	return time.Duration(s.n) * one
}

// maxTicks bounds the ticks of an axis.
const maxTicks = 10

// ticks gives the round times from from to to in their time zone, at most
// maxTicks of them, and the step between them.
func ticks(from, to time.Time) ([]time.Time, step) {
	span := to.Sub(from)
	chosen := steps[len(steps)-1]
	for _, s := range steps {
		if span <= time.Duration(maxTicks-1)*s.size() {
			chosen = s
			break
		}
	}
	var list []time.Time
	for n := 0; n <= 4*maxTicks && len(list) < maxTicks; n++ {
		t := chosen.round(from, n)
		if t.After(to) {
			break
		}
		// Clocks that are put forward can make two of them fall together.
		if !t.Before(from) && (len(list) == 0 || t.After(list[len(list)-1])) {
			list = append(list, t)
		}
	}
	return list, chosen
}

// round gives the n-th round time from the one at or before t on, by the
// calendar and the clock on the wall.
func (s step) round(t time.Time, n int) time.Time {
	y, m, d := t.Date()
	loc := t.Location()
	switch s.unit {
	case minutes:
		// Steps under an hour count on from the full hour and are as long as they are.
		past := time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond())
		return t.Add(-past).Add(time.Duration((int(past/time.Minute)/s.n+n)*s.n) * time.Minute)
	case hours:
		return time.Date(y, m, d, (t.Hour()/s.n+n)*s.n, 0, 0, 0, loc)
	case days:
		if s.n >= 7 { // weeks begin on Monday
			d -= (int(t.Weekday()) + 6) % 7
		}
		return time.Date(y, m, d+n*s.n, 0, 0, 0, 0, loc)
	case months:
		return time.Date(y, time.Month((int(m)-1)/s.n*s.n+1+n*s.n), 1, 0, 0, 0, 0, loc)
	default:
		return time.Date((y/s.n+n)*s.n, 1, 1, 0, 0, 0, 0, loc)
	}
}

// tick writes a tick, and the larger unit that it lies in.
func (w Words) tick(t time.Time, u unit) (label, context string) {
	switch u {
	case minutes, hours:
		return w.clock(t), w.dayYear(t)
	case days:
		return w.day(t), strconv.Itoa(t.Year())
	case months:
		return w.month(t), strconv.Itoa(t.Year())
	default:
		return strconv.Itoa(t.Year()), ""
	}
}
