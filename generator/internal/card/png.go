package card

import (
	"encoding/binary"
	"hash/crc32"
	"image/color"
)

// encoder writes canvases as PNG files of four bits a pixel. It keeps its memory
// from one to the next.
type encoder struct {
	deflater
	file []byte
	raw  []byte                  // all rows up to the one at hand
	seen [1 << seenBits][2]int32 // where four bytes came last, and before, plus 1; by their hash
}

// encode gives the file; it holds until the next call.
func (e *encoder) encode(c *canvas, p color.Palette) []byte {
	e.file = append(e.file[:0], "\x89PNG\r\n\x1a\n"...)
	var header [13]byte
	binary.BigEndian.PutUint32(header[0:], Width)
	binary.BigEndian.PutUint32(header[4:], Height)
	header[8], header[9] = 4, 3 // bits a pixel, with a palette
	e.chunk("IHDR", header[:])
	var colours []byte
	for _, c := range p {
		r, g, b, _ := c.RGBA()
		colours = append(colours, byte(r>>8), byte(g>>8), byte(b>>8))
	}
	e.chunk("PLTE", colours)
	e.reset()
	e.out = append(e.out, 0x78, 0x01) // a zlib stream (RFC 1950)
	sum := e.rows(c)
	e.block()
	e.chunk("IDAT", binary.BigEndian.AppendUint32(e.out, sum))
	e.chunk("IEND", nil)
	return e.file
}

func (e *encoder) chunk(name string, data []byte) {
	e.file = binary.BigEndian.AppendUint32(e.file, uint32(len(data)))
	from := len(e.file)
	e.file = append(append(e.file, name...), data...)
	e.file = binary.BigEndian.AppendUint32(e.file, crc32.ChecksumIEEE(e.file[from:]))
}

// rows makes tokens of all rows and gives the Adler-32 checksum of their bytes.
func (e *encoder) rows(c *canvas) uint32 {
	sum := adler{s1: 1}
	e.raw = e.raw[:0]
	clear(e.seen[:])
	for y := range c {
		from := len(e.raw)
		e.raw = append(e.raw, 0) // no filter
		for _, w := range c[y] {
			e.raw = binary.BigEndian.AppendUint64(e.raw, w)
		}
		switch {
		case y > 0 && c[y] == c[y-1]:
			e.match(rowSize, rowSize)
			sum.add()
			continue
		case y >= hatchPeriod && c[y] == c[y-hatchPeriod]:
			e.match(hatchPeriod*rowSize, rowSize)
		default:
			e.row(from)
		}
		sum.weigh(e.raw[from:])
		sum.add()
	}
	return sum.sum()
}

// row makes tokens of the last row, which begins at a place. Where the match at
// the next byte is longer than that here, it is taken instead.
func (e *encoder) row(from int) {
	for at := from; at < len(e.raw); {
		distance, length := e.longest(at, e.length > 0 && e.distance == rowSize)
		for length > 0 && length < longMatch && distance > 1 && at+1 < len(e.raw) {
			d, n := e.longest(at+1, false)
			if n <= length {
				break
			}
			e.byte(e.raw[at])
			at++
			distance, length = d, n
		}
		if length == 0 {
			e.byte(e.raw[at])
			at++
			continue
		}
		e.match(distance, length)
		at += length
	}
}

// What a match has to have to be worth its distance, in bytes; of the byte before
// it is leastMatch.
const (
	leastAbove = 6
	leastFar   = 4
	longMatch  = 24 // no longer one is looked for
)

// seenBits says how many four bytes are remembered.
const seenBits = 13

// longest finds where the bytes from a place on come before: just before, in the
// row above, or where the same four bytes came lately. A match in the row above
// that goes on costs nothing and may be short.
func (e *encoder) longest(at int, goesOn bool) (distance, length int) {
	rest := e.raw[at:]
	if at > 0 && rest[0] == e.raw[at-1] {
		if n := same(rest, e.raw[at-1:]); n >= leastMatch {
			distance, length = 1, n
		}
	}
	if at >= rowSize && rest[0] == e.raw[at-rowSize] {
		if n := same(rest, e.raw[at-rowSize:]); n > length && n >= leastAbove || goesOn {
			distance, length = rowSize, n
		}
	}
	if length >= 8 || len(rest) < 4 {
		return distance, length
	}
	bucket := &e.seen[binary.LittleEndian.Uint32(rest)*0x9e3779b1>>(32-seenBits)]
	for _, next := range bucket {
		back := int(next) - 1
		if back < 0 || back >= at || at-back > farthest {
			continue
		}
		if n := same(rest, e.raw[back:]); n > length+1 && n >= leastFar {
			distance, length = at-back, n
		}
	}
	bucket[0], bucket[1] = int32(at+1), bucket[0]
	return distance, length
}

// adler is an Adler-32 checksum (RFC 1950) of rows. A row that comes again costs
// next to nothing.
type adler struct {
	s1, s2 uint64
	sums   uint64 // of the bytes of the row
	steps  uint64 // of the sums after each of them
}

// weigh prepares a row to be added.
func (a *adler) weigh(r []byte) {
	a.sums, a.steps = 0, 0
	for at := 1; at < rowSize; at += 8 { // the filter is 0
		// The sums of eight bytes, and of the bytes times 8 to 1, are made by
		// multiplying four of them at a time.
		w := binary.BigEndian.Uint64(r[at:])
		if a.steps += 8 * a.sums; w == 0 {
			continue
		}
		const every, ones = 0x00ff_00ff_00ff_00ff, 0x0001_0001_0001_0001
		even, odd := w>>8&every, w&every
		a.steps += even*0x0002_0004_0006_0008>>48 + odd*0x0001_0003_0005_0007>>48
		a.sums += (even + odd) * ones >> 48
	}
}

// add adds the row that was weighed last.
func (a *adler) add() {
	const mod = 65521
	a.s2 = (a.s2 + rowSize*a.s1 + a.steps) % mod
	a.s1 = (a.s1 + a.sums) % mod
}

func (a *adler) sum() uint32 { return uint32(a.s2<<16 | a.s1) }
