package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/lint"
)

func newCheck(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Check the records without building",
		Long: `Check reads all records and prints every finding with its file, line and
column, the source line and what to do about it. It writes nothing.

The exit code is 0 when the records can be published, 1 when there are errors.`,
		Example: `  generator check
  generator check -C ../my-archive`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return a.check() },
	}
}

func (a *app) check() error {
	arch, findings, err := a.load()
	if err != nil {
		return err
	}
	if arch != nil {
		findings = append(findings, lint.Run(arch)...).Sort()
	}
	if err := findings.WriteText(a.stdout, color(a.stdout)); err != nil {
		return err
	}
	if findings.HasErrors() {
		fmt.Fprintf(a.stderr, "generator: %s\n", summary(findings))
		return errFindings
	}
	fmt.Fprintf(a.stderr, "checked %s, %s and %s: %s\n",
		plural(len(arch.Incidents), "incident", "incidents"),
		plural(len(arch.Services), "service", "services"),
		plural(len(arch.Organisations), "organisation", "organisations"), summary(findings))
	return nil
}
