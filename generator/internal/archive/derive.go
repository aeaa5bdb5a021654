package archive

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/record"
)

// group divides the incidents, which are linked.
func (a *Archive) group() {
	a.Years = grouped(a.Incidents, func(i *Incident) []string { return []string{strconv.Itoa(i.Year)} })
	slices.SortFunc(a.Years, func(x, y *Group) int { return cmp.Compare(y.ID, x.ID) })
	a.Types = ordered(a.Incidents, func(i *Incident) []record.Type { return []record.Type{i.Type} })
	a.Sectors = ordered(a.Incidents, func(i *Incident) []record.Sector { return i.Sectors })
	a.RootCauses = ordered(a.Incidents, func(i *Incident) []record.RootCause { return []record.RootCause{i.RootCause.Value} })
	a.Techniques = ordered(a.Incidents, func(i *Incident) []record.Technique { return i.Technique })
	a.Countries = grouped(a.Incidents, func(i *Incident) []record.Country { return i.Countries })
	a.Months = months(a.Incidents)
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for n, x := range list {
		out[n] = string(x)
	}
	return out
}

// grouped makes a group of each value, by value.
func grouped[T ~string](incidents []*Incident, values func(*Incident) []T) []*Group {
	groups := map[T]*Group{}
	for _, i := range incidents {
		for _, id := range values(i) {
			g := groups[id]
			if g == nil {
				g = &Group{ID: string(id)}
				groups[id] = g
			}
			g.Incidents = append(g.Incidents, i)
		}
	}
	return slices.SortedFunc(maps.Values(groups), func(x, y *Group) int { return strings.Compare(x.ID, y.ID) })
}

// enumeration is the type of a field with a fixed list of values.
type enumeration interface {
	~string
	record.Enumeration
}

// ordered makes a group of each value of an enumeration that occurs, in its order.
func ordered[T enumeration](incidents []*Incident, values func(*Incident) []T) []*Group {
	order := record.Values(T(""))
	groups := grouped(incidents, values)
	slices.SortStableFunc(groups, func(x, y *Group) int {
		return cmp.Compare(slices.Index(order, x.ID), slices.Index(order, y.ID))
	})
	return groups
}

// Shared gives the services that were hit by the same incidents, most often first.
func (s *Service) Shared() []Shared {
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
