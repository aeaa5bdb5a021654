package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/bundle"
	"incidentarchive/generator/internal/published"
)

func newVerify(a *app) *cobra.Command {
	var since string
	c := &cobra.Command{
		Use:   "verify ZIP|FOLDER|ADDRESS",
		Short: "Check that an edition is whole and unchanged",
		Long: `Verify reads an edition of the archive, which is a site or its offline edition,
packed, unpacked or at a web address, and compares it with its manifest: no file
may be missing, changed or added. (What a web server has besides cannot be seen.)
It also checks that names are safe on every system, that no file is empty, that
no link within the edition leads nowhere, and that no page loads anything from
elsewhere.

Whoever replaces all files can replace the manifest too. Keep a copy of it, and
name it with --since: then a site that was put back to an older edition, that
mixes files of two editions, or whose editions were rewritten is found out.

The exit code is 0 when all is well and 1 when something is wrong.`,
		Example: `  generator verify incident-archive-2026-11-22.zip
  generator verify public
  generator verify https://example.org/ --since MANIFEST.json`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("verify wants one zip file, folder or address, got %d", len(args))}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.verify(c.Context(), args[0], since) },
	}
	c.Flags().StringVar(&since, "since", "", "an `edition` that was seen before: its manifest, folder, zip or web address")
	return c
}

func (a *app) verify(ctx context.Context, name, since string) error {
	var earlier []byte
	if since != "" {
		var err error
		if earlier, err = published.Manifest(ctx, since); err != nil {
			return fmt.Errorf("--since: %w", err)
		}
	}
	report, err := bundle.Verify(ctx, name, earlier)
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
	m, number := report.Manifest, ""
	if m.Sequence > 0 {
		number = fmt.Sprintf("edition %d, ", m.Sequence)
	}
	fmt.Fprintf(a.stdout, "%s: whole and unchanged: %s, %s, %s, %sversion %s\n", filepath.ToSlash(name),
		plural(m.Incidents, "record", "records"), plural(report.Files, "file", "files"), size(report.Bytes), number, m.Version)
	return nil
}
