package plainyaml

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// mapping reads the fields that begin in a column, where the current line stands.
// Nil means that this is not plain YAML, here and below.
func (r *Reader) mapping(column int) *yaml.Node {
	if r.depth++; r.depth > maxDepth {
		return nil
	}
	n, from := r.node(yaml.MappingNode, 0, "!!map", "", r.at), len(r.open)
	for r.column() == column {
		length := r.key()
		if length == 0 {
			return nil
		}
		name := r.text[r.at : r.at+length]
		key := r.node(yaml.ScalarNode, 0, tag(name), name, r.at)
		r.at += length + 1
		value := r.value(column)
		if value == nil {
			return nil
		}
		r.open = append(r.open, key, value)
	}
	if r.column() > column {
		return nil
	}
	r.depth--
	return r.close(n, from)
}

// key gives the length of the field name that the line goes on with; 0 when
// there is none, or not one of plain letters with a colon behind it.
func (r *Reader) key() int {
	rest := r.text[r.at:r.end]
	length := 0
	for length < len(rest) && nameByte(rest[length]) {
		length++
	}
	if length == len(rest) || length > 100 || rest[length] != ':' || rest[0] == '-' || length+1 < len(rest) && rest[length+1] != ' ' {
		return 0
	}
	return length
}

func nameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c == '_' || c == '-' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// value reads what belongs to the field whose colon was read, and goes to the
// next line.
func (r *Reader) value(column int) *yaml.Node {
	colon := r.at
	if !r.rest() {
		return r.inline(column)
	}
	empty := r.node(yaml.ScalarNode, 0, "!!null", "", colon)
	r.next()
	switch {
	case r.column() < column || r.column() == column && !r.entry():
		return empty
	case r.entry():
		return r.sequence(r.column())
	case r.column() > column && r.key() > 0:
		return r.mapping(r.column())
	}
	return nil
}

// rest skips spaces and tells whether nothing but a comment is left of the line.
func (r *Reader) rest() bool {
	from := r.at
	for r.at < r.end && r.text[r.at] == ' ' {
		r.at++
	}
	return r.at == r.end || r.text[r.at] == '#' && r.at > from
}

// sequence reads the entries that begin in a column.
func (r *Reader) sequence(column int) *yaml.Node {
	if r.depth++; r.depth > maxDepth {
		return nil
	}
	n, from := r.node(yaml.SequenceNode, 0, "!!seq", "", r.at), len(r.open)
	for r.column() == column && r.entry() {
		r.at++
		if r.rest() || r.entry() {
			return nil
		}
		var entry *yaml.Node
		if r.key() > 0 {
			entry = r.mapping(r.column())
		} else {
			entry = r.inline(column)
		}
		if entry == nil {
			return nil
		}
		r.open = append(r.open, entry)
	}
	if r.column() > column {
		return nil
	}
	r.depth--
	return r.close(n, from)
}

// inline reads the value that begins in the current line, of a field or an entry
// in a column, and goes to the line after it. What follows must not stand
// further in: the value would go on there.
func (r *Reader) inline(column int) *yaml.Node {
	var n *yaml.Node
	switch r.text[r.at] {
	case '|', '>':
		n = r.paragraphs(column)
		if n == nil || r.column() > column {
			return nil
		}
		return n
	case '[':
		n = r.list()
	case '"', '\'':
		n = r.quoted()
	default:
		n = r.plain()
	}
	if n == nil || !r.rest() {
		return nil
	}
	r.next()
	if r.column() > column {
		return nil
	}
	return n
}

// list reads a list of values in brackets that ends in the same line.
func (r *Reader) list() *yaml.Node {
	n, from := r.node(yaml.SequenceNode, yaml.FlowStyle, "!!seq", "", r.at), len(r.open)
	for r.at++; ; r.at++ {
		if r.rest() {
			return nil
		}
		if r.text[r.at] == ']' && len(r.open) == from {
			break
		}
		entry := r.listEntry()
		if entry == nil {
			return nil
		}
		r.open = append(r.open, entry)
		if r.rest() {
			return nil
		}
		if r.text[r.at] == ']' {
			break
		}
		if r.text[r.at] != ',' {
			return nil
		}
	}
	r.at++
	return r.close(n, from)
}

// listEntry reads a value within brackets.
func (r *Reader) listEntry() *yaml.Node {
	if c := r.text[r.at]; c == '"' || c == '\'' {
		return r.quoted()
	}
	rest := r.text[r.at:r.end]
	length := strings.IndexAny(rest, ",[]{}?#&*!|>'\"%@`")
	if length <= 0 || rest[length] != ',' && rest[length] != ']' {
		return nil
	}
	value := strings.TrimRight(rest[:length], " ")
	if value == "" || value[0] == '-' || value[0] == ':' || value[len(value)-1] == ':' || strings.Contains(value, ": ") {
		return nil
	}
	n := r.node(yaml.ScalarNode, 0, tag(value), value, r.at)
	r.at += length
	return n
}
