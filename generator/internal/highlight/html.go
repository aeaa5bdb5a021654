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
		element := elements[kind]
		if element != "" {
			b.WriteString("<" + element + ">")
		}
		escape(&b, part)
		if element != "" {
			b.WriteString("</" + element + ">")
		}
	}
	return template.HTML(b.String())
}

var elements = map[chroma.TokenType]string{chroma.NameTag: "b", chroma.Comment: "i", chroma.LiteralString: "q"}

// escape writes what stands between tags; quotes need no escape there.
func escape(b *strings.Builder, text string) {
	for {
		at := strings.IndexAny(text, "<>&")
		if at < 0 {
			b.WriteString(text)
			return
		}
		b.WriteString(text[:at])
		switch text[at] {
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		default:
			b.WriteString("&amp;")
		}
		text = text[at+1:]
	}
}
