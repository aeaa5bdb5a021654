// Package compact takes out of HTML what no reader sees: white space that browsers
// do not show, comments, and escapes that need not be. It knows what pages of
// layouts are made of and reads each byte once, where a minifier for all that
// there is on the web takes ten times as long.
package compact

import "bytes"

// HTML makes a page shorter, in place: the text that it gives begins where the one
// that it takes does. Text in pre keeps its white space; scripts, styles and what a
// reader edits stay as they are.
func HTML(page []byte) []byte {
	c := compactor{text: page, omit: true, space: -1}
	for c.read < len(page) {
		if page[c.read] == '<' {
			c.markup()
		} else {
			c.plain()
		}
	}
	if c.space >= 0 && !c.pre {
		c.dropSpace()
	}
	return page[:c.written]
}

// compactor moves what stays of a text to its front.
type compactor struct {
	text          []byte
	read, written int

	pre   bool // white space counts
	omit  bool // white space that comes next shows nowhere
	space int  // where the last white space was written, while a block's tag can still follow it; else -1
}

// keep keeps the next n bytes.
func (c *compactor) keep(n int) {
	if c.read != c.written {
		copy(c.text[c.written:], c.text[c.read:c.read+n])
	}
	c.read += n
	c.written += n
}

func (c *compactor) put(b byte) {
	c.text[c.written] = b
	c.written++
}

// dropSpace takes back the last white space; only end tags can stand after it.
func (c *compactor) dropSpace() {
	copy(c.text[c.space:], c.text[c.space+1:c.written])
	c.written--
	c.space = -1
}

const (
	letter = iota
	blank
	escape
	opening // of markup
)

var classes = [256]uint8{' ': blank, '\n': blank, '\t': blank, '\r': blank, '\f': blank, '&': escape, '<': opening}

// plain reads text up to the next markup.
func (c *compactor) plain() {
	for c.read < len(c.text) {
		switch classes[c.text[c.read]] {
		case opening:
			return
		case blank:
			c.blanks()
		case escape:
			c.unescape(inText)
			c.omit, c.space = false, -1
		default:
			c.keep(words(c.text[c.read:]))
			c.omit, c.space = false, -1
		}
	}
}

// words gives the length of words with single blanks between them, which stay.
func words(text []byte) int {
	for n, b := range text {
		if classes[b] == letter || (b == ' ' || b == '\n') && n+1 < len(text) && classes[text[n+1]] == letter {
			continue
		}
		return n
	}
	return len(text)
}

// blanks makes one of several white spaces: the end of a line where there is one.
func (c *compactor) blanks() {
	end, one := c.read, byte(' ')
	for ; end < len(c.text) && classes[c.text[end]] == blank; end++ {
		if c.text[end] == '\n' || c.text[end] == '\r' {
			one = '\n'
		}
	}
	switch {
	case c.pre:
		c.keep(end - c.read)
	case c.omit:
		c.read = end
	default:
		c.read, c.space, c.omit = end, c.written, true
		c.put(one)
	}
}

// Escapes that are only needed elsewhere: in text, or between double quotes.
var (
	inText   = []escaped{{"&#34;", '"'}, {"&#39;", '\''}, {"&#43;", '+'}, {"&gt;", '>'}, {"&quot;", '"'}}
	inQuotes = []escaped{{"&#39;", '\''}, {"&#43;", '+'}, {"&gt;", '>'}}
)

type escaped struct {
	text string
	char byte
}

func (c *compactor) unescape(list []escaped) {
	rest := c.text[c.read:min(c.read+len("&quot;"), len(c.text))]
	for _, e := range list {
		if len(rest) >= len(e.text) && string(rest[:len(e.text)]) == e.text {
			c.read += len(e.text)
			c.put(e.char)
			return
		}
	}
	c.keep(1)
}

// markup reads a tag, a comment or a declaration; a lone sign is text.
func (c *compactor) markup() {
	rest := c.text[c.read:]
	switch {
	case len(rest) > 1 && isLetter(rest[1]), len(rest) > 2 && rest[1] == '/' && isLetter(rest[2]):
		c.tag()
	case bytes.HasPrefix(rest, []byte("<!--")):
		if end := bytes.Index(rest[2:], []byte("-->")); end >= 0 { // <!--> is one too
			c.read += 2 + end + 3
		} else {
			c.keep(len(rest))
		}
	case len(rest) > 1 && (rest[1] == '!' || rest[1] == '?' || rest[1] == '/'):
		c.keep(through(rest, ">"))
	default:
		c.keep(1)
		c.omit, c.space = false, -1
	}
}

// through gives the length of text up to the end of a word; of all, without it.
func through(text []byte, word string) int {
	if at := bytes.Index(text, []byte(word)); at >= 0 {
		return at + len(word)
	}
	return len(text)
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
