package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/lint"
	"incidentarchive/generator/internal/record"
	"incidentarchive/generator/internal/reference"
)

// completer gives what the shell offers for an argument or a flag. It reads names
// of files and no records, so that it answers at once.
type completer = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// offer makes a completer of a list.
func offer(list func() []string) completer {
	return func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		var fit []string
		for _, text := range list() {
			if strings.HasPrefix(text, begun) {
				fit = append(fit, text)
			}
		}
		return fit, cobra.ShellCompDirectiveNoFileComp
	}
}

// texts offers fixed texts.
func texts(list ...string) completer { return offer(func() []string { return list }) }

// ids offers the ids of a kind of records: incidents, services, organisations.
func (a *app) ids(kind string) completer { return offer(func() []string { return a.recordIDs(kind) }) }

func (a *app) recordIDs(kind string) []string {
	pattern := "*.yaml"
	if kind == "incidents" {
		pattern = "*/*.yaml"
	}
	files, err := filepath.Glob(filepath.Join(a.dir, "content", kind, pattern))
	if err != nil {
		return nil
	}
	for n, file := range files {
		files[n] = strings.TrimSuffix(filepath.Base(file), ".yaml")
	}
	slices.Sort(files)
	return files
}

// terms offers the terms of a selection: the keys, then the values of some.
func (a *app) terms(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	done, word := "", begun
	if at := strings.LastIndexByte(begun, ' '); at >= 0 {
		done, word = begun[:at+1], begun[at+1:]
	}
	values := map[string]func() []string{
		"service":      func() []string { return a.recordIDs("services") },
		"organisation": func() []string { return a.recordIDs("organisations") },
		"year":         a.years,
		"type":         func() []string { return record.Values(record.Type("")) },
		"sector":       func() []string { return record.Values(record.Sector("")) },
		"cause":        func() []string { return record.Values(record.RootCause("")) },
	}
	key, _, keyed := strings.Cut(word, ":")
	var fit []string
	if list := values[key]; keyed && list != nil {
		for _, value := range list() {
			if text := key + ":" + value; strings.HasPrefix(text, word) {
				fit = append(fit, done+text)
			}
		}
		return fit, cobra.ShellCompDirectiveNoFileComp
	}
	for key := range values {
		if strings.HasPrefix(key, word) {
			fit = append(fit, done+key+":")
		}
	}
	slices.Sort(fit)
	return fit, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

func (a *app) years() []string {
	entries, err := os.ReadDir(filepath.Join(a.dir, "content", "incidents"))
	if err != nil {
		return nil
	}
	var years []string
	for _, e := range entries {
		if e.IsDir() {
			years = append(years, e.Name())
		}
	}
	return years
}

// explained offers what explain knows: rules, and fields of incidents.
func explained() []string {
	list := lint.Names()
	for _, r := range reference.Records() {
		for _, f := range r.Fields {
			list = append(list, f.Path)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// offers tells the shell what arguments and flags take. It is one place for all
// commands, found by their names.
func (a *app) offers(root *cobra.Command) {
	arguments := map[string]completer{
		"explain": offer(explained), "links": a.ids("incidents"), "schema": texts("incident", "organisation", "service"),
	}
	countries := func() []string { return country.Codes() }
	flags := map[string]completer{
		"check --format": texts(formats...), "links --format": texts(formats...), "export --to": texts(formatNames()...),
		"bundle --select": a.terms, "new --service": a.ids("services"), "init --country": offer(countries), "init --language": offer(languages),
		"search --sort": texts("date", "duration", "relevance"),
	}
	for _, c := range root.Commands() {
		if f := arguments[c.Name()]; f != nil && c.ValidArgsFunction == nil {
			c.ValidArgsFunction = f
		}
		for key, f := range flags {
			name, flag, _ := strings.Cut(key, " --")
			if name == c.Name() && c.Flags().Lookup(flag) != nil {
				_ = c.RegisterFlagCompletionFunc(flag, f) // fails only for what is registered already
			}
		}
		if c.Name() == "import" {
			for _, k := range c.Commands() {
				_ = k.RegisterFlagCompletionFunc("country", offer(countries))
				_ = k.RegisterFlagCompletionFunc("report", texts("json", "text"))
				_ = k.RegisterFlagCompletionFunc("sector", offer(func() []string { return record.Values(record.Sector("")) }))
			}
		}
	}
	_ = root.RegisterFlagCompletionFunc("dir", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	})
}
