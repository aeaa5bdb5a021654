package record

import (
	"encoding"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// isNull tells whether a field stands without a value.
func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Style == 0
}

// oneLine gives a value on one line, in quotes only where it needs them.
func oneLine(n *yaml.Node, t reflect.Type, flow bool) string {
	value := n.Value
	if t == customType { // what was a number, a truth value or a date stays one
		if value = strings.TrimSpace(value); n.Style == 0 && n.Tag != "!!str" && (isJSONNumber(value) || plain(value, flow)) {
			return value
		}
		return quoted(value, true, flow)
	}
	text := isText(t)
	if t == nil { // an unknown field: what was text stays text
		text = n.Style != 0
		if n.Style == 0 {
			return value
		}
	}
	if text {
		value = strings.TrimSpace(value)
	}
	return quoted(value, text, flow)
}

// isText tells whether values of a type are text, which YAML must not take for a
// number, a truth value or a date. Times and quantities are read from what
// stands in the file, however YAML would understand it.
func isText(t reflect.Type) bool {
	if t == nil || t.Kind() != reflect.String {
		return false
	}
	zero := reflect.New(t)
	if _, ok := zero.Elem().Interface().(Enumeration); ok {
		return false
	}
	if _, date := zero.Interface().(*Date); date {
		return false
	}
	if _, ok := zero.Interface().(encoding.TextUnmarshaler); ok {
		return true // country and language codes: NO, no
	}
	return true
}

// quoted gives value as YAML reads it back: plain, or in quotes.
func quoted(value string, text, flow bool) string {
	switch {
	case plain(value, flow) && !(text && looksTyped(value)) && !looksNull(value):
		return value
	case !printable(value):
		return escaped(value)
	case strings.ContainsAny(value, `"\`) && !strings.Contains(value, "'"):
		return "'" + value + "'"
	default:
		return escaped(value)
	}
}

// plain tells whether YAML reads value back without quotes.
func plain(value string, flow bool) bool {
	if value == "" || !printable(value) || strings.TrimSpace(value) != value {
		return false
	}
	if strings.ContainsRune("-?:,[]{}#&*!|>'\"%@`", rune(value[0])) || strings.HasPrefix(value, "...") {
		return false
	}
	if strings.Contains(value, ": ") || strings.Contains(value, " #") || strings.HasSuffix(value, ":") {
		return false
	}
	return !flow || !strings.ContainsAny(value, ",[]{}")
}

// looksTyped tells whether a plain value would not be text: for YAML 1.2, or for
// the many readers that still follow YAML 1.1.
func looksTyped(value string) bool {
	switch strings.ToLower(value) {
	case "y", "n", "yes", "no", "on", "off":
		return true
	}
	return (&yaml.Node{Kind: yaml.ScalarNode, Value: value}).ShortTag() != "!!str"
}

func looksNull(value string) bool {
	switch (&yaml.Node{Kind: yaml.ScalarNode, Value: value}).ShortTag() {
	case "!!null", "!!merge":
		return true
	}
	return false
}

// printable tells whether all characters may stand in a line of YAML as they are.
func printable(value string) bool {
	var previous rune
	for _, r := range value {
		if r == '\t' || r == '\n' || r == '\u0085' || r == utf8.RuneError || badCharacter(r, previous) != "" {
			return false
		}
		previous = r
	}
	return utf8.ValidString(value)
}

// escaped gives value in double quotes.
func escaped(value string) string {
	var b strings.Builder
	b.WriteByte('"')
	var previous rune
	for _, r := range value {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == utf8.RuneError || badCharacter(r, previous) != "" || !unicode.IsGraphic(r):
			writeEscape(&b, r)
		default:
			b.WriteRune(r)
		}
		previous = r
	}
	b.WriteByte('"')
	return b.String()
}

func writeEscape(b *strings.Builder, r rune) {
	const hex = "0123456789abcdef"
	digits := 8
	switch {
	case r < 0x100:
		b.WriteString(`\x`)
		digits = 2
	case r < 0x10000:
		b.WriteString(`\u`)
		digits = 4
	default:
		b.WriteString(`\U`)
	}
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		b.WriteByte(hex[r>>shift&15])
	}
}

// blockSafe tells whether text can stand as it is in a block of text.
func blockSafe(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if !printable(strings.ReplaceAll(line, "\t", " ")) || line != "" && strings.TrimSpace(line) == "" {
			return false
		}
	}
	return true
}

// foldSafe tells whether a line of text can be folded.
func foldSafe(text string) bool { return !strings.Contains(text, "\t") }

// Quote gives text on one line as YAML reads it back as text, in quotes only
// where it needs them.
func Quote(text string) string { return quoted(text, true, true) }
