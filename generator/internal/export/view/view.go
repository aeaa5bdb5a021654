// Package view gives records their published form: the one shape that the API,
// the tables, the feeds and all other exports are made from. It turns uncertain
// times, lengths and counts into their text with earliest and latest bounds, and
// adds what the archive derives.
//
// Each incident is built and written as JSON once; all exports share it.
package view

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/record"
)

// Emit takes one finished file. The name is slash-separated and below the site's
// root; the data are not changed afterwards. It is called from several goroutines.
type Emit func(name string, data []byte) error

// View is an archive in its published form.
type View struct {
	Archive *archive.Archive
	Site    Site
	Records []Record // in the order of the archive's incidents; nil where they are made on the way

	// Create begins a large file, so that it need not be in memory. When nil, such
	// files are handed on like others.
	Create func(name string) (Draft, error)
	// Has tells whether a file is wanted. When nil, all are.
	Has func(name string) bool
	// Reuse is what is taken over from the build before. When nil, nothing is.
	Reuse *Reuse

	// Chunk is how many incidents are in their published form at one time, about; 0
	// for [ChunkSize].
	Chunk int

	mutex   sync.Mutex
	streams []*Stream
}

// Wants tells whether a file is wanted.
func (v *View) Wants(name string) bool { return v.Has == nil || v.Has(name) }

// Record is one incident in its published form.
type Record struct {
	*archive.Incident
	View  *Incident
	JSON  []byte // View as one line of JSON, without a line feed
	Plain string // the summary without its marks
	Zone  *time.Location
}

// Origin gives the id under which an incident was first published. Identifiers
// for others are made from it, so that they outlive a change of name.
func Origin(i *archive.Incident) string {
	for _, alias := range i.Aliases {
		if !strings.Contains(alias, ":") { // else it is an id in another database
			return alias
		}
	}
	return i.ID
}

// New builds the published form of all incidents, on all cores.
func New(ctx context.Context, a *archive.Archive, c *config.Config) (*View, error) {
	v := Open(a, c)
	records, err := v.records(ctx, 0, a.Incidents)
	v.Records = records
	return v, err
}

// Date is the day as of which the archive speaks. Formats that cannot do without
// a day get the first of 1970 while the archive is empty.
func (v *View) Date() record.Date {
	if v.Archive.Date == "" {
		return "1970-01-01"
	}
	return v.Archive.Date
}

// Each calls do for 0 to n-1 on all cores and gives the first error of the lowest
// number. It stops early when ctx ends.
func Each(ctx context.Context, n int, do func(int) error) error {
	var next atomic.Int64
	var group sync.WaitGroup
	var mutex sync.Mutex
	var failed error
	at := n
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				if err := do(i); err != nil {
					mutex.Lock()
					if i < at {
						at, failed = i, err
					}
					mutex.Unlock()
					return
				}
			}
		})
	}
	group.Wait()
	if failed == nil {
		return ctx.Err()
	}
	return failed
}
