package archive

import (
	"slices"
	"time"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// Downtime is how long a service was out in one calendar year, in its first
// incident's time zone. Only rows with level outage count; phases that overlap
// count once.
type Downtime struct {
	Year      int
	Incidents int           // that touch the year
	Min       time.Duration // out for certain
	Max       time.Duration // out at most, as far as the ends are known
	Open      bool          // an end is not known, so that there is no upper bound
}

// period is a stretch of time.
type period struct{ from, to time.Time }

// downtime sums up a service's outages by year, from the first year with an
// incident to the last.
func downtime(s *Service) []Downtime {
	if len(s.Incidents) == 0 {
		return nil
	}
	loc := s.Incidents[0].Location()
	last := s.Incidents[0].Year
	first := s.Incidents[len(s.Incidents)-1].Year
	var certain, possible []period
	open := map[int]bool{}
	for _, x := range s.Impacts {
		if x.Level != record.LevelOutage || x.Incident.Withdrawn != nil {
			continue
		}
		if x.Stated && !x.Start.Latest.IsZero() && x.End.Earliest.After(x.Start.Passed()) {
			certain = append(certain, period{x.Start.Passed(), x.End.Earliest})
		}
		switch {
		case x.Start.Earliest.IsZero():
			open[x.Incident.Year] = true
		case !x.End.Latest.IsZero():
			possible = append(possible, period{x.Start.Earliest, x.End.Latest})
		case x.Incident.Ongoing() || x.Impact.End.Ongoing:
			possible = append(possible, period{x.Start.Earliest, asOf(x.Incident.Incident)})
		default:
			open[x.Incident.Year] = true
		}
		last = max(last, lastYear(x, loc))
	}
	certain, possible = merge(certain), merge(possible)
	years := make([]Downtime, 0, last-first+1)
	for year := first; year <= last; year++ {
		whole := period{time.Date(year, 1, 1, 0, 0, 0, 0, loc), time.Date(year+1, 1, 1, 0, 0, 0, 0, loc)}
		d := Downtime{Year: year, Min: within(certain, whole), Max: within(possible, whole), Open: open[year]}
		d.Max = max(d.Max, d.Min)
		for _, i := range s.Incidents {
			if i.Withdrawn == nil && (i.Year == year || touches(i, whole)) {
				d.Incidents++
			}
		}
		years = append(years, d)
	}
	return years
}

// lastYear gives the last year that an impact can have reached.
func lastYear(x *Impact, loc *time.Location) int {
	b := edtf.Bounds{Earliest: x.Start.Earliest, Latest: x.End.Latest}
	if b.Latest.IsZero() {
		return x.Incident.Year
	}
	return b.Latest.In(loc).Year()
}

// touches tells whether an incident may have reached into a period.
func touches(i *Incident, p period) bool {
	return !i.End.Latest.IsZero() && i.Start.Earliest.Before(p.to) && !i.End.Latest.Before(p.from)
}

// merge joins periods that overlap.
func merge(list []period) []period {
	slices.SortFunc(list, func(a, b period) int { return a.from.Compare(b.from) })
	var out []period
	for _, p := range list {
		if n := len(out); n > 0 && !p.from.After(out[n-1].to) {
			if p.to.After(out[n-1].to) {
				out[n-1].to = p.to
			}
			continue
		}
		out = append(out, p)
	}
	return out
}

// within sums up the parts of periods that lie in a year.
func within(list []period, year period) time.Duration {
	var sum time.Duration
	for _, p := range list {
		from, to := p.from, p.to
		if from.Before(year.from) {
			from = year.from
		}
		if to.After(year.to) {
			to = year.to
		}
		if to.After(from) {
			sum += to.Sub(from)
		}
	}
	return sum
}
