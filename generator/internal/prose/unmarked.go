package prose

import (
	"html/template"
	"strings"
)

// Most texts of records are paragraphs and nothing else. They need no parser, which
// would take ten times as long.

// unmarked tells whether a text has nothing that Markdown gives a meaning but empty
// lines between paragraphs.
func unmarked(markdown string) bool {
	before := byte('\n')
	for n := range len(markdown) {
		c := markdown[n]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c >= 0x80:
		case c == '\n' && before != ' ':
		case before == '\n': // other signs can begin a list, a heading, code …
			return false
		case c == ' ' && before != ' ', '0' <= c && c <= '9', strings.IndexByte(`.,;:!?'"()/%+-=#|~@$`, c) >= 0:
		default:
			return false
		}
		before = c
	}
	return before != ' '
}

// paragraphs renders a text without marks.
func paragraphs(markdown string) template.HTML {
	var b strings.Builder
	b.Grow(len(markdown) + len(markdown)/16 + len("<p></p>"))
	for text := range strings.SplitSeq(markdown, "\n\n") {
		if text = strings.Trim(text, "\n"); text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("<p>")
		b.WriteString(strings.ReplaceAll(text, `"`, "&quot;"))
		b.WriteString("</p>")
	}
	return template.HTML(b.String())
}
