package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/index"
	"incidentarchive/generator/internal/search"
)

// searchOptions are the flags of search.
type searchOptions struct {
	sort  string
	limit int
}

func newSearch(a *app) *cobra.Command {
	var opt searchOptions
	c := &cobra.Command{
		Use:   "search WORDS",
		Short: "Search the records as the site does",
		Long: `Search answers as the search page of the site does: the same index, the same
rules, the same order. It finds words, beginnings of words and words with typing
errors; "quoted phrases"; and leaves out what a -hyphen stands before.

Filters: type:attack year:2025 service:tax-portal organisation:tax-office sector:energy
cause:human-error country:nl duration:>4h before:2024-06 after:2023. A record
whose date or duration is uncertain and only possibly fits is marked with "?".`,
		Example: `  generator search outage mobile
  generator search 'type:attack year:2025' --sort duration
  generator search '"software vulnerability" -ransomware'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{fmt.Errorf("search wants words or filters, such as: generator search type:attack sign-in")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.search(strings.Join(args, " "), opt) },
	}
	c.Flags().StringVar(&opt.sort, "sort", "", "the `order`: relevance, date or duration")
	c.Flags().IntVarP(&opt.limit, "limit", "n", 10, "the greatest `number` of records to print")
	return c
}

func (a *app) search(query string, opt searchOptions) error {
	orders := []string{search.ByRelevance, search.ByDate, search.ByDuration}
	if opt.sort != "" && !strings.Contains(" "+strings.Join(orders, " ")+" ", " "+opt.sort+" ") {
		return usageError{fmt.Errorf("unknown order %q%s, want %s", opt.sort, diagnostic.DidYouMean(opt.sort, orders), strings.Join(orders, ", "))}
	}
	arch, findings, err := a.load()
	if err != nil {
		return err
	}
	if findings.HasErrors() {
		fmt.Fprintf(a.stderr, "generator: %s: run \"generator check\"\n", summary(findings))
		return errFindings
	}
	settings, err := a.settings(buildOptions{})
	if err != nil {
		return err
	}
	x, err := index.New(arch, settings.Words, nil)
	if err != nil {
		return err
	}
	opened, err := x.Open()
	if err != nil {
		return err
	}
	result, err := opened.Query(query, opt.sort, opt.limit)
	if err != nil {
		return err
	}
	return a.printHits(result)
}

// printHits prints one line for each record, and says on standard error what the
// search did with the words.
func (a *app) printHits(r *search.Result) error {
	for _, c := range r.Corrected {
		text := "showing results for %s; nothing has %q\n"
		if c.Also {
			text = "also showing %s for %q\n"
		}
		fmt.Fprintf(a.stderr, text, strings.Join(c.Found, ", "), c.Typed)
	}
	switch {
	case r.Partial:
		fmt.Fprintln(a.stderr, "no record has all of these words; these have the most")
	case r.Unquoted:
		fmt.Fprintln(a.stderr, "no record has this phrase; these have its words")
	}
	w := bufio.NewWriter(a.stdout)
	for _, hit := range r.Hits {
		mark := " "
		if hit.Possible {
			mark = "?"
		}
		fmt.Fprintf(w, "%s %-14s %s\n", mark, hit.ID, diagnostic.Printable(hit.Title))
		fmt.Fprintf(w, "    %s · %s · %s\n", hit.Type, hit.Date, hit.Duration)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "%s of %s\n", plural(len(r.Hits), "record", "records"), plural(r.Total, "record", "records"))
	if r.Total == 0 {
		return errFindings
	}
	return nil
}
