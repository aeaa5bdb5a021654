package record

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/edtf"
)

// DecodeIncident reads an incident. The document is never nil; the findings say
// all that is wrong with the record by itself.
func DecodeIncident(file, id string, source []byte) (*Incident, *Document, diagnostic.List) {
	i := &Incident{}
	d := decodeInto(file, source, i)
	d.checkID(&i.ID, id)
	d.checkIncident(i)
	return i, d, d.finish()
}

// DecodeService reads a service, as DecodeIncident does.
func DecodeService(file, id string, source []byte) (*Service, *Document, diagnostic.List) {
	s := &Service{}
	d := decodeInto(file, source, s)
	d.checkID(&s.ID, id)
	return s, d, d.finish()
}

// DecodeOrganisation reads an organisation, as DecodeIncident does.
func DecodeOrganisation(file, id string, source []byte) (*Organisation, *Document, diagnostic.List) {
	o := &Organisation{}
	d := decodeInto(file, source, o)
	d.checkID(&o.ID, id)
	return o, d, d.finish()
}

// finish gives the findings and drops what only decoding needed.
func (d *Document) finish() diagnostic.List {
	findings := d.findings.Sort()
	d.compact()
	return findings
}

func decodeInto(file string, source []byte, target any) *Document {
	d := parse(file, source)
	if d.root != nil {
		d.decodeStruct(d.root, "", reflect.ValueOf(target).Elem())
	}
	return d
}

// checkID compares the id that a record states with its file name, which counts.
func (d *Document) checkID(stated *string, id string) {
	if *stated != "" && *stated != id {
		d.fault("id", "file/id-mismatch", "id %q differs from the file name %q: rename the file, or remove the line", *stated, id)
	}
	*stated = id
}

// decode reads one value into v.
func (d *Document) decode(n *yaml.Node, path string, v reflect.Value, f Field) {
	d.values[path] = n
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Style == 0 {
		advice := "write it, or remove the line"
		if f.Required {
			advice = f.firstSentence()
		}
		d.reportNode(n, path, "field/empty", "the value is empty: "+advice)
		return
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if text, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		d.decodeText(n, path, text)
		if spans(text) && !f.Interval {
			d.reportNode(n, path, "time/interval", fmt.Sprintf("%q is a span of time, want one time: write \"[%s]\" for some time between", n.Value, strings.Replace(n.Value, "/", "..", 1)))
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.decodeStructOrScalar(n, path, v)
	case reflect.Slice:
		d.decodeList(n, path, v, f)
	case reflect.String:
		d.decodeString(n, path, v, f)
	case reflect.Int:
		d.decodeInt(n, path, v)
	case reflect.Bool:
		d.decodeBool(n, path, v)
	}
}

// spans tells whether a time that was read is an interval.
func spans(v any) bool {
	switch v := v.(type) {
	case *edtf.Value:
		return v.IsInterval()
	case *End:
		return v.Time.IsInterval()
	}
	return false
}

// decodeStruct reads a mapping field by field.
func (d *Document) decodeStruct(n *yaml.Node, path string, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.reportNode(n, path, "field/shape", "want \"field: value\" lines here, indented below")
		return
	}
	fields := FieldsOf(v.Type())
	seen := make(map[string]*yaml.Node, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		if key.Kind != yaml.ScalarNode {
			d.reportNode(key, path, "field/unknown", "a field name has to be plain text")
			continue
		}
		if first := seen[name]; first != nil {
			d.reportNode(key, join(path, name), "field/duplicate", fmt.Sprintf("field %q stands here a second time (first in line %d): keep one", name, first.Line))
			continue
		}
		seen[name] = key
		d.keys[join(path, name)] = key
		at := indexOf(fields, name)
		switch {
		case at >= 0:
			d.decode(value, join(path, name), v.FieldByIndex(fields[at].index), fields[at])
		case strings.HasPrefix(name, "x-"):
			var custom *map[string]Custom
			if f := v.FieldByName("Custom"); f.IsValid() {
				custom = f.Addr().Interface().(*map[string]Custom)
			}
			d.customField(key, value, path, custom)
		default:
			d.reportNode(key, join(path, name), "field/unknown", fmt.Sprintf("unknown field %q%s", shorten(name), unknownHint(name, fields, path)))
		}
	}
	for k := range fields {
		f := &fields[k]
		if f.Required && seen[f.Name] == nil {
			place := d.Finding(path, "field/required", diagnostic.Error, fmt.Sprintf("field %q is missing: %s", f.Name, f.firstSentence()))
			if path == "" { // the top of the file says nothing; the message does
				place.Line, place.Column, place.Length, place.Source = 0, 0, 0, ""
			} else if n.Line > 0 {
				place.Line, place.Column, place.Length = n.Line, n.Column, 1
				place.Source = d.lines[n.Line-1]
			}
			place.Field = join(path, f.Name)
			d.report(place)
		}
	}
}

