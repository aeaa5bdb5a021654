package search

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Facet is a value that documents of the result have.
type Facet struct {
	ID, Label string
	Count     int  // documents that choosing it would show
	Chosen    bool // by a filter of the query
}

// maxServices is how many services Facets returns.
const maxServices = 20

// Facets returns the values of "type", "year", "sector", "cause", "country" or
// "service" in the result: years newest first, others by count. What is chosen
// for the same key does not narrow the counts.
func (r *Result) Facets(name string) ([]Facet, error) {
	x := r.index
	x.mu.Lock()
	defer x.mu.Unlock()
	x.err = nil
	x.openFacets()
	key := slices.Index(keys, name)
	var docs []int
	for _, d := range r.candidates {
		if r.checked[d].misses&^(1<<max(key, 0)) == 0 {
			docs = append(docs, d)
		}
	}
	var list []Facet
	switch {
	case key == keyYear:
		list = x.yearFacets(docs)
	case key == keyService:
		list = x.serviceFacets(docs)
	case key >= 0 && key < keyYear:
		count := map[string]int{}
		for _, d := range docs {
			for _, id := range x.facets.values[key][d] {
				count[id]++
			}
		}
		for id, n := range count {
			list = append(list, Facet{ID: id, Label: cmp.Or(x.facets.labels[key][id], id), Count: n})
		}
		slices.SortFunc(list, func(a, b Facet) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.ID, b.ID)) })
	}
	for i := range list {
		list[i].Chosen = r.chosen(key, list[i].ID)
	}
	return list, x.err
}

func (r *Result) chosen(key int, id string) bool {
	return slices.ContainsFunc(r.filters, func(f *filter) bool {
		return f.key == key && !f.unless && slices.Contains(strings.Split(Fold(f.value), ","), Fold(id))
	})
}

func (x *Index) yearFacets(docs []int) []Facet {
	count := map[int]int{}
	for _, d := range docs {
		for y := x.facets.years[d]; y <= x.facets.years[d]+x.facets.spans[d]; y++ {
			count[y]++
		}
	}
	var list []Facet
	for _, y := range slices.Backward(slices.Sorted(maps.Keys(count))) {
		list = append(list, Facet{ID: strconv.Itoa(y), Label: strconv.Itoa(y), Count: count[y]})
	}
	return list
}

func (x *Index) serviceFacets(docs []int) []Facet {
	x.column("v", docs)
	count := map[int]int{}
	for _, d := range docs {
		for _, n := range x.served[d] {
			count[n]++
		}
	}
	services := slices.Sorted(maps.Keys(count))
	slices.SortStableFunc(services, func(a, b int) int { return count[b] - count[a] })
	var list []Facet
	for _, n := range services[:min(len(services), maxServices)] {
		id, label := x.service(n)
		list = append(list, Facet{ID: id, Label: label, Count: count[n]})
	}
	return list
}

// service returns the id and name of a service by its number.
func (x *Index) service(n int) (id, label string) {
	for _, s := range x.segments {
		if n < s.services {
			lines := strings.Split(x.file(s, "n"+strconv.Itoa(n/namesPerFile), 1)[0], "\n")
			if n%namesPerFile < len(lines) {
				id, label, _ = strings.Cut(lines[n%namesPerFile], " ")
			}
			return id, cmp.Or(label, id)
		}
		n -= s.services
	}
	return "", ""
}
