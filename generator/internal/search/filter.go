package search

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// How sure it is that a document meets a filter.
const (
	no = iota
	possibly
	yes
)

// test checks a document against a value of a filter.
type test struct {
	sure func(x *Index, doc int) int
	term string // a term whose documents pass, instead
}

// within says how sure it is that a value between a and b lies from lo to hi.
func within(a, b, lo, hi float64) int {
	switch {
	case b < lo || a > hi:
		return no
	case a >= lo && b <= hi:
		return yes
	}
	return possibly
}

func newTest(key int, v string) (test, bool) {
	switch key {
	case keyService, keyOrganisation:
		return test{term: filterTerm(keys[key][0], v)}, true
	case keyDuration:
		return durationTest(strings.ToLower(v))
	case keyYear, keyBefore, keyAfter:
		return dateTest(key, v)
	}
	v = Fold(v)
	return test{sure: func(x *Index, doc int) int {
		for _, id := range x.facets.values[key][doc] {
			if Fold(id) == v || Fold(x.facets.labels[key][id]) == v {
				return yes
			}
		}
		return no
	}}, true
}

func dateTest(key int, v string) (test, bool) {
	lo, hi, ok := between(v, period)
	if !ok {
		return test{}, false
	}
	switch key {
	case keyBefore:
		lo, hi = math.Inf(-1), lo-1
	case keyAfter:
		lo, hi = hi+1, math.Inf(1)
	}
	return test{sure: func(x *Index, doc int) int {
		at, ok := x.starts[doc]
		if !ok {
			year := x.facets.years[doc]
			at = [2]int{dayOf(year, 1, 1), dayOf(year+1+x.facets.spans[doc], 1, 1) - 1}
		}
		return within(float64(at[0]), float64(at[1]), lo, hi)
	}}, true
}

var comparison = regexp.MustCompile(`^([<>]?)(=?)(.*)$`)

func durationTest(v string) (test, bool) {
	m := comparison.FindStringSubmatch(v)
	if m == nil {
		return test{}, false
	}
	lo, hi, ok := between(m[3], seconds)
	if !ok {
		return test{}, false
	}
	strict := 1.0
	if m[2] != "" {
		strict = 0
	}
	switch m[1] {
	case ">":
		lo, hi = lo+strict, math.Inf(1)
	case "<":
		lo, hi = 0, hi-strict
	}
	return test{sure: func(x *Index, doc int) int {
		d, ok := x.spans[doc]
		if !ok {
			return no
		}
		longest := float64(d[1])
		if d[1] < 0 {
			longest = math.Inf(1)
		}
		return within(float64(d[0]), longest, lo, hi)
	}}, true
}

// between reads a, a..b, a.. and ..b.
func between(s string, read func(string) (lo, hi float64, ok bool)) (lo, hi float64, ok bool) {
	parts := strings.Split(s, "..")
	lo, hi, ok = read(parts[0])
	if len(parts) == 1 {
		return lo, hi, ok
	}
	last := parts[1]
	_, hi, okLast := read(last)
	if parts[0] == "" {
		lo, ok = math.Inf(-1), last != ""
	}
	if last == "" {
		hi, okLast = math.Inf(1), true
	}
	return lo, hi, ok && okLast
}

var periodForm = regexp.MustCompile(`^([1-9]\d{3})(?:-(0[1-9]|1[0-2]))?(?:-([0-3]\d))?$`)

// period returns the first and last day of a year, month or day.
func period(s string) (lo, hi float64, ok bool) {
	m := periodForm.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	y, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	d, _ := strconv.Atoi(m[3])
	switch {
	case m[3] != "":
		lo = float64(dayOf(y, time.Month(month), d))
		return lo, lo, true
	case m[2] != "":
		return float64(dayOf(y, time.Month(month), 1)), float64(dayOf(y, time.Month(month+1), 1) - 1), true
	}
	return float64(dayOf(y, 1, 1)), float64(dayOf(y+1, 1, 1) - 1), true
}

var (
	lengthForm = regexp.MustCompile(`^(?:\d+(?:\.\d+)?(?:s|m|min|h|d|w))+$`)
	lengthPart = regexp.MustCompile(`([\d.]+)([a-z]+)`)
	units      = map[string]float64{"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "w": 604800}
)

// seconds reads a length of time such as 90s, 1h30m or 2d.
func seconds(s string) (lo, hi float64, ok bool) {
	if !lengthForm.MatchString(s) {
		return 0, 0, false
	}
	for _, m := range lengthPart.FindAllStringSubmatch(s, -1) {
		n, _ := strconv.ParseFloat(m[1], 64)
		lo += math.Round(n * units[m[2]])
	}
	return lo, lo, true
}

// checked is what the filters say about a document.
type checked struct {
	misses int // a bit for each facet that it fails, and one for all other filters
	sure   int
}

const otherMiss = 1 << 10

// check applies the filters. Values of one facet are alternatives; all else
// must hold.
func (x *Index) check(filters []*filter, lists map[string]map[int]bool, doc int) checked {
	c := checked{sure: yes}
	var facet [keyDuration]int
	asked := 0
	for _, f := range filters {
		best := no
		for _, t := range f.tests {
			switch {
			case t.sure != nil:
				best = max(best, t.sure(x, doc))
			case lists[t.term][doc]:
				best = yes
			}
		}
		if f.unless || f.key >= keyDuration {
			if f.unless {
				best = yes - best
			}
			c.sure = min(c.sure, best)
			if best == no {
				c.misses |= otherMiss
			}
			continue
		}
		asked |= 1 << f.key
		facet[f.key] = max(facet[f.key], best)
	}
	for key, v := range facet {
		if asked&(1<<key) == 0 {
			continue
		}
		c.sure = min(c.sure, v)
		if v == no {
			c.misses |= 1 << key
		}
	}
	return c
}

// lists returns the documents of the terms that filters name.
func (x *Index) lists(filters []*filter) map[string]map[int]bool {
	m := map[string]map[int]bool{}
	for _, f := range filters {
		for _, t := range f.tests {
			if t.term == "" || m[t.term] != nil {
				continue
			}
			m[t.term] = map[int]bool{}
			for _, s := range x.segments {
				if u := x.named(s, t.term); u != nil {
					for _, d := range u.docs {
						m[t.term][d] = true
					}
				}
			}
		}
	}
	return m
}

// applies reports whether a filter has one of the keys.
func applies(filters []*filter, keys ...int) bool {
	return slices.ContainsFunc(filters, func(f *filter) bool { return slices.Contains(keys, f.key) })
}

// byDay reports whether filters ask for more than whole years.
func byDay(filters []*filter) bool {
	return slices.ContainsFunc(filters, func(f *filter) bool {
		return f.key == keyBefore || f.key == keyAfter || f.key == keyYear && strings.Contains(f.value, "-")
	})
}
