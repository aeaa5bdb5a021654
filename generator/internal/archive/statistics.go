package archive

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// Statistics are the figures of the whole archive. Withdrawn records count in
// none of them. There are no means: medians of lower and of upper bounds, and on
// how many incidents they rest.
type Statistics struct {
	Incidents int // that all other figures are out of

	Years []YearCount // oldest first, without gaps

	Durations     []*Incident // whose duration is known at least from below, shortest first
	DurationKnown int         // of these, with an upper bound; the median rests on them
	Duration      Range       // median

	Causes  []Count // most frequent first, the unknown last
	Sectors []Count // most frequent first; an incident counts in each of its sectors

	Services []ServiceDowntime // longest certain downtime first; only those with any

	Statements     []Delay // incidents with a first statement, shortest delay first
	StatementKnown int     // of these, with an upper bound; the median rests on them
	Statement      Range   // median

	Claims []ClaimCount // by kind of organisation, in the order of the enumeration
}

// YearCount is the incidents that began in one year.
type YearCount struct{ Year, Outages, Attacks int }

// Count is how many incidents have a value.
type Count struct {
	ID        string
	Incidents int
}

// ServiceDowntime is how long a service was out over all years.
type ServiceDowntime struct {
	Service   *Service
	Incidents int
	Range          // out for certain, and at most as far as the ends are known
	Open      bool // an end is not known, so that there is no upper bound
}

// Delay is the time from the start of an incident to the first public statement
// about it: the first claim of anybody, or its disclosure.
type Delay struct {
	Incident *Incident
	Duration edtf.Duration
}

// ClaimCount is what became of the statements of one kind of organisation.
type ClaimCount struct {
	Kind                                              record.Kind // empty for claimants that are not identified
	Claims, Standing, Superseded, Disputed, Retracted int
}

func newStatistics(a *Archive) *Statistics {
	s := &Statistics{}
	incidents := slices.DeleteFunc(slices.Clone(a.Incidents), func(i *Incident) bool { return i.Withdrawn != nil })
	s.Incidents = len(incidents)
	f := a.Figures()
	s.DurationKnown, s.Duration = f.DurationKnown, f.Median
	s.Years = YearCounts(incidents)
	for _, i := range incidents {
		if !i.Duration.IsZero() {
			s.Durations = append(s.Durations, i)
		}
	}
	slices.SortFunc(s.Durations, func(x, y *Incident) int {
		return cmp.Or(compareDurations(x.Duration, y.Duration), newestFirst(x, y))
	})
	s.Causes = counts(incidents, func(i *Incident) []string { return []string{string(i.RootCause.Value)} })
	slices.SortStableFunc(s.Causes, func(x, y Count) int {
		return cmp.Compare(last(x.ID == string(record.UnknownRootCause)), last(y.ID == string(record.UnknownRootCause)))
	})
	s.Sectors = counts(incidents, func(i *Incident) []string { return texts(i.Sectors) })
	s.Services = a.serviceDowntimes()
	s.setStatements(incidents)
	s.Claims = claimCounts(incidents)
	return s
}

