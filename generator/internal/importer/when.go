package importer

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"incidentarchive/generator/internal/edtf"
)

// stamp matches the ways in which other systems write an instant or a day.
var stamp = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$`)

// when reads a time as another system writes it. Nothing is converted: the
// figures stay, fractions of a second go, and an offset goes when it is that of
// the record's own zone at that time.
func when(text string, zone *time.Location) (edtf.Value, error) {
	m := stamp.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return edtf.Value{}, fmt.Errorf("%q is not a time that this importer knows", line(text, 60))
	}
	out := m[1] + "-" + m[2] + "-" + m[3]
	if m[4] == "" {
		return edtf.Parse(out)
	}
	out += "T" + m[4] + ":" + m[5]
	if m[6] != "" && m[6] != "00" {
		out += ":" + m[6]
	}
	offset := m[7]
	switch {
	case offset == "":
		return edtf.Parse(out)
	case offset == "UTC" || offset == "GMT":
		offset = "Z"
	case len(offset) == 5:
		offset = offset[:3] + ":" + offset[3:]
	}
	v, err := edtf.Parse(out + offset)
	if err != nil {
		return v, err
	}
	if b := v.Bounds(zone); local(b.Earliest, zone, m[4]+":"+m[5]) {
		return edtf.Parse(out)
	}
	return v, nil
}

// local tells whether an instant is shown as clock in the zone, and no other
// instant near it is.
func local(t time.Time, zone *time.Location, clock string) bool {
	wall := t.In(zone).Format("2006-01-02T15:04:05")
	if wall[11:16] != clock {
		return false
	}
	for _, shift := range []time.Duration{-2 * time.Hour, -time.Hour, -30 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour} {
		if t.Add(shift).In(zone).Format("2006-01-02T15:04:05") == wall {
			return false
		}
	}
	return true
}

// order compares two texts of times by their bounds, for sorting.
func order(a, b edtf.Value, zone *time.Location) int { return a.Bounds(zone).Compare(b.Bounds(zone)) }
