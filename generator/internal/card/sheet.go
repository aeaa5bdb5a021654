package card

import "bytes"

const rowSize = 1 + Width/2 // of a row of the PNG, in bytes: its filter, and half a byte a pixel

// sheet is what cards of one type have in common.
type sheet struct {
	colours []byte // of the palette
	mark    *stamp
	edge    *stamp // the filter and the left edge of all rows
	period  int    // the number of rows after which the left edge repeats
}

func newSheet(attack bool, b *book) *sheet {
	s := &sheet{colours: outagePalette, mark: newMark(attack), edge: newEdge(attack), period: 1}
	if attack {
		s.colours, s.period = attackPalette, hatchPeriod
	}
	s.mark.prepare(b)
	s.prepareEdge(b)
	return s
}

// filterUp says that a row tells what it is more than the row above (PNG, section 9).
const filterUp = 2

// prepareEdge finds the codes of the beginnings of all rows. Where the left edge
// repeats, they are those some rows above.
func (s *sheet) prepareEdge(b *book) {
	if b == nil {
		return
	}
	for y := range s.edge.rows {
		data := s.edge.difference(y)
		data[0] = filterUp
		data = bytes.TrimRight(data, "\x00")
		list := tokens(data)
		if y > s.period && len(list) > 1 {
			list = appendMatch(nil, s.period*rowSize, len(data))
		}
		s.edge.add(b, 0, data, list)
	}
}
