package importer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// object is a mapping of another format: a JSON object or front matter. Numbers
// are kept as they were written.
type object map[string]any

// at finds the value below a path of names; nil when there is none.
func (o object) at(names ...string) any {
	var v any = map[string]any(o)
	for _, name := range names {
		m, ok := asObject(v)
		if !ok {
			return nil
		}
		v = m[name]
	}
	return v
}

func asObject(v any) (object, bool) {
	switch m := v.(type) {
	case object:
		return m, true
	case map[string]any:
		return m, true
	}
	return nil, false
}

// text gives a string, number or truth value as text; "" for anything else.
func (o object) text(names ...string) string { return asText(o.at(names...)) }

func asText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// first gives the first text that is not empty among several fields.
func (o object) first(names ...string) string {
	for _, name := range names {
		if text := o.text(name); text != "" {
			return text
		}
	}
	return ""
}

// object gives a mapping; empty when there is none.
func (o object) object(names ...string) object {
	m, _ := asObject(o.at(names...))
	return m
}

// objects gives a list of mappings; a single mapping counts as a list of one.
func (o object) objects(names ...string) []object { return asObjects(o.at(names...)) }

func asObjects(v any) []object {
	if m, ok := asObject(v); ok {
		return []object{m}
	}
	list, _ := v.([]any)
	var all []object
	for _, entry := range list {
		if m, ok := asObject(entry); ok {
			all = append(all, m)
		}
	}
	return all
}

// texts gives a list of texts; a single text counts as a list of one.
func (o object) texts(names ...string) []string {
	v := o.at(names...)
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var all []string
	for _, entry := range list {
		if text := asText(entry); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// parseJSON reads one JSON value, or several one after the other (NDJSON) as a
// list.
func parseJSON(data []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var all []any
	for {
		var v any
		err := decoder.Decode(&v)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("is not JSON: %w", err)
		}
		all = append(all, v)
	}
	switch len(all) {
	case 0:
		return nil, fmt.Errorf("is empty, want JSON")
	case 1:
		return all[0], nil
	}
	return all, nil
}

// walk visits every leaf of a value with its path, in order; the places in a
// list are left out.
func walk(v any, path string, visit func(path string)) {
	if m, ok := asObject(v); ok {
		for _, name := range slices.Sorted(maps.Keys(m)) {
			step := name
			if path != "" {
				step = path + "." + name
			}
			walk(m[name], step, visit)
		}
		return
	}
	if list, ok := v.([]any); ok {
		for _, entry := range list {
			walk(entry, path, visit)
		}
		return
	}
	if v != nil && v != "" {
		visit(path)
	}
}
