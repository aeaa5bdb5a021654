package diagnostic

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// WriteText prints the list for people: one line a finding, then the source
// line with a caret. With color, ANSI sequences mark the parts.
func (l List) WriteText(w io.Writer, color bool) error {
	p := painter(color)
	b := bufio.NewWriter(w)
	for i, f := range l {
		if i > 0 {
			b.WriteByte('\n')
		}
		place := Printable(f.Position()) + ":"
		rest := strings.TrimPrefix(f.Text(), place)
		fmt.Fprintf(b, "%s%s\n", p.bold(place), p.message(f.Severity, rest))
		writeExcerpt(b, f, p)
	}
	return b.Flush()
}

// writeExcerpt prints the source line and the caret below the fault.
func writeExcerpt(b *bufio.Writer, f Finding, p painter) {
	line, start, length := f.Excerpt()
	if line == "" {
		return
	}
	number := strconv.Itoa(f.Line)
	pad := strings.Repeat(" ", max(5, len(number)))
	fmt.Fprintf(b, "%*s | %s\n", max(5, len(number)), number, line)
	if f.Column == 0 {
		return
	}
	fmt.Fprintf(b, "%s | %s%s\n", pad, strings.Repeat(" ", start), p.caret(strings.Repeat("^", length)))
}

// Excerpt gives the source line, shortened where it is long, and the characters in
// it that are at fault: the index of the first and their number. The line is empty
// when the finding has none.
func (f Finding) Excerpt() (line string, start, length int) {
	if f.Source == "" || f.Line == 0 {
		return "", 0, 0
	}
	return window(f.Source, f.Column-1, f.Length)
}

// maxExcerpt is the width of a source line in an excerpt, in characters: it
// keeps a line of 200 kB from flooding a terminal or a log.
const maxExcerpt = 120

// window cuts a long line so that the fault stays in sight. It gives the text
// to print and where the caret starts and how long it is.
func window(source string, start, length int) (string, int, int) {
	runes := []rune(Printable(source))
	start = min(max(start, 0), len(runes))
	length = max(1, min(length, len(runes)-start))
	if len(runes) <= maxExcerpt {
		return string(runes), start, length
	}
	from := max(0, min(start-maxExcerpt/3, len(runes)-maxExcerpt))
	to := min(len(runes), from+maxExcerpt)
	text := runes[from:to]
	before, after := "", ""
	if from > 0 {
		before = "…"
	}
	if to < len(runes) {
		after = "…"
	}
	start = start - from + len([]rune(before))
	return before + string(text) + after, start, max(1, min(length, len(text)-start+len([]rune(before))))
}

// Printable replaces every character that could move a terminal's cursor, hide
// text or change its direction by U+FFFD, one for one, so that columns stay.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsPrint(r):
			return r
		default:
			return unicode.ReplacementChar
		}
	}, s)
}

// painter draws with ANSI sequences, or not at all.
type painter bool

func (p painter) paint(code, s string) string {
	if !p {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p painter) bold(s string) string  { return p.paint("1", s) }
func (p painter) caret(s string) string { return p.paint("32", s) }

func (p painter) message(s Severity, text string) string {
	if s == Error {
		return p.paint("31", text)
	}
	return p.paint("33", text)
}
