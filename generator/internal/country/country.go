// Package country knows the codes of ISO 3166-1 (and XK, which the European
// Union uses for Kosovo), with short English names. The table is the project's
// own, because the one in x/text is years behind.
package country

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
)

//go:embed countries.tsv
var table string

var names = parse(table)

func parse(table string) map[string]string {
	m := make(map[string]string)
	for line := range strings.Lines(table) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		m[code] = name
	}
	return m
}

// Known tells whether code is an assigned alpha-2 code, in capitals.
func Known(code string) bool {
	_, ok := names[code]
	return ok
}

// Name gives the short English name; the code itself when it is not known.
func Name(code string) string {
	if name, ok := names[code]; ok {
		return name
	}
	return code
}

// Codes lists all codes in order.
func Codes() []string { return slices.Sorted(maps.Keys(names)) }

// Find gives the code that somebody meant who wrote a lower-case code, a name,
// or UK; "" when there is none.
func Find(text string) string {
	upper := strings.ToUpper(strings.TrimSpace(text))
	if upper == "UK" {
		return "GB"
	}
	if Known(upper) {
		return upper
	}
	for _, code := range Codes() {
		if strings.EqualFold(names[code], strings.TrimSpace(text)) {
			return code
		}
	}
	return ""
}
