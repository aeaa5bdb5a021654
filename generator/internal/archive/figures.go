package archive

import (
	"slices"
	"time"

	"incidentarchive/generator/internal/record"
)

// Figures are the numbers over a set of incidents. A figure that rests on fewer
// than all of them says on how many.
type Figures struct {
	Incidents int
	Outages   int
	Attacks   int
	Ongoing   int

	// Duration is known for DurationKnown of the incidents: those whose
	// duration has an upper bound. There is no mean: durations are far from
	// normally distributed, and a mean of bounds means nothing.
	DurationKnown int
	Median        Range     // of the known durations
	Longest       *Incident // by the least that it lasted; nil when none is known

	CauseKnown int // incidents whose root cause is known

	Claims           int
	ClaimsSuperseded int
	ClaimsDisputed   int

	First, Last *Incident // by start; nil when there is none
}

// Range is a length of time between two bounds.
type Range struct{ Min, Max time.Duration }

// figures counts over incidents, newest first. Withdrawn records do not count.
func figures(incidents []*Incident) Figures {
	var f Figures
	var low, high []time.Duration
	for _, i := range incidents {
		if i.Withdrawn != nil {
			continue
		}
		f.count(i)
		shortest, _ := i.Duration.Min()
		longest, bounded := i.Duration.Max()
		if !i.Duration.IsZero() && bounded {
			f.DurationKnown++
			low, high = append(low, shortest), append(high, longest)
		}
		if !i.Duration.IsZero() && shortest > 0 {
			if f.Longest == nil {
				f.Longest = i
			} else if most, _ := f.Longest.Duration.Min(); shortest > most {
				f.Longest = i
			}
		}
	}
	f.Median = Range{median(low), median(high)}
	return f
}

func (f *Figures) count(i *Incident) {
	f.Incidents++
	if f.Last == nil {
		f.Last = i
	}
	f.First = i
	if i.Type == record.Attack {
		f.Attacks++
	} else {
		f.Outages++
	}
	if i.Ongoing() {
		f.Ongoing++
	}
	if i.RootCause.Value != record.UnknownRootCause {
		f.CauseKnown++
	}
	f.Claims += len(i.Claims)
	f.ClaimsSuperseded += i.superseded
	f.ClaimsDisputed += i.disputed
}

// median gives the middle value, or the mean of the two middle ones.
func median(list []time.Duration) time.Duration {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	middle := len(list) / 2
	if len(list)%2 == 1 {
		return list[middle]
	}
	return (list[middle-1] + list[middle]) / 2
}
