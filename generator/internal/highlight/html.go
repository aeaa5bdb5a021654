package highlight

import (
	"html/template"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// HTML marks keys, comments and quoted texts by an element of one letter each
// (b, i and q) instead of a span with a class: the record repeats its page, and
// has to stay light.
func HTML(source []byte) template.HTML {
	text := strings.TrimRight(string(source), "\n")
	var b strings.Builder
	b.Grow(len(text) * 5 / 4)
	for kind, part := range parts(text) {
		element := ""
		switch kind {
		case chroma.NameTag:
			element = "b"
		case chroma.Comment:
			element = "i"
		case chroma.LiteralString:
			element = "q"
		}
		if element == "" {
			escape(&b, part)
			continue
		}
		b.WriteString("<")
		b.WriteString(element)
		b.WriteString(">")
		escape(&b, part)
		b.WriteString("</")
		b.WriteString(element)
		b.WriteString(">")
	}
	return template.HTML(b.String())
}

// escape writes what stands between tags; quotes need no escape there.
func escape(b *strings.Builder, text string) {
	from := 0
	for n := range len(text) {
		entity := ""
		switch text[n] {
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '&':
			entity = "&amp;"
		default:
			continue
		}
		b.WriteString(text[from:n])
		b.WriteString(entity)
		from = n + 1
	}
	b.WriteString(text[from:])
}
