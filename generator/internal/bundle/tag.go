package bundle

import (
	"bytes"
	"html"
	"slices"
	"strings"
)

// tag is a start tag, split so that what does not change is written as it was.
type tag struct {
	name       string // lower case
	attributes []attribute
	selfClosed bool
	changed    bool

	raw  []byte // the whole tag
	open []byte // "<" and the name, as written
}

// attribute is one attribute of a tag.
type attribute struct {
	name    string // lower case
	value   string // without character references
	raw     []byte // as written; nil when the attribute is new or has changed
	written string // the name as written
}

const space = " \t\n\f\r"

// split reads a start tag by the rules of the HTML standard. raw is the tag as
// the tokenizer found it, from "<" to ">".
func split(raw []byte) *tag {
	t := &tag{raw: raw}
	end := 1
	for end < len(raw) && !strings.ContainsRune(space+"/>", rune(raw[end])) {
		end++
	}
	t.open = raw[:end]
	t.name = strings.ToLower(string(raw[1:end]))
	rest := raw[end:]
	for {
		rest = bytes.TrimLeft(rest, space)
		if len(rest) == 0 || rest[0] == '>' {
			return t
		}
		if rest[0] == '/' {
			t.selfClosed = len(rest) > 1 && rest[1] == '>'
			rest = rest[1:]
			continue
		}
		var a attribute
		a, rest = splitAttribute(rest)
		if !t.has(a.name) { // the first of two wins
			t.attributes = append(t.attributes, a)
		}
	}
}

// splitAttribute reads one attribute from the start of b, which is not empty and
// begins with none of space, "/" and ">".
func splitAttribute(b []byte) (a attribute, rest []byte) {
	end := 1 // a leading "=" is a part of the name
	for end < len(b) && !strings.ContainsRune(space+"/>=", rune(b[end])) {
		end++
	}
	a.written = string(b[:end])
	a.name = strings.ToLower(a.written)
	rest = bytes.TrimLeft(b[end:], space)
	if len(rest) == 0 || rest[0] != '=' {
		a.raw = b[:end]
		return a, b[end:]
	}
	rest = bytes.TrimLeft(rest[1:], space)
	var value []byte
	switch {
	case len(rest) == 0:
	case rest[0] == '"' || rest[0] == '\'':
		value, rest, _ = bytes.Cut(rest[1:], rest[:1])
	default:
		end = 0
		for end < len(rest) && !strings.ContainsRune(space+">", rune(rest[end])) {
			end++
		}
		value, rest = rest[:end], rest[end:]
	}
	a.value = html.UnescapeString(strings.ReplaceAll(strings.ReplaceAll(string(value), "\r\n", "\n"), "\r", "\n"))
	a.raw = b[:len(b)-len(rest)]
	return a, rest
}

func (t *tag) has(name string) bool {
	_, found := t.lookup(name)
	return found
}

func (t *tag) get(name string) string {
	value, _ := t.lookup(name)
	return value
}

func (t *tag) lookup(name string) (value string, found bool) {
	for _, a := range t.attributes {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

// set gives an attribute a value; one that the tag does not have comes last.
func (t *tag) set(name, value string) {
	for n := range t.attributes {
		a := &t.attributes[n]
		if a.name == name {
			if a.value != value {
				a.value, a.raw, t.changed = value, nil, true
			}
			return
		}
	}
	t.attributes = append(t.attributes, attribute{name: name, written: name, value: value})
	t.changed = true
}

// drop removes attributes.
func (t *tag) drop(names ...string) {
	kept := t.attributes[:0:0]
	for _, a := range t.attributes {
		if slices.Contains(names, a.name) {
			t.changed = true
			continue
		}
		kept = append(kept, a)
	}
	t.attributes = kept
}

// rename gives the tag another name.
func (t *tag) rename(name string) {
	t.name, t.open, t.changed = name, []byte("<"+name), true
}

// writeTo writes the tag: as it was when nothing changed.
func (t *tag) writeTo(b *bytes.Buffer) {
	if !t.changed {
		b.Write(t.raw)
		return
	}
	b.Write(t.open)
	for _, a := range t.attributes {
		b.WriteByte(' ')
		if a.raw != nil && a.raw[len(a.raw)-1] != '=' { // nor may the next attribute become its value
			b.Write(a.raw)
			continue
		}
		b.WriteString(a.written)
		b.WriteString(`="`)
		b.WriteString(html.EscapeString(a.value))
		b.WriteByte('"')
	}
	if t.selfClosed {
		b.WriteString(" /")
	}
	b.WriteByte('>')
}

// words gives the values of an attribute that holds a list, in lower case.
func (t *tag) words(name string) []string { return strings.Fields(strings.ToLower(t.get(name))) }
