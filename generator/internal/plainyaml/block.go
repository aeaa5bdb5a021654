package plainyaml

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// paragraphs reads a block of text, literal or folded, that belongs to a field or
// an entry in a column, and goes to the line after it.
func (r *Reader) paragraphs(column int) *yaml.Node {
	style, folded := yaml.LiteralStyle, r.text[r.at] == '>'
	if folded {
		style = yaml.FoldedStyle
	}
	n := r.node(yaml.ScalarNode, style, "!!str", "", r.at)
	chomp := byte(0)
	if r.at++; r.at < r.end && (r.text[r.at] == '-' || r.text[r.at] == '+') {
		chomp = r.text[r.at]
		r.at++
	}
	if !r.rest() || r.at < r.end {
		return nil
	}
	indent := r.indentation()
	if indent <= column {
		return nil
	}
	text := r.block[:0]
	empty := 0 // lines since the last one with text
	lines := 0 // with text
	further, ended := false, false
	for r.end < len(r.text) {
		start, end := r.end+1, r.lineEnd(r.end+1)
		at := start + spaces(r.text[start:min(end, start+indent)])
		if at < end && at-start < indent {
			break // the line after the block
		}
		r.start, r.end, r.line = start, end, r.line+1
		if at == end {
			if end < len(r.text) {
				empty++
			}
			continue
		}
		// A folded line joins the one before, unless one of them stands further in.
		before := further
		further = r.text[at] == ' '
		switch {
		case lines == 0:
		case !folded || before || further:
			text = append(text, '\n')
		case empty == 0:
			text = append(text, ' ')
		}
		for ; empty > 0; empty-- {
			text = append(text, '\n')
		}
		text = append(text, r.text[at:end]...)
		lines, ended = lines+1, end < len(r.text)
	}
	if chomp != '-' && ended {
		text = append(text, '\n')
	}
	for ; chomp == '+' && empty > 0; empty-- {
		text = append(text, '\n')
	}
	r.block, n.Value = text, string(text)
	r.next()
	return n
}

// indentation finds how far the first line of a block of text stands in; 0 where
// there is no such line, or where empty lines before it stand further in.
func (r *Reader) indentation() int {
	widest := 0
	for start := r.end + 1; start < len(r.text); {
		end := r.lineEnd(start)
		indent := spaces(r.text[start:end])
		widest = max(widest, indent)
		switch {
		case start+indent == end:
			start = end + 1
		case indent < widest:
			return 0
		default:
			return indent
		}
	}
	return 0
}

// lineEnd gives the offset of the line break, or the end of the text, after start.
func (r *Reader) lineEnd(start int) int {
	if n := strings.IndexByte(r.text[start:], '\n'); n >= 0 {
		return start + n
	}
	return len(r.text)
}

// spaces counts the spaces that text begins with.
func spaces(text string) int {
	n := 0
	for n < len(text) && text[n] == ' ' {
		n++
	}
	return n
}
