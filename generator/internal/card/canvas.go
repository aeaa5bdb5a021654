package card

import (
	"encoding/binary"
	"math/bits"
)

const (
	rowSize = 1 + Width/2 // of a row of the PNG, in bytes: its filter, and half a byte a pixel
	nibbles = 0x1111 * 0x0001_0001_0001_0001
)

// canvas is a picture of sixteen colours: the rows of the PNG, without a filter,
// and room for the last word that is read or written.
type canvas [Height*rowSize + wordSize]byte

// wordSize is the number of bytes that are painted at a time.
const wordSize = 8

// place gives where a pixel stands: the byte, and how far left in it.
func place(x, y int) (at, shift int) { return y*rowSize + 1 + x/2, 4 - x%2*4 }

func (c *canvas) at(x, y int) uint8 {
	at, shift := place(x, y)
	return c[at] >> shift & 15
}

func (c *canvas) set(x, y int, colour uint8) {
	at, shift := place(x, y)
	c[at] = c[at]&^(15<<shift) | colour<<shift
}

// row gives the bytes of a row.
func (c *canvas) row(y int) []byte { return c[y*rowSize : (y+1)*rowSize] }

// over lays whole words of pixels over those from a byte on. Where both are
// painted, the higher place in the palette wins: of one colour, the deeper shade.
func (c *canvas) over(at int, pixels []byte) {
	for ; len(pixels) > 0; pixels, at = pixels[wordSize:], at+wordSize {
		if word := binary.BigEndian.Uint64(pixels); word != 0 {
			binary.BigEndian.PutUint64(c[at:], deeper(binary.BigEndian.Uint64(c[at:]), word))
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
