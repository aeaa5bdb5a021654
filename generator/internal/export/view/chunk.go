package view

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"sync"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/prose"
)

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

	// Fresh says that nothing can be taken over from the build before.
	Fresh bool
	// Skip comes in place of Add where the parts that the next incidents have in
	// streams are taken over. It may be nil.
	Skip func(ctx context.Context, from int, incidents []*archive.Incident) error
	// Needs tells whether the format needs an incident that is skipped: for a file
	// of its own, or for other files than streams. Need takes those, with their
	// places and without their JSON. Both are nil when it needs none.
	Needs func(i *archive.Incident) bool
	Need  func(place int, r *Record) error
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
		v.closeOld()
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
	chunks := chunks(v.Archive.Incidents, cmp.Or(v.Chunk, ChunkSize))
	keys := v.keys(chunks)
	if n, err := v.walk(ctx, passes, chunks, keys); err != nil {
		return n, err
	}
	n, err := together(ctx, passes, func(ctx context.Context, p Pass) error { return p.Close(ctx) })
	if done = err == nil; done {
		v.leave(keys)
	}
	return n, err
}

// walk leads formats through the records, chunk by chunk.
func (v *View) walk(ctx context.Context, passes []Pass, chunks [][]*archive.Incident, keys []cache.Key) (int, error) {
	streams := v.streams // that have a part for each chunk
	each := func(do func(*Stream) error) error {
		return Each(ctx, len(streams), func(n int) error { return do(streams[n]) })
	}
	past := v.past()
	if err := each((*Stream).cut); err != nil {
		return 0, err
	}
	from := 0
	for n, incidents := range chunks {
		old, same := 0, false
		if keys != nil {
			old, same = past[keys[n]]
		}
		at, step, err := 0, v.add, error(nil)
		if same && !slices.ContainsFunc(passes, func(p Pass) bool { return p.Fresh }) {
			step = v.skip
			err = each(func(s *Stream) error { return s.again(old) })
		}
		if err == nil {
			at, err = step(ctx, from, incidents, passes)
		}
		if err == nil {
			err = each((*Stream).cut)
		}
		if err != nil {
			return at, err
		}
		from += len(incidents)
	}
	return 0, nil
}

// add hands incidents to all formats.
func (v *View) add(ctx context.Context, from int, incidents []*archive.Incident, passes []Pass) (int, error) {
	records, err := v.records(ctx, from, incidents)
	if err != nil {
		return 0, err
	}
	return together(ctx, passes, func(ctx context.Context, p Pass) error {
		if p.Add == nil {
			return nil
		}
		return p.Add(ctx, from, records)
	})
}

// skip tells all formats of incidents whose parts of streams are taken over.
func (v *View) skip(ctx context.Context, from int, incidents []*archive.Incident, passes []Pass) (int, error) {
	needed := make([][]Pass, len(incidents))
	for _, p := range passes {
		if p.Needs == nil {
			continue
		}
		for n, i := range incidents {
			if p.Needs(i) {
				needed[n] = append(needed[n], p)
			}
		}
	}
	err := Each(ctx, len(incidents), func(n int) error {
		if needed[n] == nil {
			return nil
		}
		r := v.record(incidents[n])
		for _, p := range needed[n] {
			if err := p.Need(from+n, &r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return together(ctx, passes, func(ctx context.Context, p Pass) error {
		if p.Skip == nil {
			return nil
		}
		return p.Skip(ctx, from, incidents)
	})
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

// records gives the published form of incidents, the first of which is the one at
// from.
func (v *View) records(ctx context.Context, from int, incidents []*archive.Incident) ([]Record, error) {
	if v.Records != nil {
		return v.Records[from : from+len(incidents)], nil
	}
	records := make([]Record, len(incidents))
	err := Each(ctx, len(incidents), func(n int) (err error) {
		records[n] = v.record(incidents[n])
		records[n].JSON, err = json.Marshal(records[n].View)
		return err
	})
	return records, err
}

// record makes the published form of an incident, without its JSON.
func (v *View) record(i *archive.Incident) Record {
	zone := i.Location()
	return Record{Incident: i, View: incident(i, v.Site, zone), Plain: prose.Plain(i.Summary), Zone: zone}
}
