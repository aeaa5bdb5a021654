package view

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// TestChunks wants chunks of about the size that is asked for, all but a few of
// which stay when an incident goes.
func TestChunks(t *testing.T) {
	var incidents []*archive.Incident
	for n := range 5000 {
		incidents = append(incidents, &archive.Incident{Incident: &record.Incident{ID: fmt.Sprintf("2024-01-01-incident-%d", n)}})
	}
	const size = 100
	names := func(incidents []*archive.Incident) map[string]bool {
		list := map[string]bool{}
		var all []*archive.Incident
		for _, c := range chunks(incidents, size) {
			if len(c) > 2*size {
				t.Errorf("a chunk has %d incidents", len(c))
			}
			all = append(all, c...)
			var ids []string
			for _, i := range c {
				ids = append(ids, i.ID)
			}
			list[strings.Join(ids, " ")] = true
		}
		if !slices.Equal(all, incidents) {
			t.Error("the chunks are not all incidents in their order")
		}
		return list
	}
	whole := names(incidents)
	if len(whole) < 35 || len(whole) > 70 {
		t.Errorf("there are %d chunks, want about 50", len(whole))
	}
	for _, n := range []int{0, 1, 777, 2500, 4999} {
		changed := 0
		for name := range names(slices.Delete(slices.Clone(incidents), n, n+1)) {
			if !whole[name] {
				changed++
			}
		}
		if changed > 8 {
			t.Errorf("without incident %d, %d chunks are others", n, changed)
		}
	}
}

// TestZipForgets wants the same compressed bytes whatever was compressed before.
func TestZipForgets(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var pieces [][]byte
	for n := range 40 {
		var b bytes.Buffer
		for b.Len() < 1<<(n%19) {
			fmt.Fprintf(&b, `{"id":%d,"word":"%s"},`, r.IntN(5000), strings.Repeat("ab"[r.IntN(2):][:1], r.IntN(40)))
		}
		pieces = append(pieces, b.Bytes())
	}
	used := zippers.New().(*zipper)
	for range 300 {
		piece := pieces[r.IntN(len(pieces))]
		if err := used.zip(piece); err != nil {
			t.Fatal(err)
		}
		fresh := zippers.New().(*zipper)
		if err := fresh.zip(piece); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(used.out.Bytes(), fresh.out.Bytes()) {
			t.Fatalf("a piece of %d bytes is compressed to %d and to %d bytes", len(piece), used.out.Len(), fresh.out.Len())
		}
	}
}
