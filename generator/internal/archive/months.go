package archive

import (
	"cmp"
	"fmt"
	"slices"
	"time"
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
	type month struct {
		year  int
		month time.Month
	}
	index := map[month]*Month{}
	for _, i := range incidents {
		first, last := i.Start.Earliest, i.Start.Latest
		if first.IsZero() || last.IsZero() {
			continue
		}
		first, last = first.In(i.Location()), last.In(i.Location())
		key := month{first.Year(), first.Month()}
		if last.Year() != key.year || last.Month() != key.month {
			continue
		}
		m := index[key]
		if m == nil {
			m = &Month{Year: key.year, Month: int(key.month), Group: Group{ID: fmt.Sprintf("%04d-%02d", key.year, int(key.month))}}
			index[key] = m
			list = append(list, m)
		}
		m.Incidents = append(m.Incidents, i)
	}
	slices.SortFunc(list, func(x, y *Month) int { return cmp.Compare(y.ID, x.ID) })
	return list
}
