package lint

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"strings"
	"unicode/utf16"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/record"
)

// Repair mends the raw text of a file that cannot be read as a record: its
// encoding, hidden characters, tabs, and colons that lack quotes. It gives what
// it did, or "" when that needs a person.
func Repair(f diagnostic.Finding, source []byte) (repaired []byte, what string) {
	switch f.Rule {
	case "text/encoding":
		if text, ok := bytes.CutPrefix(source, []byte("\xef\xbb\xbf")); ok {
			return text, "removed the byte-order mark"
		}
		if text := fromUTF16(source); text != nil {
			return text, "converted from UTF-16 to UTF-8"
		}
	case "text/character":
		if text := record.WithoutHidden(string(source)); text != string(source) {
			return []byte(text), "removed characters that hide or reorder text"
		}
	case "yaml/syntax":
		for _, repair := range []struct {
			what string
			do   func(string, int) string
		}{{"indented with spaces instead of tabs", untab}, {"put a value with a colon in quotes", quoteColon}, {"put a value in quotes", quoteSign}} {
			text := repair.do(string(source), f.Line)
			if text != string(source) && !breaks(text, f.Line) {
				return []byte(text), repair.what
			}
		}
	}
	return nil, ""
}

// breaks tells whether YAML still cannot read a text up to a line.
func breaks(text string, line int) bool {
	_, err := record.Format([]byte(text))
	f, ok := err.(diagnostic.Finding)
	return ok && f.Rule == "yaml/syntax" && f.Line <= line
}

// fromUTF16 reads UTF-16 with a byte-order mark; nil for anything else.
func fromUTF16(source []byte) []byte {
	if len(source) < 2 || len(source)%2 != 0 {
		return nil
	}
	var order binary.ByteOrder
	switch {
	case source[0] == 0xff && source[1] == 0xfe:
		order = binary.LittleEndian
	case source[0] == 0xfe && source[1] == 0xff:
		order = binary.BigEndian
	default:
		return nil
	}
	units := make([]uint16, 0, len(source)/2)
	for at := 2; at < len(source); at += 2 {
		units = append(units, order.Uint16(source[at:]))
	}
	return []byte(string(utf16.Decode(units)))
}

// untab replaces the tabs that lines are indented with by two spaces each.
func untab(text string, _ int) string {
	lines := strings.SplitAfter(text, "\n")
	for n, line := range lines {
		rest := strings.TrimLeft(line, " \t")
		lines[n] = strings.ReplaceAll(line[:len(line)-len(rest)], "\t", "  ") + rest
	}
	return strings.Join(lines, "")
}

var signLine = regexp.MustCompile("^(\\s*(?:- )?[a-z_]+: +)([@`%].*?)(\\s*)$")

// quoteSign puts the value of the line in quotes when it begins with a sign that
// YAML keeps for itself.
func quoteSign(text string, line int) string { return quoteValue(text, line, signLine) }

var fieldLine = regexp.MustCompile(`^(\s*(?:- )?[a-z_]+: +)([^"'>|\[{#\s].*: .*?)(\s*)$`)

// quoteColon puts the value of the line in quotes when a colon stands in it; the
// parser sometimes notices only on the next line.
func quoteColon(text string, line int) string { return quoteValue(text, line, fieldLine) }

func quoteValue(text string, line int, pattern *regexp.Regexp) string {
	lines := strings.SplitAfter(text, "\n")
	for _, n := range []int{line - 1, line - 2, line} {
		if n < 0 || n >= len(lines) {
			continue
		}
		if m := pattern.FindStringSubmatch(lines[n]); m != nil && !strings.Contains(m[2], " #") {
			lines[n] = m[1] + `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(m[2]) + `"` + m[3]
			return strings.Join(lines, "")
		}
	}
	return text
}
