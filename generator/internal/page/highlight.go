package page

import (
	"html"
	"html/template"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// highlight renders a record as it is written. Keys, comments and quoted texts
// get an element of two or three letters each instead of a span with a class:
// the record repeats the page, and has to stay light.
func highlight(source []byte) template.HTML {
	text := strings.TrimRight(string(source), "\n")
	tokens, err := chroma.Coalesce(lexers.Get("yaml")).Tokenise(nil, text)
	if err != nil { // the text alone is as good
		return template.HTML(html.EscapeString(text))
	}
	var b strings.Builder
	for token := tokens(); token != chroma.EOF; token = tokens() {
		element := ""
		switch {
		case token.Type == chroma.NameTag:
			element = "b"
		case token.Type.InCategory(chroma.Comment):
			element = "i"
		case token.Type.InSubCategory(chroma.LiteralString) && strings.ContainsAny(token.Value[:1], `"'`):
			element = "q"
		}
		value := html.EscapeString(token.Value)
		if element == "" {
			b.WriteString(value)
			continue
		}
		b.WriteString("<" + element + ">" + value + "</" + element + ">")
	}
	return template.HTML(b.String())
}
