package search

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// entry is a document with its place in time.
type entry struct {
	*Document
	// Lists of ids in order, instead of the document's.
	Types, Causes, Sectors, Services, Organisations, Countries []string

	lo, hi   int    // days since 1970 between which it started
	year     int    // of lo
	lastYear int    // of hi
	facets   string // its values of the facets
}

// day returns the number of the calendar day of t since 1970.
func day(t time.Time) int {
	y, m, d := t.Date()
	return dayOf(y, m, d)
}

func dayOf(y int, m time.Month, d int) int {
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func yearOf(day int) int { return time.Unix(int64(day)*86400, 0).UTC().Year() }

// newEntry checks d and finds its place. An open side of the start reaches to
// the end of the year of the other side.
func newEntry(d *Document) (*entry, error) {
	e := &entry{Document: d}
	switch {
	case d.ID == "" || d.Title == "":
		return e, fmt.Errorf("document %q needs an id and a title", d.ID)
	case strings.Trim(d.ID, "abcdefghijklmnopqrstuvwxyz0123456789-") != "":
		return e, fmt.Errorf("document %q: an id has a-z, 0-9 and hyphens only", d.ID)
	case d.Earliest.IsZero() && d.Latest.IsZero():
		return e, fmt.Errorf("document %q needs a start: give Earliest or Latest", d.ID)
	case d.Earliest.IsZero():
		e.hi = day(d.Latest)
		e.lo = dayOf(d.Latest.Year(), 1, 1)
	case d.Latest.IsZero():
		e.lo = day(d.Earliest)
		e.hi = dayOf(d.Earliest.Year(), 12, 31)
	default:
		e.lo, e.hi = day(d.Earliest), day(d.Latest)
	}
	if e.lo > e.hi {
		return e, fmt.Errorf("document %q starts between %s and %s: want the earlier first", d.ID, d.Earliest.Format(time.DateOnly), d.Latest.Format(time.DateOnly))
	}
	e.year, e.lastYear = yearOf(e.lo), yearOf(e.hi)
	if e.year < 1 || e.lastYear > 9999 {
		return e, fmt.Errorf("document %q starts in the year %d: want 1 to 9999", d.ID, e.year)
	}
	e.Types, e.Causes = one(d.Type), one(d.Cause)
	e.Sectors, e.Services = sorted(d.Sectors), sorted(d.Services)
	e.Organisations, e.Countries = sorted(d.Organisations), sorted(d.Countries)
	e.facets = strings.Join([]string{d.Type, strings.Join(e.Sectors, ","), d.Cause, strings.Join(e.Countries, ",")}, "\x00")
	return e, nil
}

func one(id string) []string {
	if id == "" {
		return nil
	}
	return []string{id}
}

// sorted returns each id once, in order. Most documents give them so.
func sorted(ids []string) []string {
	for i := 1; i < len(ids); i++ {
		if ids[i-1] >= ids[i] {
			return slices.Compact(slices.Sorted(slices.Values(ids)))
		}
	}
	return ids
}

// order puts the documents of all facets' equal values next to each other, so
// that the columns of the facets are a few long runs and lists of documents
// have short gaps. The newest year is last.
func order(a, b *entry) int {
	if n := cmp.Or(a.year-b.year, strings.Compare(a.facets, b.facets), a.lo-b.lo); n != 0 {
		return n
	}
	return cmp.Or(a.Earliest.Compare(b.Earliest), strings.Compare(a.ID, b.ID))
}

// segments orders the documents and parts them: those that may lie in the
// newest year, to which tomorrow's records will come, and the closed years
// before, whose files then stay as they are. Either may be empty.
func segments(docs []Document) (closed, current []*entry, err error) {
	all := make([]*entry, len(docs))
	newest := 0
	for i := range docs {
		if all[i], err = newEntry(&docs[i]); err != nil {
			return nil, nil, err
		}
		newest = max(newest, all[i].year)
	}
	isClosed := func(e *entry) bool { return e.lastYear < newest }
	slices.SortFunc(all, func(a, b *entry) int {
		if isClosed(a) != isClosed(b) {
			return cmp.Compare(a.lastYear, b.lastYear)
		}
		return order(a, b)
	})
	ids := make(map[string]bool, len(all))
	n := 0
	for _, e := range all {
		if ids[e.ID] {
			return nil, nil, fmt.Errorf("document %q is given twice: want one document for each id", e.ID)
		}
		ids[e.ID] = true
		if isClosed(e) {
			n++
		}
	}
	return all[:n], all[n:], nil
}
