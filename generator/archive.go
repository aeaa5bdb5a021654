package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/asset"
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/diagnostic"
)

// load reads and checks the archive in a.dir, with the layouts and static files
// that it brings along. The archive is nil when the findings hold an error.
func (a *app) load() (*archive.Archive, diagnostic.List, error) {
	arch, findings, err := a.loadAfter(nil)
	if err != nil {
		return nil, nil, err
	}
	if more := a.checkAssets(); len(more) > 0 {
		return nil, append(findings, more...).Sort(), nil
	}
	return arch, findings, nil
}

// checkAssets checks the layouts and static files that the archive brings along.
func (a *app) checkAssets() diagnostic.List {
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return nil // reading the records says so
	}
	defer root.Close()
	return asset.Check(root)
}

// loadAfter reads and checks the records in a.dir; what has not changed since they
// gave previous, or since an earlier run where that is nil, is not decoded again.
func (a *app) loadAfter(previous *archive.Archive) (*archive.Archive, diagnostic.List, error) {
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return nil, nil, usageError{fmt.Errorf("cannot open the archive's folder %q: %w", a.dir, err)}
	}
	defer root.Close()
	now, err := now()
	if err != nil {
		return nil, nil, err
	}
	c, err := build.ReadConfig(a.files())
	if err != nil {
		return nil, nil, err
	}
	opt := archive.Options{Now: now, Previous: previous, Fields: c.Params.Fields}
	if previous == nil && !a.noCache {
		if box, err := cache.Records(a.dir); err == nil { // a system without a cache folder has none
			opt.Memory = box
		}
	}
	return archive.Load(root, opt)
}

// sound loads an archive that has no errors. Otherwise it prints the findings,
// after the line of progress is wiped, and says that nothing was done: published,
// written, exported.
func (a *app) sound(wipe func(), done string) (*archive.Archive, error) {
	arch, findings, err := a.load()
	if err != nil || arch != nil {
		return arch, err
	}
	wipe()
	if err := findings.WriteText(a.stderr, color(a.stderr)); err != nil {
		return nil, err
	}
	fmt.Fprintf(a.stderr, "generator: %s, nothing was %s\n", summary(findings), done)
	return nil, errFindings
}

// now is the time that no record may lie after: SOURCE_DATE_EPOCH where a build
// has to be repeated later, the clock otherwise.
func now() (time.Time, error) {
	text := os.Getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		return time.Now(), nil
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, usageError{fmt.Errorf("SOURCE_DATE_EPOCH is %q, want seconds since 1970", text)}
	}
	return time.Unix(seconds, 0), nil
}

// summary says how many findings there are.
func summary(l diagnostic.List) string {
	text := plural(l.Count(diagnostic.Error), "error", "errors")
	if n := l.Count(diagnostic.Warning); n > 0 {
		text += ", " + plural(n, "warning", "warnings")
	}
	if n := l.Count(diagnostic.Note); n > 0 {
		text += ", " + plural(n, "note", "notes")
	}
	return text
}

// plural gives a number with its noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
