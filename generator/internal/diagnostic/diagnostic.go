// Package diagnostic holds findings about the files of an archive: where a
// fault stands, which rule found it, what is wrong and how to mend it.
//
// A finding prints as compilers print theirs, with the source line and a caret:
//
//	content/incidents/2025/x.yaml:12:14: impacts[1].service: unknown service "tax-portal-nl" (did you mean "tax-portal"?)
//	   12 |   - service: tax-portal-nl
//	      |              ^^^^^^^^^^^^
//
// Lists are sorted by place, so that the same files give the same text in any
// order of reading.
package diagnostic

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says what a finding means for a build.
type Severity int

const (
	// Error stops a build.
	Error Severity = iota
	// Warning is something a reviewer should look at; the build goes on.
	Warning
	// Note is advice.
	Note
)

// String gives the word that people read: error, warning or note.
func (s Severity) String() string {
	switch s {
	case Warning:
		return "warning"
	case Note:
		return "note"
	default:
		return "error"
	}
}

// Finding is one fault at one place.
type Finding struct {
	File     string // slash-separated path below the archive's root
	Line     int    // 1 is the first; 0 when the finding is about the whole file
	Column   int    // 1 is the first character; 0 as for Line
	Length   int    // characters to underline; at least 1 is drawn
	Field    string // path in the record, such as impacts[1].service; may be empty
	Rule     string // stable name, such as reference/unknown
	Severity Severity
	Message  string // lower case, no full stop, values quoted
	Source   string // the text of the line, for the excerpt; may be empty

	// Suggestion is what the value should be, where that is beyond doubt.
	Suggestion string
}

// Position gives file:line:column, leaving out what is not known.
func (f Finding) Position() string {
	switch {
	case f.Line == 0:
		return f.File
	case f.Column == 0:
		return fmt.Sprintf("%s:%d", f.File, f.Line)
	default:
		return fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
	}
}

// Text gives the finding on one line, without the excerpt.
func (f Finding) Text() string {
	var b strings.Builder
	b.WriteString(f.Position())
	b.WriteString(": ")
	if f.Severity != Error {
		b.WriteString(f.Severity.String())
		b.WriteString(": ")
	}
	if f.Field != "" {
		b.WriteString(f.Field)
		b.WriteString(": ")
	}
	b.WriteString(f.Message)
	return Printable(b.String())
}

// Error makes a finding usable as an error.
func (f Finding) Error() string { return f.Text() }

// List is a number of findings.
type List []Finding

// Sort orders the list by file, line, column, field, rule and message, and
// drops exact repetitions.
func (l List) Sort() List {
	slices.SortFunc(l, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Field, b.Field),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.CompactFunc(l, func(a, b Finding) bool { return a == b })
}

// Count gives the number of findings of one severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, f := range l {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// HasErrors tells whether one of the findings stops a build.
func (l List) HasErrors() bool { return l.Count(Error) > 0 }
