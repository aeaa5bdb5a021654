package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"incidentarchive"
)

func newEject(a *app) *cobra.Command {
	var force bool
	c := &cobra.Command{
		Use:   "eject [PATH]",
		Short: "Copy a layout or static file into the archive, to change it",
		Long: `Eject copies one of the layouts and static files that the generator carries into
the archive's folder. The copy wins from then on. Without a path it lists all of
them and marks those that the archive has of its own.

Layouts are Hugo templates. One for pages of which there are many should print
only: fields and variables, if, with, range, template, partial, T, eq, and, or,
not, index. A layout that calls another function of Hugo works as well, and its
pages take some ten times as long.`,
		Example: `  generator eject
  generator eject layouts/_partials/footer.html`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("%s takes one path, got %d", c.CommandPath(), len(args))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listCarried()
			}
			return a.eject(path.Clean(strings.ReplaceAll(args[0], `\`, "/")), force)
		},
	}
	c.Flags().BoolVar(&force, "force", false, "replace a file that the archive has already")
	return c
}

func (a *app) eject(name string, force bool) error {
	data, err := fs.ReadFile(incidentarchive.Files, name)
	if err != nil {
		return usageError{fmt.Errorf("there is no file %q: \"generator eject\" lists them", name)}
	}
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return usageError{fmt.Errorf("cannot open the archive's folder %q: %w", a.dir, err)}
	}
	defer root.Close()
	if _, err := root.Lstat(name); err == nil && !force {
		return fmt.Errorf("%s stands there already: replace it with --force", name)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	if err := root.WriteFile(name, data, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s\n", name)
	return nil
}

// listCarried lists the files that the generator carries.
func (a *app) listCarried() error {
	return fs.WalkDir(incidentarchive.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		mark := ""
		if _, err := os.Stat(path.Join(a.dir, name)); err == nil {
			mark = " (the archive has its own)"
		}
		_, err = fmt.Fprintf(a.stdout, "%s%s\n", name, mark)
		return err
	})
}
