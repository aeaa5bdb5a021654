package plainyaml

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// plain reads a value without quotes that takes the rest of the line, but for a
// comment.
func (r *Reader) plain() *yaml.Node {
	rest := r.text[r.at:r.end]
	switch c := rest[0]; {
	case strings.IndexByte(",]{}#&*!%@`?:", c) >= 0:
		return nil
	case c == '-' && (len(rest) == 1 || rest[1] == ' '):
		return nil
	}
	length := len(rest)
	for from := 0; ; {
		n := strings.IndexByte(rest[from:length], '#')
		if n < 0 {
			break
		}
		if from += n; rest[from-1] == ' ' {
			length = from
			break
		}
		from++
	}
	value := strings.TrimRight(rest[:length], " ")
	for from := 0; ; {
		n := strings.IndexByte(value[from:], ':')
		if n < 0 {
			break
		}
		if from += n + 1; from == len(value) || value[from] == ' ' {
			return nil // a field within a value: a mistake
		}
	}
	n := r.node(yaml.ScalarNode, 0, tag(value), value, r.at)
	r.at += len(value)
	return n
}

// quoted reads a value in quotes that ends in the same line.
func (r *Reader) quoted() *yaml.Node {
	quote := r.text[r.at]
	style := yaml.SingleQuotedStyle
	if quote == '"' {
		style = yaml.DoubleQuotedStyle
	}
	rest := r.text[r.at+1 : r.end]
	escaped := false
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '\\' && quote == '"':
			escaped = true
			if i++; i < len(rest) && escapes[rest[i]] == 0 {
				return nil
			}
		case c == '\'' && quote == c && i+1 < len(rest) && rest[i+1] == c:
			escaped = true
			i++
		case c == quote:
			value := rest[:i]
			if escaped {
				value = unescape(value, quote)
			}
			n := r.node(yaml.ScalarNode, style, "!!str", value, r.at)
			r.at += i + 2
			return n
		}
	}
	return nil
}

// escapes are the escape sequences of one letter and what they stand for.
var escapes = [256]byte{'"': '"', '\\': '\\', '\'': '\'', 'n': '\n', 't': '\t'}

func unescape(value string, quote byte) string {
	if quote == '\'' {
		return strings.ReplaceAll(value, "''", "'")
	}
	var b strings.Builder
	b.Grow(len(value))
	for i := 0; i < len(value); i++ {
		c := value[i]
		if c == '\\' {
			i++
			c = escapes[value[i]]
		}
		b.WriteByte(c)
	}
	return b.String()
}

// tag gives the tag of a value without quotes: what YAML takes it for.
func tag(value string) string {
	switch c := value[0]; {
	case c >= '0' && c <= '9':
		switch rest, ok := afterDay(value); {
		case ok && rest == "":
			return "!!timestamp"
		case ok && (rest == "~" || clock(rest)):
			return "!!str"
		case c != '0' && len(value) < 19 && strings.Trim(value, "0123456789") == "":
			return "!!int"
		}
	case strings.IndexByte("+-.~<", c) >= 0:
	default:
		switch value {
		case "true", "True", "TRUE", "false", "False", "FALSE":
			return "!!bool"
		case "null", "Null", "NULL":
			return "!!null"
		}
		return "!!str"
	}
	return (&yaml.Node{Kind: yaml.ScalarNode, Value: value}).ShortTag()
}

// afterDay gives what follows a day that surely exists, such as 2006-01-02.
func afterDay(value string) (rest string, ok bool) {
	if len(value) < len("2006-01-02") || !shaped(value, "0000-00-00") {
		return "", false
	}
	month, day := value[5:7], value[8:10]
	ok = month >= "01" && month <= "12" && day >= "01" && (day <= "28" || day <= "30" && month != "02")
	return value[len("2006-01-02"):], ok
}

// clock tells whether text is a time of day without seconds, such as T15:04~,
// which makes no timestamp.
func clock(text string) bool {
	return len(text) >= len("T00:00") && shaped(text, "T00:00") && (len(text) == len("T00:00") || text[6] != ':')
}

// shaped tells whether text begins with a shape, in which 0 stands for any digit.
func shaped(text, shape string) bool {
	for i := range len(shape) {
		if c := text[i]; shape[i] == '0' && (c < '0' || c > '9') || shape[i] != '0' && c != shape[i] {
			return false
		}
	}
	return true
}