// indexOf finds a field by its name; -1 when there is none.
func indexOf(fields []Field, name string) int {
	for k := range fields {
		if fields[k].Name == name {
			return k
		}
	}
	return -1
}

// unknownHint suggests the field that was meant, or lists the short lists.
func unknownHint(name string, fields []Field, path string) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	if hint := diagnostic.DidYouMean(name, names); hint != "" {
		return hint
	}
	if len(names) <= 12 {
		return ", want one of " + strings.Join(names, ", ")
	}
	if own := "x-" + Slug(name); path == "" && CheckID(own) == nil {
		return fmt.Sprintf(": remove it, or name it %q to keep it as a field of your own", own)
	}
	return ""
}

// decodeStructOrScalar reads a mapping, or the bare value of its scalar field.
func (d *Document) decodeStructOrScalar(n *yaml.Node, path string, v reflect.Value) {
	if given := v.FieldByName("Given"); given.IsValid() {
		given.SetBool(true)
	}
	if n.Kind == yaml.MappingNode {
		d.decodeStruct(n, path, v)
		return
	}
	for _, f := range FieldsOf(v.Type()) {
		if f.Scalar {
			d.decode(n, path, v.FieldByIndex(f.index), f)
			return
		}
	}
	d.decodeStruct(n, path, v)
}

// decodeList reads a list entry by entry.
func (d *Document) decodeList(n *yaml.Node, path string, v reflect.Value, f Field) {
	if n.Kind != yaml.SequenceNode {
		example := ""
		if n.Kind == yaml.ScalarNode {
			example = fmt.Sprintf(" (for example [%s])", shorten(n.Value))
		}
		d.reportNode(n, path, "field/shape", "want a list"+example)
		return
	}
	if f.Required && len(n.Content) == 0 {
		d.reportNode(n, path, "field/empty", "the list is empty, want at least one entry")
		return
	}
	if f.Max > 0 && len(n.Content) > f.Max {
		d.reportNode(n.Content[f.Max], path, "field/too-long", fmt.Sprintf("the list has %d entries, want at most %d", len(n.Content), f.Max))
		return
	}
	entry := f
	entry.Max = 0
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	seen := map[string]bool{}
	for i, child := range n.Content {
		at := path + "[" + strconv.Itoa(i) + "]"
		d.decode(child, at, v.Index(i), entry)
		if child.Kind == yaml.ScalarNode {
			if seen[child.Value] {
				d.reportNode(child, at, "field/duplicate", fmt.Sprintf("%q stands in the list twice: remove one", shorten(child.Value)))
			}
			seen[child.Value] = true
		}
	}
}

// decodeText reads a scalar whose type knows its own text form.
func (d *Document) decodeText(n *yaml.Node, path string, target encoding.TextUnmarshaler) {
	if n.Kind != yaml.ScalarNode {
		d.reportNode(n, path, "field/shape", notScalar(n))
		return
	}
	err := target.UnmarshalText([]byte(n.Value))
	if err == nil {
		return
	}
	d.reportNode(n, path, ruleFor(target), err.Error())
}

