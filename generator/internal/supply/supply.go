// Package supply tells what the program is made of: the modules compiled into it,
// their licences, and a bill of materials for those who have to know.
package supply

import (
	_ "embed"
	"strings"
)

//go:embed licences.txt
var licences string

// Licence gives the SPDX identifier of a module's licence; "" when the module is
// not one of those that the program is made of.
func Licence(module string) string {
	for line := range strings.Lines(licences) {
		if name, id, found := strings.Cut(strings.TrimSpace(line), " "); found && name == module {
			return id
		}
	}
	return ""
}

// Allowed are the licences that modules may have: all let the program be used,
// changed and passed on under Apache-2.0.
var Allowed = []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "Unlicense", "CC0-1.0", "0BSD"}

// phrases are what only the text of one licence says. Of several that fit, the
// first counts.
var phrases = []struct{ licence, phrase string }{
	{"AGPL", "gnu affero general public license"},
	{"LGPL", "gnu lesser general public license"},
	{"GPL", "gnu general public license version"},
	{"MPL-2.0", "mozilla public license version 2.0"},
	{"MPL-2.0", "mozilla public license, version 2.0"},
	{"Apache-2.0", "apache license version 2.0"},
	{"Apache-2.0", "licensed under the apache license, version 2.0"},
	{"BSD-3-Clause", "may be used to endorse or promote products"},
	{"BSD-2-Clause", "redistributions in binary form must reproduce the above copyright notice"},
	{"0BSD", "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted. the software"},
	{"ISC", "permission to use, copy, modify, and/or distribute this software for any purpose"},
	{"ISC", "permission to use, copy, modify, and distribute this software for any purpose"},
	{"MIT", "permission is hereby granted, free of charge, to any person obtaining a copy"},
	{"Unlicense", "this is free and unencumbered software released into the public domain"},
	{"CC0-1.0", "cc0 1.0 universal"},
}

// Identify gives the SPDX identifier of the licence with this text; "" when it
// is none that this package knows. A licence that the Free Software Foundation
// names in passing, as Mozilla's does, is not taken for its own.
func Identify(text string) string {
	text = strings.ReplaceAll(text, "\n> ", "\n") // quoted as in mail
	words := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	opening := words[:min(len(words), 600)]
	for _, p := range phrases {
		where := words
		if strings.HasSuffix(p.licence, "GPL") {
			where = opening
		}
		if strings.Contains(where, p.phrase) {
			return p.licence
		}
	}
	return ""
}
