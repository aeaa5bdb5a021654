package record

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"

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
	desks.Put(d.desk)
	d.tree, d.desk, d.findings = nil, nil, nil
	return findings
}

// decodeInto reads a file into a record. The document has to be finished.
func decodeInto(file string, source []byte, target any) *Document {
	desk := desks.Get().(*desk)
	d := parse(file, source, &desk.reader)
	d.desk = desk
	if d.tree.root != nil {
		d.decodeStruct(d.tree.root, "", reflect.ValueOf(target).Elem())
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
	seen := firsts{known: make([]*yaml.Node, len(fields))}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		if key.Kind != yaml.ScalarNode {
			d.reportNode(key, path, "field/unknown", "a field name has to be plain text")
			continue
		}
		at := indexOf(fields, name)
		if first := seen.note(at, name, key); first != key {
			d.reportNode(key, join(path, name), "field/duplicate", fmt.Sprintf("field %q stands here a second time (first in line %d): keep one", name, first.Line))
			continue
		}
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
		if f.Required && seen.known[k] == nil {
			place := d.Finding(path, "field/required", diagnostic.Error, fmt.Sprintf("field %q is missing: %s", f.Name, f.firstSentence()))
			if path == "" { // the top of the file says nothing; the message does
				place.Line, place.Column, place.Length, place.Source = 0, 0, 0, ""
			} else if n.Line > 0 {
				place.Line, place.Column, place.Length = n.Line, n.Column, 1
				place.Source = strings.Clone(d.tree.line(n.Line))
			}
			place.Field = join(path, f.Name)
			d.report(place)
		}
	}
}

// firsts holds the keys of a mapping, to find those that stand there twice.
type firsts struct {
	known   []*yaml.Node // by the index of the field
	unknown map[string]*yaml.Node
}

// note gives the first key of a name, which is key itself when it is new. At is
// the index of the field, -1 when the name is none.
func (f *firsts) note(at int, name string, key *yaml.Node) *yaml.Node {
	if at >= 0 {
		if f.known[at] == nil {
			f.known[at] = key
		}
		return f.known[at]
	}
	if first := f.unknown[name]; first != nil {
		return first
	}
	if f.unknown == nil {
		f.unknown = map[string]*yaml.Node{}
	}
	f.unknown[name] = key
	return key
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
	if index := givenIndex(v.Type()); index != nil {
		v.FieldByIndex(index).SetBool(true)
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
	var seen map[string]bool
	for i, child := range n.Content {
		at := path + "[" + strconv.Itoa(i) + "]"
		d.decode(child, at, v.Index(i), entry)
		if child.Kind == yaml.ScalarNode && len(n.Content) > 1 {
			value := norm.NFC.String(child.Value) // two forms of one letter are one
			if seen[value] {
				d.reportNode(child, at, "field/duplicate", fmt.Sprintf("%q stands in the list twice: remove one", shorten(child.Value)))
			}
			if seen == nil {
				seen = map[string]bool{}
			}
			seen[value] = true
		}
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// commented tells whether a value without quotes ends where a comment begins, but
// for one that allows a finding.
func commented(line string, n *yaml.Node) bool {
	_, rest, found := strings.Cut(line, n.Value)
	comment := strings.TrimLeft(rest, " \t")
	return found && comment != rest && strings.HasPrefix(comment, "#") && !strings.HasPrefix(comment, "# "+AllowMark)
}
