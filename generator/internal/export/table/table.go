// Package table writes the archive as tables: CSV files, a SQLite database and
// the Data Package that describes them, and the whole records line by line
// (NDJSON). All come from one definition of the tables; what a column means is
// what the record's field means.
package table

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// Type is the type of a column's values.
type Type int

// The types of columns. A nil value means that the record does not say.
const (
	Text    Type = iota // string
	Integer             // int64
	Number              // float64
	Boolean             // bool
	Date                // string, YYYY-MM-DD
	Instant             // string, YYYY-MM-DDTHH:MM:SSZ
	List                // []string
)

// Column is one column of a table.
type Column struct {
	Name        string
	Type        Type
	Description string
	Required    bool     // never empty
	Enum        []string // the values it takes
	Refers      string   // the table whose first column it names
}

// Table is a table with its rows.
type Table struct {
	Name        string
	Title       string
	Description string
	Key         []string // the columns that name a row
	Columns     []Column
	Rows        [][]any

	rows func(*archive.Incident) int // how many an incident has; nil when rows are not of incidents
}

// column is a column with the way to its value in a row of type T.
type column[T any] struct {
	Column
	value func(T) any
}

// fill makes a table of its columns and rows.
func fill[T any](t Table, columns []column[T], rows func(yield func(T))) *Table {
	for _, c := range columns {
		t.Columns = append(t.Columns, c.Column)
	}
	rows(func(row T) {
		cells := make([]any, len(columns))
		for n, c := range columns {
			cells[n] = c.value(row)
		}
		t.Rows = append(t.Rows, cells)
	})
	return &t
}

// about gives what a form's field is called, means and takes.
func about[Form any](name string, kind Type) Column {
	fields := view.Fields(reflect.TypeFor[Form]())
	at := slices.IndexFunc(fields, func(f view.Field) bool { return f.Name == name })
	f := fields[at]
	c := Column{Name: name, Type: kind, Description: f.Doc, Required: !f.Optional}
	t := f.Type
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if enum, ok := reflect.Zero(t).Interface().(record.Enumeration); ok {
		c.Enum = record.Values(enum)
	}
	return c
}

// text is a column of one field; its value is nil when the text is empty.
func text[Form, T any, S ~string](name string, get func(T) S) column[T] {
	return column[T]{about[Form](name, Text), func(row T) any { return orNil(string(get(row))) }}
}

func list[Form, T any, S ~string](name string, get func(T) []S) column[T] {
	return column[T]{about[Form](name, List), func(row T) any {
		values := get(row)
		if len(values) == 0 {
			return nil
		}
		texts := make([]string, len(values))
		for n, v := range values {
			texts[n] = string(v)
		}
		return texts
	}}
}

func other[Form, T any](name string, kind Type, get func(T) any) column[T] {
	return column[T]{about[Form](name, kind), get}
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func (c column[T]) refers(table string) column[T] {
	c.Refers = table
	return c
}

func (c column[T]) named(name string) column[T] {
	c.Name = name
	return c
}

// times are the three columns of an uncertain time: its text and its bounds.
func times[Form, T any](name string, get func(T) *view.Time) []column[T] {
	c := about[Form](name, Text)
	bound := func(suffix, what string, of func(*view.Time) *time.Time) column[T] {
		return column[T]{Column{Name: name + suffix, Type: Instant, Description: c.Description + " " + what}, func(row T) any {
			if t := get(row); t != nil && of(t) != nil {
				return view.Instant(*of(t))
			}
			return nil
		}}
	}
	c.Description += " The text as written in the record (EDTF, ISO 8601-2)."
	return []column[T]{
		{c, func(row T) any {
			if t := get(row); t != nil {
				return orNil(t.Value)
			}
			return nil
		}},
		bound("_earliest", "The first instant that it can have been (UTC).", func(t *view.Time) *time.Time { return t.Earliest }),
		bound("_latest", "The last instant that it can have been (UTC).", func(t *view.Time) *time.Time { return t.Latest }),
	}
}

// fact gives the time of a fact.
func fact(f *view.TimeFact) *view.Time {
	if f == nil {
		return nil
	}
	return &f.Time
}

// durations are the columns of an uncertain length of time.
func durations[Form, T any](name string, get func(T) *view.Duration) []column[T] {
	c := about[Form](name, Text)
	c.Required = false
	bound := func(suffix, what string, of func(*view.Duration) *int64) column[T] {
		return column[T]{Column{Name: name + suffix, Type: Integer, Description: what}, func(row T) any {
			if d := get(row); d != nil && of(d) != nil {
				return *of(d)
			}
			return nil
		}}
	}
	return []column[T]{
		{c, func(row T) any {
			if d := get(row); d != nil {
				return orNil(d.Value)
			}
			return nil
		}},
		bound("_min_seconds", "The least that it lasted, in seconds.", func(d *view.Duration) *int64 { return d.MinSeconds }),
		bound("_max_seconds", "The most that it lasted, in seconds.", func(d *view.Duration) *int64 { return d.MaxSeconds }),
	}
}

// quantities are the columns of a rough count.
func quantities[Form, T any](name string, get func(T) *view.Quantity) []column[T] {
	c := about[Form](name, Text)
	bound := func(suffix, what string, of func(*view.Quantity) *float64) column[T] {
		return column[T]{Column{Name: name + suffix, Type: Number, Description: c.Description + " " + what}, func(row T) any {
			if q := get(row); q != nil && of(q) != nil {
				return *of(q)
			}
			return nil
		}}
	}
	return []column[T]{
		{c, func(row T) any {
			if q := get(row); q != nil {
				return orNil(q.Value)
			}
			return nil
		}},
		bound("_min", "The least that it can be.", func(q *view.Quantity) *float64 { return q.Min }),
		bound("_max", "The most that it can be.", func(q *view.Quantity) *float64 { return q.Max }),
	}
}

// cell writes a value as text, with lists joined by semicolons.
func cell(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// array writes a list as a JSON array.
func array(values []string) string {
	data, _ := json.Marshal(values) // strings always can be written
	return string(data)
}
