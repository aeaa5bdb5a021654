package archive

import (
	"cmp"
	"slices"
	"time"

	"incidentarchive/generator/internal/record"
)

// mostGrave is how many incidents are kept as the gravest.
const mostGrave = 10

// gravest orders confirmed incidents by how grave they were: first those that
// affected emergency services, then those that reached further, then those that
// took more services out, then the longer ones; among equals the later. The rule
// stands on the site too.
func gravest(incidents []*Incident) []*Incident {
	var list []*Incident
	for _, i := range incidents {
		if i.Withdrawn == nil && i.Certainty == "confirmed" {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(x, y *Incident) int {
		return cmp.Or(
			cmp.Compare(reach(y), reach(x)),
			cmp.Compare(servicesOut(y), servicesOut(x)),
			cmp.Compare(leastDuration(y), leastDuration(x)),
		)
	})
	return list[:min(len(list), mostGrave)]
}

// reach puts emergency services before everything else, then the scope.
func reach(i *Incident) int {
	n := slices.Index(record.Values(record.Scope("")), string(i.Scope.Value)) + 1
	if i.EmergencyServicesAffected.Value == "true" {
		n += 10
	}
	return n
}

// servicesOut counts the services that were not usable at all.
func servicesOut(i *Incident) int {
	var out []*Service
	for _, x := range i.Impacts {
		if x.Level == record.LevelOutage && !slices.Contains(out, x.Service) {
			out = append(out, x.Service)
		}
	}
	return len(out)
}

func leastDuration(i *Incident) time.Duration {
	shortest, _ := i.Duration.Min()
	return shortest
}
