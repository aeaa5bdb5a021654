package card

import (
	"encoding/binary"
	"math/bits"
)

// A card is written with a compressor of its own (RFC 1951). It knows that most
// rows are like the row above and most bytes like the byte before, and takes a
// tenth of the time of a general one.

const (
	leastMatch = 3
	mostMatch  = 258
	farthest   = 1 << 15
	literals   = 286 // and lengths
	endOfBlock = 256
)

// token is a literal byte, or a match: the highest bit, the length less
// leastMatch, and the distance less 1 in the lowest 16 bits.
type token uint32

func match(distance, length int) token {
	return token(1<<31 | (length-leastMatch)<<16 | (distance - 1))
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

// deflater collects the tokens of a card and writes them as one block.
type deflater struct {
	tokens   []token
	distance int // of the match that is not yet in tokens
	length   int

	literal [literals]int // how often each symbol comes
	far     [30]int

	out  []byte
	bits uint64
	n    uint
}

func (d *deflater) reset() {
	d.tokens, d.length, d.out = d.tokens[:0], 0, d.out[:0]
	d.bits, d.n = 0, 0
	clear(d.literal[:])
	clear(d.far[:])
}

func (d *deflater) byte(b byte) {
	if d.length > 0 {
		d.flush()
	}
	d.tokens = append(d.tokens, token(b))
	d.literal[b]++
}

// match notes that the next bytes are those at a distance. Matches at the same
// distance that follow each other become one.
func (d *deflater) match(distance, length int) {
	if d.length > 0 && d.distance != distance {
		d.flush()
	}
	d.distance = distance
	d.length += length
}

func (d *deflater) flush() {
	for d.length > 0 {
		n := min(d.length, mostMatch)
		if rest := d.length - n; rest > 0 && rest < leastMatch {
			n -= leastMatch
		}
		d.tokens = append(d.tokens, match(d.distance, n))
		d.literal[lengthCodes[n-leastMatch].code]++
		far, _ := distanceCode(uint32(d.distance - 1))
		d.far[far]++
		d.length -= n
	}
}

// block writes all tokens as the last block of a stream, with codes made for
// them.
func (d *deflater) block() {
	d.flush()
	d.literal[endOfBlock]++
	literal := newCodes(d.literal[:], 15)
	far := newCodes(d.far[:], 15)
	d.put(1, 1) // last
	d.put(2, 2) // codes follow
	d.codes(literal, far)
	for _, t := range d.tokens {
		if t < 1<<31 {
			d.put(literal[t].bits, literal[t].length)
			continue
		}
		l := lengthCodes[t>>16&0xff]
		c := literal[l.code]
		d.put(c.bits|uint64(l.extra)<<c.length, c.length+uint(l.bits))
		distance := uint32(t & 0xffff)
		symbol, extra := distanceCode(distance)
		f := far[symbol]
		d.put(f.bits|uint64(distance&(1<<extra-1))<<f.length, f.length+extra)
	}
	d.put(literal[endOfBlock].bits, literal[endOfBlock].length)
	for ; d.n > 0; d.n -= min(d.n, 8) {
		d.out = append(d.out, byte(d.bits))
		d.bits >>= 8
	}
}

// put writes up to 32 bits.
func (d *deflater) put(value uint64, n uint) {
	d.bits |= value << d.n
	if d.n += n; d.n >= 32 {
		d.out = binary.LittleEndian.AppendUint32(d.out, uint32(d.bits))
		d.bits >>= 32
		d.n -= 32
	}
}

// codes writes the lengths of the codes, which tell the codes themselves. Runs
// of zeros are written as such.
func (d *deflater) codes(literal, far []code) {
	type step struct {
		symbol int
		extra  uint64
		bits   uint
	}
	var steps []step
	all := append(literal[:len(literal):len(literal)], far...)
	for n := 0; n < len(all); {
		zeros := 0
		for n+zeros < len(all) && all[n+zeros].length == 0 && zeros < 138 {
			zeros++
		}
		switch {
		case zeros > 10:
			steps = append(steps, step{18, uint64(zeros - 11), 7})
		case zeros > 2:
			steps = append(steps, step{17, uint64(zeros - 3), 3})
		default:
			steps = append(steps, step{int(all[n].length), 0, 0})
			zeros = 1
		}
		n += zeros
	}
	var count [19]int
	for _, s := range steps {
		count[s.symbol]++
	}
	lengths := newCodes(count[:], 7)
	d.put(literals-257, 5)
	d.put(uint64(len(far)-1), 5)
	d.put(19-4, 4)
	for _, symbol := range []int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15} {
		d.put(uint64(lengths[symbol].length), 3)
	}
	for _, s := range steps {
		c := lengths[s.symbol]
		d.put(c.bits|s.extra<<c.length, c.length+s.bits)
	}
}
