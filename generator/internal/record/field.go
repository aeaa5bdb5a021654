package record

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// Field is what the tags of a struct field say.
type Field struct {
	Name     string
	Doc      string
	Example  string
	Type     reflect.Type
	Required bool
	Line     bool   // one line of text
	Markdown bool   // the small Markdown subset
	ID       bool   // an id
	Source   bool   // the id of a source of this record
	URL      bool   // an address
	Interval bool   // a time that may be an interval
	Scalar   bool   // takes the bare value of its mapping
	Ref      string // the kind of record whose id it is
	Max      int    // most characters, or entries of a list; 0 is no limit

	index  []int
	values []string // of an enumeration, or a list of it; nil for any other type
	entry  *Field   // of a list
}

// firstSentence gives the beginning of the documentation, for messages.
func (f Field) firstSentence() string {
	first, _, _ := strings.Cut(f.Doc, ". ")
	first = strings.TrimSuffix(first, ".")
	if first == "" {
		return "add it"
	}
	if len(first) > 1 && first[1] >= 'A' && first[1] <= 'Z' {
		return first // an abbreviation
	}
	return strings.ToLower(first[:1]) + first[1:] // documentation begins with a letter of ASCII
}

var fieldCache sync.Map // reflect.Type -> []Field; the tags never change

// FieldsOf lists the fields of a record type in the order in which records are
// written.
func FieldsOf(t reflect.Type) []Field {
	if cached, ok := fieldCache.Load(t); ok {
		return cached.([]Field)
	}
	var fields []Field
	for i := range t.NumField() {
		sf := t.Field(i)
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		f := Field{Name: name, Doc: sf.Tag.Get("doc"), Example: sf.Tag.Get("example"), Type: sf.Type, index: sf.Index}
		for option := range strings.SplitSeq(sf.Tag.Get("rec"), ",") {
			f.set(option)
		}
		of := sf.Type
		if of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		f.values = valuesOf(of)
		entry := f
		entry.Max = 0
		f.entry = &entry
		fields = append(fields, f)
	}
	fieldCache.Store(t, fields)
	return fields
}

func (f *Field) set(option string) {
	switch key, value, _ := strings.Cut(option, "="); key {
	case "required":
		f.Required = true
	case "line":
		f.Line = true
	case "markdown":
		f.Markdown = true
	case "id":
		f.ID = true
	case "source":
		f.Source = true
	case "url":
		f.URL = true
	case "interval":
		f.Interval = true
	case "scalar":
		f.Scalar = true
	case "ref":
		f.Ref, f.ID = value, true
	case "max":
		f.Max, _ = strconv.Atoi(value)
	}
}

// valuesOf lists the values of an enumerated type; nil for any other type.
func valuesOf(t reflect.Type) []string {
	if enum, ok := reflect.Zero(t).Interface().(Enumeration); ok {
		return Values(enum)
	}
	return nil
}

var givenCache sync.Map // reflect.Type -> []int

// givenIndex tells where a type notes that its field stands in the record; nil
// where it does not.
func givenIndex(t reflect.Type) []int {
	if cached, ok := givenCache.Load(t); ok {
		return cached.([]int)
	}
	field, _ := t.FieldByName("Given")
	givenCache.Store(t, field.Index)
	return field.Index
}
