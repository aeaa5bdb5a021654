package highlight

import (
	"html"
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
	next := Lexer{}.Tokenise(text)
	for token := next(); token != chroma.EOF; token = next() {
		element := elements[token.Type]
		if element == "" {
			b.WriteString(html.EscapeString(token.Value))
			continue
		}
		b.WriteString("<" + element + ">")
		b.WriteString(html.EscapeString(token.Value))
		b.WriteString("</" + element + ">")
	}
	return template.HTML(b.String())
}

var elements = map[chroma.TokenType]string{chroma.NameTag: "b", chroma.Comment: "i", chroma.LiteralString: "q"}
