package table

import (
	"strconv"
	"strings"

	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// declared are the columns of the custom fields that the configuration declares
// for a kind of record. They are called as the fields, with underscores.
func declared[T any](v *view.View, kind string, custom func(T) map[string]record.Custom) []column[T] {
	if v.Site.Config == nil { // only the names of the tables are asked for
		return nil
	}
	var columns []column[T]
	for _, name := range v.Site.Params.Fields.Of(kind) {
		d := v.Site.Params.Fields[name]
		c := Column{Name: strings.ReplaceAll(name, "-", "_"), Description: "A field of the archive's own, " + name + "."}
		if d.Label != "" {
			c.Description = d.Label + ": a field of the archive's own, " + name + "."
		}
		if d.Type == "number" {
			c.Type = Number
		}
		columns = append(columns, column[T]{c, func(row T) any {
			value, there := custom(row)[name]
			if !there {
				return nil
			}
			if c.Type == Number {
				number, err := strconv.ParseFloat(value.Text, 64)
				if err != nil {
					return nil // the archive's check does not let it come to this
				}
				return number
			}
			return value.String()
		}})
	}
	return columns
}
