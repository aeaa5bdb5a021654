package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"incidentarchive"
	"incidentarchive/generator/internal/starter"
)

func newInit(a *app) *cobra.Command {
	var s starter.Settings
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Start a new archive",
		Long: `Init writes a new archive: configuration, an example of each kind of record,
prose pages to fill in, and files for a host and an editor. It can be built at
once. On a terminal it asks for what no flag gives; the folder has to be new or
empty.`,
		Example: `  generator init my-archive --title "Outages in Utrecht" --country NL
  generator build -C my-archive`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("%s wants the folder to make, got %d", c.CommandPath(), len(args))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.init(args[0], s) },
	}
	c.Flags().StringVar(&s.Title, "title", "", "the archive's `name`")
	c.Flags().StringVar(&s.Country, "country", "", "the country that it is about, an ISO 3166-1 `code` such as NL")
	c.Flags().StringVar(&s.Language, "language", "", "the language of the interface, a BCP 47 `tag` (default en)")
	c.Flags().StringVar(&s.Repository, "repository", "", "the web `address` of its repository (default none)")
	return c
}

func (a *app) init(dir string, s starter.Settings) error {
	if terminal(os.Stdin) && terminal(a.stderr) {
		a.ask(&s)
	}
	s.Language = cmp.Or(s.Language, "en")
	if s.Title == "" || s.Country == "" {
		return usageError{fmt.Errorf("init needs --title and --country")}
	}
	if err := s.Check(); err != nil {
		return usageError{err}
	}
	if tables := languages(); !strings.Contains(" "+strings.Join(tables, " ")+" ", " "+s.Language+" ") {
		return usageError{fmt.Errorf("there is no translation table for language %q, only for %s", s.Language, strings.Join(tables, ", "))}
	}
	var err error
	if s.Today, err = now(); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	written, err := starter.Write(root, s, incidentarchive.Files)
	if err != nil {
		return err
	}
	shown := filepath.ToSlash(dir)
	fmt.Fprintf(a.stdout, "%s: %s written\nNext: generator build -C %s\n", shown, plural(len(written), "file", "files"), shown)
	return nil
}

// ask asks on the terminal for what no flag gave.
func (a *app) ask(s *starter.Settings) {
	in := bufio.NewReader(os.Stdin)
	for _, q := range []struct {
		question string
		to       *string
	}{
		{"Name of the archive", &s.Title}, {"Country (two letters, such as NL)", &s.Country},
		{"Language (default en)", &s.Language}, {"Web address of the repository (may be empty)", &s.Repository},
	} {
		if *q.to == "" {
			fmt.Fprintf(a.stderr, "%s: ", q.question)
			answer, err := in.ReadString('\n')
			*q.to = strings.TrimSpace(answer)
			if err != nil {
				return
			}
		}
	}
}

// languages lists the languages that the generator has words for.
func languages() []string {
	names, err := fs.Glob(incidentarchive.Files, "layouts/_i18n/*.toml")
	if err != nil {
		return nil
	}
	for n, name := range names {
		names[n] = strings.TrimSuffix(path.Base(name), ".toml")
	}
	return names
}
