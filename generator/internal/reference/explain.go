package reference

import (
	"fmt"
	"slices"
	"strings"

	"incidentarchive/generator/internal/diagnostic"
)

// Explain tells about a field by its name or path, such as start, impacts.level
// or impacts[].level, in plain text for a terminal. When there is no such field,
// it is false and the text says which was probably meant.
func Explain(field string) (string, bool) {
	wanted := plainPath(field)
	var exact, named []string
	var names []string
	for _, r := range Records() {
		r.Walk(func(f Field) {
			path := plainPath(f.Path)
			for _, name := range []string{path, f.Name} {
				if !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
			switch wanted {
			case path, r.ID + "." + path:
				exact = append(exact, f.explain(r))
			case f.Name:
				named = append(named, f.explain(r))
			}
		})
	}
	switch {
	case len(exact) > 0:
		return strings.Join(exact, "\n"), true
	case len(named) > 0:
		return strings.Join(named, "\n"), true
	}
	return fmt.Sprintf("no field is called %q%s", field, diagnostic.DidYouMean(wanted, names)), false
}

// plainPath drops the numbers and brackets of rows.
func plainPath(path string) string {
	var b strings.Builder
	inside := false
	for _, r := range path {
		switch {
		case r == '[':
			inside = true
		case r == ']':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (f Field) explain(r Record) string {
	var b strings.Builder
	must := "optional"
	if f.Required {
		must = "required"
	}
	fmt.Fprintf(&b, "%s (%s, %s)\n\n", f.Path, r.ID, must)
	fmt.Fprintf(&b, "  %s\n\n", f.Meaning)
	fmt.Fprintf(&b, "  Takes    %s\n", f.Form())
	if f.Example != "" {
		fmt.Fprintf(&b, "  Example  %s\n", f.Line())
	}
	fmt.Fprintf(&b, "  On page  %s\n", f.Becomes)
	width := 0
	for _, c := range f.Choices {
		width = max(width, len(c.Value))
	}
	for i, c := range f.Choices {
		if i == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "  %-*s  %s\n", width, c.Value, c.Meaning)
	}
	return b.String()
}
