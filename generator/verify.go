package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/bundle"
)

func newVerify(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify ZIP|FOLDER",
		Short: "Check that an offline edition is whole and unchanged",
		Long: `Verify reads an offline edition, packed or unpacked, and compares it with its
manifest: no file may be missing, changed or added. It also checks that names are
safe on every system, that no file is empty, that no link within the edition
leads nowhere, and that no page loads anything from elsewhere.

The exit code is 0 when all is well and 1 when something is wrong.`,
		Example: `  generator verify incident-archive-2026-11-22.zip
  generator verify incident-archive-2026-11-22`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("verify wants one zip file or folder, got %d", len(args))}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.verify(c.Context(), args[0]) },
	}
}

func (a *app) verify(ctx context.Context, name string) error {
	report, err := bundle.Verify(ctx, name)
	if err != nil {
		return err
	}
	for _, p := range report.Problems {
		fmt.Fprintln(a.stdout, p)
	}
	if n := len(report.Problems); n > 0 {
		fmt.Fprintf(a.stderr, "generator: %s in %s\n", plural(n, "problem", "problems"), filepath.ToSlash(name))
		return errFindings
	}
	m := report.Manifest
	fmt.Fprintf(a.stdout, "%s: whole and unchanged: %s, %s, %s, version %s\n", filepath.ToSlash(name),
		plural(m.Incidents, "record", "records"), plural(report.Files, "file", "files"), size(report.Bytes), m.Version)
	return nil
}
