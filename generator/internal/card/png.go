package card

import (
	"encoding/binary"
	"hash/crc32"
)

// encoder writes cards as PNG files of four bits a pixel. It keeps its memory from one
// to the next.
type encoder struct {
	book *book
	deflater
	sum   adler
	codes []code // of blank rows
}

// encode gives the file of what is written on a sheet; it holds until the next call.
func (e *encoder) encode(s *sheet, lines []line) []byte {
	file := append(e.out[:0], "\x89PNG\r\n\x1a\n"...)
	var header [13]byte
	binary.BigEndian.PutUint32(header[0:], Width)
	binary.BigEndian.PutUint32(header[4:], Height)
	header[8], header[9] = 4, 3 // bits a pixel, with a palette
	file = appendChunk(file, "IHDR", header[:])
	file = appendChunk(file, "PLTE", s.colours)
	from := len(file)
	e.begin(append(file, "\x00\x00\x00\x00IDAT\x78\x01"...)) // a zlib stream (RFC 1950)
	e.grow(8 * len(e.book.head))
	e.puts(e.book.head)
	e.rows(s, lines)
	e.grow(8)
	e.put(e.book.literals[endOfBlock])
	e.end()
	file = binary.BigEndian.AppendUint32(e.out, e.sum.value())
	file = endChunk(file, from)
	e.out = appendChunk(file, "IEND", nil)
	return e.out
}

func appendChunk(file []byte, name string, data []byte) []byte {
	from := len(file)
	return endChunk(append(append(append(file, 0, 0, 0, 0), name...), data...), from)
}

// endChunk ends the chunk that begins at a place, with four bytes for its size.
func endChunk(file []byte, from int) []byte {
	binary.BigEndian.PutUint32(file[from:], uint32(len(file)-from-8))
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(file[from+4:]))
}

// rows writes all rows.
func (e *encoder) rows(s *sheet, lines []line) {
	e.sum = adler{s1: 1}
	y := 0
	for _, l := range lines {
		e.blank(s, y, l.top)
		for y = l.top; y <= min(l.bottom, Height-1); y++ {
			e.row(s, l.spans, y)
		}
	}
	e.blank(s, y, Height)
}

// blank writes rows with nothing but the left edge.
func (e *encoder) blank(s *sheet, y, to int) {
	// The first row has none above to be like.
	for again := max(y, 1) + s.period; y < min(again, to); y++ {
		e.row(s, nil, y)
	}
	if y == to {
		return
	}
	e.codes = e.book.write(e.codes[:0], appendMatch(nil, s.period*rowSize, (to-y)*rowSize))
	e.grow(8 * len(e.codes))
	e.puts(e.codes)
	for ; y < to; y++ {
		e.sum.add(s.edge.pieces[y].weight)
	}
}

// mostRow is more than the literals of a row take, in bytes.
const mostRow = 2 * rowSize

// row writes a row in which some of the spans stand: what changes in each, with what
// is as in the row above between them.
func (e *encoder) row(s *sheet, spans []span, y int) {
	e.grow(mostRow + 8*len(spans))
	edge := &s.edge.pieces[y]
	e.puts(s.edge.codes[edge.first:edge.last])
	at, weight := int(edge.to), edge.weight
	for n := range spans {
		span := &spans[n]
		if y < span.top || y > span.top+span.rows {
			continue
		}
		p := &span.pieces[y-span.top]
		if p.from == p.to {
			continue
		}
		from, to := span.at+int(p.from), span.at+int(p.to)
		e.put(e.book.white[from-at])
		if again := e.book.again(span, p); again.length > 0 && again.length < p.bits {
			e.put(again)
		} else {
			e.puts(span.codes[p.first:p.last])
		}
		weight = weight.and(p.weight.at(from))
		at = to
	}
	e.put(e.book.white[rowSize-at])
	e.sum.add(weight)
}
