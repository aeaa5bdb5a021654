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
	"fmt"
	"maps"
	"slices"

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
	w := &writer{View: v, emit: emit, entries: map[string][]byte{}}
	var err error
	if w.hashes, err = v.Stream(Root+"hashes.csv", emit, false); err != nil {
		return view.Pass{}, err
	}
	return view.Pass{Add: w.add, Close: w.close}, nil
}

type writer struct {
	*view.View
	emit    view.Emit
	hashes  *view.Stream
	entries map[string][]byte // of the manifest, in JSON, by UUID
}

// add writes the events of some records.
func (w *writer) add(ctx context.Context, _ int, records []view.Record) error {
	uuids, entries, sums := make([]string, len(records)), make([][]byte, len(records)), make([][]byte, len(records))
	err := view.Each(ctx, len(records), func(n int) error {
		e := newEvent(w.Site, &records[n])
		data, err := json.Marshal(struct {
			Event *Event
		}{e})
		if err != nil {
			return err
		}
		uuids[n], sums[n] = e.UUID, hashes(e)
		if entries[n], err = json.Marshal(entry{e.Orgc, e.Tag, e.Info, e.Date, e.Analysis, e.ThreatLevel, e.Timestamp}); err != nil {
			return err
		}
		return w.emit(Root+e.UUID+".json", append(data, '\n'))
	})
	if err != nil {
		return err
	}
	for n, uuid := range uuids {
		w.entries[uuid] = entries[n]
		if _, err := w.hashes.Write(sums[n]); err != nil {
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
	mark := "{"
	for _, uuid := range slices.Sorted(maps.Keys(w.entries)) {
		if _, err := fmt.Fprintf(manifest, "%s%q:%s", mark, uuid, w.entries[uuid]); err != nil {
			return err
		}
		mark = ","
	}
	if mark == "{" {
		mark = "{}"
	} else {
		mark = "}"
	}
	if _, err := fmt.Fprintln(manifest, mark); err != nil {
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
