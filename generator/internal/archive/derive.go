package archive

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/record"
)

// derive counts and groups. The records are linked.
func (a *Archive) derive() {
	a.Years = grouped(a.Incidents, func(i *Incident) []string { return []string{strconv.Itoa(i.Year)} })
	slices.SortFunc(a.Years, func(x, y *Group) int { return cmp.Compare(y.ID, x.ID) })
	a.Types = ordered(a.Incidents, record.Type(""), func(i *Incident) []string { return []string{string(i.Type)} })
	a.Sectors = ordered(a.Incidents, record.Sector(""), func(i *Incident) []string { return texts(i.Sectors) })
	a.RootCauses = ordered(a.Incidents, record.RootCause(""), func(i *Incident) []string { return []string{string(i.RootCause.Value)} })
	a.Techniques = ordered(a.Incidents, record.Technique(""), func(i *Incident) []string { return texts(i.Technique) })
	a.Countries = grouped(a.Incidents, func(i *Incident) []string { return texts(i.Countries) })
	a.Months = months(a.Incidents)
	a.Figures = figures(a.Incidents)
	for _, s := range a.Services {
		s.Figures = figures(s.Incidents)
		s.Downtime = downtime(s)
		s.Shared = shared(s)
	}
	for _, o := range a.Organisations {
		slices.SortFunc(o.Incidents, newestFirst)
		o.Figures = figures(o.Incidents)
	}
	a.Statistics, a.Gravest, a.Calendar = a.statistics(), gravest(a.Incidents), calendar(a.Incidents)
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for n, x := range list {
		out[n] = string(x)
	}
	return out
}

// grouped makes a group of each value, by value.
func grouped(incidents []*Incident, values func(*Incident) []string) []*Group {
	groups := map[string]*Group{}
	for _, i := range incidents {
		for _, id := range values(i) {
			g := groups[id]
			if g == nil {
				g = &Group{ID: id}
				groups[id] = g
			}
			g.Incidents = append(g.Incidents, i)
		}
	}
	list := slices.SortedFunc(maps.Values(groups), func(x, y *Group) int { return strings.Compare(x.ID, y.ID) })
	for _, g := range list {
		g.Figures = figures(g.Incidents)
	}
	return list
}

// ordered makes a group of each value of an enumeration that occurs, in its order.
func ordered(incidents []*Incident, enum record.Enumeration, values func(*Incident) []string) []*Group {
	order := record.Values(enum)
	groups := grouped(incidents, values)
	slices.SortStableFunc(groups, func(x, y *Group) int {
		return cmp.Compare(slices.Index(order, x.ID), slices.Index(order, y.ID))
	})
	return groups
}

// shared finds the services that were hit by the same incidents.
func shared(s *Service) []Shared {
	found := map[*Service][]*Incident{}
	for _, i := range s.Incidents {
		for _, other := range i.Services {
			if other != s {
				found[other] = append(found[other], i)
			}
		}
	}
	list := make([]Shared, 0, len(found))
	for other, incidents := range found {
		list = append(list, Shared{other, incidents})
	}
	slices.SortFunc(list, func(x, y Shared) int {
		return cmp.Or(cmp.Compare(len(y.Incidents), len(x.Incidents)), strings.Compare(x.Service.ID, y.Service.ID))
	})
	return list
}
