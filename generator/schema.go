package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/schema"
)

func newSchema(a *app) *cobra.Command {
	var write bool
	c := &cobra.Command{
		Use:   "schema [incident|service|organisation]",
		Short: "Print the JSON Schema of the records",
		Long: `Schema prints the JSON Schema (draft 2020-12) of one kind of record, which
editors use to complete and check records. With -w it writes those of all kinds
to ` + schema.Folder + ` and prints the files that changed.`,
		Example: `  generator schema incident
  generator schema -w`,
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := schema.Files()
			switch {
			case err != nil:
				return err
			case write && len(args) == 0:
				return a.writeSchemas(files)
			case write:
				return usageError{errors.New("schema -w writes all kinds and takes no argument")}
			case len(args) != 1:
				return usageError{fmt.Errorf("schema wants one kind of record (incident, service or organisation), or -w, got %d arguments", len(args))}
			}
			for _, f := range files {
				if f.Kind == args[0] {
					_, err := a.stdout.Write(f.Data)
					return err
				}
			}
			return usageError{fmt.Errorf("unknown kind of record %q, want incident, service or organisation", args[0])}
		},
	}
	c.Flags().BoolVarP(&write, "write", "w", false, "write the schema files")
	return c
}

// writeSchemas writes the files that differ.
func (a *app) writeSchemas(files []schema.File) error {
	for _, f := range files {
		path := filepath.Join(a.dir, filepath.FromSlash(f.Path))
		if old, err := os.ReadFile(path); err == nil && string(old) == string(f.Data) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, f.Path)
	}
	return nil
}
