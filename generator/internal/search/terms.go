package search

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
)

// term is a word of a segment and its documents.
type term struct {
	text string
	documents
}

// terms gives the words of an index in the order in which JavaScript compares
// strings. The index takes no more documents then.
func (x *index) terms(words []word) []term {
	type place struct {
		start  uint64 // of the text
		number int
	}
	places := make([]place, 0, len(x.lists))
	for n := range x.lists {
		if x.lists[n].count > 0 {
			places = append(places, place{startOf(words[n].text), n})
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		if a.start != b.start {
			return cmp.Compare(a.start, b.start)
		}
		return compare(words[a.number].text, words[b.number].text)
	})
	terms := make([]term, len(places))
	for n, p := range places {
		terms[n] = term{words[p.number].text, x.lists[p.number]}
	}
	x.lists = nil
	return terms
}

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

// startOf gives the first eight bytes of a string, as a number: of two strings
// that differ in them, the one with the lower number comes first.
func startOf(s string) uint64 {
	var start [8]byte
	for i := range min(len(s), len(start)) {
		start[i] = unit[s[i]]
	}
	return binary.BigEndian.Uint64(start[:])
}

// filterTerms is how many lists have names of their own: five digits.
const filterTerms = 36 * 36 * 36 * 36 * 36

// filterTerm names the list of documents behind service:ID and organisation:ID.
// No word starts with a colon. The id is hashed, since ids are long and no
// reader completes them here.
func filterTerm(kind byte, id string) string {
	return ":" + string(kind) + strconv.FormatUint(uint64(hash(strings.ToLower(id)))%filterTerms, 36)
}

func isFilter(text string) bool { return text[0] == ':' }

// frequent is the number of documents from which on a word says so little about
// each that impacts would only make its list longer.
const frequent = 4096

// hasImpacts reports whether a term of a number of documents comes with impacts.
func hasImpacts(text string, count int) bool { return count < frequent && !isFilter(text) }
