package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/importer"
	"incidentarchive/generator/internal/record"
)

// importFlags are the flags of import.
type importFlags struct {
	dryRun                                    bool
	report, operator, country, zone, language string
	sector, baseURL, mapping                  string
}

func newImport(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "import KIND SOURCE",
		Short: "Make records of another system's incidents",
		Long: `Import reads incidents from a file, a folder or an http or https address and
writes them as records. The network is used for an address only.

It keeps the original ids in the aliases and the original addresses among the
sources, and invents nothing: what the source does not say stays unknown, and an
entry that no record can hold is refused with the reason. A report says where
each field went and what was left.

Run again, it updates what it wrote before. A record that somebody changed in the
meantime is never overwritten: when the source changed too, the report lists it
as a conflict.`,
		Example: `  generator import statuspage https://status.example/api/v2/incidents.json --country NL
  generator import csv outages.csv --mapping columns.yaml --dry-run`,
		Args: func(c *cobra.Command, _ []string) error {
			return usageError{fmt.Errorf("%s wants a kind, one of %s", c.CommandPath(), strings.Join(kindNames(), ", "))}
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	for _, k := range importer.Kinds() {
		c.AddCommand(newImportKind(a, k))
	}
	return c
}

func kindNames() []string {
	var names []string
	for _, k := range importer.Kinds() {
		names = append(names, k.Name)
	}
	return names
}

// newImportKind makes the command of one kind; its help lists what goes where.
func newImportKind(a *app, k importer.Kind) *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use:   k.Name + " SOURCE",
		Short: k.Summary,
		Long:  importHelp(k),
		Example: fmt.Sprintf(`  generator import %[1]s SOURCE --dry-run    # show what would change
  generator import %[1]s SOURCE`, k.Name),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("%s wants one file, folder or address, got %d", c.CommandPath(), len(args))}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.importFrom(c.Context(), k, args[0], f) },
	}
	flags := c.Flags()
	flags.BoolVar(&f.dryRun, "dry-run", false, "write nothing, print what would change")
	flags.StringVar(&f.report, "report", "text", "how to print the report: `format` text or json")
	flags.StringVar(&f.operator, "operator", "", "`name` of the organisation that runs the services, where the source does not say")
	flags.StringVar(&f.country, "country", "", "where the effect was felt, ISO 3166-1 `codes` such as NL or NL,BE, where the source does not say")
	flags.StringVar(&f.zone, "time-zone", "", "IANA `zone` of times that have none (default UTC)")
	flags.StringVar(&f.language, "language", "", "BCP 47 `tag` of the source's language, where it does not say (default that of the archive)")
	flags.StringVar(&f.sector, "sector", "", "`sector` of services that are created, where the source does not say (default other)")
	flags.StringVar(&f.baseURL, "base-url", "", "`address` of the site that the source describes, where it does not say")
	if k.Name == "csv" {
		flags.StringVar(&f.mapping, "mapping", "", "`file` with \"field: column\" lines (default: guess by the columns' names)")
	}
	return c
}

// importHelp tells from the mapping what goes where.
func importHelp(k importer.Kind) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Import %s.\nThe format is known from %s.\n\nWhat goes where:\n\n", k.Summary, k.Seen)
	for _, r := range k.Mapping {
		to := "left"
		if r.To != "" {
			to = r.To
		}
		if r.Why != "" {
			to += " (" + r.Why + ")"
		}
		fmt.Fprintf(&b, "  %-40s %s\n", r.Path, to)
	}
	return strings.TrimRight(b.String(), "\n")
}

func (a *app) importFrom(ctx context.Context, k importer.Kind, name string, f importFlags) error {
	opt, err := f.options()
	if err != nil {
		return usageError{err}
	}
	if f.report != "text" && f.report != "json" {
		return usageError{fmt.Errorf("report is %q, want text or json", f.report)}
	}
	if opt.Now, err = now(); err != nil {
		return err
	}
	arch, findings, err := a.load()
	if err != nil {
		return err
	}
	if findings.HasErrors() {
		if err := findings.WriteText(a.stderr, color(a.stderr)); err != nil {
			return err
		}
		fmt.Fprintf(a.stderr, "generator: the archive has %s: mend it before the import\n", summary(findings))
		return errFindings
	}
	opt.Archive = arch
	opt.Language = record.Language(cmp.Or(string(opt.Language), a.language()))
	source, err := importer.Read(ctx, name)
	if err != nil {
		return err
	}
	plan, err := k.Import(source, opt)
	if err != nil {
		return err
	}
	switch {
	case f.dryRun:
		if err := plan.WriteDiff(a.stdout); err != nil {
			return err
		}
	default:
		root, err := os.OpenRoot(a.dir)
		if err != nil {
			return err
		}
		defer root.Close()
		if err := plan.Write(root); err != nil {
			return err
		}
	}
	// The diff is the result of a dry run, the report that of an import.
	out := a.stdout
	if f.dryRun {
		out = a.stderr
	}
	if f.report == "json" {
		return plan.Report.WriteJSON(out)
	}
	return plan.Report.WriteText(out)
}

// language gives the archive's language, en where it has none.
func (a *app) language() string {
	settings, err := a.settings(buildOptions{})
	if err != nil {
		return "en"
	}
	return settings.Config.Language
}

// options checks the flags.
func (f importFlags) options() (importer.Options, error) {
	opt := importer.Options{Operator: f.operator, BaseURL: f.baseURL}
	for code := range strings.SplitSeq(f.country, ",") {
		if code = strings.TrimSpace(code); code == "" {
			continue
		}
		var c record.Country
		if err := c.UnmarshalText([]byte(code)); err != nil {
			return opt, err
		}
		opt.Countries = append(opt.Countries, c)
	}
	if f.zone != "" {
		if err := opt.TimeZone.UnmarshalText([]byte(f.zone)); err != nil {
			return opt, err
		}
	}
	if f.language != "" {
		if err := opt.Language.UnmarshalText([]byte(f.language)); err != nil {
			return opt, err
		}
	}
	if f.sector != "" {
		opt.Sector = record.Sector(f.sector)
		if !slices.Contains(record.Values(opt.Sector), f.sector) {
			return opt, fmt.Errorf("unknown sector %q, want one of %s", f.sector, strings.Join(record.Values(opt.Sector), ", "))
		}
	}
	if f.baseURL != "" {
		if err := record.CheckURL(f.baseURL); err != nil {
			return opt, err
		}
	}
	if f.mapping != "" {
		data, err := os.ReadFile(f.mapping)
		if err != nil {
			return opt, fmt.Errorf("read the mapping file: %w", err)
		}
		opt.Mapping = data
	}
	return opt, nil
}
