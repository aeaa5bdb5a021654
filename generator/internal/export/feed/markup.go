package feed

import (
	"bytes"
	"encoding/xml"
)

// within stands for the entries where a feed is written without them: no text of
// XML can hold it.
var within = []byte{0}

// frame gives what stands around the entries of an XML document.
func frame(root any) (head, tail []byte, err error) {
	data, err := xml.Marshal(root)
	before, after, _ := bytes.Cut(data, within)
	return append([]byte(xml.Header), before...), append(after, '\n'), err
}

// markup writes elements as package xml does, which by reflection takes several
// times as long. Names are ours.
type markup struct{ b []byte }

func (m *markup) open(name string)  { m.b = append(append(append(m.b, '<'), name...), '>') }
func (m *markup) close(name string) { m.b = append(append(append(m.b, '<', '/'), name...), '>') }

// element writes an element with a text and with attributes, given as names and
// values in turn.
func (m *markup) element(name, text string, attributes ...string) {
	m.b = append(append(m.b, '<'), name...)
	for n := 0; n+1 < len(attributes); n += 2 {
		m.b = append(append(append(m.b, ' '), attributes[n]...), '=', '"')
		m.text(attributes[n+1])
		m.b = append(m.b, '"')
	}
	m.b = append(m.b, '>')
	m.text(text)
	m.close(name)
}

func (m *markup) text(s string) {
	_ = xml.EscapeText(m, []byte(s)) // memory takes everything
}

// Write takes escaped text.
func (m *markup) Write(data []byte) (int, error) {
	m.b = append(m.b, data...)
	return len(data), nil
}
