package manual

import (
	"fmt"
	"strings"

	"incidentarchive/generator/internal/config"
)

// groups are the headings of the page of settings, by the beginning of the keys.
var groups = []struct{ prefix, title, text string }{
	{"params.colors.", "Colours", "Below `[params.colors.light]` and `[params.colors.dark]`, as `#rrggbb`. [How they are checked](/manual/theme/)."},
	{"params.sections.", "Parts", "Below `[params.sections]`. A part that is not named is there, unless the list says otherwise."},
	{"params.fields.", "Fields of your own", "Below `[params.fields.x-NAME]`. [What they are](/manual/fields/)."},
	{"params.links[].", "Links", "Each below its own `[[params.links]]`."},
	{"params.", "Settings of the archive", "Below `[params]`."},
	{"", "Name and address", "At the top of the file."},
}

// settings gives the page of all settings of hugo.toml.
func settings() Page {
	rows := map[string][]string{}
	for _, p := range config.Parameters() {
		for _, g := range groups {
			key, ok := strings.CutPrefix(p.Key, g.prefix)
			if !ok {
				continue
			}
			if scheme, name, found := strings.Cut(key, "."); g.prefix == "params.colors." && found {
				if scheme == "dark" {
					break // the same as on a light ground
				}
				key = name
			}
			_, key = cutBefore(key, "x-NAME.")
			example := ""
			if p.Example != "" {
				example = "`" + literal(p) + "`"
			}
			rows[g.prefix] = append(rows[g.prefix], fmt.Sprintf("| `%s` | %s | %s |", key, p.Doc, example))
			break
		}
	}
	var b strings.Builder
	b.WriteString("All settings are optional but for `title`. A key that nobody reads is an error, with its line and column and the name that was meant:\n\n" +
		"```text\nhugo.toml:7:1: unknown key \"params.licence\" (did you mean \"license\"?)\n```\n\n" +
		"Settings of Hugo itself may stand at the top of the file too; they have effect where they make sense for a site whose pages come from records.\n")
	for n := len(groups) - 1; n >= 0; n-- {
		g := groups[n]
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| key | meaning | example |\n| --- | --- | --- |\n%s\n", g.title, g.text, strings.Join(rows[g.prefix], "\n"))
	}
	return Page{Path: "settings/", Title: "Settings", Description: "Everything that hugo.toml takes.", Markdown: b.String()}
}

func cutBefore(text, mark string) (before, after string) {
	if at := strings.Index(text, mark); at >= 0 {
		return text[:at], text[at+len(mark):]
	}
	return "", text
}

// literal writes an example as TOML.
func literal(p config.Parameter) string {
	if p.Kind == "text" {
		return fmt.Sprintf("%q", p.Example)
	}
	return p.Example
}
