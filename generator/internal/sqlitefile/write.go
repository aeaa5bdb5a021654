// Package sqlitefile fills the tables and indexes of an SQLite 3 database, and reads
// rows of tables, in the file itself (https://www.sqlite.org/fileformat2.html). That
// costs a small part of what SQL does, and rows can go from one file to the other as
// the bytes that they are.
//
// SQLite makes the tables and indexes, empty; all rows and entries come from here.
// While a file is written or read here, nobody else may have it open to write.
package sqlitefile

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
)

// PageSize is the size of the pages that a database must have, in bytes.
const PageSize = 4096

// lockPage is the page that SQLite locks and never uses: the one at 1 GiB.
const lockPage = 1<<30/PageSize + 1

// Writer adds pages to a database.
type Writer struct {
	file  *os.File
	to    *bufio.Writer
	pages uint32
	trees []interface{ end() error }
	cell  []byte // memory for the next one
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

// newCell makes the cell of a record: its size, what else begins it, and as much of
// it as fits. It is valid until the next one is made.
func (w *Writer) newCell(record []byte, most int, head ...uint64) ([]byte, error) {
	local := localSize(len(record), most)
	w.cell = AppendVarint(w.cell[:0], uint64(len(record)))
	for _, v := range head {
		w.cell = AppendVarint(w.cell, v)
	}
	w.cell = append(w.cell, record[:local]...)
	if local < len(record) {
		at, err := w.overflow(record[local:])
		if err != nil {
			return nil, err
		}
		w.cell = binary.BigEndian.AppendUint32(w.cell, at)
	}
	return w.cell, nil
}

// overflow writes what does not fit into a row's page, and gives the page where it
// begins.
func (w *Writer) overflow(rest []byte) (first uint32, err error) {
	for len(rest) > 0 {
		p := make([]byte, PageSize)
		n := copy(p[4:], rest)
		rest = rest[n:]
		if len(rest) > 0 {
			binary.BigEndian.PutUint32(p, after(after(w.pages)))
		}
		at, err := w.append(p)
		if err != nil {
			return 0, err
		}
		if first == 0 {
			first = at
		}
	}
	return first, nil
}

// writeRoot writes the page that a tree begins with.
func (w *Writer) writeRoot(root uint32, p page) error {
	_, err := w.file.WriteAt(p.data, int64(root-1)*PageSize)
	return err
}
