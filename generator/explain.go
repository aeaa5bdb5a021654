package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/lint"
)

func newExplain(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "explain [RULE|FIELD]",
		Short: "Tell what a rule wants, or what a field takes",
		Long: `Explain prints what a rule wants, why, an example, and how to mend what breaks
it; or what a field of a record means and takes. Without an argument it lists all
rules.`,
		Example: `  generator explain
  generator explain time/midnight
  generator explain technique`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("explain takes one name, got %d", len(args))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listRules(a.stdout)
			}
			return a.explain(args[0])
		},
	}
}

func listRules(w io.Writer) error {
	for _, r := range lint.Rules() {
		if _, err := fmt.Fprintf(w, "%-8s %-32s %s\n", r.Severity, r.Name, r.Summary); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) explain(name string) error {
	r, ok := lint.Lookup(name)
	if !ok {
		if text := fieldText(name); text != "" {
			_, err := io.WriteString(a.stdout, text)
			return err
		}
		return usageError{fmt.Errorf("there is no rule or field %q%s: \"generator explain\" lists the rules", name, diagnostic.DidYouMean(name, append(lint.Names(), fieldNames()...)))}
	}
	_, err := io.WriteString(a.stdout, ruleText(r))
	return err
}

// ruleText gives the manual of a rule as plain text.
func ruleText(r lint.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n", r.Name, r.Severity, r.Summary)
	if r.Why != "" {
		fmt.Fprintf(&b, "\nWhy: %s\n", r.Why)
	}
	for _, example := range []struct{ title, text string }{{"Not so", r.Bad}, {"But so", r.Good}} {
		if example.text != "" {
			fmt.Fprintf(&b, "\n%s:\n\n    %s\n", example.title, strings.ReplaceAll(example.text, "\n", "\n    "))
		}
	}
	fmt.Fprintf(&b, "\nWhat to do: %s\n", r.Mend)
	if r.Fixable {
		b.WriteString("\n\"generator fix\" mends it where there is one right answer.\n")
	}
	if r.Severity != diagnostic.Error {
		fmt.Fprintf(&b, "\nTo allow it: a comment \"# lint:allow %s reason\" on the line or above it.\n", r.Name)
	}
	return b.String()
}
