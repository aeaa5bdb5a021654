package page

import (
	"maps"
	"slices"
	"strings"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// custom makes the rows of a record's own fields: those that are declared in the
// order of their names, then the others. A field without a label is called as in
// the record.
func (s *Site) custom(fields map[string]record.Custom) []Fact {
	var declared, others []Fact
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		d, known := s.config.Params.Fields[name]
		if d.Hidden || name == record.Imported {
			continue
		}
		f := Fact{Key: "custom", Label: d.Label}
		if f.Label == "" {
			f.Label = strings.ReplaceAll(strings.TrimPrefix(name, "x-"), "-", " ")
			f.Label = strings.ToUpper(f.Label[:1]) + f.Label[1:]
		}
		c := fields[name]
		if c.Scalar() {
			c = record.Custom{Kind: record.CustomList, Entries: []record.Custom{c}}
		}
		for n, e := range c.Entries {
			link := s.customValue(e.Text, d.Type)
			if c.Kind == record.CustomMapping {
				link.Text = c.Names[n] + ": " + link.Text
			}
			f.Links = append(f.Links, link)
		}
		if known {
			declared = append(declared, f)
		} else {
			others = append(others, f)
		}
	}
	return append(declared, others...)
}

// customValue shows one value: an address as a link, a date as people say it.
func (s *Site) customValue(text, kind string) Link {
	switch kind {
	case "url":
		return Link{Text: text, URL: text, Outside: true}
	case "date":
		if v, err := edtf.Parse(text); err == nil {
			return Link{Text: v.Text(s.words.Words())}
		}
	}
	return Link{Text: text}
}
