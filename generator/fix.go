package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/folder"
	"incidentarchive/generator/internal/lint"
	"incidentarchive/generator/internal/record"
)

func newFix(a *app) *cobra.Command {
	var dry bool
	c := &cobra.Command{
		Use:   "fix [FILE|FOLDER]...",
		Short: "Mend what can be mended without a doubt",
		Long: `Fix mends the findings of check that have one right answer, such as a slip in a
field's name, a date in another form or a tracking parameter, says what it did,
and writes the records that change in the canonical style. What needs a person
is left, and listed by check.

With files or folders, only these records change. Nothing is written before all
is done.`,
		Example: `  generator fix
  generator fix -d                      # only show what would change
  generator fix content/incidents/2025`,
		RunE: func(_ *cobra.Command, args []string) error { return a.fix(args, dry) },
	}
	c.Flags().BoolVarP(&dry, "dry-run", "d", false, "show what would change, write nothing")
	return c
}

// fix works on a copy of content/, so that archive-wide checks see the mended
// records, and replaces the files at the end.
func (a *app) fix(args []string, dry bool) error {
	wanted, err := a.within(args)
	if err != nil {
		return err
	}
	copied, remove, err := scratchFolder("incident-archive-fix-")
	if err != nil {
		return err
	}
	defer remove()
	if err := copyContent(copied, a.dir); err != nil {
		return err
	}
	now, err := now()
	if err != nil {
		return err
	}
	var stale diagnostic.List
	if arch, _, err := a.load(); err == nil && arch != nil {
		if stale, err = a.stale(arch, checkOptions{}, nil); err != nil {
			return err
		}
	}
	done, err := lint.MendFolder(copied, now, wanted, stale)
	if err != nil {
		return err
	}
	changed := map[string]bool{}
	for _, d := range done {
		changed[d.File] = true
		if _, err := fmt.Fprintf(a.stdout, "%s\n", diagnostic.Printable(fmt.Sprintf("%s: %s (%s)", d.File, d.What, d.Finding.Rule))); err != nil {
			return err
		}
	}
	for _, file := range slices.Sorted(maps.Keys(changed)) {
		name := filepath.FromSlash(file)
		before, err1 := os.ReadFile(filepath.Join(a.dir, name))
		after, err2 := os.ReadFile(filepath.Join(copied, name))
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		if dry {
			if _, err := a.stdout.Write(diff.Diff(file+".orig", before, file, after)); err != nil {
				return err
			}
		} else if err := replaceBytes(filepath.Join(a.dir, name), after); err != nil {
			return fmt.Errorf("write %s: %w", file, err)
		}
	}
	verb := "mended"
	if dry {
		verb = "would mend"
	}
	fmt.Fprintf(a.stderr, "%s %s in %s\n", verb, plural(len(done), "finding", "findings"), plural(len(changed), "record", "records"))
	return nil
}

// copyContent copies the plain files below from/content that are no larger than a
// record. What else stands there is left for check to tell about.
func copyContent(to, from string) error {
	root, err := os.OpenRoot(from)
	if err != nil {
		return usageError{fmt.Errorf("cannot open the archive's folder %q: %w", from, plainError(err))}
	}
	defer root.Close()
	return fs.WalkDir(root.FS(), "content", func(name string, entry fs.DirEntry, err error) error {
		place := filepath.Join(to, filepath.FromSlash(name))
		switch {
		case err != nil:
			return fmt.Errorf("copy content to work on: %w", err)
		case entry.IsDir():
			return os.MkdirAll(place, 0o755)
		case !entry.Type().IsRegular():
			return nil
		}
		data, err := folder.Read(root, name, record.MaxFileSize)
		if err != nil {
			return nil
		}
		return os.WriteFile(place, data, 0o644)
	})
}

// within gives a test for the files that arguments name; all without arguments.
func (a *app) within(args []string) (func(string) bool, error) {
	var roots []string
	for _, arg := range args {
		if _, err := os.Stat(arg); err != nil {
			return nil, usageError{fmt.Errorf("%s: %w", arg, plainError(err))}
		}
		full, err := filepath.Abs(arg)
		if err != nil {
			return nil, err
		}
		base, err := filepath.Abs(a.dir)
		if err != nil {
			return nil, err
		}
		relative, err := filepath.Rel(base, full)
		if err != nil || strings.HasPrefix(relative, "..") {
			return nil, usageError{fmt.Errorf("%s is not in the archive's folder %q: name it with -C", arg, a.dir)}
		}
		roots = append(roots, filepath.ToSlash(relative))
	}
	return func(file string) bool {
		return len(roots) == 0 || slices.ContainsFunc(roots, func(root string) bool {
			return root == "." || file == root || strings.HasPrefix(file, root+"/")
		})
	}, nil
}
