package record

import (
	"cmp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// The YAML package moves some comments to other fields and loses a few, so we
// find them ourselves: it tells where the values stand, and what begins with #
// outside of them is a comment.

// element is one field of a mapping or one entry of a list, with its comments.
type element struct {
	node     *yaml.Node
	keyNode  *yaml.Node // nil for the document and for the entries of a list
	key      string
	children []*element
	parent   *element
	line     int // where the field or the entry begins; 1 is the first
	column   int

	head []string // comment lines above
	tail string   // comment behind the first line
	foot []string // comment lines below
}

// newElement turns a tree of nodes into elements.
func newElement(n *yaml.Node) *element {
	e := &element{node: n, line: n.Line, column: n.Column}
	e.grow()
	return e
}

func (e *element) grow() {
	n := e.node
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			e.children = append(e.children, &element{
				node: n.Content[i+1], keyNode: key, key: key.Value, parent: e, line: key.Line, column: key.Column,
			})
		}
	case yaml.SequenceNode:
		for _, child := range n.Content {
			entry := &element{node: child, parent: e, line: child.Line, column: n.Column}
			if n.Style&yaml.FlowStyle != 0 {
				entry.column = child.Column
			}
			e.children = append(e.children, entry)
		}
	}
	for _, child := range e.children {
		child.grow()
	}
}

// all lists the elements below e in the order of the file.
func (e *element) all() []*element {
	var list []*element
	for _, child := range e.children {
		list = append(list, child)
		list = append(list, child.all()...)
	}
	return list
}

// commented tells whether a comment stands at e or below it.
func (e *element) commented() bool {
	return len(e.head)+len(e.foot)+len(e.tail) > 0 || slices.ContainsFunc(e.children, (*element).commented)
}

// Comment is a comment of a file with its place.
type Comment struct {
	Line, Column int    // 1 is the first
	Alone        bool   // whether nothing else stands on the line
	Text         string // from # on
}

// Comments lists the comments of the file in order.
func (d *Document) Comments() []Comment {
	lines := d.ready().masked()
	var list []Comment
	for n, line := range lines {
		for at, r := range line {
			if r != '#' || at > 0 && line[at-1] != ' ' && line[at-1] != '\t' {
				continue
			}
			list = append(list, Comment{
				Line: n + 1, Column: at + 1, Text: strings.TrimRight(string(line[at:]), " \t\r"),
				Alone: strings.TrimSpace(string(line[:at])) == "",
			})
			break
		}
	}
	return list
}

// masked gives the lines of the file with everything that stands in quotes or
// in a block of text replaced by a letter.
func (t *tree) masked() [][]rune {
	lines := make([][]rune, len(t.split()))
	for n, line := range t.split() {
		lines[n] = []rune(line)
	}
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		switch {
		case n.Kind != yaml.ScalarNode:
		case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
			maskQuoted(lines, n.Line-1, n.Column-1)
		case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
			maskBlock(lines, n.Line, t.blockIndent(n))
		}
		for _, child := range n.Content {
			visit(child)
		}
	}
	if t.root != nil {
		visit(t.root)
	}
	return lines
}

// maskQuoted hides a quoted value that begins at a place.
func maskQuoted(lines [][]rune, line, column int) {
	if line >= len(lines) || column >= len(lines[line]) {
		return
	}
	quote := lines[line][column]
	for column++; line < len(lines); line, column = line+1, 0 {
		for ; column < len(lines[line]); column++ {
			r := lines[line][column]
			lines[line][column] = 'x'
			next := rune(0)
			if column+1 < len(lines[line]) {
				next = lines[line][column+1]
			}
			switch {
			case quote == '"' && r == '\\' && next != 0, quote == '\'' && r == quote && next == quote:
				column++
				lines[line][column] = 'x'
			case r == quote:
				return
			}
		}
	}
}

// blockIndent gives the least indentation that the lines of a block of text
// have: one more than its header line's own.
func (t *tree) blockIndent(n *yaml.Node) int {
	header := t.line(n.Line)
	indent := len(header) - len(strings.TrimLeft(header, " "))
	// In "- note: |" the field stands behind the dash.
	for rest := header[indent:]; strings.HasPrefix(rest, "- "); rest = header[indent:] {
		after := strings.TrimLeft(rest[1:], " ")
		if strings.HasPrefix(after, "|") || strings.HasPrefix(after, ">") {
			break
		}
		indent += len(rest) - len(after)
	}
	return indent + 1
}

