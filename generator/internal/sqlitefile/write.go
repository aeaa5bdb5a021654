// Package sqlitefile fills the tables of an SQLite 3 database, and reads their
// rows, in the file itself (https://www.sqlite.org/fileformat2.html). That costs a
// small part of what SQL does, and rows can go from one file to the other as the
// bytes that they are.
//
// The tables come from SQLite, and so do indexes: a database that rows were written
// into has to have its indexes made again (REINDEX) before anybody reads it. While a
// file is written or read here, nobody else may have it open to write.
package sqlitefile

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
)

// PageSize is the size of the pages that a database must have, in bytes.
const PageSize = 4096

// The kinds of pages of a table.
const (
	interior = 5
	leaf     = 13
)

// lockPage is the page that SQLite locks and never uses: the one at 1 GiB.
const lockPage = 1<<30/PageSize + 1

// Writer adds pages to a database.
type Writer struct {
	file  *os.File
	to    *bufio.Writer
	pages uint32
	trees []*Tree
}

// Open opens a database to write into.
func Open(name string) (*Writer, error) {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	w := &Writer{file: f}
	info, err := f.Stat()
	if err == nil {
		_, err = f.Seek(info.Size(), 0)
	}
	if err == nil && (info.Size() == 0 || info.Size()%PageSize != 0) {
		err = fmt.Errorf("%s is %d bytes: want a database with pages of %d", name, info.Size(), PageSize)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	w.pages = uint32(info.Size() / PageSize)
	w.to = bufio.NewWriterSize(f, 64*PageSize)
	return w, nil
}

// append adds a page and gives its number.
func (w *Writer) append(page []byte) (uint32, error) {
	at := after(w.pages)
	if at > w.pages+1 {
		if _, err := w.to.Write(make([]byte, PageSize)); err != nil {
			return 0, err
		}
	}
	w.pages = at
	_, err := w.to.Write(page)
	return at, err
}

// after gives the number of the page that follows another one.
func after(page uint32) uint32 {
	if page+1 == lockPage {
		page++
	}
	return page + 1
}

// Close ends all tables and the file.
func (w *Writer) Close() error {
	var fault error
	for _, t := range w.trees {
		if fault == nil {
			fault = t.end()
		}
	}
	if fault == nil {
		fault = w.to.Flush()
	}
	if fault == nil { // the size of the database
		_, fault = w.file.WriteAt(binary.BigEndian.AppendUint32(nil, w.pages), 28)
	}
	return errors.Join(fault, w.file.Close())
}

// Tree is a table that rows are added to.
type Tree struct {
	w     *Writer
	root  uint32
	rowid int64
	page  page
	full  bool
	cell  []byte  // memory for the next one
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
	t.page = newPage(leaf)
	return err
}

// Add adds a row, in the form of [Record]. Rows are numbered from 1.
func (t *Tree) Add(record []byte) error {
	local := localSize(len(record))
	cell := appendVarint(t.cell[:0], uint64(len(record)))
	cell = appendVarint(cell, uint64(t.rowid+1))
	cell = append(cell, record[:local]...)
	if local < len(record) {
		at, err := t.overflow(record[local:])
		if err != nil {
			return err
		}
		cell = binary.BigEndian.AppendUint32(cell, at)
	}
	if t.full || !t.page.fits(len(cell)) {
		if err := t.next(); err != nil {
			return err
		}
	}
	t.page.add(cell)
	t.rowid++
	t.cell = cell
	return nil
}

// overflow writes what does not fit into a row's page, and gives the page where it
// begins.
func (t *Tree) overflow(rest []byte) (first uint32, err error) {
	for len(rest) > 0 {
		p := make([]byte, PageSize)
		n := copy(p[4:], rest)
		rest = rest[n:]
		if len(rest) > 0 {
			binary.BigEndian.PutUint32(p, after(after(t.w.pages)))
		}
		at, err := t.w.append(p)
		if err != nil {
			return 0, err
		}
		if first == 0 {
			first = at
		}
	}
	return first, nil
}

// end writes what leads to the pages, level by level, up to the root.
func (t *Tree) end() error {
	if len(t.pages) == 0 {
		return t.writeRoot(t.page)
	}
	if err := t.next(); err != nil {
		return err
	}
	level := t.pages
	for {
		pages, above := interiors(level)
		if len(pages) == 1 {
			return t.writeRoot(pages[0])
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

func (t *Tree) writeRoot(p page) error {
	_, err := t.w.file.WriteAt(p.data, int64(t.root-1)*PageSize)
	return err
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
			p.add(appendVarint(binary.BigEndian.AppendUint32(nil, c.page), uint64(c.rowid)))
		}
		binary.BigEndian.PutUint32(p.data[8:], last.page)
		pages, above = append(pages, p), append(above, child{rowid: last.rowid})
	}
	return pages, above
}

// localSize is how much of a row of a size stands in the page itself.
func localSize(size int) int {
	const most, least = PageSize - 35, (PageSize-12)*32/255 - 23
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
}

func newPage(kind byte) page {
	p := page{data: make([]byte, PageSize), head: 8, start: PageSize}
	if p.data[0] = kind; kind == interior {
		p.head = 12
	}
	binary.BigEndian.PutUint16(p.data[5:], PageSize)
	return p
}

// fits tells whether there is room for a cell of a size.
func (p *page) fits(size int) bool { return p.start-size >= p.head+2*(p.cells+1) }

func (p *page) add(cell []byte) {
	p.start -= len(cell)
	copy(p.data[p.start:], cell)
	binary.BigEndian.PutUint16(p.data[p.head+2*p.cells:], uint16(p.start))
	p.cells++
	binary.BigEndian.PutUint16(p.data[3:], uint16(p.cells))
	binary.BigEndian.PutUint16(p.data[5:], uint16(p.start))
}
