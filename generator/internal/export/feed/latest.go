package feed

import (
	"slices"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

const (
	least = 20  // entries that a feed has, when there are as many
	most  = 100 // entries that a feed has at most
	span  = 30 * 24 * time.Hour
)

// Size tells how many entries a feed about some incidents has: at least 20, and all
// of the last 30 days before a date, up to 100.
func Size(date record.Date, incidents []*archive.Incident) int {
	if len(incidents) <= least {
		return len(incidents)
	}
	since := record.Date(date.Time().Add(-span).Format(time.DateOnly))
	recent := 0
	for _, i := range incidents {
		if i.Modified >= since {
			recent++
		}
	}
	return min(max(least, recent), most)
}

// Newest picks the incidents of a feed, those that changed last first.
func Newest(date record.Date, incidents []*archive.Incident) []*archive.Incident {
	size := Size(date, incidents)
	picked := make([]*archive.Incident, 0, size+1)
	for _, i := range incidents {
		at := len(picked)
		for at > 0 && later(i, picked[at-1]) {
			at--
		}
		if at < size {
			picked = slices.Insert(picked, at, i)
			picked = picked[:min(len(picked), size)]
		}
	}
	return picked
}

// later tells whether an incident changed after another one, or on the same day and
// was published after it.
func later(x, y *archive.Incident) bool {
	return x.Modified > y.Modified || x.Modified == y.Modified && x.Published > y.Published
}

// OfOrganisation gives the incidents that the feeds of an organisation are about:
// those of its services, and those on which it spoke.
func OfOrganisation(o *archive.Organisation) []*archive.Incident {
	incidents := slices.Clone(o.Incidents)
	for _, c := range o.Claims {
		if !slices.Contains(incidents, c.Incident) {
			incidents = append(incidents, c.Incident)
		}
	}
	return incidents
}

// latest picks the entries of a feed.
func (w *writer) latest(incidents []*archive.Incident) []*entry {
	var entries []*entry
	for _, i := range Newest(w.Date(), incidents) {
		entries = append(entries, w.entries[i])
	}
	return entries
}