// maskBlock hides the lines of a block of text that follow its header line.
func maskBlock(lines [][]rune, from, least int) {
	indent := 0
	for n := from; n < len(lines); n++ {
		text := strings.TrimLeft(string(lines[n]), " ")
		if strings.TrimSpace(text) == "" {
			continue
		}
		own := len(lines[n]) - len([]rune(text))
		if indent == 0 {
			if indent = own; own < least {
				return
			}
		}
		if own < indent {
			return
		}
		for at := range lines[n] {
			lines[n][at] = 'x'
		}
	}
}

// attach gives each comment to the element that it stands at.
func (e *element) attach(notes []Comment) {
	list := e.all()
	slices.SortStableFunc(list, func(x, y *element) int { return cmp.Compare(x.line, y.line) })
	for n := 0; n < len(notes); n++ {
		c := notes[n]
		after, _ := slices.BinarySearchFunc(list, c.Line+1, func(x *element, line int) int { return cmp.Compare(x.line, line) })
		var previous, next *element
		if after > 0 {
			previous = list[after-1]
		}
		if after < len(list) {
			next = list[after]
		}
		if !c.Alone {
			previous.lineOwner(c.Line).setTail(c.Text)
			continue
		}
		block := []string{c.Text}
		last := c.Line
		for ; n+1 < len(notes) && notes[n+1].Alone && notes[n+1].Line == last+1 && notes[n+1].Column == c.Column; n++ {
			last++
			block = append(block, notes[n+1].Text)
		}
		// A first line for editors stays the first line.
		if previous == nil && strings.HasPrefix(block[0], modeline) {
			e.head = append(e.head, block[0])
			if block = block[1:]; len(block) == 0 {
				continue
			}
		}
		e.place(block, c, last, previous, next)
	}
}

// modeline begins the line that names the schema for editors.
const modeline = "# yaml-language-server:"

// place decides by indentation, then by blank lines, whether lines of comment
// belong to what follows or to what precedes.
func (e *element) place(block []string, c Comment, last int, previous, next *element) {
	owner := previous.enclosing(c.Column)
	gapBefore := previous == nil || previous.lastLine() < c.Line-1
	gapAfter := next != nil && next.line > last+1
	switch {
	case next == nil && (c.Column == 1 || owner == nil):
		e.foot = append(e.foot, block...)
	case next == nil || c.Column > next.column && owner != nil:
		owner.foot = append(owner.foot, block...)
	case previous == nil && gapAfter:
		e.head = append(e.head, block...)
	case gapAfter && !gapBefore && owner != nil && c.Column >= next.column:
		owner.foot = append(owner.foot, block...)
	default:
		next.head = append(next.head, block...)
	}
}

// enclosing gives the innermost element around e, or e itself, that begins at or
// before a column; nil when there is none.
func (e *element) enclosing(column int) *element {
	for ; e != nil && e.parent != nil; e = e.parent {
		if e.column <= column && !e.inFlow() {
			return e
		}
	}
	return nil
}

func (e *element) inFlow() bool {
	return e.parent != nil && e.parent.node.Style&yaml.FlowStyle != 0 && e.parent.node.Line == e.line
}

// lastLine is the last line of a one-line value, and a guess for a longer one.
func (e *element) lastLine() int {
	return max(e.line, e.node.Line) + strings.Count(strings.TrimSpace(e.node.Value), "\n")
}

// lineOwner gives the field whose comment stands behind a line that ends with e:
// the list itself where all of it stands on that line.
func (e *element) lineOwner(line int) *element {
	for e != nil && e.parent != nil && e.parent.node.Style&yaml.FlowStyle != 0 && e.parent.line == line {
		if slices.ContainsFunc(e.parent.all(), func(x *element) bool { return x.line != line }) {
			break
		}
		e = e.parent
	}
	return e
}

func (e *element) setTail(text string) {
	switch {
	case e == nil:
	case e.tail == "":
		e.tail = text
	default:
		e.foot = append(e.foot, text)
	}
}
