package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/lint"
)

type linksOptions struct {
	archive bool
	format  string
}

func newLinks(a *app) *cobra.Command {
	var opt linksOptions
	c := &cobra.Command{
		Use:   "links [ID]...",
		Short: "Check over the network that sources can be opened",
		Long: `Links opens the addresses of all sources and of their archived copies and prints
those that cannot be opened. It asks each host at most once a second, for the
head of a page where that is enough, and never an address that is not public.

Sites that refuse programs are not counted as dead. With --archive, links asks the
Internet Archive for copies of sources that have none, and proposes them.

The result depends on the network, so this command is no part of a build. The
exit code is 1 when an address cannot be opened.`,
		Example: `  generator links
  generator links --archive 2025-07-23-acme-telecom-network-outage`,
		RunE: func(c *cobra.Command, args []string) error { return a.links(c.Context(), args, opt) },
	}
	c.Flags().BoolVar(&opt.archive, "archive", false, "propose archived copies for sources without one")
	c.Flags().StringVar(&opt.format, "format", "text", "`form` of the findings: text, github, json or sarif")
	return c
}

// target is one address with all its places.
type target struct {
	address string
	places  []place
}

type place struct {
	incident *archive.Incident
	field    string
	rule     string
}

func (a *app) links(ctx context.Context, ids []string, opt linksOptions) error {
	if !slices.Contains(formats, opt.format) {
		return unknownFormat(opt.format)
	}
	arch, findings, err := a.load()
	if err != nil {
		return err
	}
	if arch == nil {
		if err := a.print(findings, opt.format); err != nil {
			return err
		}
		return errFindings
	}
	for _, id := range ids {
		if arch.Incident(id) == nil {
			return usageError{fmt.Errorf("there is no incident %q", id)}
		}
	}
	checker := newLinkChecker(a.dial)
	targets := targetsOf(arch, ids)
	findings = nil
	for result := range checker.check(ctx, targets) {
		for _, p := range result.target.places {
			if result.problem == "" {
				continue
			}
			rule, _ := lint.Lookup(p.rule)
			findings = append(findings, p.incident.Document().Finding(p.field, p.rule, rule.Severity, result.problem))
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if opt.archive {
		found, err := checker.copies(ctx, arch, ids)
		if err != nil {
			return err
		}
		findings = append(findings, found...)
	}
	findings = findings.Sort()
	if err := a.print(findings, opt.format); err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "opened %s: %s\n", plural(len(targets), "address", "addresses"), summary(findings))
	if findings.Count(diagnostic.Warning) > 0 {
		return errFindings
	}
	return nil
}

// targetsOf lists the addresses of sources and copies, each once, in order.
func targetsOf(arch *archive.Archive, ids []string) []*target {
	byAddress := map[string]*target{}
	var targets []*target
	add := func(address string, p place) {
		if address == "" {
			return
		}
		address, _, _ = strings.Cut(address, "#")
		if byAddress[address] == nil {
			byAddress[address] = &target{address: address}
			targets = append(targets, byAddress[address])
		}
		byAddress[address].places = append(byAddress[address].places, p)
	}
	for _, i := range arch.Incidents {
		if len(ids) > 0 && !slices.Contains(ids, i.ID) {
			continue
		}
		for n, s := range i.Sources {
			add(s.URL, place{i, fmt.Sprintf("sources[%d].url", n), "source/dead-url"})
			add(s.ArchiveURL, place{i, fmt.Sprintf("sources[%d].archive_url", n), "source/dead-archive-url"})
		}
	}
	slices.SortFunc(targets, func(x, y *target) int { return strings.Compare(x.address, y.address) })
	return targets
}

// hostOf gives the host of an address, for taking turns.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
