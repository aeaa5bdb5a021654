package api

import (
	"reflect"
	"strings"
	"time"

	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// Schema is a JSON Schema (2020-12), as far as the description needs it.
type Schema struct {
	Ref                  string             `json:"$ref,omitempty"`
	Description          string             `json:"description,omitempty"`
	Type                 string             `json:"type,omitempty"`
	Format               string             `json:"format,omitempty"`
	Pattern              string             `json:"pattern,omitempty"`
	Enum                 []string           `json:"enum,omitempty"`
	Minimum              *int               `json:"minimum,omitempty"`
	Properties           map[string]*Schema `json:"properties,omitempty"`
	Required             []string           `json:"required,omitempty"`
	Items                *Schema            `json:"items,omitempty"`
	AdditionalProperties *Schema            `json:"additionalProperties,omitempty"`
	AnyOf                []*Schema          `json:"anyOf,omitempty"`
}

// schemas collects the schemas of types by name.
type schemas map[string]*Schema

// of gives the schema of a type; that of a struct is put among the named ones.
func (c schemas) of(t reflect.Type) *Schema {
	switch t {
	case reflect.TypeFor[time.Time]():
		return &Schema{Type: "string", Format: "date-time"}
	case reflect.TypeFor[record.Date]():
		return &Schema{Type: "string", Format: "date"}
	case reflect.TypeFor[record.Custom]():
		one := func() *Schema {
			return &Schema{AnyOf: []*Schema{{Type: "string"}, {Type: "number"}, {Type: "boolean"}}}
		}
		return &Schema{AnyOf: append(one().AnyOf, &Schema{Type: "array", Items: one()}, &Schema{Type: "object", AdditionalProperties: one()})}
	}
	if enum, ok := reflect.Zero(t).Interface().(record.Enumeration); ok {
		return &Schema{Type: "string", Enum: record.Values(enum), Description: meanings(enum)}
	}
	switch t.Kind() {
	case reflect.String:
		return &Schema{Type: "string"}
	case reflect.Bool:
		return &Schema{Type: "boolean"}
	case reflect.Int, reflect.Int64:
		zero := 0
		return &Schema{Type: "integer", Minimum: &zero}
	case reflect.Float64:
		zero := 0
		return &Schema{Type: "number", Minimum: &zero}
	case reflect.Slice:
		return &Schema{Type: "array", Items: c.of(t.Elem())}
	case reflect.Map:
		return &Schema{Type: "object", AdditionalProperties: c.of(t.Elem())}
	case reflect.Pointer:
		return c.of(t.Elem())
	}
	return c.named(t)
}

// meanings lists what the values of an enumeration mean.
func meanings(e record.Enumeration) string {
	var b strings.Builder
	for n, choice := range e.Choices() {
		if n > 0 {
			b.WriteString("; ")
		}
		b.WriteString(choice.Value + ": " + choice.Meaning)
	}
	return b.String()
}

func (c schemas) named(t reflect.Type) *Schema {
	name := nameOf(t)
	ref := &Schema{Ref: "#/components/schemas/" + name}
	if c[name] != nil {
		return ref
	}
	s := &Schema{Type: "object", Properties: map[string]*Schema{}}
	c[name] = s
	for _, f := range view.Fields(t) {
		s.Properties[f.Name] = c.field(f)
		if !f.Optional {
			s.Required = append(s.Required, f.Name)
		}
	}
	return ref
}

// field gives the schema of a field: a pointer that is never left out may be null.
func (c schemas) field(f view.Field) *Schema {
	s := c.of(f.Type)
	if f.Type.Kind() == reflect.Pointer && !f.Optional {
		return &Schema{Description: f.Doc, AnyOf: []*Schema{s, {Type: "null"}}}
	}
	if s.Ref != "" {
		return &Schema{Description: f.Doc, Ref: s.Ref}
	}
	if s.Description != "" {
		s.Description = f.Doc + " Values: " + s.Description + "."
	} else {
		s.Description = f.Doc
	}
	if f.Name == "sha256" {
		s.Pattern = "^[0-9a-f]{64}$"
	}
	return s
}

// nameOf names a type; Fact[…record.Scope] becomes FactScope.
func nameOf(t reflect.Type) string {
	name, argument, generic := strings.Cut(t.Name(), "[")
	if !generic {
		return name
	}
	argument = strings.TrimSuffix(argument, "]")
	return name + argument[strings.LastIndexByte(argument, '.')+1:]
}
