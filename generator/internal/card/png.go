package card

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

// encoder writes canvases as PNG files of four bits a pixel. It keeps its memory
// from one to the next.
type encoder struct {
	deflater
	file []byte
	seen [1 << seenBits][2]int32 // where four bytes came last, and before, plus 1; by their hash
}

// encode gives the file; it holds until the next call.
func (e *encoder) encode(s *sheet) []byte {
	e.file = append(e.file[:0], "\x89PNG\r\n\x1a\n"...)
	var header [13]byte
	binary.BigEndian.PutUint32(header[0:], Width)
	binary.BigEndian.PutUint32(header[4:], Height)
	header[8], header[9] = 4, 3 // bits a pixel, with a palette
	e.chunk("IHDR", header[:])
	var colours []byte
	for _, c := range s.palette {
		r, g, b, _ := c.RGBA()
		colours = append(colours, byte(r>>8), byte(g>>8), byte(b>>8))
	}
	e.chunk("PLTE", colours)
	e.reset()
	e.out = append(e.out, 0x78, 0x01) // a zlib stream (RFC 1950)
	sum := e.rows(s)
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
func (e *encoder) rows(s *sheet) uint32 {
	sum := adler{s1: 1}
	clear(e.seen[:])
	for y := range Height {
		row, start, end := s.canvas.row(y), y*rowSize, (y+1)*rowSize
		if y > 0 && bytes.Equal(row, s.canvas.row(y-1)) {
			e.match(rowSize, rowSize)
			sum.add()
			continue
		}
		if l := s.lineAt(y); l != nil {
			e.text(s.canvas[:end], start, y, l)
		} else {
			e.find(s.canvas[:end], e.edge(s.canvas[:end], start), end)
		}
		sum.weigh(row)
		sum.add()
	}
	return sum.sum()
}

// edge makes a token of the beginning of a row whose left edge is hatched, and
// gives the place behind it.
func (e *encoder) edge(raw []byte, start int) int {
	if start < hatchPeriod*rowSize || raw[start+1] == raw[start+1-rowSize] && same(raw[start:start+bandSize], raw[start-rowSize:]) == bandSize {
		return start
	}
	n := same(raw[start:], raw[start-hatchPeriod*rowSize:])
	e.match(hatchPeriod*rowSize, n)
	return start + n
}

// bandSize is what the left edge takes of a row, in bytes, with the filter.
const bandSize = 1 + band/2

// text makes tokens of the last row, which begins at a place and differs from the
// row above in the letters of one line alone, and in the hatching.
func (e *encoder) text(raw []byte, start, y int, l *line) {
	at := e.edge(raw, start)
	for n := range l.spans {
		s := &l.spans[n]
		if y < s.top || y > s.top+s.rows {
			continue
		}
		changes := s.changes(y - s.top)
		if s.crowded && len(changes) > 0 {
			changes = []piece{{0, uint8(s.width)}} // what changes is not for one stamp to say
		}
		for _, p := range changes {
			if from := start + s.at + int(p.from); from > at {
				e.above(raw[at:from])
				at = from
			}
			if to := start + s.at + int(p.to); to > at {
				if to-at > fewBytes {
					at = e.find(raw, at, to)
				}
				for ; at < to; at++ {
					e.byte(raw[at])
				}
			}
		}
	}
	e.above(raw[at:])
}

// fewBytes are too few to look for where they come before.
const fewBytes = 2

// above makes tokens of bytes that are as in the row above.
func (e *encoder) above(data []byte) {
	if len(data) < leastMatch && !e.goesOn(rowSize) {
		for _, b := range data {
			e.byte(b)
		}
		return
	}
	e.match(rowSize, len(data))
}

// What a match has to have to be worth its distance, in bytes.
const (
	leastAbove = 6
	leastFar   = 4
	longMatch  = 8 // no longer one is looked for
)

// find makes tokens of the bytes of the last row from at on, up to to at least, and
// gives the place behind them. Where the match at the next byte is longer than
// that here, it is taken instead.
func (e *encoder) find(raw []byte, at, to int) int {
	for at < to {
		distance, length := e.longest(raw, at, e.goesOn(rowSize))
		for length > 0 && length < longMatch && at+1 < to {
			d, n := e.longest(raw, at+1, false)
			if n <= length {
				break
			}
			e.byte(raw[at])
			at++
			distance, length = d, n
		}
		if length == 0 {
			e.byte(raw[at])
			at++
			continue
		}
		e.match(distance, length)
		at += length
	}
	return at
}

// seenBits says how many four bytes are remembered.
const seenBits = 13

// longest finds where the bytes from a place on come before: in the row above, just
// before, or where the same four bytes came lately. A match in the row above that goes on
// costs nothing and may be short.
func (e *encoder) longest(raw []byte, at int, goesOn bool) (distance, length int) {
	rest := raw[at:]
	if at >= rowSize && rest[0] == raw[at-rowSize] {
		if n := same(rest, raw[at-rowSize:]); n >= leastAbove || goesOn {
			if distance, length = rowSize, n; n >= longMatch {
				return distance, length
			}
		}
	}
	if at > 0 && rest[0] == raw[at-1] {
		if n := same(rest, raw[at-1:]); n >= leastMatch && n > length {
			distance, length = 1, n
		}
	}
	if len(rest) < leastFar || length >= longMatch {
		return distance, length
	}
	four := binary.LittleEndian.Uint32(rest)
	bucket := &e.seen[four*0x9e3779b1>>(32-seenBits)]
	for _, next := range bucket {
		back := int(next) - 1
		if back < 0 || back >= at || at-back > farthest || binary.LittleEndian.Uint32(raw[back:]) != four {
			continue
		}
		if n := same(rest, raw[back:]); n > length+1 {
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
