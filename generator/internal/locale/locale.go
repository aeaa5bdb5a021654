// Package locale holds the words of the interface: one table for a language,
// layouts/_i18n/LANGUAGE.toml, which Hugo reads too. Dates, durations, numbers
// and names of enumerated values all pass through it.
//
// A message has placeholders in braces, {name}. A message that counts has two
// forms, one and other.
package locale

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"incidentarchive/generator/internal/chart"
	"incidentarchive/generator/internal/edtf"
)

// Locale is the words of one language.
type Locale struct {
	table map[string]message
}

type message struct{ one, other string }

// Parse reads a table of messages.
func Parse(source []byte) (*Locale, error) {
	var raw map[string]any
	if err := toml.Unmarshal(source, &raw); err != nil {
		return nil, fmt.Errorf("translation table: %w", err)
	}
	l := &Locale{table: make(map[string]message, len(raw))}
	for _, builtIn := range []map[string]string{edtf.EnglishTable(), chart.EnglishTable()} {
		for id, text := range builtIn {
			l.table[id] = message{other: text}
		}
	}
	for id, value := range raw {
		switch v := value.(type) {
		case string:
			l.table[id] = message{other: v}
		case map[string]any:
			one, _ := v["one"].(string)
			other, _ := v["other"].(string)
			l.table[id] = message{one, other}
		default:
			return nil, fmt.Errorf("translation table: %q has to be text, or a table with one and other", id)
		}
	}
	return l, nil
}

// T gives a message with its placeholders filled: names and values in turn. A
// message that does not exist gives its id in brackets, which tests look for.
func (l *Locale) T(id string, args ...string) string {
	m, ok := l.table[id]
	if !ok {
		return "[" + id + "]"
	}
	return fill(m.other, args)
}

// Count gives the form of a message that fits n, with {n} as one placeholder.
func (l *Locale) Count(id string, n int, args ...string) string {
	m, ok := l.table[id]
	if !ok {
		return "[" + id + "]"
	}
	text := m.other
	if n == 1 && m.one != "" {
		text = m.one
	}
	return fill(text, append([]string{"n", l.Number(n)}, args...))
}

// Has tells whether a message exists.
func (l *Locale) Has(id string) bool {
	_, ok := l.table[id]
	return ok
}

// IDs lists all messages.
func (l *Locale) IDs() []string { return slices.Sorted(maps.Keys(l.table)) }

// Words gives the table in the form in which package edtf takes it.
func (l *Locale) Words() edtf.Words { return l.T }

// Plain writes a number without marks between its digits, such as a year.
func (l *Locale) Plain(n int) string { return strconv.Itoa(n) }

// Number writes a whole number with its thousands apart.
func (l *Locale) Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + l.T("number_group") + digits[at:]
	}
	return sign + digits
}

// Decimal writes a number with at most two decimals.
func (l *Locale) Decimal(x float64) string {
	text := strconv.FormatFloat(x, 'f', -1, 64)
	whole, fraction, dotted := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole)
	if err != nil {
		return text
	}
	if !dotted {
		return l.Number(n)
	}
	return l.Number(n) + l.T("number_decimal") + fraction
}

// fill puts the values in place of the names in braces.
func fill(text string, args []string) string {
	at := strings.IndexByte(text, '{')
	if at < 0 || len(args) == 0 {
		return text
	}
	var b strings.Builder
	size := len(text)
	for n := 1; n < len(args); n += 2 {
		size += len(args[n])
	}
	b.Grow(size)
	for at >= 0 {
		b.WriteString(text[:at])
		text = text[at:]
		name, value, found := match(text, args)
		if found {
			b.WriteString(value)
			text = text[len(name)+2:]
		} else {
			b.WriteByte('{')
			text = text[1:]
		}
		at = strings.IndexByte(text, '{')
	}
	b.WriteString(text)
	return b.String()
}

// match finds the placeholder at the beginning of text.
func match(text string, args []string) (name, value string, found bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if n := len(args[i]); len(text) > n+1 && text[1:n+1] == args[i] && text[n+1] == '}' {
			return args[i], args[i+1], true
		}
	}
	return "", "", false
}
