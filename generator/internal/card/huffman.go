package card

import (
	"math/bits"
	"slices"
)

// code is a Huffman code as it is written: its first bit lowest. The length is 0
// for a symbol that does not come.
type code struct {
	bits   uint64
	length uint
}

// mostBits is the greatest length of codes that are written as one.
const mostBits = 56

// and gives a code with bits behind it.
func (c code) and(bits uint64, length uint) code {
	return code{c.bits | bits<<c.length, c.length + length}
}

// newCodes makes the canonical codes (RFC 1951, 3.2.2) for symbols that come so
// many times, none longer than limit bits.
func newCodes(count []int, limit uint) []code {
	codes := make([]code, len(count))
	for flat := 0; !setLengths(codes, count, flat, limit); flat++ {
	}
	var next [17]uint64 // the next code of each length; no limit is above 15
	for _, c := range codes {
		if c.length > 0 {
			next[c.length+1]++
		}
	}
	for length := uint(2); length <= limit; length++ {
		next[length] = (next[length] + next[length-1]) << 1
	}
	for n := range codes {
		if length := codes[n].length; length > 0 {
			codes[n].bits = bits.Reverse64(next[length]) >> (64 - length)
			next[length]++
		}
	}
	return codes
}

// tree is a leaf, which is a symbol, or the tree that joins two.
type tree struct{ weight, parent int32 }

// setLengths sets the lengths by Huffman's method and tells whether none is too
// long. The counts are made more alike, flat times.
func setLengths(codes []code, count []int, flat int, limit uint) bool {
	var room [literals]int
	sorted := room[:0] // the symbols, the rarest first, below their weights
	for symbol, n := range count {
		if n > 0 {
			sorted = append(sorted, (n>>flat+min(flat, 1))*literals+symbol)
		}
	}
	slices.Sort(sorted)
	leaves := len(sorted)
	if leaves == 1 {
		codes[sorted[0]%literals].length = 1
		return true
	}
	var forest [2 * literals]tree
	trees := forest[:leaves]
	for n, s := range sorted {
		trees[n].weight = int32(s / literals)
	}
	// The lightest trees are found at the heads of two queues: that of the
	// leaves and that of the trees that were joined.
	leaf, joined := 0, leaves
	lightest := func() int {
		if joined == len(trees) || leaf < leaves && trees[leaf].weight <= trees[joined].weight {
			leaf++
			return leaf - 1
		}
		joined++
		return joined - 1
	}
	for len(trees) < 2*leaves-1 {
		a, b := lightest(), lightest()
		trees[a].parent, trees[b].parent = int32(len(trees)), int32(len(trees))
		trees = append(trees, tree{weight: trees[a].weight + trees[b].weight})
	}
	var depth [2 * literals]uint8
	for n := len(trees) - 2; n >= 0; n-- {
		depth[n] = depth[trees[n].parent] + 1
		if n < leaves {
			if uint(depth[n]) > limit {
				return false
			}
			codes[sorted[n]%literals].length = uint(depth[n])
		}
	}
	return true
}
