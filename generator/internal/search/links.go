package search

import "math/bits"

// moreLinks is how many words that follow are told apart, for phrases. A link
// that is not the last of its document is written that much higher.
const moreLinks = 23

// noLink is the link of a word that is the last of its field or none that phrases have.
const noLink = -1

// link says what follows a word: the next word that is no stop word, and how
// many stop words stand between. Of two different ones, one time in moreLinks both
// have the same link, so a phrase now and then finds a document that has its words
// apart; it misses none.
func link(next string, between int) int {
	h := uint32(fnvOffset)
	for range between {
		h = fnv(h, ' ')
	}
	for i := range len(next) {
		h = fnv(h, next[i])
	}
	return int(h % moreLinks)
}

// appendLinks writes the links of a word in a document, of which set has bit n+1
// for link n.
func appendLinks(b []byte, set uint32) []byte {
	set &^= 1 // noLink
	if set == 0 {
		return append(b, ' ')
	}
	for set != 0 { // rising
		n := bits.TrailingZeros32(set) - 1
		if set &= set - 1; set != 0 {
			n += moreLinks
		}
		b = append(b, symbol(n))
	}
	return b
}

// hash is FNV-1a.
func hash(s string) uint32 {
	h := uint32(fnvOffset)
	for i := range len(s) {
		h = fnv(h, s[i])
	}
	return h
}

const fnvOffset = 2166136261

func fnv(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 16777619 }
