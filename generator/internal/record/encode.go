package record

import (
	"encoding"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// Encode writes a record in the canonical style, with the line that names its
// schema for editors. It takes an *Incident, a *Service or an *Organisation;
// fields that say nothing are left out, and so is the id, which is the file's
// name. Reading gives the same record back.
func Encode(v any) ([]byte, error) {
	var schema string
	switch v.(type) {
	case *Incident:
		schema = "../../../static/schema/v1/incident.schema.json"
	case *Service:
		schema = "../../static/schema/v1/service.schema.json"
	case *Organisation:
		schema = "../../static/schema/v1/organisation.schema.json"
	default:
		return nil, fmt.Errorf("a %T is not a record", v)
	}
	value := reflect.ValueOf(v).Elem()
	node, err := encodeStruct(value)
	if err != nil {
		return nil, err
	}
	tree := newElement(node)
	tree.head = []string{modeline + " $schema=" + schema}
	w := &writer{}
	w.document(tree, value.Type())
	return []byte(w.String()), nil
}

// FactOf makes a fact from a value and the ids of the sources that support it.
func FactOf[T any](value T, sources ...string) Fact[T] {
	return Fact[T]{Value: value, Sources: sources, Given: true}
}

func encodeStruct(v reflect.Value) (*yaml.Node, error) {
	n := &yaml.Node{Kind: yaml.MappingNode}
	for _, f := range FieldsOf(v.Type()) {
		value := v.FieldByIndex(f.index)
		if f.Name == "id" && !f.Required || says(value) == nothing {
			continue
		}
		child, err := encode(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		n.Content = append(n.Content, textNode(f.Name), child)
	}
	if custom := v.FieldByName("Custom"); custom.IsValid() {
		fields := custom.Interface().(map[string]Custom)
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			n.Content = append(n.Content, textNode(name), fields[name].node())
		}
	}
	return n, nil
}

// content tells how much a value says.
type content int

const (
	nothing content = iota // left out
	bare                   // its scalar field alone
	whole
)

// says tells whether a value has to be written at all, and whether its bare
// scalar is enough.
func says(v reflect.Value) content {
	if v.Kind() == reflect.Slice && v.Len() == 0 {
		return nothing
	}
	if v.Kind() != reflect.Struct || isScalar(v) {
		if v.IsZero() {
			return nothing
		}
		return whole
	}
	result := nothing
	if given := v.FieldByName("Given"); given.IsValid() && given.Bool() {
		result = bare
	}
	for _, f := range FieldsOf(v.Type()) {
		switch {
		case says(v.FieldByIndex(f.index)) == nothing:
		case f.Scalar:
			result = max(result, bare)
		default:
			result = whole
		}
	}
	if result == bare && v.FieldByIndex(scalarOf(v.Type())).IsZero() {
		return nothing
	}
	return result
}

// scalarOf finds the field of a mapping that takes its bare value.
func scalarOf(t reflect.Type) []int {
	fields := FieldsOf(t)
	return fields[max(0, slices.IndexFunc(fields, func(f Field) bool { return f.Scalar }))].index
}

// isScalar tells whether a struct has a text form of its own.
func isScalar(v reflect.Value) bool {
	_, ok := v.Interface().(encoding.TextMarshaler)
	return ok
}

func encode(v reflect.Value) (*yaml.Node, error) {
	if text, ok := v.Interface().(encoding.TextMarshaler); ok {
		b, err := text.MarshalText()
		return textNode(string(b)), err
	}
	switch v.Kind() {
	case reflect.Pointer:
		return encode(v.Elem())
	case reflect.Struct:
		if says(v) == bare {
			return encode(v.FieldByIndex(scalarOf(v.Type())))
		}
		return encodeStruct(v)
	case reflect.Slice:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		for i := range v.Len() {
			child, err := encode(v.Index(i))
			if err != nil {
				return nil, fmt.Errorf("[%d]: %w", i, err)
			}
			n.Content = append(n.Content, child)
		}
		return n, nil
	case reflect.String:
		return textNode(v.String()), nil
	case reflect.Int:
		return textNode(strconv.FormatInt(v.Int(), 10)), nil
	case reflect.Bool:
		return textNode(strconv.FormatBool(v.Bool())), nil
	}
	return nil, fmt.Errorf("a %s cannot be written", v.Type())
}

func textNode(text string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
}
