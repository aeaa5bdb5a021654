package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/record"
)

type fmtOptions struct{ list, diff, write bool }

func newFmt(a *app) *cobra.Command {
	var opt fmtOptions
	c := &cobra.Command{
		Use:   "fmt [FILE|FOLDER]...",
		Short: "Rewrite records in the canonical style",
		Long: `Fmt puts the fields of records in order, indents them by two spaces, wraps long
texts and takes away quotes that are not needed. Comments stay with their field,
and no value changes.

Without flags the result goes to standard output. FILE "-" is standard input. A
folder stands for all records below it; without arguments it is the archive's
content. With -l or -d the exit code is 1 when a record is not formatted.`,
		Example: `  generator fmt -w                      # all records of the archive
  generator fmt -d content/incidents/2025
  generator fmt - < draft.yaml`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{filepath.Join(a.dir, "content")}
			}
			return a.fmt(args, opt)
		},
	}
	c.Flags().BoolVarP(&opt.list, "list", "l", false, "list the files that are not formatted")
	c.Flags().BoolVarP(&opt.diff, "diff", "d", false, "show what would change")
	c.Flags().BoolVarP(&opt.write, "write", "w", false, "write the result back to the files")
	return c
}

func (a *app) fmt(args []string, opt fmtOptions) error {
	files, err := recordFiles(args)
	if err != nil {
		return err
	}
	failed, differs := false, false
	for _, name := range files {
		changed, err := a.fmtFile(name, opt)
		var finding diagnostic.Finding
		switch {
		case errors.As(err, &finding):
			finding.File = filepath.ToSlash(name)
			if err := (diagnostic.List{finding}).WriteText(a.stderr, color(a.stderr)); err != nil {
				return err
			}
			failed = true
		case err != nil:
			fmt.Fprintf(a.stderr, "generator: %s: %v\n", name, err)
			failed = true
		}
		differs = differs || changed
	}
	if failed || differs && !opt.write && (opt.list || opt.diff) {
		return errFindings
	}
	return nil
}

// fmtFile formats one file and tells whether that changes it.
func (a *app) fmtFile(name string, opt fmtOptions) (bool, error) {
	source, err := readRecord(name)
	if err != nil {
		return false, err
	}
	out, err := record.Format(source)
	if err != nil {
		return false, err
	}
	changed := !bytes.Equal(source, out)
	if opt.list && changed {
		fmt.Fprintln(a.stdout, diagnostic.Printable(name))
	}
	if opt.diff {
		if _, err := a.stdout.Write(printable(diff.Diff(name+".orig", source, name, out))); err != nil {
			return changed, err
		}
	}
	switch {
	case opt.write && name == "-":
		return changed, usageError{errors.New("-w cannot write back to standard input")}
	case opt.write && changed:
		return changed, replaceBytes(name, out)
	case !opt.list && !opt.diff && !opt.write:
		_, err = a.stdout.Write(out)
	}
	return changed, err
}

// readRecord reads a file that may hold a record; "-" is standard input.
func readRecord(name string) ([]byte, error) {
	in := io.Reader(os.Stdin)
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, plainError(err)
		}
		defer f.Close()
		in = f
	}
	return io.ReadAll(io.LimitReader(in, record.MaxFileSize+1))
}

// recordFiles lists the records that arguments name, in the order of the
// arguments and of their names.
func recordFiles(args []string) ([]string, error) {
	var files []string
	for _, arg := range args {
		if arg == "-" {
			files = append(files, arg)
			continue
		}
		info, err := os.Stat(arg)
		if err != nil {
			return nil, usageError{fmt.Errorf("%s: %w", arg, plainError(err))}
		}
		if !info.IsDir() {
			files = append(files, arg)
			continue
		}
		err = filepath.WalkDir(arg, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && name != arg && strings.HasPrefix(entry.Name(), "."):
				return fs.SkipDir
			case entry.Type().IsRegular() && filepath.Ext(name) == ".yaml":
				files = append(files, name)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// plainError drops the path from a file system error: the message names it.
func plainError(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}