// ruleFor names the rule that a type's text form belongs to.
func ruleFor(target any) string {
	switch target.(type) {
	case *edtf.Value, *End:
		return "time/syntax"
	case *edtf.Duration:
		return "time/duration-syntax"
	case *Date:
		return "time/date-syntax"
	case *TimeZone:
		return "time/zone"
	case *Quantity:
		return "field/number"
	case *Country:
		return "field/country"
	case *Language:
		return "field/language"
	}
	return "field/value"
}

// notScalar says what to do where one value was wanted and a list or mapping
// stands.
func notScalar(n *yaml.Node) string {
	if n.Kind == yaml.SequenceNode && n.Style&yaml.FlowStyle != 0 {
		return "want one value here, not a list: a set such as [2024-01-31,2024-02-07] has to be put in quotes"
	}
	return "want one value here, not a list or mapping"
}

// decodeString reads text, an id, an address or the value of an enumeration.
func (d *Document) decodeString(n *yaml.Node, path string, v reflect.Value, f Field) {
	if n.Kind != yaml.ScalarNode {
		d.reportNode(n, path, "field/shape", notScalar(n))
		return
	}
	if enum, ok := v.Interface().(Enumeration); ok {
		if values := Values(enum); !slices.Contains(values, n.Value) {
			d.reportNode(n, path, "field/value", unknownValue(n.Value, values))
			return
		}
		v.SetString(n.Value)
		return
	}
	if (f.Line || f.Markdown) && n.Style == 0 && n.Tag != "!!str" {
		d.reportNode(n, path, "yaml/not-text", fmt.Sprintf("YAML reads %s as something other than text: put it in quotes", n.Value))
		return
	}
	raw := strings.ReplaceAll(n.Value, "\r\n", "\n")
	if problem := hidden(raw); problem != "" { // written as an escape, such as "\u202e"
		d.reportNode(n, path, "text/character", problem)
		return
	}
	value := norm.NFC.String(strings.TrimSpace(raw))
	if problem, rule := checkString(value, raw, f); problem != "" {
		d.reportNode(n, path, rule, problem)
		return
	}
	if f.URL {
		value = canonicalURL(value)
	}
	v.SetString(value)
}

// unknownValue says which values an enumerated field takes.
func unknownValue(value string, values []string) string {
	message := fmt.Sprintf("unknown value %q", shorten(value))
	if hint := diagnostic.DidYouMean(value, values); hint != "" {
		return message + hint
	}
	if len(values) <= 12 {
		return message + ", want one of " + strings.Join(values, ", ")
	}
	return message + fmt.Sprintf(", want one of %s … (%d in all)", strings.Join(values[:8], ", "), len(values))
}

// checkString applies the text rules of a field; it gives "" when all is well.
func checkString(value, raw string, f Field) (problem, rule string) {
	switch {
	case blank(value):
		return "the value is empty or shows nothing: write it, or remove the line", "field/empty"
	case f.URL:
		if err := CheckURL(raw); err != nil {
			return err.Error(), "field/url"
		}
	case f.ID, f.Source:
		if err := CheckID(value); err != nil {
			return err.Error(), "field/id"
		}
	case f.Line && strings.ContainsAny(strings.Trim(raw, "\n"), "\n\t"):
		return "want one line of text, without line breaks and tabs", "field/one-line"
	case f.Max > 0 && utf8.RuneCountInString(value) > f.Max:
		return fmt.Sprintf("the text has %d characters, want at most %d: shorten it", utf8.RuneCountInString(value), f.Max), "field/too-long"
	case f.Markdown:
		if err := CheckMarkdown(value); err != nil {
			return err.Error(), "text/markdown"
		}
	}
	return "", ""
}

func (d *Document) decodeInt(n *yaml.Node, path string, v reflect.Value) {
	number, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil || !digits(n.Value) {
		d.reportNode(n, path, "field/number", fmt.Sprintf("%q is not a whole number", shorten(n.Value)))
		return
	}
	v.SetInt(int64(number))
}

func (d *Document) decodeBool(n *yaml.Node, path string, v reflect.Value) {
	if n.Kind != yaml.ScalarNode || n.Value != "true" && n.Value != "false" {
		d.reportNode(n, path, "field/value", unknownValue(n.Value, []string{"true", "false"}))
		return
	}
	v.SetBool(n.Value == "true")
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