// last is greater for what has to stand last.
func last(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// compareDurations orders by the lower bound, then by the upper one; no upper
// bound is the longest.
func compareDurations(x, y edtf.Duration) int {
	lowX, _ := x.Min()
	lowY, _ := y.Min()
	highX, boundedX := x.Max()
	highY, boundedY := y.Max()
	return cmp.Or(cmp.Compare(lowX, lowY), cmp.Compare(last(!boundedX), last(!boundedY)), cmp.Compare(highX, highY))
}

// YearCounts counts incidents, newest first, by year and type.
func YearCounts(incidents []*Incident) []YearCount {
	byYear := map[int]*YearCount{}
	low, high := 0, -1
	for _, i := range incidents {
		y := byYear[i.Year]
		if y == nil {
			y = &YearCount{Year: i.Year}
			byYear[i.Year] = y
			if high < low {
				low, high = i.Year, i.Year
			}
			low, high = min(low, i.Year), max(high, i.Year)
		}
		if i.Type == record.Attack {
			y.Attacks++
		} else {
			y.Outages++
		}
	}
	var list []YearCount
	for year := low; year <= high; year++ {
		if y := byYear[year]; y != nil {
			list = append(list, *y)
		} else {
			list = append(list, YearCount{Year: year})
		}
	}
	return list
}

// counts counts incidents by value, the most frequent first, then by value.
func counts(incidents []*Incident, values func(*Incident) []string) []Count {
	byValue := map[string]int{}
	for _, i := range incidents {
		for _, v := range values(i) {
			byValue[v]++
		}
	}
	list := make([]Count, 0, len(byValue))
	for v, n := range byValue {
		list = append(list, Count{v, n})
	}
	slices.SortFunc(list, func(x, y Count) int {
		return cmp.Or(cmp.Compare(y.Incidents, x.Incidents), strings.Compare(x.ID, y.ID))
	})
	return list
}

// serviceDowntimes sums up the downtime of each service.
func (a *Archive) serviceDowntimes() []ServiceDowntime {
	var list []ServiceDowntime
	for _, s := range a.Services {
		d := ServiceDowntime{Service: s, Incidents: s.Figures().Incidents}
		for _, year := range s.Downtime() {
			d.Min += year.Min
			d.Max += year.Max
			d.Open = d.Open || year.Open
		}
		if d.Max > 0 || d.Open {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(x, y ServiceDowntime) int {
		return cmp.Or(cmp.Compare(y.Min, x.Min), cmp.Compare(y.Max, x.Max), cmp.Compare(last(y.Open), last(x.Open)))
	})
	return list
}

// setStatements finds how long it took until somebody spoke.
func (s *Statistics) setStatements(incidents []*Incident) {
	var low, high []time.Duration
	for _, i := range incidents {
		d := edtf.Elapsed(i.Start, i.firstStatement(), false)
		if d.IsZero() {
			continue
		}
		s.Statements = append(s.Statements, Delay{i, d})
		if most, bounded := d.Max(); bounded {
			least, _ := d.Min()
			s.StatementKnown++
			low, high = append(low, least), append(high, most)
		}
	}
	slices.SortFunc(s.Statements, func(x, y Delay) int {
		return cmp.Or(compareDurations(x.Duration, y.Duration), newestFirst(x.Incident, y.Incident))
	})
	s.Statement = Range{median(low), median(high)}
}

// firstStatement gives when the public was first told: from the earliest that
// any statement can be to the earliest by which one had certainly been made.
// What was said before the incident began is not about it yet.
func (i *Incident) firstStatement() edtf.Bounds {
	var all edtf.Bounds
	take := func(b edtf.Bounds) {
		if b.IsZero() || b.Before(i.Start) {
			return
		}
		if b.Earliest.IsZero() {
			b.Earliest = i.Start.Earliest
		}
		if all.Earliest.IsZero() || b.Earliest.Before(all.Earliest) {
			all.Earliest = b.Earliest
		}
		if !b.Latest.IsZero() && (all.Latest.IsZero() || b.Latest.Before(all.Latest)) {
			all.Latest = b.Latest
		}
	}
	take(i.Disclosed.Value.Bounds(i.Location()))
	for _, c := range i.Claims {
		take(c.Bounds)
	}
	return all
}

// claimCounts counts what became of statements by kind of organisation.
func claimCounts(incidents []*Incident) []ClaimCount {
	byKind := map[record.Kind]*ClaimCount{}
	for _, i := range incidents {
		for _, c := range i.Claims {
			var kind record.Kind
			if c.By != nil {
				kind = c.By.Kind
			}
			n := byKind[kind]
			if n == nil {
				n = &ClaimCount{Kind: kind}
				byKind[kind] = n
			}
			n.Claims++
			switch c.Status {
			case record.Superseded:
				n.Superseded++
			case record.Disputed:
				n.Disputed++
			case record.Retracted:
				n.Retracted++
			default:
				n.Standing++
			}
		}
	}
	var list []ClaimCount
	for _, kind := range append(record.Values(record.Kind("")), "") {
		if n := byKind[record.Kind(kind)]; n != nil {
			list = append(list, *n)
		}
	}
	return list
}
