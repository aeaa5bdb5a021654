package page

import (
	"cmp"
	"slices"
	"strconv"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/country"
)

// Filters are the ways to narrow a list by its address, such as
// ?type=attack&year=2025. A list on one page is filtered where it stands; one on
// several pages passes its filters to the search page, as every list does where
// no script runs.
type Filters struct {
	Search    string // address that shows the result where no script runs; may be empty
	Here      bool   // whether the whole list stands on the page
	Fixed     Choice // the value that all incidents of the list share; may be zero
	Fields    []Filter
	TotalText string // "76 incidents"
}

// Filter is one field of the filters.
type Filter struct {
	Name    string // in the address
	Label   string
	Choices []Choice
}

// Choice is one value of a filter.
type Choice struct {
	Name  string // of the field; set in Filters.Fixed only
	Value string
	Text  string
	Count string
}

// leastFiltered is the number of incidents from which on filters help.
const leastFiltered = 8

// filters makes the filters of a list; nil where there is too little to filter.
func (s *Site) filters(incidents []*archive.Incident, here bool, fixed Choice) *Filters {
	if len(incidents) < leastFiltered || !here && !s.config.On("search") {
		return nil
	}
	f := &Filters{Search: s.layout.Search, Here: here, Fixed: fixed, TotalText: s.words.Count("n_incidents", len(incidents))}
	for _, kind := range []struct {
		name   string
		values func(i *archive.Incident, count func(string))
		text   func(string) string
	}{
		{"type", func(i *archive.Incident, count func(string)) { count(string(i.Type)) }, func(v string) string { return s.name("type", v) }},
		{"year", func(i *archive.Incident, count func(string)) { count(strconv.Itoa(i.Year)) }, func(v string) string { return v }},
		{"cause", func(i *archive.Incident, count func(string)) { count(string(i.RootCause.Value)) }, func(v string) string { return s.name("root_cause", v) }},
		{"sector", func(i *archive.Incident, count func(string)) { each(i.Sectors, count) }, func(v string) string { return s.name("sector", v) }},
		{"country", func(i *archive.Incident, count func(string)) { each(i.Countries, count) }, country.Name},
	} {
		if choices := s.choices(incidents, kind.values, kind.text); len(choices) > 1 && kind.name != fixed.Name {
			if kind.name == "year" {
				slices.Reverse(choices)
			}
			f.Fields = append(f.Fields, Filter{Name: kind.name, Label: s.t("filter_" + kind.name), Choices: choices})
		}
	}
	return f
}

// choices counts the values of a field, in the order of their texts.
func (s *Site) choices(incidents []*archive.Incident, values func(i *archive.Incident, count func(string)), text func(string) string) []Choice {
	counts := map[string]int{}
	count := func(value string) { counts[value]++ }
	for _, i := range incidents {
		values(i, count)
	}
	list := make([]Choice, 0, len(counts))
	for v, n := range counts {
		list = append(list, Choice{Value: v, Text: text(v), Count: s.words.Number(n)})
	}
	slices.SortFunc(list, func(a, b Choice) int { return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Value, b.Value)) })
	return list
}

func each[T ~string](list []T, do func(string)) {
	for _, x := range list {
		do(string(x))
	}
}
