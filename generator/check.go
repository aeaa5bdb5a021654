package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/history"
	"incidentarchive/generator/internal/lint"
)

type checkOptions struct {
	format  string
	changed bool
	base    string
	notes   bool
	strict  bool

	against     string
	onlyRecords bool
	recordsBase string
}

func newCheck(a *app) *cobra.Command {
	var opt checkOptions
	c := &cobra.Command{
		Use:   "check",
		Short: "Check the records without building",
		Long: `Check reads all records and prints every finding with its file, line and
column, the source line and what to do about it. It writes nothing.

Errors keep the archive from being built. Warnings are what a reviewer should
look at. Notes are advice, printed with --notes. "generator explain RULE" tells
more about a rule, "generator fix" mends what can be mended without a doubt, and
a comment "# lint:allow RULE reason" on the line allows a warning.

With --changed, warnings and notes are printed only for records that differ from
a version in git (by default from the main branch); errors always are, because a
change in one record can break another.

With --against, the archive is compared with an edition that was published before:
a folder, a zip file or a web address. No record and no address may have vanished
without a successor, no first day of publication may have changed, and no day of
change moved back.

With --only-records, a change since a version in git that touches anything but
records is an error: for pull requests that are announced as data.

The exit code is 0 when the records can be published, 1 when there are errors
(with --strict, warnings too), 2 when the command line cannot be understood.`,
		Example: `  generator check
  generator check --changed --strict    # before a pull request
  generator check --against https://example.org/   # before a new edition
  generator check --only-records=origin/main
  generator check --format github       # annotations on GitHub
  generator check --format sarif > findings.sarif`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			opt.changed, opt.onlyRecords = c.Flags().Changed("changed"), c.Flags().Changed("only-records")
			return a.check(c.Context(), opt)
		},
	}
	c.Flags().StringVar(&opt.format, "format", "text", "`form` of the findings: text, github, json or sarif")
	c.Flags().StringVar(&opt.base, "changed", "", "only records that differ from `base`, a branch, tag or commit")
	c.Flags().Lookup("changed").NoOptDefVal = defaultBase
	c.Flags().StringVar(&opt.against, "against", "", "compare with an `edition` that was published: a folder, zip or web address")
	c.Flags().StringVar(&opt.recordsBase, "only-records", "", "refuse a change since `base` that touches anything but records")
	c.Flags().Lookup("only-records").NoOptDefVal = defaultBase
	c.Flags().BoolVar(&opt.notes, "notes", false, "print notes too")
	c.Flags().BoolVar(&opt.strict, "strict", false, "exit with 1 when there are warnings")
	return c
}

// defaultBase stands for the main branch in --changed without a value.
const defaultBase = "main branch"

func (a *app) check(ctx context.Context, opt checkOptions) error {
	if !slices.Contains(formats, opt.format) {
		return unknownFormat(opt.format)
	}
	for _, base := range []*string{&opt.base, &opt.recordsBase} {
		if *base == defaultBase {
			*base = ""
		}
	}
	var changed []string
	if opt.changed {
		var err error
		if changed, err = history.Changed(a.dir, opt.base); err != nil {
			return usageError{fmt.Errorf("--changed: %w", err)}
		}
	}
	if _, err := build.Read(a.files()); err != nil { // the settings are a part of the archive
		return err
	}
	var changes []history.Change
	if opt.onlyRecords {
		var err error
		if changes, err = history.Changes(a.dir, opt.recordsBase); err != nil {
			return usageError{fmt.Errorf("--only-records: %w", err)}
		}
	}
	arch, findings, err := a.load()
	if err != nil {
		return err
	}
	findings = append(findings, onlyRecords(changes)...)
	if arch != nil {
		least := diagnostic.Warning
		if opt.notes {
			least = diagnostic.Note
		}
		findings = append(findings, lint.Run(arch, least)...)
		stale, err := a.stale(arch, opt, changed)
		if err != nil {
			return err
		}
		findings = append(append(findings, stale...), deleted(arch, changes)...)
		if opt.against != "" {
			lost, err := a.against(ctx, arch, opt.against)
			if err != nil {
				return err
			}
			findings = append(findings, lost...)
		}
	}
	shown := slices.DeleteFunc(findings.Sort(), func(f diagnostic.Finding) bool {
		return f.Severity == diagnostic.Note && !opt.notes ||
			f.Severity != diagnostic.Error && opt.changed && !slices.Contains(changed, f.File)
	})
	if err := a.print(shown, opt.format); err != nil {
		return err
	}
	if shown.HasErrors() {
		fmt.Fprintf(a.stderr, "generator: %s\n", summary(shown))
		return errFindings
	}
	fmt.Fprintf(a.stderr, "checked %s, %s and %s: %s\n",
		plural(len(arch.Incidents), "incident", "incidents"),
		plural(len(arch.Services), "service", "services"),
		plural(len(arch.Organisations), "organisation", "organisations"), summary(shown))
	if opt.strict && shown.Count(diagnostic.Warning) > 0 {
		return errFindings
	}
	return nil
}

// formats lists the forms in which findings are printed.
var formats = []string{"text", "github", "json", "sarif"}

func unknownFormat(format string) error {
	return usageError{fmt.Errorf("unknown format %q%s, want text, github, json or sarif", format, diagnostic.DidYouMean(format, formats))}
}

// print writes findings in one of the forms.
func (a *app) print(l diagnostic.List, format string) error {
	switch format {
	case "github":
		return l.WriteGitHub(a.stdout)
	case "json":
		return l.WriteJSON(a.stdout)
	case "sarif":
		var rules []diagnostic.Rule
		for _, r := range lint.Rules() {
			rules = append(rules, diagnostic.Rule{Name: r.Name, Severity: r.Severity, Summary: r.Summary, Help: r.Help()})
		}
		return l.WriteSARIF(a.stdout, rules)
	}
	return l.WriteText(a.stdout, color(a.stdout))
}

// stale finds records that were changed without saying so: since the version
// to compare with, or since the day that they name, as far as git knows.
func (a *app) stale(arch *archive.Archive, opt checkOptions, changed []string) (diagnostic.List, error) {
	if opt.changed {
		version, err := history.Version(a.dir, opt.base)
		if err != nil {
			return nil, err
		}
		return lint.Stale(arch, func(i *archive.Incident) []byte {
			if _, found := slices.BinarySearch(changed, i.File); !found {
				return nil
			}
			return version(i.File)
		}), nil
	}
	past, err := history.Load(a.dir)
	if err != nil {
		return nil, err
	}
	return lint.Stale(arch, func(i *archive.Incident) []byte {
		if _, last, ok := past.Dates(i.File); !ok || last <= string(i.Modified) {
			return nil
		}
		source, err := past.Before(i.File, string(i.Modified))
		if err != nil {
			return nil
		}
		return source
	}), nil
}
