package importer

import (
	"reflect"
	"strings"

	"incidentarchive/generator/internal/record"
)

// differences names the fields in which two records differ.
func differences(a, b *record.Incident) string {
	var names []string
	x, y := reflect.ValueOf(*a), reflect.ValueOf(*b)
	for n := range x.NumField() {
		name, _, _ := strings.Cut(x.Type().Field(n).Tag.Get("json"), ",")
		switch name {
		case "-", "id", "published", "modified":
			continue
		}
		if !reflect.DeepEqual(x.Field(n).Interface(), y.Field(n).Interface()) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "its comments or style"
	}
	return strings.Join(names, ", ")
}
