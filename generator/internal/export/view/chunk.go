package view

import (
	"context"
	"encoding/json"
	"sync"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/prose"
)

// chunkSize is how many incidents are in their published form at one time.
const chunkSize = 256

// Open gives a view without its records: they are made when an export goes
// through them, and forgotten then.
func Open(a *archive.Archive, c *config.Config) *View {
	return &View{Archive: a, Site: Site{c}}
}

// Pass is the way of one format through all records.
type Pass struct {
	// Add takes the next records; the first of them is the one at from. It may not
	// keep them. Nil when the format needs none.
	Add func(ctx context.Context, from int, records []Record) error
	// Close writes what is left.
	Close func(ctx context.Context) error
	// Cancel removes what is on the way when another format fails. It may be nil,
	// and it may come after Close.
	Cancel func()
}

// Format begins to write a format.
type Format func(v *View, emit Emit) (Pass, error)

// Write writes formats in one go through the records. They work side by side; the
// first fault that is not just the end of the others' work is given, with the
// number of the format.
func Write(ctx context.Context, v *View, emit Emit, formats ...Format) (int, error) {
	passes := make([]Pass, len(formats))
	done := false
	defer func() {
		for _, p := range passes {
			if !done && p.Cancel != nil {
				p.Cancel()
			}
		}
	}()
	for n, format := range formats {
		var err error
		if passes[n], err = format(v, emit); err != nil {
			return n, err
		}
	}
	for from := 0; from < len(v.Archive.Incidents); from += chunkSize {
		records, err := v.chunk(ctx, from)
		if err != nil {
			return 0, err
		}
		if n, err := together(ctx, passes, func(ctx context.Context, p Pass) error {
			if p.Add == nil {
				return nil
			}
			return p.Add(ctx, from, records)
		}); err != nil {
			return n, err
		}
	}
	n, err := together(ctx, passes, func(ctx context.Context, p Pass) error { return p.Close(ctx) })
	done = err == nil
	return n, err
}

// One gives the function that writes a single format.
func (f Format) One(ctx context.Context, v *View, emit Emit) error {
	_, err := Write(ctx, v, emit, f)
	return err
}

// together does the same for all passes side by side.
func together(ctx context.Context, passes []Pass, do func(context.Context, Pass) error) (int, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var mutex sync.Mutex
	var failed error
	at := 0
	var group sync.WaitGroup
	for n, p := range passes {
		group.Go(func() {
			err := do(ctx, p)
			if err == nil {
				return
			}
			mutex.Lock()
			defer mutex.Unlock()
			if failed == nil {
				at, failed = n, err
			}
			cancel()
		})
	}
	group.Wait()
	return at, failed
}

// chunk gives the records from a place on.
func (v *View) chunk(ctx context.Context, from int) ([]Record, error) {
	incidents := v.Archive.Incidents[from:min(from+chunkSize, len(v.Archive.Incidents))]
	if v.Records != nil {
		return v.Records[from : from+len(incidents)], nil
	}
	records := make([]Record, len(incidents))
	err := Each(ctx, len(incidents), func(n int) (err error) {
		records[n], err = v.record(incidents[n])
		return err
	})
	return records, err
}

// record makes the published form of an incident.
func (v *View) record(i *archive.Incident) (Record, error) {
	zone := i.Location()
	form := incident(i, v.Site, zone)
	data, err := json.Marshal(form)
	return Record{i, form, data, prose.Plain(i.Summary), zone}, err
}
