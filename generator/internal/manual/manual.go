// Package manual holds the manual of those who run an archive: how to start one,
// what hugo.toml takes, how to review, where to host. Texts are Markdown files;
// lists of settings, kinds and commands are made from what the program itself
// reads, so that they cannot lag behind it.
package manual

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed pages
var texts embed.FS

// Page is one page of the manual.
type Page struct {
	Path        string // below /manual/, with a slash at the end; empty for the first page
	Title       string
	Description string
	Markdown    string
}

// order lists the pages of text as readers need them; a colon marks those that
// are made here.
var order = []string{"start", "theme", ":settings", "fields", "review", "hosting", "upgrade", ":exchange", ":commands", "shell"}

// Pages gives the manual, with a page for each of the program's commands.
func Pages(commands []Command) ([]Page, error) {
	var pages []Page
	for _, name := range order {
		switch name {
		case ":settings":
			pages = append(pages, settings())
		case ":exchange":
			pages = append(pages, exchange())
		case ":commands":
			pages = append(pages, commandList(commands))
		default:
			p, err := text(name)
			if err != nil {
				return nil, err
			}
			pages = append(pages, p)
		}
	}
	var list strings.Builder
	list.WriteString("The program that built this site builds yours too. These pages are for those who keep an archive; how to write records stands under [Contribute](/contribute/).\n")
	for _, p := range pages {
		fmt.Fprintf(&list, "\n## [%s](/manual/%s)\n\n%s\n", p.Title, p.Path, p.Description)
	}
	first := Page{Title: "Run an archive", Description: "How to start an archive of your own, make it yours, keep it honest and move it.", Markdown: list.String()}
	pages = append([]Page{first}, pages...)
	for _, c := range commands {
		pages = append(pages, c.page(commands))
	}
	return pages, nil
}

// text reads a page: its title, its description, and the rest.
func text(name string) (Page, error) {
	data, err := fs.ReadFile(texts, "pages/"+name+".md")
	if err != nil {
		return Page{}, err
	}
	title, rest, _ := strings.Cut(string(data), "\n")
	description, body, _ := strings.Cut(rest, "\n")
	return Page{Path: name + "/", Title: strings.TrimPrefix(title, "# "), Description: description, Markdown: body}, nil
}
