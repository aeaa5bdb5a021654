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
		if got := Newest(date, all); !slices.Equal(got, sorted[:want]) {
			t.Fatalf("seed %d: of %d incidents, %d are picked, want the first %d of all", seed, len(all), len(got), want)
		}
	}
}
