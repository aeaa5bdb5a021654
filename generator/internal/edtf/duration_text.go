package edtf

import (
	"strconv"
	"time"
)

// Text returns d as people say it, in the words of w: "4 h", "about 4 h",
// "between 3 h and 4 h", "at least 2 days", "up to 1 day"; "unknown" for the
// zero value.
//
// It never says more than is known. Over 10 days it names days only, over 2 days
// no minutes, from 10 minutes on no seconds. Bounds are rounded outwards. A set
// that is approximate and narrow is said as its middle, rounded to a step that
// its width allows.
func (d Duration) Text(w Words) string {
	if !d.given {
		return w("edtf_length_unknown")
	}
	if !d.set {
		return w.qualify(d.qualifier, w.length(nearest(d.low, grid(d.low))))
	}
	var text string
	switch floor := d.floor(); {
	case d.highOpen:
		text = w.length(floor)
		if d.Approximate() {
			text = w("edtf_about", "time", text)
		}
		text = w("edtf_at_least", "time", text)
	case d.Approximate() && 4*(d.high-d.low) <= d.high+d.low: // width up to half of the middle
		return w.qualify(d.qualifier, w.length(d.middle()))
	case floor == 0:
		text = w("edtf_up_to", "time", w.length(d.ceil()))
	default:
		text = w("edtf_between", "first", w.length(floor), "last", w.length(d.ceil()))
	}
	if d.Uncertain() {
		text = w("edtf_possibly", "time", text)
	}
	return text
}

// MinText returns the shortest length as people say it, rounded down; empty if
// it is open, or under a minute of a longer range.
func (d Duration) MinText(w Words) string {
	_, ok := d.Min()
	floor := d.floor()
	if !ok || floor == 0 && d.high > 0 {
		return ""
	}
	return w.length(floor)
}

// MaxText returns the longest length as people say it, rounded up; empty if it
// is open.
func (d Duration) MaxText(w Words) string {
	if _, ok := d.Max(); !ok {
		return ""
	}
	return w.length(d.ceil())
}

// grid returns the step, in seconds, to which a length of n seconds is told.
func grid(n int64) int64 {
	switch {
	case n < 10*minute:
		return 1
	case n <= 2*day:
		return minute
	case n <= 10*day:
		return hour
	}
	return day
}

// nearest rounds n to a multiple of step.
func nearest(n, step int64) int64 { return (n + step/2) / step * step }

// floor returns the minimum rounded down: to its own grid, or to the coarser
// one of the maximum, so that a long range does not begin to the minute. Below
// a minute of a long range it is 0.
func (d Duration) floor() int64 {
	low, high, open := d.Seconds()
	step := grid(low)
	if !open {
		for _, coarser := range []int64{minute, hour, day} {
			if coarser <= grid(high) && (coarser <= low || coarser == minute) {
				step = max(step, coarser)
			}
		}
	}
	return low / step * step
}

// ceil returns the maximum rounded up.
func (d Duration) ceil() int64 {
	_, high, _ := d.Seconds()
	step := grid(high)
	return (high + step - 1) / step * step
}

// middle returns the middle of the bounds, rounded to a round figure that is at
// most half as wide as they are, so that it stays between them.
func (d Duration) middle() int64 {
	step := grid((d.low + d.high) / 2)
	for _, round := range []int64{minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 6 * hour, 12 * hour, day} {
		if round <= (d.high-d.low)/2 {
			step = max(step, round)
		}
	}
	return nearest((d.low+d.high)/2, step)
}

// length writes n seconds, which the caller has rounded.
func (w Words) length(n int64) string {
	if n == 0 {
		return w("edtf_under_a_minute")
	}
	text := ""
	add := func(next string) {
		if text != "" {
			next = w("edtf_length_join", "first", text, "next", next)
		}
		text = next
	}
	if n/day == 1 {
		add(w("edtf_one_day"))
	} else if n/day > 1 {
		add(w("edtf_days", "n", strconv.FormatInt(n/day, 10)))
	}
	for _, unit := range []struct {
		id         string
		size, over int64
	}{{"edtf_hours", hour, day}, {"edtf_minutes", minute, hour}, {"edtf_seconds", 1, minute}} {
		if count := n % unit.over / unit.size; count > 0 {
			add(w(unit.id, "n", strconv.FormatInt(count, 10)))
		}
	}
	return text
}

// DurationText returns an exact length as people say it, as in [Duration.Text];
// for sums and medians of durations. Negative lengths count as 0.
func DurationText(length time.Duration, w Words) string {
	n := max(0, int64(length/time.Second))
	return w.length(nearest(n, grid(n)))
}
