package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/importer"
)

func newExport(a *app) *cobra.Command {
	var to, output string
	names := formatNames()
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the records in the format of another system",
		Long: `Export writes the archive in the format of another system, so that nobody is
locked in. It says what that format cannot hold; the data that the site publishes
holds everything.

Formats:
` + formatList(),
		Example: `  generator export --to statuspage -o incidents
  generator export --to cstate -o status-page`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			for _, f := range importer.Formats() {
				if f.Name == to {
					return a.export(f, output)
				}
			}
			return usageError{fmt.Errorf("format is %q, want --to with one of %s", to, strings.Join(names, ", "))}
		},
	}
	c.Flags().StringVar(&to, "to", "", "the `format`: "+strings.Join(names, " or "))
	c.Flags().StringVarP(&output, "output", "o", "export", "the `folder` to write, which has to be new or empty")
	return c
}

func formatNames() []string {
	var names []string
	for _, f := range importer.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func formatList() string {
	var b strings.Builder
	for _, f := range importer.Formats() {
		fmt.Fprintf(&b, "  %-12s %s\n", f.Name, f.Summary)
	}
	return strings.TrimRight(b.String(), "\n")
}

func (a *app) export(f importer.Format, output string) error {
	arch, err := a.sound(func() {}, "exported")
	if err != nil {
		return err
	}
	settings, err := a.settings(buildOptions{})
	if err != nil {
		return err
	}
	c := settings.Config
	files, losses, err := f.Write(arch, importer.Site{Title: c.Title, BaseURL: c.BaseURL})
	if err != nil {
		return err
	}
	if err := writeFolder(output, files); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s: %s of %s\n", output, plural(len(files), "file", "files"), plural(len(arch.Incidents), "record", "records"))
	for _, l := range losses {
		fmt.Fprintf(a.stderr, "%s: %s: %s\n", l.ID, l.Field, l.Why)
	}
	return nil
}

// writeFolder writes files into a folder that is new or empty.
func writeFolder(dir string, files []importer.File) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if entries, err := fs.ReadDir(root.FS(), "."); err != nil {
		return err
	} else if len(entries) > 0 {
		return usageError{fmt.Errorf("output %q is not empty: name another folder with -o", dir)}
	}
	for _, f := range files {
		if err := root.MkdirAll(path.Dir(f.Name), 0o755); err != nil {
			return err
		}
		if err := root.WriteFile(f.Name, f.Data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
