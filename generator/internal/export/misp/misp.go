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
	"encoding/csv"
	"encoding/hex"
	"encoding/json"

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
	uuids := make([]string, len(v.Records))
	entries := make([]entry, len(v.Records))
	sums := make([][]string, len(v.Records))
	err := view.Each(ctx, len(v.Records), func(n int) error {
		e := newEvent(v.Site, &v.Records[n])
		data, err := json.Marshal(struct {
			Event *Event
		}{e})
		if err != nil {
			return err
		}
		uuids[n], sums[n] = e.UUID, hashes(e)
		entries[n] = entry{e.Orgc, e.Tag, e.Info, e.Date, e.Analysis, e.ThreatLevel, e.Timestamp}
		return emit(Root+e.UUID+".json", append(data, '\n'))
	})
	if err != nil {
		return err
	}
	manifest := make(map[string]entry, len(uuids))
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for n, uuid := range uuids {
		manifest[uuid] = entries[n]
		for _, sum := range sums[n] {
			if err := w.Write([]string{sum, uuid}); err != nil {
				return err
			}
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return err
	}
	if err := emit(Root+"hashes.csv", b.Bytes()); err != nil {
		return err
	}
	data, err := json.Marshal(manifest)
	if err != nil {
		return err
	}
	return emit(Root+"manifest.json", append(data, '\n'))
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

// hashes gives the MD5 hash of each value of an event once, as MISP's feed cache
// reads it. MD5 is what the format prescribes; nothing rests on it.
func hashes(e *Event) []string {
	var list []string
	seen := map[string]bool{}
	for _, value := range e.values() {
		if seen[value] {
			continue
		}
		seen[value] = true
		sum := md5.Sum([]byte(value))
		list = append(list, hex.EncodeToString(sum[:]))
	}
	return list
}
