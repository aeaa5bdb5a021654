package card

// stamp is a drawing as it stands in the rows of a card from a byte on, with the
// ways to write its rows found once and for all.
type stamp struct {
	top, rows int
	width     int    // in bytes
	stride    int    // of the rows of pixels, whole words
	pixels    []byte // of all rows
	pieces    []piece
	first     []uint16 // of the pieces of each row
}

// piece is a part of a row of a drawing that changes from the row above.
type piece struct{ from, to uint8 }

// newStamp begins an empty drawing.
func newStamp(top, rows, width int) *stamp {
	s := &stamp{top: top, rows: rows, width: width, stride: (width + wordSize - 1) / wordSize * wordSize}
	s.pixels = make([]byte, rows*s.stride)
	return s
}

// set paints a pixel, counted from the byte in which the stamp begins.
func (s *stamp) set(x, y int, colour uint8) {
	s.pixels[y*s.stride+x/2] |= colour << (4 - x%2*4)
}

// row gives the bytes of a row; those above the first and below the last are
// white.
func (s *stamp) row(y int) []byte {
	if y < 0 || y >= s.rows {
		return make([]byte, s.width)
	}
	return s.pixels[y*s.stride:][:s.width]
}

// apart is how many bytes have to be as in the row above to part two pieces.
const apart = 8

// prepare finds the pieces of all rows, and of that below the last.
func (s *stamp) prepare() {
	for y := range s.rows + 1 {
		row, above := s.row(y), s.row(y-1)
		s.first = append(s.first, uint16(len(s.pieces)))
		end := -apart // of the last piece in the row
		for at := range row {
			switch {
			case row[at] == above[at]:
				continue
			case at-end < apart:
				s.pieces[len(s.pieces)-1].to = uint8(at + 1)
			default:
				s.pieces = append(s.pieces, piece{uint8(at), uint8(at + 1)})
			}
			end = at + 1
		}
	}
	s.first = append(s.first, uint16(len(s.pieces)))
}

// changes gives the pieces of a row.
func (s *stamp) changes(y int) []piece { return s.pieces[s.first[y]:s.first[y+1]] }
