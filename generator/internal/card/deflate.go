package card

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// A card is written with a compressor of its own (RFC 1951). It puts together what was
// found once for each letter, and takes a fiftieth of the time of a general one.

const (
	leastMatch = 3
	mostMatch  = 258
	literals   = 286 // and lengths
	distances  = 30
	endOfBlock = 256
)

// token is a literal byte, or a match: the highest bit, the length less
// leastMatch, and the distance less 1 in the lowest 16 bits.
type token uint32

// isMatch tells a match from a literal.
func (t token) isMatch() bool { return t >= 1<<31 }

// length gives the length of a match, less leastMatch.
func (t token) length() int { return int(t >> 16 & 0xff) }

// distance gives the distance of a match.
func (t token) distance() int { return int(t&0xffff) + 1 }

// appendMatch adds the tokens of a match of any length from leastMatch on.
func appendMatch(list []token, distance, length int) []token {
	for length > 0 {
		n := min(length, mostMatch)
		if rest := length - n; rest > 0 && rest < leastMatch {
			n -= leastMatch
		}
		list = append(list, token(1<<31|(n-leastMatch)<<16|(distance-1)))
		length -= n
	}
	return list
}

// leastRun is how often a byte has to come again to be worth a match.
const leastRun = 8

// tokens gives the tokens of some bytes.
func tokens(data []byte) []token {
	var list []token
	for n := 0; n < len(data); {
		again := 0
		for n+1+again < len(data) && data[n+1+again] == data[n] {
			again++
		}
		list = append(list, token(data[n]))
		switch {
		case again >= leastRun:
			list = appendMatch(list, 1, again)
		default:
			for range again {
				list = append(list, token(data[n]))
			}
		}
		n += 1 + again
	}
	return list
}

// distanceCode gives the code of a distance less 1, and the number of extra bits.
func distanceCode(d uint32) (code int, extra uint) {
	if d < 4 {
		return int(d), 0
	}
	extra = uint(bits.Len32(d)) - 2
	return int(2*extra) + int(d>>extra), extra
}

// lengthCode is how the length of a match is written.
type lengthCode struct {
	code  uint16
	bits  uint8
	extra uint8
}

var lengthCodes = func() (codes [mostMatch - leastMatch + 1]lengthCode) {
	for n := range codes {
		l := n // RFC 1951 counts the lengths from 3, too
		switch {
		case l < 8:
			codes[n] = lengthCode{code: uint16(257 + l)}
		case l == mostMatch-leastMatch:
			codes[n] = lengthCode{code: 285}
		default:
			extra := bits.Len(uint(l)) - 3
			codes[n] = lengthCode{uint16(257 + 4*(extra+1) + (l>>extra)&3), uint8(extra), uint8(l & (1<<extra - 1))}
		}
	}
	return codes
}()

// deflater writes codes.
type deflater struct {
	out  []byte
	bits uint64
	n    uint
}

// begin starts a stream behind what is in out.
func (d *deflater) begin(out []byte) { *d = deflater{out: out} }

// grow makes room for so many bytes, and for a word at their end.
func (d *deflater) grow(bytes int) { d.out = slices.Grow(d.out, bytes+8) }

// put writes a code. There is room for it, and for the word in which it is written.
func (d *deflater) put(c code) {
	d.bits |= c.bits << d.n
	d.n += c.length
	end := len(d.out)
	binary.LittleEndian.PutUint64(d.out[end:end+8], d.bits)
	d.out = d.out[:end+int(d.n/8)]
	d.bits >>= d.n &^ 7
	d.n &= 7
}

// puts writes codes.
func (d *deflater) puts(list []code) {
	for _, c := range list {
		d.put(c)
	}
}

// end fills the last byte.
func (d *deflater) end() { d.put(code{length: -d.n & 7}) }
