package record

import (
	"encoding"
	"fmt"
	"reflect"
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
		d.decodeStruct(d.tree.root, nil, reflect.ValueOf(target).Elem())
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
func (d *Document) decode(n *yaml.Node, at *way, v reflect.Value, f *Field) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Style == 0 {
		advice := "write it, or remove the line"
		if f.Required {
			advice = f.firstSentence()
		}
		d.reportNode(n, at.String(), "field/empty", "the value is empty: "+advice)
		return
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if text, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		d.decodeText(n, at, text)
		if spans(text) && !f.Interval {
			d.reportNode(n, at.String(), "time/interval", fmt.Sprintf("%q is a span of time, want one time: write \"[%s]\" for some time between", n.Value, strings.Replace(n.Value, "/", "..", 1)))
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.decodeStructOrScalar(n, at, v)
	case reflect.Slice:
		d.decodeList(n, at, v, f)
	case reflect.String:
		d.decodeString(n, at, v, f)
	case reflect.Int:
		d.decodeInt(n, at, v)
	case reflect.Bool:
		d.decodeBool(n, at, v)
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
func (d *Document) decodeStruct(n *yaml.Node, at *way, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.reportNode(n, at.String(), "field/shape", "want \"field: value\" lines here, indented below")
		return
	}
	fields := FieldsOf(v.Type())
	var some [40]*yaml.Node // enough for all types of records
	seen := firsts{known: append(some[:0], make([]*yaml.Node, len(fields))...)}
	here := way{from: at} // one for all fields, so that none is allocated
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		here.name = name
		if key.Kind != yaml.ScalarNode {
			d.reportNode(key, at.String(), "field/unknown", "a field name has to be plain text")
			continue
		}
		k := indexOf(fields, name)
		if first := seen.note(k, name, key); first != key {
			d.reportNode(key, here.String(), "field/duplicate", fmt.Sprintf("field %q stands here a second time (first in line %d): keep one", name, first.Line))
			continue
		}
		switch {
		case k >= 0:
			d.decode(value, &here, v.FieldByIndex(fields[k].index), &fields[k])
		case strings.HasPrefix(name, "x-"):
			var custom *map[string]Custom
			if f := v.FieldByName("Custom"); f.IsValid() {
				custom = f.Addr().Interface().(*map[string]Custom)
			}
			d.customField(key, value, at.String(), custom)
		default:
			d.reportNode(key, here.String(), "field/unknown", fmt.Sprintf("unknown field %q%s", shorten(name), unknownHint(name, fields, at.String())))
		}
	}
	for k := range fields {
		if f := &fields[k]; f.Required && seen.known[k] == nil {
			d.missing(n, at, f)
		}
	}
}

// missing reports a required field that a mapping does not have.
func (d *Document) missing(n *yaml.Node, at *way, f *Field) {
	place := d.Finding(at.String(), "field/required", diagnostic.Error, fmt.Sprintf("field %q is missing: %s", f.Name, f.firstSentence()))
	if at == nil { // the top of the file says nothing; the message does
		place.Line, place.Column, place.Length, place.Source = 0, 0, 0, ""
	} else if n.Line > 0 {
		place.Line, place.Column, place.Length = n.Line, n.Column, 1
		place.Source = strings.Clone(d.tree.line(n.Line))
	}
	place.Field = (&way{from: at, name: f.Name}).String()
	d.report(place)
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
func (d *Document) decodeStructOrScalar(n *yaml.Node, at *way, v reflect.Value) {
	if index := givenIndex(v.Type()); index != nil {
		v.FieldByIndex(index).SetBool(true)
	}
	if n.Kind == yaml.MappingNode {
		d.decodeStruct(n, at, v)
		return
	}
	fields := FieldsOf(v.Type())
	for k := range fields {
		if f := &fields[k]; f.Scalar {
			d.decode(n, at, v.FieldByIndex(f.index), f)
			return
		}
	}
	d.decodeStruct(n, at, v)
}

// decodeList reads a list entry by entry.
func (d *Document) decodeList(n *yaml.Node, at *way, v reflect.Value, f *Field) {
	if n.Kind != yaml.SequenceNode {
		example := ""
		if n.Kind == yaml.ScalarNode {
			example = fmt.Sprintf(" (for example [%s])", shorten(n.Value))
		}
		d.reportNode(n, at.String(), "field/shape", "want a list"+example)
		return
	}
	if f.Required && len(n.Content) == 0 {
		d.reportNode(n, at.String(), "field/empty", "the list is empty, want at least one entry")
		return
	}
	if f.Max > 0 && len(n.Content) > f.Max {
		d.reportNode(n.Content[f.Max], at.String(), "field/too-long", fmt.Sprintf("the list has %d entries, want at most %d", len(n.Content), f.Max))
		return
	}
	v.SetZero()
	v.Grow(len(n.Content))
	v.SetLen(len(n.Content))
	here := way{from: at}
	for i, child := range n.Content {
		here.entry = i
		d.decode(child, &here, v.Index(i), f.entry)
	}
	d.checkRepeated(n, at)
}

// checkRepeated reports scalars that stand in a list twice.
func (d *Document) checkRepeated(n *yaml.Node, at *way) {
	if len(n.Content) < 2 {
		return
	}
	seen := d.desk.seen
	clear(seen)
	for i, child := range n.Content {
		if child.Kind != yaml.ScalarNode {
			continue
		}
		value := norm.NFC.String(child.Value) // two forms of one letter are one
		if seen[value] {
			d.reportNode(child, (&way{from: at, entry: i}).String(), "field/duplicate", fmt.Sprintf("%q stands in the list twice: remove one", shorten(child.Value)))
		}
		seen[value] = true
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
