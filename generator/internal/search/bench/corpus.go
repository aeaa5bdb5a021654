package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"incidentarchive/generator/internal/search"
	"incidentarchive/generator/internal/search/searchtest"
)

// vcdb is what the benchmark reads of a record of the VERIS Community Database,
// a line of JSON each.
type vcdb struct {
	Record struct {
		Action map[string]json.RawMessage `json:"action"`
		Actor  map[string]struct {
			Name []string `json:"name"`
		} `json:"actor"`
		Summary  string `json:"summary"`
		Timeline struct {
			Incident struct{ Year, Month, Day int }
		} `json:"timeline"`
		Victim struct {
			ID       string   `json:"victim_id"`
			Country  []string `json:"country"`
			Industry string   `json:"industry"`
			State    string   `json:"state"`
		} `json:"victim"`
	} `json:"record"`
}

// readCorpus reads the documents of a gzipped file of VCDB records.
func readCorpus(path string) ([]search.Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var docs []search.Document
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v vcdb
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s, record %d: %w", path, len(docs)+1, err)
		}
		docs = append(docs, v.document())
	}
	return docs, lines.Err()
}

// causes are those of the archive for the classes of action of VERIS.
var causes = map[string]string{
	"hacking": "malicious-action", "malware": "malicious-action", "social": "malicious-action",
	"misuse": "malicious-action", "physical": "malicious-action", "error": "human-error",
	"environmental": "natural-phenomenon",
}

func (v vcdb) document() search.Document {
	r := v.Record
	actions := make([]string, 0, len(r.Action))
	var varieties []string
	for a, raw := range r.Action {
		actions = append(actions, a)
		var d struct{ Variety, Vector []string }
		if json.Unmarshal(raw, &d) == nil {
			varieties = append(varieties, d.Variety...)
		}
	}
	slices.Sort(actions)
	slices.Sort(varieties)
	varieties = slices.DeleteFunc(slices.Compact(varieties), func(s string) bool { return s == "Unknown" || s == "Other" })
	victim := strings.TrimSpace(r.Victim.ID)
	if victim == "" || victim == "Unknown" {
		victim = "Unnamed organisation"
	}
	t := r.Timeline.Incident
	d := search.Document{
		Title:         victim + ": " + strings.ToLower(strings.Join(append(slices.Clone(varieties[:min(len(varieties), 2)]), actions...), ", ")),
		Summary:       r.Summary,
		Type:          "attack",
		Cause:         "unknown",
		MinSeconds:    -1,
		MaxSeconds:    -1,
		Language:      "en",
		Text:          []search.Field{{Kind: search.Names, Text: victim + " " + r.Victim.State}, {Kind: search.Words, Text: strings.Join(varieties, " ")}},
		Organisations: []string{searchtest.Slug(victim)},
		Services:      []string{"service-" + r.Victim.Industry[:min(len(r.Victim.Industry), 4)]},
		Sectors:       []string{"sector-" + r.Victim.Industry[:min(len(r.Victim.Industry), 2)]},
	}
	for _, a := range r.Actor {
		for _, n := range a.Name {
			d.Text = append(d.Text, search.Field{Kind: search.Names, Text: n})
		}
	}
	if len(actions) > 0 {
		d.Cause = causes[actions[0]]
		if d.Cause == "human-error" || d.Cause == "natural-phenomenon" {
			d.Type = "outage"
		}
	}
	for _, c := range r.Victim.Country {
		if len(c) == 2 {
			d.Countries = append(d.Countries, c)
		}
	}
	searchtest.SetDate(&d, t.Year, t.Month, t.Day)
	return d
}
