package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"incidentarchive/generator/internal/record"
)

// eachField visits all fields of all kinds of records, with their paths.
func eachField(visit func(kind, path string, f record.Field)) {
	var walk func(kind, prefix string, t reflect.Type)
	walk = func(kind, prefix string, t reflect.Type) {
		for _, f := range record.FieldsOf(t) {
			visit(kind, prefix+f.Name, f)
			inner := f.Type
			for inner.Kind() == reflect.Slice || inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct && inner.PkgPath() == t.PkgPath() && len(record.FieldsOf(inner)) > 0 {
				walk(kind, prefix+f.Name+".", inner)
			}
		}
	}
	walk("incident", "", reflect.TypeFor[record.Incident]())
	walk("service", "", reflect.TypeFor[record.Service]())
	walk("organisation", "", reflect.TypeFor[record.Organisation]())
}

func fieldNames() []string {
	var names []string
	eachField(func(_, path string, f record.Field) { names = append(names, path, f.Name) })
	slices.Sort(names)
	return slices.Compact(names)
}

// fieldText tells what a field takes: by its path, such as claims.about, or by
// its name, then in every place that has one; "" when there is none.
func fieldText(name string) string {
	var b strings.Builder
	described := map[string]bool{}
	eachField(func(kind, path string, f record.Field) {
		key := f.Doc + f.Type.String()
		if path != name && f.Name != name || described[key] {
			return
		}
		described[key] = true
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s (%s", path, kind)
		if f.Required {
			b.WriteString(", required")
		}
		fmt.Fprintf(&b, ")\n\n%s\n", f.Doc)
		list, width := choicesOf(f), 0
		for _, c := range list {
			width = max(width, len(c.Value))
		}
		for _, c := range list {
			fmt.Fprintf(&b, "  %-*s  %s\n", width, c.Value, c.Meaning)
		}
		if f.Example != "" {
			fmt.Fprintf(&b, "\n    %s: %s\n", f.Name, f.Example)
		}
	})
	return b.String()
}

// choicesOf lists the values of a field that has a closed list of them.
func choicesOf(f record.Field) []record.Choice {
	t := f.Leaf().Type
	for t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if e, ok := reflect.New(t).Elem().Interface().(record.Enumeration); ok {
		return e.Choices()
	}
	return nil
}
