package sqlitefile

import "encoding/binary"

// Index is an index, or a table without row numbers, that entries are added to.
type Index struct {
	w      *Writer
	root   uint32
	levels []*page // the pages that are being filled, the leaf first
}

// Index gives the empty index whose root is the page with a number.
func (w *Writer) Index(root uint32) *Index {
	x := &Index{w: w, root: root}
	w.trees = append(w.trees, x)
	return x
}

// Add adds an entry, in the form of [Record]. Entries come in the order of the index.
func (x *Index) Add(record []byte) error {
	cell, err := x.w.newCell(record, mostOfEntry)
	if err != nil {
		return err
	}
	return x.add(0, cell)
}

// add adds a cell to a level. The last one of a page that is full goes to the level
// above, where it leads to that page.
func (x *Index) add(level int, cell []byte) error {
	p := x.level(level)
	if !p.fits(len(cell)) {
		last := p.pop()
		if level > 0 {
			copy(p.data[8:], last[:4]) // what the cell leads to now stands right of all others
			last = last[4:]
		}
		at, err := x.w.append(p.data)
		if err != nil {
			return err
		}
		if err := x.add(level+1, append(binary.BigEndian.AppendUint32(nil, at), last...)); err != nil {
			return err
		}
		p.empty()
	}
	p.add(cell)
	return nil
}

// level gives the page of a level that is being filled.
func (x *Index) level(n int) *page {
	if n == len(x.levels) {
		p := newPage(indexLeaf)
		if n > 0 {
			p = newPage(indexInterior)
		}
		x.levels = append(x.levels, &p)
	}
	return x.levels[n]
}

// end writes the last page of each level, the uppermost as the root.
func (x *Index) end() error {
	p := x.level(0)
	for _, above := range x.levels[1:] {
		at, err := x.w.append(p.data)
		if err != nil {
			return err
		}
		binary.BigEndian.PutUint32(above.data[8:], at)
		p = above
	}
	return x.w.writeRoot(x.root, *p)
}
