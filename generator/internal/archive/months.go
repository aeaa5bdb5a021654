package archive

import (
	"cmp"
	"fmt"
	"slices"
)

// Month is the incidents that began in one calendar month, as far as sources
// name the month.
type Month struct {
	Year, Month int
	Group
}

// months groups incidents by the month of their start, newest first. An incident
// of which only the year is known, or of which the start may lie in one of
// several months, belongs to none.
func months(incidents []*Incident) []*Month {
	var list []*Month
	index := map[string]*Month{}
	for _, i := range incidents {
		first, last := i.Start.Earliest, i.Start.Latest
		if first.IsZero() || last.IsZero() {
			continue
		}
		first, last = first.In(i.Location()), last.In(i.Location())
		if first.Year() != last.Year() || first.Month() != last.Month() {
			continue
		}
		id := fmt.Sprintf("%04d-%02d", first.Year(), int(first.Month()))
		m := index[id]
		if m == nil {
			m = &Month{Year: first.Year(), Month: int(first.Month()), Group: Group{ID: id}}
			index[id] = m
			list = append(list, m)
		}
		m.Incidents = append(m.Incidents, i)
	}
	slices.SortFunc(list, func(x, y *Month) int { return cmp.Compare(y.ID, x.ID) })
	for _, m := range list {
		m.Figures = figures(m.Incidents)
	}
	return list
}
