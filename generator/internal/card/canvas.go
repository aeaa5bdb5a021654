package card

import (
	"encoding/binary"
	"math/bits"
)

const (
	rowWords = Width / 16  // a pixel is four bits
	rowSize  = 1 + Width/2 // of a row of the PNG, in bytes, with its filter
	nibbles  = 0x1111 * 0x0001_0001_0001_0001
)

// row is a row of pixels, the leftmost in the highest bits.
type row [rowWords]uint64

// canvas is a picture of sixteen colours.
type canvas [Height]row

func (c *canvas) at(x, y int) uint8 { return uint8(c[y][x/16] >> (60 - x%16*4) & 15) }

func (c *canvas) set(x, y int, place uint8) {
	shift := 60 - x%16*4
	c[y][x/16] = c[y][x/16]&^(15<<shift) | uint64(place)<<shift
}

// over lays pixels over those from x on. Where both are painted, the higher
// place wins: of one colour, the deeper shade.
func (r *row) over(x int, pixels []uint64) {
	at, shift := x/16, uint(x%16*4)
	for _, p := range pixels {
		if p == 0 {
			at++
			continue
		}
		if high := p >> shift; high != 0 && at < rowWords {
			r[at] = deeper(r[at], high)
		}
		at++
		if low := p << (64 - shift); low != 0 && at < rowWords {
			r[at] = deeper(r[at], low)
		}
	}
}

// deeper gives the higher of each two pixels.
func deeper(a, b uint64) uint64 {
	if painted(a)&painted(b) == 0 {
		return a | b
	}
	var out uint64
	for shift := 0; shift < 64; shift += 4 {
		out |= max(a>>shift&15, b>>shift&15) << shift
	}
	return out
}

// painted sets the lowest bit of each pixel that is not white.
func painted(p uint64) uint64 {
	p |= p >> 2
	return (p | p>>1) & nibbles
}

// same counts the bytes, from the first, in which a agrees with b, which is not
// shorter.
func same(a, b []byte) int {
	n := 0
	for ; n+8 <= len(a); n += 8 {
		if x := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
	}
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n
}
