package config

import (
	"reflect"

	"incidentarchive/generator/internal/record"
)

// Parameter is one setting for the manual.
type Parameter struct {
	Key     string // "params.colors.light.accent"
	Kind    string // text, number, true or false, list of texts
	Doc     string
	Example string
}

// Parameters lists all settings in the order in which they are declared.
func Parameters() []Parameter { return parameters(reflect.TypeFor[Config](), "") }

func parameters(t reflect.Type, above string) []Parameter {
	var list []Parameter
	for f := range t.Fields() {
		tag := f.Tag.Get("toml")
		if tag == "" {
			continue
		}
		key := below(above, tag)
		p := Parameter{Key: key, Kind: "text", Doc: f.Tag.Get("doc"), Example: f.Tag.Get("example")}
		switch f.Type {
		case reflect.TypeFor[Sections]():
			for _, s := range SectionList() {
				list = append(list, Parameter{Key: key + "." + s.Name, Kind: "true or false", Doc: s.Doc + usually(s), Example: opposite(s)})
			}
			continue
		case reflect.TypeFor[record.Declared]():
			list = append(list, parameters(reflect.TypeFor[record.Declaration](), key+".x-NAME")...)
			continue
		case reflect.TypeFor[map[string]any](), reflect.TypeFor[map[string]string]():
			p.Kind = "table"
			list = append(list, p)
			continue
		}
		switch f.Type.Kind() {
		case reflect.Struct:
			list = append(list, parameters(f.Type, key)...)
			continue
		case reflect.Slice:
			if f.Type.Elem().Kind() == reflect.Struct {
				list = append(list, parameters(f.Type.Elem(), key+"[]")...)
				continue
			}
			p.Kind = "list of texts"
		case reflect.Bool:
			p.Kind = "true or false"
		}
		list = append(list, p)
	}
	return list
}

func usually(s Section) string {
	if s.Off {
		return " Off unless it is switched on."
	}
	return ""
}

func opposite(s Section) string {
	if s.Off {
		return "true"
	}
	return "false"
}
