package manual

import (
	"fmt"
	"strings"

	"incidentarchive/generator/internal/importer"
)

// exchange gives the page about imports and exports.
func exchange() Page {
	var b strings.Builder
	b.WriteString(`## Bring a history along

` + "```sh\ngenerator import KIND SOURCE --dry-run    # shows what would change\ngenerator import KIND SOURCE\n```" + `

The source is a file, a folder or a web address. The original ids stay in ` + "`aliases`" + `, the original addresses among the sources. What the source does not say stays unknown; an entry that no record can hold is refused, and the report says why. Run again, an import updates what it wrote and leaves alone what somebody changed.

| kind | what it reads | where its format is known from |
| --- | --- | --- |
`)
	for _, k := range importer.Kinds() {
		fmt.Fprintf(&b, "| [%s](/manual/commands/import/%s/) | %s | %s |\n", k.Name, k.Name, cell(k.Summary), cell(k.Seen))
	}
	b.WriteString(`
An incident and its end are often times that a tool noted, not times that somebody vouches for. Look at a few records before you publish a thousand.

## Take it away

` + "```sh\ngenerator export --to cstate -o status-page\n```" + `

Everything that is in the records is in the data of the site too, as JSON, CSV, SQLite, MISP and STIX. The formats of other systems hold less:
`)
	for _, f := range importer.Formats() {
		fmt.Fprintf(&b, "\n### %s\n\nWrites %s.\n\n| field | what becomes of it |\n| --- | --- |\n", f.Name, f.Summary)
		for _, l := range f.Losses {
			fmt.Fprintf(&b, "| `%s` | %s |\n", l.Path, cell(l.Why))
		}
	}
	b.WriteString("\nThe export lists what each record loses. Imported again, the records come back with their ids, and differ in nothing but these fields.\n")
	return Page{Path: "exchange/", Title: "Bring a history along, take it away", Description: "Imports from ten kinds of systems, exports to two, and what does not fit.", Markdown: b.String()}
}

func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
