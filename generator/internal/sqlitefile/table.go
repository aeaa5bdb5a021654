package sqlitefile

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// Tree is a table that rows are added to.
type Tree struct {
	w     *Writer
	root  uint32
	rowid int64
	page  page
	full  bool
	pages []child // that are written
}

// child is a page of a level with the greatest row in it.
type child struct {
	page  uint32
	rowid int64
}

// Table gives the empty table whose root is the page with a number.
func (w *Writer) Table(root uint32) *Tree {
	t := &Tree{w: w, root: root, page: newPage(leaf)}
	w.trees = append(w.trees, t)
	return t
}

// Cut lets the next row begin a new page.
func (t *Tree) Cut() { t.full = true }

// next begins a new page, if there is something in the one before.
func (t *Tree) next() error {
	t.full = false
	if t.page.cells == 0 {
		return nil
	}
	n, err := t.w.append(t.page.data)
	t.pages = append(t.pages, child{n, t.rowid})
	t.page.empty()
	return err
}

// Last gives the number of the row that was added last; 0 when there is none.
func (t *Tree) Last() int64 { return t.rowid }

// Add adds a row, in the form of [Record]. Rows are numbered from 1.
func (t *Tree) Add(record []byte) error { return t.AddAt(t.rowid+1, record) }

// AddAt adds a row with a number. A row below the one before begins a run of rows; no
// run may reach into another one.
func (t *Tree) AddAt(rowid int64, record []byte) error {
	cell, err := t.w.newCell(record, mostOfRow, uint64(rowid))
	if err != nil {
		return err
	}
	if t.full || rowid < t.rowid || !t.page.fits(len(cell)) {
		if err := t.next(); err != nil {
			return err
		}
	}
	t.page.add(cell)
	t.rowid = rowid
	return nil
}

// end writes what leads to the pages, level by level, up to the root.
func (t *Tree) end() error {
	if len(t.pages) == 0 {
		return t.w.writeRoot(t.root, t.page)
	}
	if err := t.next(); err != nil {
		return err
	}
	level := t.pages
	slices.SortFunc(level, func(a, b child) int { return cmp.Compare(a.rowid, b.rowid) })
	for {
		pages, above := interiors(level)
		if len(pages) == 1 {
			return t.w.writeRoot(t.root, pages[0])
		}
		for n, p := range pages {
			at, err := t.w.append(p.data)
			if err != nil {
				return err
			}
			above[n].page = at
		}
		level = above
	}
}

// fanOut is how many pages one page above them can lead to: each takes at most 15
// bytes.
const fanOut = (PageSize-12)/15 + 1

// interiors gives the pages that lead to a level of pages, and the level that they
// are, without their numbers.
func interiors(level []child) (pages []page, above []child) {
	count := (len(level) + fanOut - 1) / fanOut
	for group := range slices.Chunk(level, (len(level)+count-1)/count) { // none has but one
		p := newPage(interior)
		last := group[len(group)-1]
		for _, c := range group[:len(group)-1] {
			p.add(AppendVarint(binary.BigEndian.AppendUint32(nil, c.page), uint64(c.rowid)))
		}
		binary.BigEndian.PutUint32(p.data[8:], last.page)
		pages, above = append(pages, p), append(above, child{rowid: last.rowid})
	}
	return pages, above
}
