package reference

import (
	"fmt"
	"slices"
	"strings"
)

// modeline names the schema in the first line of a record, for editors.
func modeline(kind string) string {
	up := "../../"
	if kind == "incident" {
		up = "../../../"
	}
	return "# yaml-language-server: $schema=" + up + "static/schema/v1/" + kind + ".schema.json\n"
}

// offered are fields that the template shows behind a #: they are seldom right,
// or would contradict the other examples.
var offered = []string{
	"id", "details", "contained", "duration", "campaign", "withdrawn", "aliases", "related",
	"impacts[].users", "impacts[].share", "impacts[].note", "consequences[].unit", "claims[].actor",
	"updates[].by", "sources[].title", "sources[].archive_url", "sources[].note",
}

// instead replaces the examples of fields that have to agree with each other.
var instead = map[string]string{
	"cause_detail":       "[zero-day]",
	"technique":          "[\"availability:dos\"]",
	"sources[].url":      "https://news.example/a/2323626.html",
	"sources[].official": "false",
	"impacts[].area":     "customers of Acme",
	"detected":           "2025-07-23",
	"end.note":           "The crisis unit called the situation stable since 20:00.",
	"start.note":         "Customers reported trouble from 16:30.",
	"root_cause.sources": "[news-2324041]",
}

// shorter replaces examples in the shortest record, which has one source.
var shorter = map[string]string{
	"start.sources":       "[gov-2025-07-23]",
	"end.sources":         "[gov-2025-07-23]",
	"end.value":           "2025-07-23T20:00~",
	"impacts[].sources":   "[gov-2025-07-23]",
	"sources[].id":        "gov-2025-07-23",
	"sources[].publisher": "The government",
	"sources[].url":       "https://government.example/press/2025-07-23-network-outage",
	"sources[].published": "2025-07-23",
	"sources[].language":  "en",
	"sources[].type":      "web",
	"sources[].official":  "true",
}

// further are rows that the first row of a list needs beside it.
var further = map[string]string{
	"claims": `  - about: cause
    by: acme-telecom
    date: 2025-07-25T17:00~
    says: The outage was caused by an attack.
    status: standing
    sources: [news-2324041]
`,
	"sources": `  - id: gov-2025-07-23
    publisher: The government
    url: https://government.example/press/2025-07-23-network-outage
    published: 2025-07-23
    language: en
    type: web
    official: true
  - id: news-2324041
    publisher: The Daily News
    url: https://news.example/a/2324041.html
    published: 2025-07-25
    language: en
    type: article
`,
}

// Template gives a complete record of a kind with a comment for each field, made
// from their documentation and examples: a record that passes the checks. It is
// "" for an unknown kind.
func Template(kind string) string {
	records := Records()
	at := slices.IndexFunc(records, func(r Record) bool { return r.ID == kind })
	if at < 0 {
		return ""
	}
	w := &writer{kind: kind}
	w.WriteString(modeline(kind))
	w.comment("", "The values are examples, not facts. Fields behind a # are offered: remove the sign where they apply. Leave out what no source says.")
	for _, f := range records[at].Fields {
		w.WriteByte('\n')
		w.field(f, "", f.Name == "start" || f.Name == "end")
	}
	return w.String()
}

// Starter gives the shortest incident record that passes the checks, with a
// comment for each field: what a first contribution needs.
func Starter() string {
	w := &writer{kind: "incident", short: true}
	w.WriteString(modeline("incident"))
	for _, f := range Records()[0].Fields {
		if !f.Required {
			continue
		}
		if f.Name == "root_cause" {
			f.Fact, f.Fields = false, nil
		}
		w.field(f, "", f.Name == "start" || f.Name == "end")
	}
	return w.String()
}

type writer struct {
	strings.Builder
	kind  string
	short bool // only what is required
}

// comment writes text behind #, in lines of at most 80 characters.
func (w *writer) comment(indent, text string) {
	line := indent + "#"
	for word := range strings.FieldsSeq(text) {
		if len([]rune(line))+1+len([]rune(word)) > 80 {
			w.WriteString(line + "\n")
			line = indent + "#"
		}
		line += " " + word
	}
	w.WriteString(line + "\n")
}

// field writes a field with its comment; whole shows the mapping of a fact.
func (w *writer) field(f Field, indent string, whole bool) {
	w.explain(f, indent)
	lead := indent
	if w.kind == "incident" && slices.Contains(offered, f.Path) || f.Name == "id" && f.Path == "id" {
		lead = indent + "# "
	}
	switch {
	case f.Kind == Rows:
		w.WriteString(lead + f.Name + ":\n")
		w.rows(f, lead)
	case f.Fact && (whole || len(f.Fields) != 3):
		w.WriteString(lead + f.Name + ":\n")
		for _, part := range f.Fields {
			if w.short && part.Name == "note" {
				continue
			}
			w.comment(indent+"  ", part.Meaning)
			w.WriteString(lead + "  " + w.line(part) + "\n")
		}
	case f.Kind == Markdown && lead == indent:
		w.WriteString(lead + f.Name + ": >-\n" + lead + "  " + f.Example + "\n")
	default:
		w.WriteString(lead + w.line(f) + "\n")
	}
}

// rows writes one row with comments, and those that it needs beside it.
func (w *writer) rows(f Field, lead string) {
	for i, part := range f.Fields {
		if w.short && !part.Required && !slices.Contains([]string{"url", "official", "published"}, part.Name) {
			continue
		}
		switch {
		case lead != "": // behind a #
			w.WriteString(lead + "  " + part.Line() + "\n")
		case !f.List:
			w.field(part, "  ", false)
		case i == 0:
			w.explain(part, "  ")
			w.WriteString("  - " + w.line(part) + "\n")
		default:
			w.field(part, "    ", false)
		}
	}
	if w.kind == "incident" && lead == "" && !w.short {
		w.WriteString(further[f.Path])
	}
}

func (w *writer) line(f Field) string {
	if text := instead[f.Path]; text != "" && w.kind == "incident" {
		f.Example = text
	}
	if text := shorter[f.Path]; text != "" && w.short {
		f.Example = text
	}
	return f.Line()
}

// explain writes the comment of a field: meaning, whether it is required, and
// what there is to choose from.
func (w *writer) explain(f Field, indent string) {
	text := f.Meaning
	switch {
	case w.short:
	case f.Required:
		text += " Required."
	case indent == "":
		text += " Optional."
	}
	w.comment(indent, text)
	if len(f.Choices) > 12 {
		w.comment(indent, fmt.Sprintf("One or more of %d values, such as %s; the reference lists them.", len(f.Choices), firstValues(f, 3)))
		return
	}
	for _, c := range f.Choices {
		w.WriteString(indent + "#   " + c.Value + ": " + c.Meaning + "\n")
	}
}

func firstValues(f Field, n int) string {
	var list []string
	for _, c := range f.Choices[:n] {
		list = append(list, c.Value)
	}
	return strings.Join(list, ", ")
}
