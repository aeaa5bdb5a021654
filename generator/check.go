package main

import (
	"fmt"
	"runtime/debug"
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

The exit code is 0 when the records can be published, 1 when there are errors
(with --strict, warnings too), 2 when the command line cannot be understood.`,
		Example: `  generator check
  generator check --changed --strict    # before a pull request
  generator check --format github       # annotations on GitHub
  generator check --format sarif > findings.sarif`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			opt.changed = c.Flags().Changed("changed")
			return a.check(opt)
		},
	}
	c.Flags().StringVar(&opt.format, "format", "text", "`form` of the findings: text, github, json or sarif")
	c.Flags().StringVar(&opt.base, "changed", "", "only records that differ from `base`, a branch, tag or commit")
	c.Flags().Lookup("changed").NoOptDefVal = defaultBase
	c.Flags().BoolVar(&opt.notes, "notes", false, "print notes too")
	c.Flags().BoolVar(&opt.strict, "strict", false, "exit with 1 when there are warnings")
	return c
}

// defaultBase stands for the main branch in --changed without a value.
const defaultBase = "main branch"

func (a *app) check(opt checkOptions) error {
	// Check reads much and keeps most of it: collecting garbage less often saves a
	// tenth of the time.
	debug.SetGCPercent(400)
	if !slices.Contains(formats, opt.format) {
		return unknownFormat(opt.format)
	}
	if opt.base == defaultBase {
		opt.base = ""
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
	arch, findings, err := a.load()
	if err != nil {
		return err
	}
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
		findings = append(findings, stale...)
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
