package manual

import (
	"fmt"
	"strings"
)

// Command is a command of the program.
type Command struct {
	Path  []string // its words after the program's name: import, vcdb
	Short string   // what it does, in a few words
	Help  string   // what --help prints
}

// name gives the command as one types it.
func (c Command) name() string { return strings.Join(append([]string{"generator"}, c.Path...), " ") }

// address gives the page of the command below /manual/.
func (c Command) address() string { return "commands/" + strings.Join(c.Path, "/") + "/" }

// below tells whether the command is directly below another.
func (c Command) below(other Command) bool {
	n := len(other.Path)
	return len(c.Path) == n+1 && strings.Join(c.Path[:n], " ") == strings.Join(other.Path, " ")
}

// page gives the page of a command: its help, and the commands below and above it.
func (c Command) page(all []Command) Page {
	var b strings.Builder
	fmt.Fprintf(&b, "```text\n%s\n```\n", strings.TrimRight(c.Help, "\n"))
	var related []Command
	for _, other := range all {
		if other.below(c) || c.below(other) {
			related = append(related, other)
		}
	}
	b.WriteString("\n## See also\n\n")
	for _, other := range related {
		fmt.Fprintf(&b, "- [%s](/manual/%s): %s\n", other.name(), other.address(), lower(other.Short))
	}
	b.WriteString("- [All commands](/manual/commands/)\n")
	if more := seeAlso[c.Path[0]]; more != "" {
		fmt.Fprintf(&b, "- %s\n", more)
	}
	return Page{Path: c.address(), Title: c.name(), Description: sentence(c.Short), Markdown: b.String()}
}

// seeAlso names the page of the manual that tells more about a command.
var seeAlso = map[string]string{
	"init": "[Start an archive](/manual/start/)", "build": "[Host it, and move](/manual/hosting/)", "eject": "[Colours, logo and parts](/manual/theme/)",
	"import": "[Bring a history along, take it away](/manual/exchange/)", "export": "[Bring a history along, take it away](/manual/exchange/)",
	"check": "[Review, reply and correct](/manual/review/)", "completion": "[In the shell](/manual/shell/)", "man": "[In the shell](/manual/shell/)",
	"deploy": "[Host it, and move](/manual/hosting/)", "version": "[Upgrade](/manual/upgrade/)", "schema": "[Upgrade](/manual/upgrade/)",
}

// commandList gives the page of all commands.
func commandList(all []Command) Page {
	var b strings.Builder
	b.WriteString("Each page says what `--help` prints.\n\n| command | what it does |\n| --- | --- |\n")
	for _, c := range all {
		if len(c.Path) == 1 {
			fmt.Fprintf(&b, "| [%s](/manual/%s) | %s |\n", strings.Join(c.Path, " "), c.address(), lower(c.Short))
		}
	}
	b.WriteString("\nEvery command takes `-C FOLDER`, the archive's folder, and `--help`.\n")
	return Page{Path: "commands/", Title: "Commands", Description: "What the generator can do, command by command.", Markdown: b.String()}
}

func lower(text string) string {
	if len(text) > 1 && text[1] >= 'a' && text[1] <= 'z' {
		return strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

func sentence(text string) string {
	text = strings.ToUpper(text[:1]) + text[1:]
	return strings.TrimRight(text, ".") + "."
}
