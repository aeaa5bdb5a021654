package compact

import "bytes"

// kind is how an element stands in a text.
type kind uint8

const (
	block  kind = 1 << iota // white space around its tags does not show
	object                  // stands in a line like a word
	raw                     // holds no HTML; stays as it is
)

// kindOf gives the kind of an element that is more than a stretch of text. Every tag
// asks, and a switch takes a fifth of the time of a map.
func kindOf(name []byte) kind {
	switch string(name) {
	case "style":
		return block | raw
	case "script":
		return raw
	case "textarea", "iframe":
		return object | raw
	case "address", "article", "aside", "blockquote", "br", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "fieldset",
		"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "main",
		"menu", "nav", "noscript", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul":
		return block
	case "button", "canvas", "embed", "img", "input", "meter", "object", "progress", "q", "rt", "select", "svg", "math", "video", "audio", "wbr":
		return object
	}
	return 0
}

// tag reads a tag, and the element that it opens where that stays as it is.
func (c *compactor) tag() {
	start := c.read + 1
	end := c.text[start] == '/'
	if end {
		start++
	}
	stop, large := start, false
	for stop < len(c.text) && (isLetter(c.text[stop]) || '0' <= c.text[stop] && c.text[stop] <= '9' || c.text[stop] == '-') {
		large = large || c.text[stop] < 'a' && c.text[stop] >= 'A'
		stop++
	}
	name := c.text[start:stop]
	k := kindOf(name)
	if large {
		k = kindOf(bytes.ToLower(name))
	}
	if k&block != 0 && c.space >= 0 && !c.pre {
		c.dropSpace()
	}
	closing := ""
	if k&raw != 0 && !end {
		closing = "</" + string(name)
	}
	if string(name) == "pre" {
		c.pre = !end
	}
	switch {
	case k&block != 0:
		c.omit, c.space = true, -1
	case k&object != 0:
		c.omit = false
	}
	if !end {
		c.space = -1
	}
	c.keep(stop - c.read)
	c.attributes()
	if closing != "" {
		c.element(closing)
	}
}

// attributes reads a tag from after its name to its end.
func (c *compactor) attributes() {
	if n := tidy(c.text[c.read:]); n > 0 {
		c.keep(n)
		return
	}
	var before byte // the last that was no white space
	for c.read < len(c.text) {
		switch b := c.text[c.read]; {
		case b == '>':
			if c.text[c.written-1] == ' ' {
				c.written--
			}
			c.keep(1)
			return
		case classes[b] == blank:
			c.read++
			if c.text[c.written-1] != ' ' {
				c.put(' ')
			}
		case b == '"' && before == '=':
			c.quoted()
			before = b
		case b == '\'' && before == '=':
			c.keep(1)
			c.keep(through(c.text[c.read:], "'"))
			before = b
		default:
			c.keep(1)
			before = b
		}
	}
}

// tidy gives the length of the rest of a tag that can stay as it is, as most can;
// else 0.
func tidy(text []byte) int {
	for n := 0; n < len(text); n++ {
		switch b := text[n]; {
		case b == '>':
			return n + 1
		case b == '"' && n > 0 && text[n-1] == '=':
			end := bytes.IndexByte(text[n+1:], '"')
			if end < 0 || bytes.IndexByte(text[n+1:n+1+end], '&') >= 0 {
				return 0
			}
			n += 1 + end
		case b == '\'', b == ' ' && n+1 < len(text) && (text[n+1] == '>' || classes[text[n+1]] == blank), b != ' ' && classes[b] == blank:
			return 0
		}
	}
	return 0
}

// quoted reads a value between double quotes.
func (c *compactor) quoted() {
	c.keep(1)
	end := c.read + through(c.text[c.read:], `"`)
	for c.read < end {
		if at := bytes.IndexByte(c.text[c.read:end], '&'); at >= 0 {
			c.keep(at)
			c.unescape(inQuotes)
		} else {
			c.keep(end - c.read)
		}
	}
}

// element reads the rest of an element to its end tag as it is.
func (c *compactor) element(closing string) {
	c.keep(through(c.text[c.read:], closing))
	c.keep(through(c.text[c.read:], ">"))
}
