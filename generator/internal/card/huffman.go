package card

import (
	"cmp"
	"math/bits"
	"slices"
)

// code is a Huffman code as it is written: its first bit lowest. The length is 0
// for a symbol that does not come.
type code struct {
	bits   uint64
	length uint
}

// newCodes makes the canonical codes (RFC 1951, 3.2.2) for symbols that come so
// many times, none longer than limit bits.
func newCodes(count []int, limit uint) []code {
	codes := make([]code, len(count))
	for flat := 0; !setLengths(codes, count, flat, limit); flat++ {
	}
	next := uint64(0)
	for length := uint(1); length <= limit; length++ {
		for n := range codes {
			if codes[n].length == length {
				codes[n].bits = bits.Reverse64(next) >> (64 - length)
				next++
			}
		}
		next <<= 1
	}
	return codes
}

// setLengths sets the lengths by Huffman's method and tells whether none is too
// long. The counts are made more alike, flat times.
func setLengths(codes []code, count []int, flat int, limit uint) bool {
	type tree struct{ count, parent, symbol int }
	var trees []tree
	for symbol, n := range count {
		if n > 0 {
			trees = append(trees, tree{count: n>>flat + min(flat, 1), symbol: symbol})
		}
	}
	slices.SortStableFunc(trees, func(a, b tree) int { return cmp.Compare(a.count, b.count) })
	leaves := len(trees)
	if leaves == 1 {
		codes[trees[0].symbol].length = 1
		return true
	}
	// The lightest trees are found at the heads of two queues: that of the
	// leaves and that of the trees that were joined.
	leaf, joined := 0, leaves
	lightest := func() int {
		if joined == len(trees) || leaf < leaves && trees[leaf].count <= trees[joined].count {
			leaf++
			return leaf - 1
		}
		joined++
		return joined - 1
	}
	for len(trees) < 2*leaves-1 {
		a, b := lightest(), lightest()
		trees[a].parent, trees[b].parent = len(trees), len(trees)
		trees = append(trees, tree{count: trees[a].count + trees[b].count})
	}
	depth := make([]uint, len(trees))
	for n := len(trees) - 2; n >= 0; n-- {
		depth[n] = depth[trees[n].parent] + 1
		if n < leaves {
			if depth[n] > limit {
				return false
			}
			codes[trees[n].symbol].length = depth[n]
		}
	}
	return true
}
