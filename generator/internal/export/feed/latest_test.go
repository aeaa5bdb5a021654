package feed

import (
	"cmp"
	"slices"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// TestSize gives feeds those incidents that changed last, and as many as they have.
func TestSize(t *testing.T) {
	const today, monthAgo, before = "2026-11-22", "2026-10-23", "2026-10-22"
	for _, c := range []struct{ today, monthAgo, before, want int }{
		{0, 0, 0, 0}, {0, 0, 7, 7}, {3, 2, 40, least}, {15, 15, 40, 30}, {15, 15, 0, 30}, {99, 2, 5, most},
	} {
		var all []*archive.Incident
		for _, group := range []struct {
			modified record.Date
			count    int
		}{{before, c.before}, {today, c.today}, {monthAgo, c.monthAgo}} {
			for range group.count {
				i := &archive.Incident{Incident: &record.Incident{}}
				i.Modified = group.modified
				all = append(all, i)
			}
		}
		got := Newest(today, all)
		if len(got) != c.want || Size(today, all) != c.want {
			t.Errorf("%+v: a feed has %d entries and is told to have %d", c, len(got), Size(today, all))
		}
		if !slices.IsSortedFunc(got, func(x, y *archive.Incident) int { return cmp.Compare(y.Modified, x.Modified) }) {
			t.Errorf("%+v: what changed last is not first", c)
		}
	}
}
