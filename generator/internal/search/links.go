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

// appendMark writes the impact of a word on a document and its links there, of which
// set has bit n+1 for link n: a byte a link, or one for none. The bits of the first
// from the third on are 0 for no link, or one more than the link; the link is
// moreLinks higher where others follow. The two lowest are the impact.
func appendMark(b []byte, impact byte, set uint32) []byte {
	set &^= 1 // noLink
	if set == 0 {
		return append(b, impact)
	}
	for set != 0 { // rising
		n := bits.TrailingZeros32(set)
		if set &= set - 1; set != 0 {
			n += moreLinks
		}
		b = append(b, byte(n)<<2|impact)
		impact = 0
	}
	return b
}

// notLast is the least byte of a mark that is not the last.
const notLast = (moreLinks + 1) << 2

// impactOf gives the impact that a mark tells.
func impactOf(mark []byte) byte { return mark[0] & 3 }

// appendLinks writes the links that a mark tells, a character each; a space for none.
func appendLinks(b, mark []byte) []byte {
	for _, c := range mark {
		if c >>= 2; c == 0 {
			b = append(b, ' ')
		} else {
			b = append(b, symbol(int(c)-1))
		}
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
