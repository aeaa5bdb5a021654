package schema

import (
	"regexp"

	"github.com/google/jsonschema-go/jsonschema"

	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/reference"
)

var numberPattern = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)

// scalar makes the schema of one value of a kind.
func scalar(kind reference.Kind) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	switch kind {
	case reference.ID:
		// 112 without quotes is a number for an editor, and an id for us.
		s = plain("string", "number", "boolean")
		s.Pattern = `^[a-z0-9]+(-[a-z0-9]+)*$`
		s.MinLength, s.MaxLength = jsonschema.Ptr(2), jsonschema.Ptr(80)
	case reference.Alias:
		s = plain("string", "number", "boolean")
		s.Pattern = `:|^\s*[a-z0-9]+(-[a-z0-9]+)*\s*$`
	case reference.URL:
		s.Pattern = `^[Hh][Tt][Tt][Pp][Ss]?://[^\s\\]+$`
		s.MaxLength = jsonschema.Ptr(2048)
	case reference.Time:
		s = year()
		s.Pattern = "^(" + timePattern + ")$"
	case reference.Span:
		s = year()
		s.Pattern = "^(" + timePattern + "|" + intervalPattern + ")$"
	case reference.End:
		s = year()
		s.Pattern = "^(ongoing|unknown|" + timePattern + ")$"
	case reference.Duration:
		s.Pattern = "^(" + lengthPattern + `|\[` + lengthPattern + `?\.\.` + lengthPattern + `?\])[~?%]?$`
	case reference.Quantity:
		s = quantity()
	case reference.Day:
		s.Pattern = `^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`
	case reference.Zone:
		s.Pattern = `^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$`
	case reference.Country:
		return countries()
	case reference.Language:
		s.Pattern = `^[A-Za-z0-9]{1,8}([-_][A-Za-z0-9]{1,8})*$`
		s.MinLength = jsonschema.Ptr(2)
	case reference.YesNo:
		s = plain("boolean", "string")
		s.Pattern = "^(true|false)$"
	case reference.Number:
		s = plain("integer", "string")
		s.Minimum = jsonschema.Ptr(1.0)
		s.Pattern = "^0*[1-9][0-9]*$"
	}
	message(s, kind.Want())
	return s
}

func plain(types ...string) *jsonschema.Schema { return &jsonschema.Schema{Types: types} }

// year allows a bare year, which is a number for an editor.
func year() *jsonschema.Schema {
	s := plain("string", "integer")
	s.Minimum, s.Maximum = jsonschema.Ptr(1900.0), jsonschema.Ptr(2100.0)
	return s
}

// quantity is a count; percent below is one up to 100.
func quantity() *jsonschema.Schema {
	s := plain("number", "string")
	s.Minimum, s.Maximum = jsonschema.Ptr(0.0), jsonschema.Ptr(1e15)
	s.Pattern = "^(" + numeral + `~?|\[` + numeral + `?\.\.` + numeral + `?\])$`
	return s
}

func percent() *jsonschema.Schema {
	s := quantity()
	s.Maximum = jsonschema.Ptr(100.0)
	message(s, reference.Quantity.Want()+"; at most 100 percent")
	return s
}

// text is what people write. Block text ends with a line break, which does not
// count for its length.
func text(f reference.Field) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string", Pattern: `\S`}
	if f.Kind == reference.Line {
		s.Pattern = `^\s*\S[^\n\t]*\s*$`
	}
	if f.Max > 0 {
		s.MaxLength = jsonschema.Ptr(f.Max + 1)
		s.Comment = "One more than the characters allowed, for the line break that ends block text."
	}
	set(s, "errorMessage", f.Kind.Want()+"; put figures, dates and the like in quotes")
	set(s, "patternErrorMessage", f.Kind.Want())
	return s
}

// countries lists the codes with their names, which editors show.
func countries() *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	var names []string
	for _, code := range country.Codes() {
		s.Enum = append(s.Enum, code)
		names = append(names, country.Name(code))
	}
	set(s, "enumDescriptions", names)
	message(s, reference.Country.Want())
	return s
}

// The grammar of uncertain times, lengths and counts; package edtf checks what a
// pattern cannot: the days of each month, the order of bounds.
const (
	yearPattern  = `(19[0-9]{2}|20[0-9]{2}|2100)`
	monthPattern = `(0[1-9]|1[0-2])`
	dayPattern   = `(0[1-9]|[12][0-9]|3[01])`
	clockPattern = `T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?`
	pointPattern = `((19|20|21)[0-9]X|` + yearPattern + `(-XX(-XX)?|-` + monthPattern + `(-XX|-` + dayPattern + `(` + clockPattern + `)?)?)?)[~?%]?`

	setPattern      = `\[(` + pointPattern + `(,` + pointPattern + `)+|` + pointPattern + `\.\.(` + pointPattern + `)?|\.\.` + pointPattern + `)\]`
	timePattern     = pointPattern + `|` + setPattern
	intervalPattern = pointPattern + `/(` + pointPattern + `|\.\.)?|(\.\.)?/` + pointPattern

	lengthPattern = `(P([0-9]+W|[0-9]+D(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?|T([0-9]+H)?([0-9]+M)?([0-9]+S)?))`
	numeral       = `((0|[1-9][0-9]*)(\.[0-9]+)?)`
)
