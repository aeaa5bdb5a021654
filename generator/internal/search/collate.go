package search

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// unit gives the bytes of UTF-8 another order: that of the UTF-16 code units of
// which they are the first. Letters beyond the first 65,536 come before U+E000 there.
var unit = func() (order [256]byte) {
	for c := range order {
		order[c] = byte(c)
	}
	for c := 0xf0; c <= 0xf4; c++ {
		order[c] = byte(c - 2)
	}
	order[0xee], order[0xef] = 0xf3, 0xf4
	return order
}()

// compare orders strings by UTF-16 code units.
func compare(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return cmp.Compare(unit[a[i]], unit[b[i]])
		}
	}
	return cmp.Compare(len(a), len(b))
}

// sortedBy orders a list by a text of each.
func sortedBy[T any](list []T, text func(*T) string) []T {
	type place struct {
		start uint64 // of the text
		at    int
	}
	places := make([]place, len(list))
	for i := range list {
		places[i] = place{startOf(text(&list[i])), i}
	}
	slices.SortFunc(places, func(a, b place) int {
		if a.start != b.start {
			return cmp.Compare(a.start, b.start)
		}
		return compare(text(&list[a.at]), text(&list[b.at]))
	})
	sorted := make([]T, len(list))
	for i, p := range places {
		sorted[i] = list[p.at]
	}
	return sorted
}

// startOf gives the first eight bytes of a string, as a number: of two strings
// that differ in them, the one with the lower number comes first.
func startOf(s string) uint64 {
	var start [8]byte
	for i := range min(len(s), len(start)) {
		start[i] = unit[s[i]]
	}
	return binary.BigEndian.Uint64(start[:])
}
