package main

import (
	"bytes"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"incidentarchive/generator/internal/manual"
)

func newMan(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages",
		Long: `Man writes a manual page for each command into a folder, which is made when it
does not exist. The pages say what --help prints.`,
		Example: `  generator man ~/.local/share/man/man1
  man generator-build`,
		Args: func(c *cobra.Command, args []string) error { return one(c, args, "the folder to write into") },
		RunE: func(c *cobra.Command, args []string) error { return a.man(c.Root(), args[0]) },
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
	}
}

func (a *app) man(root *cobra.Command, dir string) error {
	today, err := now()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root.DisableAutoGenTag = true
	for _, c := range append(root.Commands(), root) {
		for _, c := range append(c.Commands(), c) {
			c.Long = indented(c.Long)
		}
	}
	return doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "generator", Manual: "Incident archive", Date: &today}, dir)
}

// indented moves lists that stand a little to the right so far that Markdown, from
// which manual pages are made, leaves their lines as they are.
func indented(text string) string {
	lines := strings.Split(text, "\n")
	for n, line := range lines {
		if strings.HasPrefix(line, "  ") {
			lines[n] = "  " + line
			if n > 0 && lines[n-1] != "" && !strings.HasPrefix(lines[n-1], "    ") {
				lines[n] = "\n" + lines[n]
			}
		}
	}
	return strings.Join(lines, "\n")
}

// manualPages gives the manual for the sites that have it.
func manualPages() ([]manual.Page, error) { return manual.Pages(commands(newRoot(&app{}))) }

// commands lists all commands below root, each before those below it.
func commands(root *cobra.Command) []manual.Command {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	var list []manual.Command
	var walk func(c *cobra.Command, path []string)
	walk = func(c *cobra.Command, path []string) {
		for _, child := range c.Commands() {
			if child.Hidden || child.Name() == "help" {
				continue
			}
			below := append(path[:len(path):len(path)], child.Name())
			list = append(list, manual.Command{Path: below, Short: child.Short, Help: helpOf(child)})
			walk(child, below)
		}
	}
	walk(root, nil)
	return list
}

// helpOf gives what --help prints.
func helpOf(c *cobra.Command) string {
	var b bytes.Buffer
	c.InitDefaultHelpFlag()
	c.SetOut(&b)
	if err := c.Help(); err != nil {
		return ""
	}
	return b.String()
}
