package view

import (
	"time"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// Time is an uncertain time: what the record says, and what can be computed with.
type Time struct {
	Value    string     `json:"value" doc:"The time as written in the record: EDTF (ISO 8601-2), or the word ongoing or unknown."`
	Earliest *time.Time `json:"earliest" doc:"The first instant that it can have been, in UTC; null when nothing bounds it."`
	Latest   *time.Time `json:"latest" doc:"The last instant that it can have been, in UTC; null when nothing bounds it."`
}

// TimeFact is an uncertain time with what supports it.
type TimeFact struct {
	Time
	Sources []string `json:"sources,omitempty"`
	Note    string   `json:"note,omitempty"`
}

// Duration is an uncertain length of time. Bounds are whole seconds.
type Duration struct {
	Value      string   `json:"value" doc:"The length of time: an ISO 8601 duration, with the qualifiers and ranges of an uncertain time."`
	MinSeconds *int64   `json:"min_seconds" doc:"The least that it lasted, in seconds; null when nothing bounds it."`
	MaxSeconds *int64   `json:"max_seconds" doc:"The most that it lasted, in seconds; null when nothing bounds it."`
	Stated     bool     `json:"stated" doc:"Whether a source states the length; otherwise it follows from start and end."`
	Sources    []string `json:"sources,omitempty"`
	Note       string   `json:"note,omitempty"`
}

// Quantity is a count that may be known only roughly.
type Quantity struct {
	Value       string   `json:"value" doc:"The count as written in the record: 40, 1200~ (about), [30..50], [75..] (at least), [..10] (at most)."`
	Min         *float64 `json:"min" doc:"The least that it can be; null when nothing bounds it."`
	Max         *float64 `json:"max" doc:"The most that it can be; null when nothing bounds it."`
	Approximate bool     `json:"approximate" doc:"Whether the count is marked as approximate; its bounds are not widened for that."`
}

// Instant writes an instant in UTC, to the second.
func Instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

func bounded(text string, b edtf.Bounds) Time {
	return Time{Value: text, Earliest: instant(b.Earliest), Latest: instant(b.Latest)}
}

func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// timeOf gives a time that a record states; nil when it states none.
func timeOf(v edtf.Value, loc *time.Location) *Time {
	if v.IsZero() {
		return nil
	}
	t := bounded(v.String(), v.Bounds(loc))
	return &t
}

func timeFact(f record.Fact[edtf.Value], loc *time.Location) *TimeFact {
	if f.IsZero() {
		return nil
	}
	return &TimeFact{Time: bounded(f.Value.String(), f.Value.Bounds(loc)), Sources: f.Sources, Note: f.Note}
}

// duration gives a length; nil when nothing is known about it.
func duration(d edtf.Duration, stated bool) *Duration {
	if d.IsZero() {
		return nil
	}
	out := &Duration{Value: d.String(), Stated: stated}
	low, high, open := d.Seconds()
	if _, ok := d.Min(); ok {
		out.MinSeconds = &low
	}
	if !open {
		out.MaxSeconds = &high
	}
	return out
}

func quantity(q record.Quantity) *Quantity {
	if q.IsZero() {
		return nil
	}
	out := &Quantity{Value: q.String(), Approximate: q.Approximate()}
	if v, ok := q.Min(); ok {
		out.Min = &v
	}
	if v, ok := q.Max(); ok {
		out.Max = &v
	}
	return out
}
