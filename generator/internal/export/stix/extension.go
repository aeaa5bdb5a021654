package stix

import (
	"incidentarchive/generator/internal/export/view"
)

// extensionID names the extension that gives incidents their times.
var extensionID = id("extension-definition", "incident times")

type extensionDefinition struct {
	object
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Schema      string   `json:"schema"`
	Version     string   `json:"version"`
	Types       []string `json:"extension_types"`
}

// extension defines the extension.
func (w *writer) extension(d dates) extensionDefinition {
	return extensionDefinition{
		object: w.new("extension-definition", "incident times", d), Name: "Uncertain times of incidents",
		Description: "When an incident began and ended, how long it lasted and what it did to each service, with what is known and what is not: " +
			"each time as an EDTF text with its earliest and latest instants, each length in seconds at least and at most. A bound that is not known is left out.",
		Schema: w.Site.At("api/v1/openapi.json"), Version: "1.0", Types: []string{"property-extension"},
	}
}

// details is the extension of an incident. STIX has no null: what is not known
// is left out.
type details struct {
	Type      string    `json:"extension_type"`
	Certainty string    `json:"certainty"`
	Start     moment    `json:"start"`
	End       moment    `json:"end"`
	Duration  *length   `json:"duration,omitempty"`
	RootCause string    `json:"root_cause"`
	Status    string    `json:"root_cause_status,omitempty"`
	Countries []string  `json:"countries"`
	Impacts   []suffers `json:"impacts"`
}

type moment struct {
	Value    string `json:"value"`
	Earliest string `json:"earliest,omitempty"`
	Latest   string `json:"latest,omitempty"`
}

type length struct {
	Value string `json:"value"`
	Min   *int64 `json:"min_seconds,omitempty"`
	Max   *int64 `json:"max_seconds,omitempty"`
}

// suffers is what one service suffered during one phase.
type suffers struct {
	Service  string  `json:"service_ref"`
	Level    string  `json:"level"`
	Start    *moment `json:"start,omitempty"`
	End      *moment `json:"end,omitempty"`
	Duration *length `json:"duration,omitempty"`
}

func newDetails(r *view.Record) details {
	v := r.View
	d := details{
		Type: "property-extension", Certainty: string(v.Certainty), Start: *momentOf(&v.Start.Time), End: *momentOf(&v.End.Time),
		Duration: lengthOf(v.Duration), RootCause: string(v.RootCause.Value), Status: string(v.RootCause.Status),
	}
	for _, c := range v.Countries {
		d.Countries = append(d.Countries, string(c))
	}
	for _, x := range v.Impacts {
		d.Impacts = append(d.Impacts, suffers{
			id("infrastructure", x.Service), string(x.Level), momentOf(x.Start), momentOf(x.End), lengthOf(x.Duration),
		})
	}
	return d
}

func momentOf(t *view.Time) *moment {
	if t == nil {
		return nil
	}
	m := &moment{Value: t.Value}
	if t.Earliest != nil {
		m.Earliest = view.Instant(*t.Earliest)
	}
	if t.Latest != nil {
		m.Latest = view.Instant(*t.Latest)
	}
	return m
}

func lengthOf(d *view.Duration) *length {
	if d == nil {
		return nil
	}
	return &length{d.Value, d.MinSeconds, d.MaxSeconds}
}
