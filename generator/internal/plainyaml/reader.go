// Package plainyaml reads plain YAML, the part of the language that records are
// written in: block mappings and lists, values on one line with or without
// quotes, blocks of text, short lists in brackets, and comments.
//
// It gives the very nodes that the YAML package gives, many times faster, or
// none at all: whatever is not plain, and whatever may be a mistake, is left to
// that package, which also words what is wrong. So a reader that asks here first
// gives the same verdicts as one that does not.
package plainyaml

import (
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// maxDepth is how deep mappings and lists may be nested.
const maxDepth = 16

// Reader reads one document after the other and uses its memory again. It is not
// for use by several goroutines at once. The zero value is ready.
type Reader struct {
	text  string
	start int  // of the current line
	end   int  // of the current line, without its line break
	at    int  // of what is left to read in the current line
	line  int  // number of the current line; 1 is the first
	ascii bool // whether all characters are of ASCII
	depth int

	nodes []yaml.Node  // all made so far, in chunks of which this is the last
	lists []*yaml.Node // the contents of all collections, likewise
	open  []*yaml.Node // the contents of the collections that are being read
	block []byte       // the block of text that was read last
}

// Read reads text, whose lines end with line feeds alone, and gives its top-level
// mapping. It gives false where text is not plain YAML. The nodes hold parts of
// text and are good until the next call.
func (r *Reader) Read(text string) (root *yaml.Node, ok bool) {
	if r.ascii, ok = readable(text); !ok {
		return nil, false
	}
	r.text, r.start, r.end, r.line, r.depth = text, 0, -1, 0, 0
	if r.nodes == nil {
		r.nodes = make([]yaml.Node, 0, 16+len(text)/12) // enough for most records
	}
	r.nodes, r.lists, r.open = r.nodes[:0], r.lists[:0], r.open[:0]
	if !r.next() || r.column() != 0 {
		return nil, false
	}
	root = r.mapping(0)
	return root, root != nil && r.done()
}

// readable tells whether all characters are such that YAML takes them as they
// are, and whether all are of ASCII. Tabs and further kinds of line breaks are left
// to the YAML package.
func readable(text string) (ascii, ok bool) {
	ascii = true
	for i := 0; i < len(text); {
		c := text[i]
		if c-' ' < 0x7f-' ' || c == '\n' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r < 0xa0 || r == utf8.RuneError || r == 0x2028 || r == 0x2029 || r == 0xfeff || r > 0xfffd && r < 0x10000 {
			return false, false
		}
		ascii = false
		i += size
	}
	return ascii, true
}

// next goes to the next line that holds more than white space and comments. At
// the end of the text it gives false.
func (r *Reader) next() bool {
	for r.end < len(r.text) {
		r.start, r.line = r.end+1, r.line+1
		r.end = r.lineEnd(r.start)
		r.at = r.start + spaces(r.text[r.start:r.end])
		if r.at < r.end && r.text[r.at] != '#' {
			return true
		}
	}
	r.start, r.end = len(r.text)+1, len(r.text)
	return false
}

// done tells whether the text is at its end.
func (r *Reader) done() bool { return r.start > len(r.text) }

// column is how many characters stand before what is left of the line: spaces
// and dashes. It is -1 at the end of the text.
func (r *Reader) column() int {
	if r.done() {
		return -1
	}
	return r.at - r.start
}

// entry tells whether what is left of the line begins with the dash of a list.
func (r *Reader) entry() bool {
	return r.text[r.at] == '-' && (r.at+1 == r.end || r.text[r.at+1] == ' ')
}

// node makes a node that stands at an offset of the current line.
func (r *Reader) node(kind yaml.Kind, style yaml.Style, tag, value string, at int) *yaml.Node {
	if len(r.nodes) == cap(r.nodes) {
		r.nodes = make([]yaml.Node, 0, max(256, 2*cap(r.nodes)))
	}
	r.nodes = r.nodes[:len(r.nodes)+1]
	n := &r.nodes[len(r.nodes)-1] // which may have been used before; other fields never are
	n.Kind, n.Style, n.Tag, n.Value, n.Content = kind, style, tag, value, nil
	n.Line, n.Column = r.line, 1+at-r.start
	if !r.ascii {
		n.Column = 1 + utf8.RuneCountInString(r.text[r.start:at])
	}
	return n
}

// close takes the nodes that were opened since from as the contents of n.
func (r *Reader) close(n *yaml.Node, from int) *yaml.Node {
	contents := r.open[from:]
	if len(contents) > 0 {
		if len(r.lists)+len(contents) > cap(r.lists) {
			r.lists = make([]*yaml.Node, 0, max(256, 2*cap(r.lists), len(contents)))
		}
		first := len(r.lists)
		r.lists = append(r.lists, contents...)
		n.Content = r.lists[first:len(r.lists):len(r.lists)]
	}
	r.open = r.open[:from]
	return n
}
