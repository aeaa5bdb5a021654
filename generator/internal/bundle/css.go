package bundle

import (
	"bytes"
	"io"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// rewriteCSS replaces the addresses in a stylesheet, in url() and @import, by
// what replace gives for them.
func rewriteCSS(source []byte, replace func(address string) (string, error)) ([]byte, error) {
	lexer := css.NewLexer(parse.NewInputBytes(source))
	var b bytes.Buffer
	imports := false // after @import, a string is an address
	for {
		kind, text := lexer.Next()
		if kind == css.ErrorToken {
			if err := lexer.Err(); err != io.EOF {
				return nil, err
			}
			return b.Bytes(), nil
		}
		switch {
		case kind == css.AtKeywordToken:
			imports = strings.EqualFold(string(text), "@import")
		case kind == css.SemicolonToken:
			imports = false
		case kind == css.URLToken:
			address := unquote(strings.TrimSpace(string(text[len("url(") : len(text)-1])))
			replaced, err := replace(address)
			if err != nil {
				return nil, err
			}
			if replaced != address {
				text = []byte("url(" + quote(replaced) + ")")
			}
		case kind == css.StringToken && imports:
			address := unquote(string(text))
			replaced, err := replace(address)
			if err != nil {
				return nil, err
			}
			if replaced != address {
				text = []byte(quote(replaced))
			}
		}
		b.Write(text)
	}
}

// unquote takes the quotes off a string of a stylesheet. Addresses of the site
// hold nothing that would be written with a backslash.
func unquote(s string) string {
	if len(s) > 1 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`"`, "%22", `\`, "%5C", "\n", "%0A").Replace(s) + `"`
}
