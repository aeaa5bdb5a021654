package card

import (
	"encoding/binary"
	"math/bits"
	"slices"
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

// headBits is more than what comes before the tokens takes.
const headBits = (literals + 30 + 19 + 8) * 14

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
}

func (d *deflater) byte(b byte) {
	if d.length > 0 {
		d.flush()
	}
	d.tokens = append(d.tokens, token(b))
}

// goesOn tells whether the bytes before are a match at a distance.
func (d *deflater) goesOn(distance int) bool { return d.length > 0 && d.distance == distance }

// match notes that the next bytes are those at a distance. Matches at the same
// distance that follow each other become one.
func (d *deflater) match(distance, length int) {
	if d.length > 0 && d.distance != distance {
		d.flush()
	}
	d.distance = distance
	d.length += length
}

// add adds tokens.
func (d *deflater) add(list []token) {
	d.flush()
	d.tokens = append(d.tokens, list...)
}

func (d *deflater) flush() {
	for d.length > 0 {
		n := min(d.length, mostMatch)
		if rest := d.length - n; rest > 0 && rest < leastMatch {
			n -= leastMatch
		}
		d.tokens = append(d.tokens, match(d.distance, n))
		d.length -= n
	}
}

// block writes all tokens as the last block of a stream, with codes made for
// them.
func (d *deflater) block() {
	d.flush()
	d.count()
	literal := newCodes(d.literal[:], 15)
	far := newCodes(d.far[:], 15)
	d.out = slices.Grow(d.out, (most*len(d.tokens)+headBits)/8+8)
	d.put(1, 1) // last
	d.put(2, 2) // codes follow
	d.codes(literal, far)
	// What a match of each length is written as, with its extra bits.
	var lengths [len(lengthCodes)]code
	for n, l := range lengthCodes {
		c := literal[l.code]
		lengths[n] = code{c.bits | uint64(l.extra)<<c.length, c.length + uint(l.bits)}
	}
	for _, t := range d.tokens {
		if t < 1<<31 {
			d.put(literal[t].bits, literal[t].length)
			continue
		}
		l := &lengths[t>>16&0xff]
		distance := uint32(t & 0xffff)
		symbol, extra := distanceCode(distance)
		f := &far[symbol]
		more := l.length + f.length
		d.put(l.bits|f.bits<<l.length|uint64(distance&(1<<extra-1))<<more, more+extra)
	}
	d.put(literal[endOfBlock].bits, literal[endOfBlock].length)
	d.put(0, -d.n&7) // to a whole byte
}

// count counts how often each symbol comes.
func (d *deflater) count() {
	clear(d.literal[:])
	clear(d.far[:])
	for _, t := range d.tokens {
		if t < 1<<31 {
			d.literal[t]++
			continue
		}
		d.literal[lengthCodes[t>>16&0xff].code]++
		far, _ := distanceCode(uint32(t & 0xffff))
		d.far[far]++
	}
	d.literal[endOfBlock]++
}

// most is the greatest number of bits that a token takes.
const most = 15 + 5 + 15 + 13

// put writes up to most bits. There is room for them, and for the word in which
// they are written.
func (d *deflater) put(value uint64, n uint) {
	d.bits |= value << d.n
	d.n += n
	end := len(d.out)
	binary.LittleEndian.PutUint64(d.out[end:end+8], d.bits)
	d.out = d.out[:end+int(d.n/8)]
	d.bits >>= d.n &^ 7
	d.n &= 7
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
