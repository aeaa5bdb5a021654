// Package misp writes the archive as a MISP feed: any MISP instance can subscribe
// to the folder misp/. Each incident is one event, with the object templates of
// misp-objects and the tags of misp-taxonomies (RSIT, NIS2, TLP).
//
// All identifiers are made from the ids of records and never change.
package misp

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"io"
	"strconv"

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
	w := &writer{View: v, emit: emit, publisher: organisation(v.Site)}
	var err error
	if w.hashes, err = v.Stream(Root+"hashes.csv", emit, false); err != nil {
		return view.Pass{}, err
	}
	if w.manifest, err = v.Stream(Root+"manifest.json", emit, false); err != nil {
		return view.Pass{}, err
	}
	_, err = io.WriteString(w.manifest, "{")
	return view.Pass{Add: w.add, Close: w.close, Needs: w.needs, Need: w.own}, err
}

type writer struct {
	*view.View
	emit             view.Emit
	publisher        Org
	hashes, manifest *view.Stream
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

// add writes the events of some records, and what the manifest says of them.
func (w *writer) add(ctx context.Context, from int, records []view.Record) error {
	sums, entries := make([][]byte, len(records)), make([][]byte, len(records))
	err := view.Each(ctx, len(records), func(n int) (err error) {
		e := newEvent(w.Site, &records[n])
		sums[n] = hashes(e)
		if entries[n], err = w.entry(e.UUID, records[n].Incident); err != nil {
			return err
		}
		return w.event(e)
	})
	if err != nil {
		return err
	}
	if from == 0 && len(entries) > 0 {
		entries[0] = entries[0][1:] // without the comma
	}
	if _, err := w.hashes.Write(bytes.Join(sums, nil)); err != nil {
		return err
	}
	_, err = w.manifest.Write(bytes.Join(entries, nil))
	return err
}

func (w *writer) close(context.Context) error {
	if err := w.hashes.Close(); err != nil {
		return err
	}
	if _, err := io.WriteString(w.manifest, "}\n"); err != nil {
		return err
	}
	return w.manifest.Close()
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

// entry gives an entry of the manifest, after a comma.
func (w *writer) entry(uuid string, i *archive.Incident) ([]byte, error) {
	data, err := json.Marshal(entry{w.publisher, tags(i), info(i), eventDate(i), completed, undefined, epoch(i.Modified)})
	if err != nil {
		return nil, err
	}
	line := append(strconv.AppendQuote([]byte{','}, uuid), ':')
	return append(line, data...), nil
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
