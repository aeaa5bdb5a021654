package reference

import (
	"encoding"
	"reflect"
	"strings"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// Kind is the form of a field's value.
type Kind string

// The forms that values have.
const (
	Line     Kind = "line"     // one line of text
	Markdown Kind = "markdown" // text in the small Markdown subset
	ID       Kind = "id"       // lower-case words joined by hyphens
	Ref      Kind = "ref"      // the id of another record
	SourceID Kind = "source"   // the id of a source of the same record
	Alias    Kind = "alias"    // an earlier id, or an id in another database
	URL      Kind = "url"      // an absolute address
	Time     Kind = "time"     // an uncertain time
	Span     Kind = "span"     // an uncertain time or an interval a/b
	End      Kind = "end"      // an uncertain time, ongoing or unknown
	Duration Kind = "duration" // a length of time
	Quantity Kind = "quantity" // a count that may be known only roughly
	Day      Kind = "day"      // a calendar day
	Zone     Kind = "zone"     // an IANA time zone
	Country  Kind = "country"  // an ISO 3166-1 code
	Language Kind = "language" // a BCP 47 tag
	Choice   Kind = "choice"   // one of a closed list
	YesNo    Kind = "yes-no"   // true or false
	Number   Kind = "number"   // the number of a claim
	Rows     Kind = "rows"     // a mapping of fields
)

// Field is one field of a record, for people and for programs that write
// records.
type Field struct {
	Path     string // from the top of the record, such as impacts[].service
	Name     string // as written in a record
	Title    string // as written in forms and on pages
	Meaning  string // one or two sentences
	Example  string // one value as written in a record; may be empty
	Becomes  string // what it becomes on the page, one sentence
	Kind     Kind
	Required bool
	List     bool   // takes a list of such values
	Fact     bool   // takes the bare value, or a mapping with value, sources, note
	Max      int    // most characters; 0 is no limit
	Entries  int    // most entries of a list; 0 is no limit
	Ref      string // the kind of record whose id it is
	Choices  []record.Choice
	Fields   []Field // of a mapping, or of the mapping that a fact may be
}

// Record is one kind of record.
type Record struct {
	ID     string // incident, service or organisation
	Folder string // where its files are
	Name   string // how a file is named
	Type   reflect.Type
	Fields []Field
}

// Records lists the kinds of records with their fields.
func Records() []Record {
	records := []Record{
		{ID: "incident", Folder: "content/incidents/YEAR", Name: "content/incidents/YEAR/ID.yaml", Type: reflect.TypeFor[record.Incident]()},
		{ID: "service", Folder: "content/services", Name: "content/services/ID.yaml", Type: reflect.TypeFor[record.Service]()},
		{ID: "organisation", Folder: "content/organisations", Name: "content/organisations/ID.yaml", Type: reflect.TypeFor[record.Organisation]()},
	}
	for i := range records {
		records[i].Fields = fieldsOf(records[i].Type, "", records[i].ID)
	}
	return records
}

func fieldsOf(t reflect.Type, parent, kind string) []Field {
	var fields []Field
	for _, f := range record.FieldsOf(t) {
		fields = append(fields, fieldOf(f, parent, kind))
	}
	return fields
}

func fieldOf(f record.Field, parent, kind string) Field {
	field := Field{
		Path: join(parent, f.Name), Name: f.Name, Title: Title(f.Name),
		Meaning: f.Doc, Example: f.Example, Required: f.Required, Max: f.Max, Ref: f.Ref,
	}
	t := f.Type
	if t.Kind() == reflect.Slice {
		t = t.Elem()
		field.List, field.Entries, field.Max = true, f.Max, 0
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	value := f
	if scalar, ok := scalarOf(t); ok {
		field.Fact = true
		field.Fields = fieldsOf(t, field.Path, kind)
		for i := range field.Fields {
			if field.Fields[i].Name == scalar.Name && field.Fields[i].Example == "" {
				field.Fields[i].Example = field.Example
			}
		}
		t, value = scalar.Type, scalar
	}
	field.Kind = kindOf(t, value)
	if choices, ok := reflect.Zero(t).Interface().(record.Enumeration); ok {
		field.Choices = choices.Choices()
	}
	if field.Kind == Rows {
		path := field.Path
		if field.List {
			path += "[]"
		}
		field.Fields = fieldsOf(t, path, kind)
	}
	field.Becomes = becomes(kind, field.Path)
	return field
}

// scalarOf gives the field that takes the bare value of a mapping.
func scalarOf(t reflect.Type) (record.Field, bool) {
	if t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return record.Field{}, false
	}
	for _, f := range record.FieldsOf(t) {
		if f.Scalar {
			return f, true
		}
	}
	return record.Field{}, false
}

func kindOf(t reflect.Type, f record.Field) Kind {
	switch t {
	case reflect.TypeFor[edtf.Value]():
		if f.Interval {
			return Span
		}
		return Time
	case reflect.TypeFor[record.End]():
		return End
	case reflect.TypeFor[edtf.Duration]():
		return Duration
	case reflect.TypeFor[record.Quantity]():
		return Quantity
	case reflect.TypeFor[record.Date]():
		return Day
	case reflect.TypeFor[record.TimeZone]():
		return Zone
	case reflect.TypeFor[record.Country]():
		return Country
	case reflect.TypeFor[record.Language]():
		return Language
	}
	if t.Implements(reflect.TypeFor[record.Enumeration]()) {
		return Choice
	}
	switch {
	case t.Kind() == reflect.Bool:
		return YesNo
	case t.Kind() == reflect.Int:
		return Number
	case t.Kind() == reflect.Struct:
		return Rows
	case f.URL:
		return URL
	case f.Source:
		return SourceID
	case f.Ref != "":
		return Ref
	case f.ID:
		return ID
	case f.Markdown:
		return Markdown
	case f.Line:
		return Line
	}
	return Alias
}

func join(parent, name string) string {
	if parent == "" {
		return name
	}
	return parent + "." + name
}

// abbreviations stand in capitals in titles.
var abbreviations = map[string]string{"id": "ID", "url": "URL"}

// Title turns a field's name into words: archive_url is "Archive URL".
func Title(name string) string {
	words := strings.Split(name, "_")
	for i, word := range words {
		if long := abbreviations[word]; long != "" {
			words[i] = long
		} else if i == 0 && word != "" {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, " ")
}

// Walk visits the fields of a record in order, those of mappings after the field
// that holds them.
func (r Record) Walk(visit func(Field)) { walk(r.Fields, visit) }

func walk(fields []Field, visit func(Field)) {
	for _, f := range fields {
		visit(f)
		walk(f.Fields, visit)
	}
}
