package reference

import (
	"fmt"
	"strings"
)

// Page is one page of the reference. It holds no HTML: texts are plain, and
// those of Section.Text may use the Markdown of prose pages.
type Page struct {
	ID          string // last step of its address, such as "incident"
	Title       string
	Description string // one sentence
	Sections    []Section
}

// Section is a part of a page. Text comes first, then what is set of the others.
type Section struct {
	ID     string // anchor on the page
	Title  string
	Text   string
	Fields []Field
	Table  *Table
	Code   string // a record or a part of one, in YAML
}

// Table has as many cells in each row as there are heads.
type Table struct {
	Heads []string
	Rows  [][]string // plain text; those of the first column are code
}

// Pages gives the reference: a page for each kind of record, one on how
// records are written as a whole, one on uncertain times, and the templates.
func Pages() []Page {
	pages := []Page{format()}
	for _, r := range Records() {
		pages = append(pages, pageOf(r))
	}
	return append(pages, times(), templates())
}

// Anchor is the place of a field on its page, such as impacts-service.
func (f Field) Anchor() string {
	return strings.NewReplacer("[]", "", ".", "-", "_", "-").Replace(f.Path)
}

var pageDescriptions = map[string]string{
	"incident":     "Every field of an incident record: what it means, what it takes and what it becomes on the page.",
	"service":      "Every field of a service record: what can fail, who runs it and what it depends on.",
	"organisation": "Every field of an organisation record: who operates services and who says things about incidents.",
}

// pageOf gives a section for the fields of the top level, one for each mapping
// below it, and the template record.
func pageOf(r Record) Page {
	p := Page{ID: r.ID, Title: Title(r.ID) + " records", Description: pageDescriptions[r.ID]}
	top := Section{ID: "fields", Title: "Fields", Fields: r.Fields, Text: fmt.Sprintf(
		"One %s is one file, `%s`. Fields stand in this order; those that are not marked as required are left out where there is nothing to say.", r.ID, r.Name)}
	p.Sections = append(p.Sections, top)
	shared := false
	for _, f := range r.Fields {
		switch {
		case f.Kind == Rows:
			p.Sections = append(p.Sections, Section{ID: "in-" + f.Anchor(), Title: "Fields of " + f.Name, Text: f.Meaning, Fields: f.Fields})
		case f.Fact && len(f.Fields) == 3 && !shared: // value, sources, note: said once for all
			shared = true
			p.Sections = append(p.Sections, Section{ID: "facts", Title: "A value with its sources", Fields: f.Fields, Text: "Some fields take the bare value, or a mapping that names the sources of this very value: " + factNames(r.Fields) + "."})
		case f.Fact && len(f.Fields) != 3:
			p.Sections = append(p.Sections, Section{ID: "in-" + f.Anchor(), Title: "Fields of " + f.Name, Text: f.Meaning, Fields: f.Fields})
		}
	}
	return p
}

func factNames(fields []Field) string {
	var list []string
	for _, f := range fields {
		if f.Fact && len(f.Fields) == 3 {
			list = append(list, "`"+f.Name+"`")
		}
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// templates shows the complete records.
func templates() Page {
	p := Page{ID: "templates", Title: "Complete records to copy", Description: "A complete record of each kind with a comment on every field."}
	for _, r := range Records() {
		p.Sections = append(p.Sections, Section{ID: r.ID, Title: Title(r.ID), Code: Template(r.ID), Text: fmt.Sprintf(
			"Save it as `%s`, keep the lines that apply and replace their values, which are examples and not facts. Lines that begin with `#` are comments.", r.Name)})
	}
	return p
}

// format explains what all records have in common.
func format() Page {
	return Page{ID: "format", Title: "How records are written", Description: "The rules of the files themselves: names, folders, text and comments.",
		Sections: []Section{
			{ID: "files", Title: "Files", Text: `- A record is one text file in UTF-8 whose name ends with ` + "`.yaml`" + `. The name without the ending is the record's permanent id: lower-case letters and digits in words joined by hyphens, 2 to 80 characters.
- The id of an incident begins with its date as far as it is known, as in ` + "`2025-07-23-…`" + `, ` + "`2025-07-…`" + ` or ` + "`2025-…`" + `; the file stands in the folder of that year.
- The first line may name the schema, so that editors help: it is in every template.`},
			{ID: "yaml", Title: "YAML, the plain part of it", Text: `- A field is a name, a colon, a space and a value. Fields of a mapping stand below it, indented by two spaces.
- A list is written one entry a line, each with ` + "`- `" + ` in front; short lists of ids and codes in brackets: ` + "`[NL, BE]`" + `.
- Text goes in quotes when it holds a colon followed by a space, begins with a sign, or is a bare number: ` + "`title: \"Police: numbers out of service\"`" + `. Times and counts in brackets always do: ` + "`\"[2024-03-21..2024-03-22]\"`" + `.
- Longer text follows ` + "`>-`" + ` on the next lines, indented; ` + "`|`" + ` keeps paragraphs and lists apart.
- A line that begins with ` + "`#`" + ` is a comment: it stays in the file and is not published.
- Anchors, aliases, merge keys, tags and a second document in the file are refused.`},
			{ID: "text", Title: "Text", Text: "`summary` and `details` of an incident take a small part of Markdown: paragraphs, `*emphasis*`, `[links](https://example.org/)`, lists and `` `code` ``. A link to another record is written as its address here: `[My taxes](/services/tax-portal/)`. Images and HTML are not taken."},
			{ID: "own-fields", Title: "Fields of your own", Text: "An archive may add fields whose names begin with `x-`: a text of one line, a number, `true` or `false`, or a list or mapping of such values. They are shown on the page and passed through to the data."},
		}}
}
