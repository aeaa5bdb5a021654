package page

import (
	"bytes"
	"html"
	"html/template"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
)

// highlight renders a record as it is written, with classes for a stylesheet.
func highlight(source []byte) template.HTML {
	lexer := lexers.Get("yaml")
	formatter := chromahtml.New(chromahtml.WithClasses(true), chromahtml.ClassPrefix("y-"))
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, string(source))
	var b bytes.Buffer
	if err == nil {
		err = formatter.Format(&b, styles.Fallback, tokens)
	}
	if err != nil { // the text alone is as good
		return template.HTML("<pre>" + html.EscapeString(string(source)) + "</pre>")
	}
	return template.HTML(b.String())
}
