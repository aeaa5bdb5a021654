package lint

import (
	"fmt"
	"regexp"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// times checks how precise times are and on what they rest.
func (l *linter) times(i *archive.Incident) {
	d := i.Document()
	for _, f := range []struct {
		field   string
		value   edtf.Value
		sources []string
		note    string
	}{
		{"start", i.Incident.Start.Value, i.Incident.Start.Sources, i.Incident.Start.Note},
		{"end", i.Incident.End.Value.Time, i.Incident.End.Sources, i.Incident.End.Note},
		{"detected", i.Detected.Value, i.Detected.Sources, i.Detected.Note},
		{"contained", i.Contained.Value, i.Contained.Sources, i.Contained.Note},
		{"disclosed", i.Disclosed.Value, i.Disclosed.Sources, i.Disclosed.Note},
	} {
		if f.value.HasClock() && len(f.sources) == 0 {
			l.report(d, f.field, "time/clock-without-source", "clock time %s names no source: write %s with value and sources, or give the day alone", f.value, f.field)
		}
		if clock := about(f.note, f.value); clock != "" {
			l.report(d, valueField(d, f.field), "time/false-precision", "the note says about %s, the time does not: write %s~", clock, f.value)
		}
	}
	i.EachTime(func(field record.Place, v edtf.Value) { l.precision(i, field, v) })
}

// valueField gives the field that holds a time: the value of a mapping, or the
// field itself. It reads the record again and is for findings only.
func valueField(d *record.Document, field string) string {
	if d.Has(field + ".value") {
		return field + ".value"
	}
	return field
}

var (
	fullMinute = regexp.MustCompile(`T\d\d:\d\d:00`)
	midnight   = regexp.MustCompile(`T00:00(:00)?([Z+,~?%\]-]|$)`)
	aboutClock = regexp.MustCompile(`(?i)\b(?:about|around|approximately|roughly|circa|ca\.) (\d\d:\d\d)\b`)
)

// precision looks for times that claim to be more precise than a source is.
func (l *linter) precision(i *archive.Incident, place record.Place, v edtf.Value) {
	if !v.HasClock() {
		return
	}
	text, field := v.String(), place.String
	switch {
	case fullMinute.MatchString(text):
		l.suggest(i.Document(), valueField(i.Document(), field()), "time/false-precision", withoutSeconds(text), "%s gives seconds of 00, which no source means: write %s", text, withoutSeconds(text))
	case midnight.MatchString(text) && !v.IsSet() && !v.IsInterval() && !v.Approximate():
		l.report(i.Document(), valueField(i.Document(), field()), "time/midnight", "%s says midnight: give the day alone, unless a source says so", text)
	}
}

// withoutSeconds drops seconds of 00 from a time.
func withoutSeconds(text string) string {
	return fullMinute.ReplaceAllStringFunc(text, func(clock string) string { return strings.TrimSuffix(clock, ":00") })
}

// about gives the clock time that a note calls rough while the value beside it
// is exact, or "".
func about(note string, v edtf.Value) string {
	if v.Approximate() || v.IsSet() {
		return ""
	}
	for _, m := range aboutClock.FindAllStringSubmatch(note, -1) {
		if strings.Contains(v.String(), "T"+m[1]) {
			return m[1]
		}
	}
	return ""
}

// order looks whether claims and updates stand in order of date, as far as their
// bounds tell.
func (l *linter) order(i *archive.Incident) {
	loc := i.Location()
	list := func(field string, n int, date func(int) edtf.Value) {
		for k := 1; k < n; k++ {
			if date(k).Bounds(loc).Before(date(k - 1).Bounds(loc)) {
				l.report(i.Document(), fmt.Sprintf("%s[%d].date", field, k), "time/order", "%s lies before %s, the date of the entry above: sort the list by date", date(k), date(k-1))
			}
		}
	}
	list("claims", len(i.Incident.Claims), func(n int) edtf.Value { return i.Incident.Claims[n].Date })
	list("updates", len(i.Updates), func(n int) edtf.Value { return i.Updates[n].Date })
}
