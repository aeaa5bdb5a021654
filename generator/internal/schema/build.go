package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"incidentarchive/generator/internal/reference"
)

// builder collects the definitions that a schema shares between its fields.
type builder struct{ defs map[string]*jsonschema.Schema }

// mapping makes the schema of a mapping with exactly these fields.
func (b *builder) mapping(fields []reference.Field) *jsonschema.Schema {
	s := &jsonschema.Schema{
		Type:                 "object",
		Properties:           map[string]*jsonschema.Schema{},
		AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
	}
	for _, f := range fields {
		s.Properties[f.Name] = b.field(f)
		s.PropertyOrder = append(s.PropertyOrder, f.Name)
		if f.Required {
			s.Required = append(s.Required, f.Name)
		}
	}
	return s
}

// field makes the schema of a field: a value, a list of values, or a value that
// may be written as a mapping.
func (b *builder) field(f reference.Field) *jsonschema.Schema {
	var s *jsonschema.Schema
	switch {
	case f.List:
		s = &jsonschema.Schema{Type: "array", Items: b.value(f), UniqueItems: f.Kind != reference.Rows}
		if f.Required {
			s.MinItems = jsonschema.Ptr(1)
		}
		if f.Entries > 0 {
			s.MaxItems = jsonschema.Ptr(f.Entries)
		}
	case f.Fact:
		mapping := b.mapping(f.Fields)
		mapping.Description = "The value with the sources that support it."
		s = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{b.value(f), mapping}}
	default:
		s = b.value(f)
	}
	describe(s, f)
	refine(s, f)
	return s
}

// value makes the schema of one value of a field.
func (b *builder) value(f reference.Field) *jsonschema.Schema {
	switch f.Kind {
	case reference.Rows:
		s := b.mapping(f.Fields)
		refineRow(s, f)
		return s
	case reference.Line, reference.Markdown:
		return text(f)
	case reference.Choice:
		return choice(f)
	case reference.Quantity:
		if f.Name == "share" {
			return b.define("percent", percent())
		}
	}
	kind := string(f.Kind)
	switch f.Kind {
	case reference.Ref, reference.SourceID:
		kind = string(reference.ID)
	}
	return b.define(kind, scalar(reference.Kind(kind)))
}

// define shares a schema under $defs.
func (b *builder) define(name string, s *jsonschema.Schema) *jsonschema.Schema {
	b.defs[name] = s
	return &jsonschema.Schema{Ref: "#/$defs/" + name}
}

// choice makes the schema of a closed list. Each value has its meaning, which
// editors show together with that of the field.
func choice(f reference.Field) *jsonschema.Schema {
	s := &jsonschema.Schema{}
	var quoted []string
	for _, c := range f.Choices {
		var value any = c.Value
		if c.Value == "true" || c.Value == "false" {
			value = c.Value == "true"
			quoted = append(quoted, c.Value)
		}
		one := &jsonschema.Schema{Const: &value, Description: sentence(capital(c.Meaning))}
		set(one, "markdownDescription", fmt.Sprintf("`%s`: %s\n\n%s", c.Value, sentence(c.Meaning), f.Meaning))
		s.OneOf = append(s.OneOf, one)
	}
	if quoted != nil { // true in quotes is read as well
		s.OneOf = append(s.OneOf, &jsonschema.Schema{Type: "string", Pattern: "^(" + strings.Join(quoted, "|") + ")$"})
	}
	return s
}

// custom is a field of the archive's own, named x-…: a scalar, a list of scalars
// or a mapping of scalars.
func (b *builder) custom() *jsonschema.Schema {
	line := text(reference.Field{Kind: reference.Line, Max: 500})
	one := b.define("custom", &jsonschema.Schema{AnyOf: []*jsonschema.Schema{line, {Types: []string{"number", "boolean"}}}})
	s := &jsonschema.Schema{
		Description: "A field of this archive's own: a text of one line, a number, true or false, or a list or mapping of such values.",
		AnyOf: []*jsonschema.Schema{
			one,
			{Type: "array", Items: one, MinItems: jsonschema.Ptr(1), MaxItems: jsonschema.Ptr(50)},
			{Type: "object", AdditionalProperties: one, MinProperties: jsonschema.Ptr(1), MaxProperties: jsonschema.Ptr(50)},
		},
	}
	message(s, "want one line of text, a number, true or false, or a list or mapping of such values")
	return s
}

// describe adds what editors show: the meaning, the form and examples.
func describe(s *jsonschema.Schema, f reference.Field) {
	s.Title = f.Title
	s.Description = f.Meaning
	s.Examples = examples(f)
	var b strings.Builder
	b.WriteString(f.Meaning)
	b.WriteString("\n\n")
	if f.Required {
		b.WriteString("**Required.** ")
	}
	b.WriteString(sentence(capital(f.Form())))
	if f.Example != "" && s.Examples == nil && f.Choices == nil {
		b.WriteString(" For example: `" + f.Example + "`")
	}
	for i, c := range f.Choices {
		if i == 0 {
			b.WriteString("\n")
		}
		b.WriteString("\n- `" + c.Value + "`: " + c.Meaning)
	}
	set(s, "markdownDescription", b.String())
}

// examples gives some values that show the grammar of a field. There are always
// several: editors write a single one into the record, where it would stand as
// an invented fact. Fields of free text have theirs in the description.
func examples(f reference.Field) []any {
	var more []string
	switch f.Kind {
	case reference.Time:
		more = []string{"2025-07-23", "[2025-07-23..2025-07-25]"}
	case reference.Span:
		more = []string{"2025-07-23/2025-07-25"}
	case reference.End:
		more = []string{"2025-07~", "unknown"}
	case reference.Duration:
		more = []string{"PT1H50M", "[PT3H..PT4H]"}
	case reference.Quantity:
		more = []string{"1200~", "[30..50]", "[75..]"}
	case reference.Zone:
		more = []string{"Europe/Brussels", "UTC"}
	case reference.Language:
		more = []string{"fr", "de", "nl"}
	}
	if more == nil || f.List {
		return nil
	}
	var list []any
	for _, text := range append([]string{f.Example}, more...) {
		var value any = text
		if n, ok := coreNumber(text); ok {
			value = n
		}
		if !slices.Contains(list, value) {
			list = append(list, value)
		}
	}
	return list
}

// coreNumber reads a number of YAML's core schema.
func coreNumber(text string) (float64, bool) {
	if !numberPattern.MatchString(text) {
		switch base := strings.TrimPrefix(text, "0x"); {
		case base != text:
			n, err := strconv.ParseUint(base, 16, 64)
			return float64(n), err == nil
		case strings.HasPrefix(text, "0o"):
			n, err := strconv.ParseUint(text[2:], 8, 64)
			return float64(n), err == nil
		}
		return 0, false
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil
}

// set adds a keyword that JSON Schema itself does not know; editors read some.
func set(s *jsonschema.Schema, keyword string, value any) {
	if s.Extra == nil {
		s.Extra = map[string]any{}
	}
	s.Extra[keyword] = value
}

// message sets what editors say when the value has not the right form.
func message(s *jsonschema.Schema, want string) {
	set(s, "errorMessage", want)
	if s.Pattern != "" {
		set(s, "patternErrorMessage", want)
	}
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

func sentence(text string) string {
	if strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}
