package archive

import (
	"cmp"
	"slices"

	"incidentarchive/generator/internal/record"
)

// gravest orders incidents by how grave they were. The rule is fixed and has no
// weights; each point decides only where those before it are equal:
//
//  1. it is confirmed that the incident took place, and it was no near miss,
//  2. emergency services were affected, as a source says,
//  3. how far the effect reached: international, national, regional, local,
//  4. a service was out, not only degraded,
//  5. how long it lasted at least,
//  6. how many users one service counts at least,
//  7. the newest first.
//
// What is not known counts as the least. Withdrawn records are left out.
func gravest(incidents []*Incident) []*Incident {
	type rank struct {
		incident *Incident
		points   [6]float64
	}
	scopes := record.Values(record.Scope(""))
	var list []rank
	for _, i := range incidents {
		if i.Withdrawn != nil {
			continue
		}
		r := rank{incident: i}
		if i.Certainty == "confirmed" {
			r.points[0] = 1
		}
		if i.EmergencyServicesAffected.Value == "true" {
			r.points[1] = 1
		}
		r.points[2] = float64(slices.Index(scopes, string(i.Scope.Value)) + 1)
		for _, x := range i.Impacts {
			if x.Level == record.LevelOutage {
				r.points[3] = 1
			}
			users, _ := x.Users.Min()
			r.points[5] = max(r.points[5], users)
		}
		least, _ := i.Duration.Min()
		r.points[4] = least.Seconds()
		list = append(list, r)
	}
	slices.SortFunc(list, func(x, y rank) int {
		for n := range x.points {
			if order := cmp.Compare(y.points[n], x.points[n]); order != 0 {
				return order
			}
		}
		return newestFirst(x.incident, y.incident)
	})
	out := make([]*Incident, len(list))
	for n, r := range list {
		out[n] = r.incident
	}
	return out
}
