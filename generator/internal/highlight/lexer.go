// Package highlight shows records as they are written, with their keys, comments
// and quoted texts marked by Chroma's token types.
//
// Chroma's own YAML lexer is a table of regular expressions and would take a
// third of the time of a build. The lexer here knows only the plain YAML that
// records are made of, and reads each line once.
package highlight

import (
	"iter"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// Lexer is a Chroma lexer for records. Of any other text it gives the same text
// back, with fewer or other marks.
type Lexer struct{}

// Tokenise splits text into tokens whose values, put together, are the text.
func (Lexer) Tokenise(text string) chroma.Iterator {
	var list []chroma.Token
	for kind, part := range parts(text) {
		list = append(list, chroma.Token{Type: kind, Value: part})
	}
	return chroma.Literator(list...)
}

// parts gives the tokens of a text as parts of it.
func parts(text string) iter.Seq2[chroma.TokenType, string] {
	return func(yield func(chroma.TokenType, string) bool) {
		t := tokens{text: text, block: -1, yield: yield}
		for line := range strings.Lines(text) {
			if t.line(line); t.done {
				return
			}
		}
		t.end()
	}
}

type tokens struct {
	text        string
	kind        chroma.TokenType // of the token that goes on
	first, next int              // where it begins and, so far, ends
	block       int              // indentation of the key whose block text goes on; -1 for none
	yield       func(chroma.TokenType, string) bool
	done        bool
}

// add adds the next part of the text; parts of one kind make one token.
func (t *tokens) add(kind chroma.TokenType, value string) {
	if value == "" {
		return
	}
	if kind != t.kind {
		t.end()
		t.kind = kind
	}
	t.next += len(value)
}

// end gives the token that went on so far.
func (t *tokens) end() {
	if t.first < t.next && !t.done {
		t.done = !t.yield(t.kind, t.text[t.first:t.next])
	}
	t.first = t.next
}

func (t *tokens) line(line string) {
	text := strings.TrimLeft(line, " ")
	indent := len(line) - len(text)
	if t.block >= 0 {
		if indent > t.block || strings.TrimSpace(text) == "" {
			t.add(chroma.Text, line)
			return
		}
		t.block = -1
	}
	t.add(chroma.Text, line[:indent])
	for strings.HasPrefix(text, "- ") {
		t.add(chroma.Punctuation, "- ")
		text, indent = text[2:], indent+2
	}
	if strings.HasPrefix(text, "#") {
		t.add(chroma.Comment, text)
		return
	}
	if n := keyLength(text); n > 0 {
		t.add(chroma.NameTag, text[:n])
		t.add(chroma.Punctuation, ":")
		text = text[n+1:]
		if value := strings.TrimSpace(text); value != "" && (value[0] == '|' || value[0] == '>') && strings.Trim(value, "|>-+0123456789") == "" {
			t.block = indent
		}
	}
	t.value(text)
}

// keyLength gives the length of the key that a line begins with; 0 for none.
func keyLength(text string) int {
	at := strings.IndexByte(text, ':')
	if at <= 0 || at+1 < len(text) && text[at+1] != ' ' && text[at+1] != '\n' && text[at+1] != '\r' {
		return 0
	}
	for n := range at {
		if c := text[n]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' && c != '-' {
			return 0
		}
	}
	return at
}

// value marks quoted text and a comment at the end of a line.
func (t *tokens) value(text string) {
	for text != "" {
		at := strings.IndexAny(text, `"'#`)
		if at < 0 {
			break
		}
		switch quote := text[at]; {
		case quote == '#' && at > 0 && text[at-1] == ' ':
			t.add(chroma.Text, text[:at])
			t.add(chroma.Comment, text[at:])
			return
		case quote != '#' && (at == 0 || strings.IndexByte(" [,", text[at-1]) >= 0):
			end := strings.IndexByte(text[at+1:], quote)
			if end < 0 {
				t.add(chroma.Text, text)
				return
			}
			t.add(chroma.Text, text[:at])
			t.add(chroma.LiteralString, text[at:at+end+2])
			text = text[at+end+2:]
		default:
			t.add(chroma.Text, text[:at+1])
			text = text[at+1:]
		}
	}
	t.add(chroma.Text, text)
}
