package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

type newOptions struct {
	draft
	issue  string
	stdout bool
}

func newNew(a *app) *cobra.Command {
	var opt newOptions
	c := &cobra.Command{
		Use:   "new",
		Short: "Start the record of an incident",
		Long: `New writes the skeleton of an incident record under its right name: the fields
that every record needs, with what they take in comments, and those that fit the
type of incident. What is not given by flags is asked for, on a terminal.

With --from-issue, the text of an issue that was filed with the form for new
incidents becomes a record; "-" is standard input. Check it afterwards: what
people wrote is taken over as it is.`,
		Example: `  generator new
  generator new --title "Outage of the tax portal" --start 2025-07-23T16:15~ \
    --service tax-portal --source https://example.org/news/1
  generator new --from-issue issue.md`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return a.newRecord(opt) },
	}
	f := c.Flags()
	f.StringVar(&opt.Title, "title", "", "what happened, in one line")
	f.StringVar(&opt.Type, "type", "", "`kind` of incident: outage or attack (default outage)")
	f.StringVar(&opt.Start, "start", "", "`when` it began, such as 2025-07-23 or 2025-07-23T16:15~")
	f.StringVar(&opt.End, "end", "", "`when` it ended: a time, ongoing or unknown (default unknown)")
	f.StringVar(&opt.TimeZone, "time-zone", "", "IANA `zone` of the clock times (default the most frequent one of the archive)")
	f.StringSliceVar(&opt.Countries, "country", nil, "`code` of a country where it was felt (default the most frequent one of the archive)")
	f.StringSliceVar(&opt.Services, "service", nil, "`id` of a service that was hit")
	f.StringArrayVar(&opt.Sources, "source", nil, "`address` of a source")
	f.StringVar(&opt.issue, "from-issue", "", "`file` with the text of an issue")
	f.BoolVar(&opt.stdout, "stdout", false, "print the record instead of writing its file")
	return c
}

func (a *app) newRecord(opt newOptions) error {
	d := opt.draft
	if opt.issue != "" {
		text, err := readRecord(opt.issue)
		if err != nil {
			return usageError{fmt.Errorf("%s: %w", opt.issue, err)}
		}
		unused := d.fromIssue(string(text))
		for _, label := range unused {
			fmt.Fprintf(a.stderr, "generator: the answer to %q has no field: look whether it belongs into details\n", label)
		}
	} else if d.Title == "" || d.Start == "" {
		if !terminal(a.stdout) || !terminal(os.Stdin) {
			return usageError{errors.New("new needs --title and --start, or a terminal to ask for them")}
		}
		if err := d.ask(os.Stdin, a.stderr); err != nil {
			return err
		}
	}
	now, err := now()
	if err != nil {
		return err
	}
	d.Today = now.UTC().Format(time.DateOnly)
	a.complete(&d)
	id, err := d.id()
	if err != nil {
		return usageError{err}
	}
	source, err := record.Format([]byte(d.skeleton()))
	if err != nil {
		return fmt.Errorf("write the skeleton: %w", err)
	}
	if opt.stdout {
		_, err := a.stdout.Write(source)
		return err
	}
	file := filepath.Join("content", "incidents", id[:4], id+".yaml")
	if err := writeNew(filepath.Join(a.dir, file), source); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, filepath.ToSlash(filepath.Join(a.dir, file)))
	fmt.Fprintf(a.stderr, "Fill in what is missing, then run \"generator check\".\n")
	return nil
}

// writeNew writes a file that is not there yet.
func writeNew(name string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return plainError(err)
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already: give another title, or edit that record", filepath.ToSlash(name))
	}
	if err != nil {
		return plainError(err)
	}
	_, err = f.Write(content)
	return plainError(errors.Join(err, f.Close()))
}

// complete turns the names of services into the ids of their records, and sets
// the country and the time zone that are usual in the archive where none is given.
func (a *app) complete(d *draft) {
	arch, _, err := a.load()
	if err == nil && arch != nil {
		zones, countries := map[string]int{}, map[string]int{}
		for _, i := range arch.Incidents {
			zones[string(i.TimeZone)]++
			for _, c := range i.Incident.Countries {
				countries[string(c)]++
			}
		}
		if d.TimeZone == "" {
			d.TimeZone = mostFrequent(zones)
		}
		if c := mostFrequent(countries); len(d.Countries) == 0 && c != "" {
			d.Countries = []string{c}
		}
	}
	for n, name := range d.Services {
		d.Services[n] = slugOf(name)
		if err != nil || arch == nil {
			continue
		}
		for _, s := range arch.Services {
			for _, known := range append([]string{s.ID, s.Name}, s.Aliases...) {
				if slugOf(known) == slugOf(name) {
					d.Services[n] = s.ID
				}
			}
		}
	}
}

// mostFrequent gives the key with the highest count, the first in the alphabet
// among equals; "" for none.
func mostFrequent(counts map[string]int) string {
	best := ""
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		if best == "" || counts[key] > counts[best] {
			best = key
		}
	}
	return best
}

// ask puts the questions that are left, until the answers can be read.
func (d *draft) ask(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	question := func(text string, answer *string, check func(string) error) error {
		for *answer == "" {
			fmt.Fprintf(out, "%s: ", text)
			if !lines.Scan() {
				return errors.Join(errors.New("no answer"), lines.Err())
			}
			given := strings.TrimSpace(lines.Text())
			if err := check(given); err != nil {
				fmt.Fprintf(out, "%v\n", err)
				continue
			}
			if *answer = given; given == "" {
				return nil
			}
		}
		return nil
	}
	needed := func(given string) error {
		if given == "" {
			return errors.New("this is needed")
		}
		return nil
	}
	var service, source string
	return errors.Join(
		question("What happened, in one line", &d.Title, needed),
		question("Outage or attack", &d.Type, func(s string) error {
			if s != "outage" && s != "attack" {
				return errors.New("write outage or attack")
			}
			return nil
		}),
		question("When did it begin (2025-07-23 or 2025-07-23T16:15, with ~ for about)", &d.Start, func(s string) error {
			_, err := edtf.Parse(s)
			return err
		}),
		question("Which service was hit (name or id; empty when you do not know)", &service, func(s string) error {
			if s != "" {
				d.Services = append(d.Services, s)
			}
			return nil
		}),
		question("Address of a source (empty when you have none at hand)", &source, func(s string) error {
			if s == "" {
				return nil
			}
			if err := record.CheckURL(s); err != nil {
				return err
			}
			d.Sources = append(d.Sources, s)
			return nil
		}),
	)
}
