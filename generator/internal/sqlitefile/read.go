package sqlitefile

import (
	"encoding/binary"
	"errors"
	"io"
)

// errDamaged says that a file is not as the format wants it.
var errDamaged = errors.New("the SQLite database is damaged")

// maxRecord is more than a row takes, in bytes.
const maxRecord = 1 << 24

// maxDepth is more than the levels of any table.
const maxDepth = 20

// Rows calls do with the rows of the table whose root is the page with a number, in
// order, from a row on and count in all. The record belongs to do until it returns.
func Rows(file io.ReaderAt, root uint32, from int64, count int, do func(record []byte) error) error {
	r := &reader{file: file, from: from, rest: count, do: do}
	if err := r.page(root, 0); err != nil {
		return err
	}
	if r.rest > 0 {
		return errDamaged
	}
	return nil
}

type reader struct {
	file   io.ReaderAt
	from   int64
	rest   int
	do     func([]byte) error
	record []byte
	pages  [][]byte // the ones that are read, by their depth
}

// page goes through a page and those below it.
func (r *reader) page(number uint32, depth int) error {
	if r.rest == 0 {
		return nil
	}
	if number < 2 || depth == maxDepth {
		return errDamaged
	}
	if depth == len(r.pages) {
		r.pages = append(r.pages, make([]byte, PageSize))
	}
	data := r.pages[depth]
	if _, err := r.file.ReadAt(data, int64(number-1)*PageSize); err != nil {
		return err
	}
	head := 8
	if data[0] == interior {
		head = 12
	} else if data[0] != leaf {
		return errDamaged
	}
	cells := int(binary.BigEndian.Uint16(data[3:]))
	if head+2*cells > PageSize {
		return errDamaged
	}
	for n := range cells {
		at := int(binary.BigEndian.Uint16(data[head+2*n:]))
		if at+4 > PageSize {
			return errDamaged
		}
		var err error
		if data[0] == leaf {
			err = r.row(data[at:])
		} else if last, _ := Varint(data[at+4:]); int64(last) >= r.from {
			err = r.below(binary.BigEndian.Uint32(data[at:]), depth)
		}
		if err != nil || r.rest == 0 {
			return err
		}
	}
	if data[0] == interior {
		return r.below(binary.BigEndian.Uint32(data[8:]), depth)
	}
	return nil
}

// below goes through a page below another one, which has a row that is wanted.
func (r *reader) below(number uint32, depth int) error {
	rest := r.rest
	err := r.page(number, depth+1)
	if err == nil && rest > 0 && r.rest == rest {
		return errDamaged
	}
	return err
}

// row hands on the row that a cell holds.
func (r *reader) row(cell []byte) error {
	size, n := Varint(cell)
	rowid, m := Varint(cell[n:])
	if n == 0 || m == 0 || size > maxRecord {
		return errDamaged
	}
	if int64(rowid) < r.from {
		return nil
	}
	local := localSize(int(size), mostOfRow)
	cell = cell[n+m:]
	if local > len(cell) {
		return errDamaged
	}
	r.record = append(r.record[:0], cell[:local]...)
	if local < int(size) {
		if len(cell) < local+4 {
			return errDamaged
		}
		if err := r.overflow(binary.BigEndian.Uint32(cell[local:]), int(size)); err != nil {
			return err
		}
	}
	r.rest--
	return r.do(r.record)
}

// overflow reads what did not fit into the row's page.
func (r *reader) overflow(number uint32, size int) error {
	data := make([]byte, PageSize)
	for len(r.record) < size {
		if number < 2 {
			return errDamaged
		}
		if _, err := r.file.ReadAt(data, int64(number-1)*PageSize); err != nil {
			return err
		}
		r.record = append(r.record, data[4:min(PageSize, 4+size-len(r.record))]...)
		number = binary.BigEndian.Uint32(data)
	}
	return nil
}
