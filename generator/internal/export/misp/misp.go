// Package misp writes the archive as a MISP feed: any MISP instance can subscribe
// to the folder misp/. Each incident is one event, with the object templates of
// misp-objects and the tags of misp-taxonomies (RSIT, NIS2, TLP).
//
// All identifiers are made from the ids of records and never change.
package misp

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
)

// Root is the folder of the feed, below the site's root.
const Root = "misp/"

// Files lists what [Write] writes.
func Files() []view.File {
	return []view.File{
		{Path: Root + "manifest.json", MediaType: "application/json", Title: "MISP feed", Description: "The list of events: subscribe to the folder in which it stands."},
		{Path: Root + "hashes.csv", MediaType: "text/csv", Title: "MISP feed: hashes", Description: "The MD5 hash of each value with the event in which it stands, for the feed's cache."},
		{Path: Root + "{id}.json", MediaType: "application/json", Title: "MISP event", Description: "One incident as a MISP event; the file is named after the event's UUID."},
	}
}

// Write hands on the feed.
func Write(ctx context.Context, v *view.View, emit view.Emit) error {
	return view.Format(Format).One(ctx, v, emit)
}

// Format writes the feed.
func Format(v *view.View, emit view.Emit) (view.Pass, error) {
	w := &writer{View: v, emit: emit}
	var err error
	w.hashes, err = v.Stream(Root+"hashes.csv", emit, false)
	return view.Pass{Add: w.add, Close: w.close, Needs: w.needs, Need: w.own}, err
}

type writer struct {
	*view.View
	emit   view.Emit
	hashes *view.Stream
}

// needs tells whether an incident's event has to be made.
func (w *writer) needs(i *archive.Incident) bool { return w.Wants(Path(i)) }

// own writes the event of a record.
func (w *writer) own(_ int, r *view.Record) error { return w.event(newEvent(w.Site, r)) }

// event writes an event.
func (w *writer) event(e *Event) error {
	name := Root + e.UUID + ".json"
	if !w.Wants(name) {
		return nil
	}
	data, err := json.Marshal(struct {
		Event *Event
	}{e})
	if err != nil {
		return err
	}
	return w.emit(name, append(data, '\n'))
}

// add writes the events of some records.
func (w *writer) add(ctx context.Context, _ int, records []view.Record) error {
	sums := make([][]byte, len(records))
	err := view.Each(ctx, len(records), func(n int) error {
		e := newEvent(w.Site, &records[n])
		sums[n] = hashes(e)
		return w.event(e)
	})
	if err != nil {
		return err
	}
	for _, lines := range sums {
		if _, err := w.hashes.Write(lines); err != nil {
			return err
		}
	}
	return nil
}

// close writes the manifest.
func (w *writer) close(context.Context) error {
	if err := w.hashes.Close(); err != nil {
		return err
	}
	manifest, err := w.Stream(Root+"manifest.json", w.emit, false)
	if err != nil {
		return err
	}
	type event struct {
		uuid string
		*archive.Incident
	}
	list := make([]event, len(w.Archive.Incidents))
	for n, i := range w.Archive.Incidents {
		list[n] = event{view.UUID(eventName(i)), i}
	}
	slices.SortFunc(list, func(a, b event) int { return strings.Compare(a.uuid, b.uuid) })
	line := []byte{'{'}
	publisher := organisation(w.Site)
	for n, e := range list {
		if n > 0 {
			line = append(line[:0], ',')
		}
		line = append(strconv.AppendQuote(line, e.uuid), ':')
		short, err := json.Marshal(newEntry(publisher, e.Incident))
		if err != nil {
			return err
		}
		if _, err := manifest.Write(append(line, short...)); err != nil {
			return err
		}
	}
	end := "}\n"
	if len(list) == 0 {
		end = "{}\n"
	}
	if _, err := io.WriteString(manifest, end); err != nil {
		return err
	}
	return manifest.Close()
}

// entry is what the manifest says of an event.
type entry struct {
	Orgc        Org    `json:"Orgc"`
	Tag         []Tag  `json:"Tag"`
	Info        string `json:"info"`
	Date        string `json:"date"`
	Analysis    string `json:"analysis"`
	ThreatLevel string `json:"threat_level_id"`
	Timestamp   string `json:"timestamp"`
}

func newEntry(publisher Org, i *archive.Incident) entry {
	return entry{publisher, tags(i), info(i), eventDate(i), completed, undefined, epoch(i.Modified)}
}

// hashes gives a line with the MD5 hash of each value of an event and the event's
// UUID, each value once, as MISP's feed cache reads it. MD5 is what the format
// prescribes; nothing rests on it.
func hashes(e *Event) []byte {
	var lines []byte
	seen := map[string]bool{}
	for _, value := range e.values() {
		if seen[value] {
			continue
		}
		seen[value] = true
		sum := md5.Sum([]byte(value))
		lines = hex.AppendEncode(lines, sum[:])
		lines = append(append(append(lines, ','), e.UUID...), '\n')
	}
	return lines
}
