package record

import (
	"encoding"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// lineWidth is where folded texts wrap and where a list no longer fits on one line,
// in characters with the indentation.
const lineWidth = 160

// writer prints elements in the canonical style.
type writer struct{ strings.Builder }

// lines prints lines of comment.
func (w *writer) lines(indent int, list []string) {
	for _, text := range list {
		w.WriteString(spaces(indent) + text + "\n")
	}
}

func spaces(n int) string { return strings.Repeat(" ", n) }

func (w *writer) document(e *element, kind reflect.Type) {
	w.lines(0, e.head)
	w.mapping(e, kind, 0, false)
	w.lines(0, e.foot)
}

// mapping prints the fields of a mapping. As an entry of a list, its first field
// stands behind a dash.
func (w *writer) mapping(e *element, kind reflect.Type, indent int, entry bool) {
	for n, child := range inOrder(e.children, kind) {
		before := spaces(indent)
		if entry && n == 0 {
			before = spaces(indent-2) + "- "
			w.lines(indent-2, child.head)
		} else {
			w.lines(indent, child.head)
		}
		field, known := fieldNamed(kind, child.key)
		if !known {
			field = Field{Name: child.key}
			if strings.HasPrefix(child.key, "x-") || kind == customType {
				field.Type = customType
			}
		}
		w.value(before+quoted(child.key, true, false)+":", child, field.Type, field, indent)
		w.lines(indent, child.foot)
	}
}

// inOrder sorts fields as the format has them, then unknown ones as they stand.
func inOrder(children []*element, kind reflect.Type) []*element {
	rank := func(e *element) int {
		if kind != nil && kind.Kind() == reflect.Struct {
			fields := FieldsOf(kind)
			if at := indexOf(fields, e.key); at >= 0 {
				return at
			}
		}
		if strings.HasPrefix(e.key, "x-") {
			return 1001
		}
		return 1000
	}
	sorted := slices.Clone(children)
	slices.SortStableFunc(sorted, func(x, y *element) int { return rank(x) - rank(y) })
	return sorted
}

func fieldNamed(kind reflect.Type, name string) (Field, bool) {
	if kind == nil || kind.Kind() != reflect.Struct {
		return Field{}, false
	}
	fields := FieldsOf(kind)
	at := indexOf(fields, name)
	if at < 0 {
		return Field{}, false
	}
	return fields[at], true
}

// value prints the value of a field or entry behind before, which ends with a
// colon or a dash, and ends the line.
func (w *writer) value(before string, e *element, t reflect.Type, f Field, indent int) {
	if t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	tail := ""
	if e.tail != "" {
		tail = "  " + e.tail
	}
	w.WriteString(before)
	switch e.node.Kind {
	case yaml.ScalarNode:
		head, block := scalar(e.node, t, f, indent+2)
		if head != "" {
			w.WriteString(" " + head)
		}
		w.WriteString(tail + "\n" + block)
	case yaml.SequenceNode:
		if list := flowList(e, t, f, lineWidth-utf8.RuneCountInString(before)); list != "" {
			w.WriteString(" " + list + tail + "\n")
			return
		}
		w.WriteString(tail + "\n")
		for _, child := range e.children {
			w.entry(child, elementType(t), f, indent+2)
		}
	case yaml.MappingNode:
		if len(e.children) == 0 {
			w.WriteString(" {}" + tail + "\n")
			return
		}
		w.WriteString(tail + "\n")
		w.mapping(e, t, indent+2, false)
	}
}

// entry prints one entry of a list behind its dash.
func (w *writer) entry(e *element, t reflect.Type, f Field, indent int) {
	w.lines(indent, e.head)
	if e.node.Kind == yaml.MappingNode && len(e.children) > 0 {
		if e.tail != "" {
			w.lines(indent, []string{e.tail})
		}
		w.mapping(e, t, indent+2, true)
	} else {
		w.value(spaces(indent)+"-", e, t, f, indent)
	}
	w.lines(indent, e.foot)
}

// customType stands for the type of a field of the archive's own, and of what it
// holds.
var customType = reflect.TypeFor[customValue]()

type customValue string

func elementType(t reflect.Type) reflect.Type {
	if t == customType {
		return t
	}
	if t != nil && t.Kind() == reflect.Slice {
		return t.Elem()
	}
	return nil
}

// flowList gives a short list on one line, or "" where a list has to be written
// entry by entry: with comments, mappings or too many characters.
func flowList(e *element, t reflect.Type, f Field, width int) string {
	if len(e.children) == 0 {
		return "[]"
	}
	var texts []string
	for _, child := range e.children {
		if child.node.Kind != yaml.ScalarNode || child.commented() || strings.Contains(child.node.Value, "\n") || isNull(child.node) {
			return ""
		}
		texts = append(texts, oneLine(child.node, elementType(t), true))
	}
	list := "[" + strings.Join(texts, ", ") + "]"
	if len(texts) > 1 && utf8.RuneCountInString(list)+1 > width {
		return ""
	}
	return list
}

// scalar gives what stands behind the colon, and the lines of a block of text
// below it.
func scalar(n *yaml.Node, t reflect.Type, f Field, indent int) (head, block string) {
	if isNull(n) {
		return n.Value, ""
	}
	t, f = scalarField(t, f)
	text := strings.TrimSpace(n.Value)
	long := strings.Contains(text, "\n") || f.Markdown
	if !long || text == "" || !blockSafe(text) {
		return oneLine(n, t, false), ""
	}
	if !strings.Contains(text, "\n") && (f.Max <= 1000 || utf8.RuneCountInString(text)+indent > lineWidth) && foldSafe(text) {
		return ">-", fold(text, indent)
	}
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" {
			b.WriteString(spaces(indent) + line)
		}
		b.WriteByte('\n')
	}
	return "|", b.String()
}

// scalarField finds the field that takes the bare value of a mapping.
func scalarField(t reflect.Type, f Field) (reflect.Type, Field) {
	if t == nil || t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return t, f
	}
	for _, field := range FieldsOf(t) {
		if field.Scalar {
			return scalarField(field.Type, field)
		}
	}
	return t, f
}

// fold wraps text at single spaces.
func fold(text string, indent int) string {
	var b strings.Builder
	column := 0
	words := foldWords(text)
	for n, word := range words {
		width := utf8.RuneCountInString(word)
		switch {
		case n == 0:
			b.WriteString(spaces(indent))
			column = indent
		case column+1+width > lineWidth:
			b.WriteString("\n" + spaces(indent))
			column = indent
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += width
	}
	b.WriteByte('\n')
	return b.String()
}

// foldWords cuts text at the spaces that may become line breaks: single ones.
func foldWords(text string) []string {
	var words []string
	from := 0
	for at := 1; at+1 < len(text); at++ {
		if text[at] == ' ' && text[at-1] != ' ' && text[at+1] != ' ' && text[at+1] != '\t' && text[at-1] != '\t' {
			words = append(words, text[from:at])
			from = at + 1
		}
	}
	return append(words, text[from:])
}
