package record

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/prose"
)

// maxCharacterFindings keeps a binary file from giving a finding for each byte.
const maxCharacterFindings = 10

// checkText looks at the raw text of a file, comments included: its encoding,
// characters that hide or reorder text, and what merge tools leave behind. It
// tells whether the file may be parsed.
func (d *Document) checkText() bool {
	whole := func(rule, message string) bool {
		d.report(diagnostic.Finding{Rule: rule, Message: message})
		return false
	}
	switch {
	case bytes.HasPrefix(d.source, []byte("\xff\xfe")) || bytes.HasPrefix(d.source, []byte("\xfe\xff")):
		return whole("text/encoding", "the file is UTF-16, want UTF-8: save it again with the encoding UTF-8")
	case bytes.HasPrefix(d.source, []byte("\xef\xbb\xbf")):
		return whole("text/encoding", "the file begins with a byte-order mark: save it again as UTF-8 without BOM")
	case bytes.HasPrefix(d.source, []byte("version https://git-lfs")):
		return whole("text/lfs-pointer", "this is a Git LFS pointer, not a record: add the file itself")
	}
	before := len(d.findings)
	number := 0
	d.tree.ordinary = ordinary(d.tree.text)
	if d.tree.ordinary && !marked(d.tree.text) {
		return true
	}
	for line := range strings.SplitSeq(d.tree.text, "\n") {
		if number++; ordinary(line) && !marked(line) {
			continue
		}
		d.checkLine(number, line)
		if len(d.findings)-before >= maxCharacterFindings {
			break
		}
	}
	return len(d.findings) == before
}

// checkLine looks at the characters of one line.
func (d *Document) checkLine(number int, line string) {
	at := func(column, length int, rule, message string) {
		d.report(diagnostic.Finding{Line: number, Column: column, Length: length, Rule: rule, Message: message})
	}
	if !utf8.ValidString(line) {
		at(1, 1, "text/encoding", "the line is not UTF-8: save the file again with the encoding UTF-8")
		return
	}
	for _, mark := range []string{"<<<<<<< ", ">>>>>>> "} {
		if strings.HasPrefix(line, mark) {
			at(1, len(mark)-1, "text/conflict", "a merge conflict is not resolved here: keep one version and remove the marks")
		}
	}
	if strings.HasPrefix(line, "%YAML") || strings.HasPrefix(line, "%TAG") {
		at(1, 5, "yaml/directive", "a directive is not allowed in a record: remove this line")
	}
	column := 0
	var previous rune
	for _, r := range line {
		column++
		if problem := badCharacter(r, previous); problem != "" {
			at(column, 1, "text/character", fmt.Sprintf("%s (U+%04X) is not allowed here: remove it", problem, r))
			return // one a line is enough to find it
		}
		previous = r
	}
}

// ordinary tells whether all characters are letters, digits and signs of ASCII,
// spaces and line feeds: most text is, and needs no closer look.
func ordinary(text string) bool {
	for i := range len(text) {
		if c := text[i]; c-' ' >= 0x7f-' ' && c != '\n' {
			return false
		}
	}
	return true
}

// marked tells whether a line begins with a sign that merge tools and directives
// begin with.
func marked(text string) bool {
	for text != "" {
		if strings.IndexByte("<>%", text[0]) >= 0 {
			return true
		}
		_, text, _ = strings.Cut(text, "\n")
	}
	return false
}

// hidden tells which character of a value may not stand in a record, or gives "".
func hidden(value string) string {
	if ordinary(value) {
		return ""
	}
	var previous rune
	for _, r := range value {
		if problem := badCharacter(r, previous); problem != "" && r != '\n' {
			return fmt.Sprintf("%s (U+%04X) is not allowed here, not as an escape either: remove it", problem, r)
		}
		previous = r
	}
	return ""
}

// badCharacter names what is wrong with a character, or gives "".
func badCharacter(r, previous rune) string {
	switch {
	case r == '\t':
		return "" // YAML itself says where a tab may stand
	case r == '\r':
		return "a carriage return without a line feed"
	case r < 0x20 || r >= 0x7f && r < 0xa0:
		return "a control character"
	case r == 0x2028 || r == 0x2029:
		return "a line separator"
	case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
		return "a character that reorders text"
	case r == 0xfeff:
		return "a byte-order mark"
	case r >= 0xe0000 && r <= 0xe007f:
		return "an invisible tag character"
	case r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef:
		return "a non-character"
	case variationSelector(r) && (previous == 0 || previous == ' ' || variationSelector(previous)):
		return "a variation selector with nothing to vary"
	}
	return ""
}

func variationSelector(r rune) bool {
	return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef
}

// blank tells whether text shows nothing: white space, zero-width characters and
// letters that look empty.
func blank(text string) bool {
	for _, r := range text {
		switch r {
		case 0x115f, 0x1160, 0x3164, 0xffa0, 0x2800: // Hangul fillers, Braille blank
			continue
		}
		if !unicode.IsSpace(r) && unicode.IsPrint(r) {
			return false
		}
	}
	return true
}

// CheckMarkdown tells what keeps a text from being published, or nil. Links may
// go to public addresses and to other records of the archive.
func CheckMarkdown(markdown string) error {
	return prose.Check(markdown, func(address string) error {
		if _, _, ok := Reference(address); ok {
			return nil
		}
		return CheckURL(address)
	})
}

// Reference splits a link to another record, such as /services/tax-portal/, into
// its kind and id.
func Reference(address string) (kind, id string, ok bool) {
	kind, id, _ = strings.Cut(strings.Trim(address, "/"), "/")
	switch kind {
	case "incidents", "services", "organisations":
		return kind, id, strings.HasPrefix(address, "/") && CheckID(id) == nil
	}
	return "", "", false
}

// WithoutHidden drops the characters that may not stand in a record.
func WithoutHidden(text string) string {
	var b strings.Builder
	var previous rune
	for _, r := range text {
		if r != '\r' && r != '\n' && r != '\t' && badCharacter(r, previous) != "" {
			continue
		}
		b.WriteRune(r)
		previous = r
		if r == '\n' {
			previous = 0
		}
	}
	return b.String()
}
