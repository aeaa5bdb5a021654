package schema

import (
	"github.com/google/jsonschema-go/jsonschema"

	"incidentarchive/generator/internal/record"
	"incidentarchive/generator/internal/reference"
)

// refine adds the rules between fields that a schema can say. Each is also a
// rule of the decoder.
func refine(s *jsonschema.Schema, f reference.Field) {
	if f.Path != "root_cause" {
		return
	}
	unknown := constant(record.UnknownRootCause)
	bare := s.AnyOf[0]
	mapping := s.AnyOf[1]
	// Without a status only "unknown" can stand alone.
	s.AnyOf[0] = &jsonschema.Schema{AllOf: []*jsonschema.Schema{bare, unknown}}
	message(unknown, "a known cause needs a status: write value, status (confirmed, suspected or disputed) and sources below root_cause")
	mapping.If = having("value", constant(record.UnknownRootCause))
	mapping.Then = without("status")
	mapping.Else = &jsonschema.Schema{Required: []string{"status"}}
	message(mapping.Else, "field \"status\" is missing: how sure the cause is")
}

// refineRow adds the rules between the fields of one row.
func refineRow(s *jsonschema.Schema, f reference.Field) {
	switch f.Path {
	case "sources":
		s.AnyOf = []*jsonschema.Schema{{Required: []string{"url"}}, {Required: []string{"note"}}}
		for _, either := range s.AnyOf {
			message(either, "the source has no url: add it, or say in note why there is none")
		}
	case "claims":
		s.If = having("status", constant(record.Superseded))
		s.Then = &jsonschema.Schema{Required: []string{"superseded_by"}}
		message(s.Then, "a superseded claim has to name the claim that replaced it: add superseded_by with its number (1 is the first)")
		s.Else = without("superseded_by")
	}
}

// having is a mapping in which a field has a value.
func having(name string, value *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{Properties: map[string]*jsonschema.Schema{name: value}, Required: []string{name}}
}

// without is a mapping that lacks a field.
func without(name string) *jsonschema.Schema {
	return &jsonschema.Schema{Properties: map[string]*jsonschema.Schema{name: {Not: &jsonschema.Schema{}}}}
}

func constant[T ~string](value T) *jsonschema.Schema {
	var v any = string(value)
	return &jsonschema.Schema{Const: &v}
}
