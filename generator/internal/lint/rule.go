// Package lint holds the rules that records are checked by, finds what only the
// whole archive shows, and mends what can be mended without a doubt.
//
// # Rules
//
// Every finding names its rule, group/name. The names are stable: they stand in
// records, in logs and in links. What a rule wants and why is data beside its
// name, from which "explain" and the pages of the site are made.
//
// Faults that make a record unreadable or wrong by itself are errors, found by
// the packages record and archive while reading. This package adds what a
// reviewer should look at: warnings, and notes that are advice.
//
// # Exceptions
//
// A warning that is wrong for one record is allowed with a comment on its line,
// or on a line of its own directly above:
//
//	start: 2025-07-23T00:00  # lint:allow time/midnight the log of the operator says midnight
//
// The rule and a reason are required. An exception that allows nothing is
// itself a finding, so none outlives its cause. Errors cannot be allowed.
package lint

import (
	"slices"
	"strings"

	"incidentarchive/generator/internal/diagnostic"
)

// Rule is one thing that is checked.
type Rule struct {
	Name     string // group/name
	Severity diagnostic.Severity
	Fixable  bool   // whether fix can mend it, at least in the plain cases
	Summary  string // what it wants, one sentence
	Why      string // why that matters, one or two sentences
	Bad      string // an example that breaks it; may be empty
	Good     string // the same, mended
	Mend     string // what to do about it
}

// Group gives the first part of the name.
func (r Rule) Group() string {
	group, _, _ := strings.Cut(r.Name, "/")
	return group
}

// Help gives why the rule is there and what to do, in plain text.
func (r Rule) Help() string {
	return strings.TrimSpace(r.Why + " " + r.Mend)
}

const (
	failure = diagnostic.Error
	warning = diagnostic.Warning
	note    = diagnostic.Note
)

// Rules lists all rules by name.
func Rules() []Rule {
	all := slices.Concat(yamlRules(), textRules(), fileRules(), assetRules(), fieldRules(), timeRules(), sourceRules(), factRules(), archiveRules(), historyRules(), commentRules())
	slices.SortFunc(all, func(a, b Rule) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// Lookup finds a rule by its name.
func Lookup(name string) (Rule, bool) {
	for _, r := range Rules() {
		if r.Name == name {
			return r, true
		}
	}
	return Rule{}, false
}

// Names lists the names of all rules.
func Names() []string {
	var names []string
	for _, r := range Rules() {
		names = append(names, r.Name)
	}
	return names
}
