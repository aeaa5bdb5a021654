package feed

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// TestNewestIsTheHeadOfAll wants the incidents that stand first when all are sorted.
func TestNewestIsTheHeadOfAll(t *testing.T) {
	day := func(n int) record.Date { return record.Date(fmt.Sprintf("2024-%02d-%02d", 1+n/28, 1+n%28)) }
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		var all []*archive.Incident
		for range r.IntN(400) {
			n := r.IntN(1 + r.IntN(336))
			all = append(all, &archive.Incident{Incident: &record.Incident{Published: day(r.IntN(n + 1)), Modified: day(n)}})
		}
		sorted := slices.Clone(all)
		slices.SortStableFunc(sorted, func(x, y *archive.Incident) int {
			return cmp.Or(cmp.Compare(y.Modified, x.Modified), cmp.Compare(y.Published, x.Published))
		})
		date := day(r.IntN(336))
		want := 0
		for want < len(sorted) && want < 100 && (want < 20 || sorted[want].Modified.Time().Sub(date.Time()).Hours() >= -30*24) {
			want++
		}
		if got := newest(date, all); !slices.Equal(got, sorted[:want]) {
			t.Fatalf("seed %d: of %d incidents, %d are picked, want the first %d of all", seed, len(all), len(got), want)
		}
	}
}

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
		got := newest(today, all)
		if len(got) != c.want || Size(today, all) != c.want {
			t.Errorf("%+v: a feed has %d entries and is told to have %d", c, len(got), Size(today, all))
		}
		if !slices.IsSortedFunc(got, func(x, y *archive.Incident) int { return cmp.Compare(y.Modified, x.Modified) }) {
			t.Errorf("%+v: what changed last is not first", c)
		}
	}
}
