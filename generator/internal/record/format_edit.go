package record

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Action is what an edit does to a field.
type Action string

const (
	Replace Action = "replace" // the value becomes Text
	Rename  Action = "rename"  // the field's name becomes Text
	Remove  Action = "remove"  // the field or entry goes
	Append  Action = "append"  // Text becomes a new last entry of the list, which is made where there is none
	Enlist  Action = "enlist"  // the value becomes the only entry of a list
	Add     Action = "add"     // the field is added with the value Text
)

// Edit is one change of a record.
type Edit struct {
	Field  string // path in the record, such as impacts[1].service
	Action Action
	Text   string
}

// Apply makes edits and gives the record in the canonical style. Paths are those
// of the record before the edits. A field that is not there is left alone.
func Apply(source []byte, edits []Edit) ([]byte, error) {
	d := parse("", source, nil)
	if d.tree.root == nil {
		return nil, d.findings.Sort()[0]
	}
	tree := newElement(d.tree.root)
	tree.attach(d.Comments())
	byPath := map[string]*element{"": tree}
	tree.index("", byPath)
	for _, edit := range edits {
		if err := edit.apply(byPath); err != nil {
			return nil, err
		}
	}
	w := &writer{}
	w.document(tree, kindOf(tree))
	return Format([]byte(w.String()))
}

// index notes the elements by their paths.
func (e *element) index(path string, byPath map[string]*element) {
	for n, child := range e.children {
		at := join(path, child.key)
		if child.keyNode == nil {
			at = path + "[" + strconv.Itoa(n) + "]"
		}
		if byPath[at] == nil { // the first of two fields of one name
			byPath[at] = child
		}
		child.index(at, byPath)
	}
}

func (edit Edit) apply(byPath map[string]*element) error {
	e := byPath[edit.Field]
	switch {
	case edit.Action == Append || edit.Action == Add:
		if e == nil {
			e = byPath[parent(edit.Field)].add(lastStep(edit.Field))
		}
		if e == nil {
			return nil
		}
		if edit.Action == Add {
			e.node = textNode(edit.Text)
			return nil
		}
		if e.node.Kind != yaml.SequenceNode {
			e.node = &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		}
		e.children = append(e.children, &element{node: textNode(edit.Text), parent: e})
	case e == nil || e.parent == nil:
	case edit.Action == Replace:
		e.node, e.children = textNode(edit.Text), nil
	case edit.Action == Rename:
		e.key = edit.Text
	case edit.Action == Remove:
		e.parent.children = slices.DeleteFunc(e.parent.children, func(x *element) bool { return x == e })
		if list := e.parent; list.keyNode != nil && list.node.Kind == yaml.SequenceNode && len(list.children) == 0 {
			list.parent.children = slices.DeleteFunc(list.parent.children, func(x *element) bool { return x == list })
		}
	case edit.Action == Enlist:
		entry := &element{node: e.node, parent: e}
		e.node, e.children = &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}, []*element{entry}
	default:
		return fmt.Errorf("unknown action %q", edit.Action)
	}
	return nil
}

// add gives a mapping one more field. A bare value becomes the value field of
// the mapping that it stands for.
func (e *element) add(name string) *element {
	if e == nil {
		return nil
	}
	if e.node.Kind == yaml.ScalarNode {
		value := &element{node: e.node, keyNode: textNode("value"), key: "value", parent: e}
		e.node, e.children = &yaml.Node{Kind: yaml.MappingNode}, []*element{value}
	}
	child := &element{node: textNode(""), keyNode: textNode(name), key: name, parent: e}
	e.children = append(e.children, child)
	return child
}

// lastStep gives the name of the field that a path ends with.
func lastStep(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// Text gives the text of a field as YAML reads it; false when the record does
// not have it or when it is no single value.
func (d *Document) Text(field string) (string, bool) {
	_, n := d.ready().find(field)
	if n == nil || n.Kind != yaml.ScalarNode {
		return "", false
	}
	return n.Value, true
}

// Raw gives the characters of a field that stands in brackets on one line, as
// they are in the file.
func (d *Document) Raw(field string) (string, bool) {
	t := d.ready()
	_, n := t.find(field)
	if n == nil || n.Style&yaml.FlowStyle == 0 {
		return "", false
	}
	line := []rune(t.line(n.Line))
	if n.Column > len(line) {
		return "", false
	}
	rest := string(line[n.Column-1:])
	end := strings.IndexByte(rest, ']')
	return rest[:max(0, end+1)], end >= 0
}

// CutTexts lists the text fields whose value ends where a comment begins on the
// same line: often the # was meant as part of the text.
func (d *Document) CutTexts() []string { return d.cut }

// Has tells whether a field stands in the file.
func (d *Document) Has(field string) bool {
	_, n := d.ready().find(field)
	return n != nil
}

// FieldAt finds the field that a path such as impacts[1].service leads to, in a
// record of type t. The entries of a list have the field of the list.
func FieldAt(t reflect.Type, path string) (Field, bool) {
	var field Field
	for step := range strings.SplitSeq(path, ".") {
		name, _, _ := strings.Cut(step, "[")
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		found := false
		if field, found = fieldNamed(t, name); !found {
			return Field{}, false
		}
		t = field.Type
	}
	return field, true
}

// Line gives a line of the file; 1 is the first.
func (d *Document) Line(number int) string { return d.ready().line(number) }

// Leaf gives the field that takes the bare value: f itself, or the value field
// of the mapping that f may be.
func (f Field) Leaf() Field {
	_, leaf := scalarField(f.Type, f)
	return leaf
}
