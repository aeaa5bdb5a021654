package table

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"

	"incidentarchive/generator/internal/sqlitefile"
)

// textName is the full-text index of incidents. FTS5 makes its tables, empty; what is
// in them comes from here, as FTS5 writes it
// (https://www.sqlite.org/fts5.html#fts5_data_structures). Each segment is about a run
// of rows, so that those of rows that are as they were can be taken over from the build
// before. FTS5 itself makes the others.
const textName = "incidents_fts"

// segmentChunks is how many times as many rows as a chunk has a segment is about.
// Smaller segments are made faster after a change, and larger ones take less room. Of
// an index FTS5 reads 2,000 segments at most: those of 1.9 million incidents.
const segmentChunks = 6

// fullText is the full-text index that is being written.
type fullText struct {
	data, sizes *sqlitefile.Tree
	terms       *sqlitefile.Index
	segments    []segmentEnd
	rows        int64
	words       []uint64 // of all rows, by column
}

// segmentEnd is a segment that has words, and its last page of them.
type segmentEnd struct{ number, page int64 }

// addText writes the full-text index of all incidents, whose rows are in the file.
func (d *database) addText(ctx context.Context, rows int64) (err error) {
	scratch, err := newScratch(ctx, d.path())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, scratch.Close()) }()
	file, err := os.Open(d.path())
	if err != nil {
		return err
	}
	defer file.Close()
	x := &fullText{
		data: d.file.Table(d.roots[textName+"_data"]), sizes: d.file.Table(d.roots[textName+"_docsize"]),
		terms: d.file.Index(d.roots[textName+"_idx"]),
	}
	for from, number := int64(1), int64(1); from <= rows; from, number = from+d.segmentRows, number+1 {
		to := min(from+d.segmentRows-1, rows)
		s, taken := d.oldSegment(ctx, number, file, from, to)
		if !taken {
			if s, err = newSegment(ctx, scratch, from, to); err != nil {
				return err
			}
		}
		if err := x.add(number, s); err != nil {
			return err
		}
	}
	return x.end()
}

// oldSegment gives a segment of the index of the build before, by its number, if it is
// about some rows that are the same in the new file, and about no other ones.
func (d *database) oldSegment(ctx context.Context, number int64, file io.ReaderAt, from, to int64) (s segment, same bool) {
	if d.old == nil {
		return s, false
	}
	count := int(to - from + 1)
	none := func([]byte) error { return nil }
	if int64(count) < d.segmentRows && sqlitefile.Rows(d.old.file, d.old.roots["incidents"], to+1, 1, none) == nil {
		return s, false
	}
	was := d.old.records[:0]
	err := sqlitefile.Rows(d.old.file, d.old.roots["incidents"], from, count, func(record []byte) error {
		was = append(was, record...)
		return nil
	})
	if d.old.records = was; err != nil {
		return s, false
	}
	err = sqlitefile.Rows(file, d.roots["incidents"], from, count, func(record []byte) error {
		if !bytes.HasPrefix(was, record) { // a record tells where it ends
			return errOther
		}
		was = was[len(record):]
		return nil
	})
	if err != nil {
		return s, false
	}
	s, err = readSegment(ctx, d.old.db, textName, number, from, to)
	return s, err == nil && len(s.sizes) == count
}

// errOther ends a comparison.
var errOther = errors.New("the row is another one")

// add adds a segment behind those before.
func (x *fullText) add(number int64, s segment) error {
	end := segmentEnd{number: number}
	var record []byte
	for _, p := range s.pages {
		record = sqlitefile.Record(record[:0], []any{nil, p.data})
		if err := x.data.AddAt(number<<segmentShift+p.number, record); err != nil {
			return err
		}
		if p.number < 1<<pageBits {
			end.page = p.number
		}
	}
	for _, t := range s.terms {
		record = sqlitefile.Record(record[:0], []any{number, t.text, t.page})
		if err := x.terms.Add(record); err != nil {
			return err
		}
	}
	if end.page > 0 {
		x.segments = append(x.segments, end)
	}
	for _, row := range s.sizes {
		record = sqlitefile.Record(record[:0], []any{nil, row.data})
		if err := x.sizes.AddAt(row.number, record); err != nil {
			return err
		}
		if err := x.count(row.data); err != nil {
			return err
		}
	}
	return nil
}

// count counts the words of a row, of which there is a number for each column.
func (x *fullText) count(sizes []byte) error {
	x.rows++
	for column := 0; len(sizes) > 0; column++ {
		words, n := sqlitefile.Varint(sizes)
		if n == 0 {
			return errors.New("the full-text index of SQLite has another form than is known")
		}
		if column == len(x.words) {
			x.words = append(x.words, 0)
		}
		x.words[column] += words
		sizes = sizes[n:]
	}
	return nil
}

// end writes what stands for the whole: how many rows and words there are, and which
// segments.
func (x *fullText) end() error {
	const averages, structure = 1, 10 // the numbers of two entries
	var b []byte
	if x.rows > 0 {
		b = sqlitefile.AppendVarint(b, uint64(x.rows))
	}
	for _, n := range x.words {
		b = sqlitefile.AppendVarint(b, n)
	}
	if err := x.data.AddAt(averages, sqlitefile.Record(nil, []any{nil, b})); err != nil {
		return err
	}
	pages := int64(0)
	for _, s := range x.segments {
		pages += s.page
	}
	b = binary.BigEndian.AppendUint32(b[:0], 0) // the settings were never changed
	levels, count := int64(min(len(x.segments), 1)), int64(len(x.segments))
	numbers := []int64{levels, count, pages}
	if levels > 0 {
		numbers = append(numbers, 0, count) // of those in this level, none are being joined
	}
	for _, s := range x.segments {
		numbers = append(numbers, s.number, 1, s.page) // its first and last page
	}
	for _, n := range numbers {
		b = sqlitefile.AppendVarint(b, uint64(n))
	}
	return x.data.AddAt(structure, sqlitefile.Record(nil, []any{nil, b}))
}
