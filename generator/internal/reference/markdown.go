package reference

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Markdown renders a page as the body of a prose page: headings from the second
// level, tables, lists and code.
func (p Page) Markdown() string {
	var b strings.Builder
	for _, s := range p.Sections {
		fmt.Fprintf(&b, "## %s\n\n", s.Title)
		if s.Text != "" {
			b.WriteString(s.Text + "\n\n")
		}
		for _, f := range s.Fields {
			f.markdown(&b)
		}
		if s.Table != nil {
			s.Table.markdown(&b)
		}
		if s.Code != "" {
			b.WriteString("```yaml\n" + s.Code + "```\n\n")
		}
	}
	return strings.TrimSpace(b.String()) + "\n"
}

func (f Field) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "### %s\n\n%s", f.Name, f.Meaning)
	if f.Required {
		b.WriteString(" *Required.*")
	}
	fmt.Fprintf(b, "\n\n- Takes: %s.\n", f.Form())
	if f.Example != "" {
		fmt.Fprintf(b, "- Example: `%s`\n", f.Line())
	}
	first, size := utf8.DecodeRuneInString(f.Becomes)
	fmt.Fprintf(b, "- On the page: %c%s\n", unicode.ToLower(first), f.Becomes[size:])
	for i, c := range f.Choices {
		if i == 0 {
			b.WriteString("\n")
			b.WriteString("| Value | Meaning |\n| --- | --- |\n")
		}
		fmt.Fprintf(b, "| `%s` | %s |\n", c.Value, cell(c.Meaning))
	}
	b.WriteString("\n")
}

// Line is the example as it stands in a record, quoted where it has to be.
func (f Field) Line() string {
	if f.Example == "" {
		return f.Name + ":"
	}
	return f.Name + ": " + f.written(f.Example)
}

// written quotes an example where YAML needs it.
func (f Field) written(example string) string {
	text := f.Kind == Line || f.Kind == Markdown
	switch {
	case f.List:
		return example
	case text && (strings.Contains(example, ": ") || strings.Contains(example, " #")):
		return `"` + example + `"`
	case strings.HasPrefix(example, "["):
		return `"` + example + `"`
	}
	return example
}

func (t *Table) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "| %s |\n|%s\n", strings.Join(t.Heads, " | "), strings.Repeat(" --- |", len(t.Heads)))
	for _, row := range t.Rows {
		for i, text := range row {
			if i == 0 {
				text = "`" + text + "`"
			}
			fmt.Fprintf(b, "| %s ", cell(text))
		}
		b.WriteString("|\n")
	}
	b.WriteString("\n")
}

// cell keeps a text inside its cell.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
