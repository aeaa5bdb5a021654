package card

import "bytes"

// stamp is a drawing as it stands in the rows of a card from a byte on, with the
// codes of its rows found once and for all.
type stamp struct {
	top, rows int    // from the baseline
	width     int    // in bytes
	pixels    []byte // of all rows, two a byte
	pieces    []piece
	codes     []code // of all pieces
}

// piece is the part of a row that changes from the row above.
type piece struct {
	from, to    int32 // in bytes; the same where nothing changes
	first, last int32 // of its codes, and behind
	bits        uint  // that they take
	weight
}

// newStamp begins an empty drawing.
func newStamp(top, rows, width int) *stamp {
	return &stamp{top: top, rows: rows, width: width, pixels: make([]byte, rows*width)}
}

// set paints a pixel, counted from the byte in which the stamp begins.
func (s *stamp) set(x, y int, colour uint8) {
	s.pixels[y*s.width+x/2] |= colour << (4 - x%2*4)
}

// at gives the two pixels of a byte; around the drawing they are white.
func (s *stamp) at(x, y int) byte {
	if x < 0 || x >= s.width || y < 0 || y >= s.rows {
		return 0
	}
	return s.pixels[y*s.width+x]
}

// difference gives what a row is more than the row above, byte by byte. The row below
// the last takes the drawing away.
func (s *stamp) difference(y int) []byte {
	data := make([]byte, s.width)
	for x := range data {
		data[x] = s.at(x, y) - s.at(x, y-1)
	}
	return data
}

// changes gives the part of the difference that is not zero, and where it begins.
func (s *stamp) changes(y int) (from int, data []byte) {
	all := s.difference(y)
	data = bytes.TrimLeft(all, "\x00")
	return len(all) - len(data), bytes.TrimRight(data, "\x00")
}

// prepare finds the codes of all rows, and of that below the last, unless there is no
// book yet.
func (s *stamp) prepare(b *book) {
	if b == nil {
		return
	}
	for y := range s.rows + 1 {
		from, data := s.changes(y)
		s.add(b, from, data, tokens(data))
	}
}

// add adds the piece of a row.
func (s *stamp) add(b *book, from int, data []byte, list []token) {
	p := piece{from: int32(from), to: int32(from + len(data)), first: int32(len(s.codes)), weight: weigh(data)}
	s.codes = b.write(s.codes, list)
	p.last = int32(len(s.codes))
	for _, c := range s.codes[p.first:] {
		p.bits += c.length
	}
	s.pieces = append(s.pieces, p)
}

// join makes one drawing of two of which the second stands so many bytes to the right
// and so many rows below the first. Where both are painted, the higher place in the
// palette wins: of one colour, the deeper shade.
func join(a, b *stamp, right, down int) *stamp {
	top := min(0, down)
	s := newStamp(a.top+top, max(a.rows, down+b.rows)-top, max(a.width, right+b.width))
	for y := range s.rows {
		for x := range s.width {
			p, q := a.at(x, y+top), b.at(x-right, y+top-down)
			s.pixels[y*s.width+x] = max(p&0xf0, q&0xf0) | max(p&0x0f, q&0x0f)
		}
	}
	return s
}
