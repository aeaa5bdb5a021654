package record

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
)

// Format rewrites a record in the canonical style: fields in the order of the
// format, two spaces of indentation, quotes only where YAML needs them, short
// lists of ids on one line, texts wrapped. Comments stay with the field that
// they stand at; blank lines go. No value changes, and formatting twice gives
// the same bytes.
//
// A record that cannot be read as YAML gives an error of type
// [diagnostic.Finding]; faults of the fields do not matter here.
func Format(source []byte) ([]byte, error) {
	// A comment in a strange place may take more than one turn to settle.
	for range 4 {
		out, err := formatOnce(source)
		if err != nil || bytes.Equal(out, source) {
			return out, err
		}
		source = out
	}
	return nil, errUnformattable
}

// errUnformattable keeps a fault of the writer from harming a record.
var errUnformattable = errors.New("the record cannot be formatted without changing a value or losing a comment: leave it as it is, and report this as a fault of the generator")

func formatOnce(source []byte) ([]byte, error) {
	d := parse("", source, nil)
	if d.tree.root == nil {
		if len(d.findings) == 0 {
			return nil, errors.New("the record cannot be read")
		}
		return nil, d.findings.Sort()[0]
	}
	tree := newElement(d.tree.root)
	notes := d.Comments()
	tree.attach(notes)
	w := &writer{}
	w.document(tree, kindOf(tree))
	out := []byte(w.String())
	if !sameRecord(d, notes, out) {
		return nil, errUnformattable
	}
	return out, nil
}

// kindOf tells from its fields which kind of record a mapping is.
func kindOf(tree *element) reflect.Type {
	kinds := []reflect.Type{reflect.TypeFor[Incident](), reflect.TypeFor[Service](), reflect.TypeFor[Organisation]()}
	best, most := kinds[0], -1
	for _, kind := range kinds {
		fields, known := FieldsOf(kind), 0
		for _, child := range tree.children {
			if slices.ContainsFunc(fields, func(f Field) bool { return f.Name == child.key }) {
				known++
			}
		}
		if known > most {
			best, most = kind, known
		}
	}
	return best
}

// sameRecord tells whether the formatted record says what the source said.
func sameRecord(before *Document, notes []Comment, out []byte) bool {
	after := parse("", out, nil)
	if after.tree.root == nil || !sameValues(newElement(before.tree.root), newElement(after.tree.root)) {
		return false
	}
	texts := func(list []Comment) []string {
		var all []string
		for _, c := range list {
			all = append(all, c.Text)
		}
		slices.Sort(all)
		return all
	}
	return slices.Equal(texts(notes), texts(after.Comments()))
}

// sameValues compares two trees; the order of fields does not count, nor does
// white space around a text, which reading drops.
func sameValues(a, b *element) bool {
	if a.node.Kind != b.node.Kind || len(a.children) != len(b.children) ||
		strings.TrimSpace(a.node.Value) != strings.TrimSpace(b.node.Value) || isNull(a.node) != isNull(b.node) {
		return false
	}
	used := make([]bool, len(b.children))
	for n, x := range a.children {
		at := n
		if x.keyNode != nil {
			at = -1
			for m, y := range b.children {
				if !used[m] && y.keyNode != nil && y.key == x.key {
					at = m
					break
				}
			}
		}
		if at < 0 || !sameValues(x, b.children[at]) {
			return false
		}
		used[at] = true
	}
	return true
}
