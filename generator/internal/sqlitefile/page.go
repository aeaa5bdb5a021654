package sqlitefile

import (
	"bytes"
	"encoding/binary"
)

// The kinds of pages.
const (
	indexInterior = 2
	interior      = 5
	indexLeaf     = 10
	leaf          = 13
)

// The most of a record that stands in a page of a table and of an index.
const (
	mostOfRow   = PageSize - 35
	mostOfEntry = (PageSize-12)*64/255 - 23
)

// localSize is how much of a record of a size stands in the page itself.
func localSize(size, most int) int {
	const least = (PageSize-12)*32/255 - 23
	if size <= most {
		return size
	}
	if local := least + (size-least)%(PageSize-4); local <= most {
		return local
	}
	return least
}

// page is a page that is being filled.
type page struct {
	data  []byte
	head  int // size of the head
	cells int
	start int // of the cells, which stand at the end
	last  int // size of the last cell
}

func newPage(kind byte) page {
	p := page{data: make([]byte, PageSize), head: 8, start: PageSize}
	if p.data[0] = kind; kind == interior || kind == indexInterior {
		p.head = 12
	}
	p.count()
	return p
}

// empty takes out all that is in the page.
func (p *page) empty() {
	clear(p.data[1:])
	p.cells, p.start = 0, PageSize
	p.count()
}

// fits tells whether there is room for a cell of a size.
func (p *page) fits(size int) bool { return p.start-size >= p.head+2*(p.cells+1) }

func (p *page) add(cell []byte) {
	p.start -= len(cell)
	p.last = len(cell)
	copy(p.data[p.start:], cell)
	binary.BigEndian.PutUint16(p.data[p.head+2*p.cells:], uint16(p.start))
	p.cells++
	p.count()
}

// pop takes out the cell that was added last.
func (p *page) pop() []byte {
	cell := bytes.Clone(p.data[p.start:][:p.last])
	clear(p.data[p.start:][:p.last])
	p.start += p.last
	p.cells--
	clear(p.data[p.head+2*p.cells:][:2])
	p.count()
	return cell
}

// count writes how many cells there are, and where they begin.
func (p *page) count() {
	binary.BigEndian.PutUint16(p.data[3:], uint16(p.cells))
	binary.BigEndian.PutUint16(p.data[5:], uint16(p.start))
}
