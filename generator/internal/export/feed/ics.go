package feed

import (
	"strings"
	"time"
	"unicode/utf8"
)

// lines writes the content lines of iCalendar (RFC 5545).
type lines struct{ b []byte }

// maxLine is the greatest length of a line, in bytes, without its end.
const maxLine = 75

// raw writes one property whose value needs no escaping. A long line is folded
// between characters.
func (l *lines) raw(name, value string) {
	room := maxLine
	text := name + ":" + value
	for len(text) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		l.b = append(l.b, text[:cut]...)
		l.b = append(l.b, "\r\n "...)
		text, room = text[cut:], maxLine-1
	}
	l.b = append(l.b, text...)
	l.b = append(l.b, '\r', '\n')
}

var textEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// text writes one property of type TEXT.
func (l *lines) text(name, value string) { l.raw(name, textEscapes.Replace(value)) }

// texts writes one property with several values of type TEXT.
func (l *lines) texts(name string, values []string) {
	escaped := make([]string, len(values))
	for n, v := range values {
		escaped[n] = textEscapes.Replace(v)
	}
	l.raw(name, strings.Join(escaped, ","))
}

// instant writes one property with an instant in UTC.
func (l *lines) instant(name string, t time.Time) { l.raw(name, t.UTC().Format("20060102T150405Z")) }

// day writes one property with a calendar day.
func (l *lines) day(name string, t time.Time) { l.raw(name+";VALUE=DATE", t.Format("20060102")) }
