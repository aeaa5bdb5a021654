package archive

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/diagnostic"
)

// Filter chooses incidents by what they are, in the words of the site's search:
// "service:acme-mobile year:2025".
type Filter struct {
	text  string
	terms []term
}

// term is one condition: one of the values has to be there, or none of them.
type term struct {
	key    string
	values []string
	not    bool
}

// filterKeys are the keys of a filter and the values that an incident has for
// each.
var filterKeys = map[string]func(*Incident) []string{
	"type":      func(i *Incident) []string { return []string{string(i.Type)} },
	"cause":     func(i *Incident) []string { return []string{string(i.RootCause.Value)} },
	"technique": func(i *Incident) []string { return texts(i.Technique) },
	"sector":    func(i *Incident) []string { return texts(i.Sectors) },
	"country":   func(i *Incident) []string { return texts(i.Countries) },
	"year":      func(i *Incident) []string { return []string{strconv.Itoa(i.Year)} },
	"campaign":  func(i *Incident) []string { return []string{i.Campaign} },
	"id":        func(i *Incident) []string { return []string{i.ID} },
	"service": func(i *Incident) []string {
		ids := make([]string, len(i.Services))
		for n, s := range i.Services {
			ids[n] = s.ID
		}
		return ids
	},
	"organisation": func(i *Incident) []string {
		ids := make([]string, len(i.Operators))
		for n, o := range i.Operators {
			ids[n] = o.ID
		}
		for _, c := range i.Claims {
			if c.By != nil {
				ids = append(ids, c.By.ID)
			}
		}
		return ids
	},
}

// FilterKeys are the keys that a filter may have, in the order in which help
// lists them.
var FilterKeys = []string{"type", "cause", "technique", "sector", "country", "year", "service", "organisation", "campaign", "id"}

// ParseFilter reads a filter: terms KEY:VALUE in any order, all of which have to
// hold. A comma joins values of which one is enough, a hyphen before the key
// turns the term round, and years may be a range: "-type:attack year:2023..2025".
func ParseFilter(text string) (Filter, error) {
	f := Filter{text: strings.Join(strings.Fields(text), " ")}
	for word := range strings.FieldsSeq(text) {
		key, value, found := strings.Cut(word, ":")
		key, not := strings.CutPrefix(key, "-")
		if !found || value == "" {
			return Filter{}, fmt.Errorf("selection %q: %q has to be KEY:VALUE, such as \"service:acme-mobile\" or \"year:2025\"", text, word)
		}
		if filterKeys[key] == nil {
			return Filter{}, fmt.Errorf("selection %q: unknown key %q%s, want one of %s", text, key, diagnostic.DidYouMean(key, FilterKeys), strings.Join(FilterKeys, ", "))
		}
		t := term{key: key, not: not}
		for v := range strings.SplitSeq(value, ",") {
			values, err := expand(key, v)
			if err != nil {
				return Filter{}, fmt.Errorf("selection %q: %w", text, err)
			}
			t.values = append(t.values, values...)
		}
		f.terms = append(f.terms, t)
	}
	if len(f.terms) == 0 {
		return Filter{}, fmt.Errorf("the selection is empty: want terms such as \"service:acme-mobile year:2025\"")
	}
	return f, nil
}

// expand turns a value as written into those to compare with.
func expand(key, value string) ([]string, error) {
	if key == "country" {
		return []string{strings.ToUpper(value)}, nil
	}
	if key != "year" {
		return []string{value}, nil
	}
	from, to, ranged := strings.Cut(value, "..")
	if !ranged {
		to = from
	}
	if !year(from) || !year(to) || from > to {
		return nil, fmt.Errorf("year is %q, want four digits, or a range such as \"2023..2025\"", value)
	}
	first, _ := strconv.Atoi(from) // digits only
	last, _ := strconv.Atoi(to)
	var years []string
	for n := first; n <= last; n++ {
		years = append(years, strconv.Itoa(n))
	}
	return years, nil
}

// String gives the filter as written, with single spaces.
func (f Filter) String() string { return f.text }

// match tells whether an incident is chosen.
func (f Filter) match(i *Incident) bool {
	for _, t := range f.terms {
		has := slices.ContainsFunc(filterKeys[t.key](i), func(v string) bool { return slices.Contains(t.values, v) })
		if has == t.not {
			return false
		}
	}
	return true
}

// check refuses a value that nothing in the archive has: it is a slip of the
// hand more often than not.
func (f Filter) check(a *Archive) error {
	for _, t := range f.terms {
		if t.key == "year" {
			continue
		}
		known := map[string]bool{}
		for _, i := range a.Incidents {
			for _, v := range filterKeys[t.key](i) {
				known[v] = true
			}
		}
		switch t.key {
		case "service":
			for id := range a.services {
				known[id] = true
			}
		case "organisation":
			for id := range a.organisations {
				known[id] = true
			}
		}
		var all []string
		for v := range known {
			all = append(all, v)
		}
		for _, v := range t.values {
			if !known[v] {
				return fmt.Errorf("selection %q: no record has %s %q%s", f, t.key, v, diagnostic.DidYouMean(v, all))
			}
		}
	}
	return nil
}
