package table

import (
	"context"
	"encoding/binary"
	"errors"
	"os"

	"incidentarchive/generator/internal/sqlitefile"
)

// textName is the full-text index of incidents. FTS5 makes its tables, empty; what is
// in them comes from here, as FTS5 writes it
// (https://www.sqlite.org/fts5.html#fts5_data_structures). Each segment is about a run
// of rows, so that those of rows that are as they were can be taken over from the build
// before. FTS5 itself makes the others.
const textName = "incidents_fts"

// segmentRows is how many rows a segment is about.
const segmentRows = 1024

// fullText is the full-text index that is being written.
type fullText struct {
	data, sizes *sqlitefile.Tree
	terms       *sqlitefile.Index
	lasts       []int64 // the number of the last page of words of each segment
	rows        int64
	words       []uint64 // of all rows, by column
}

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
	for from := int64(1); from <= rows; from += segmentRows {
		to := min(from+segmentRows-1, rows)
		s, taken := d.old.segment(ctx, file, d.roots["incidents"], from, to)
		if !taken {
			if s, err = newSegment(ctx, scratch, from, to); err != nil {
				return err
			}
		}
		if err := x.add(s); err != nil {
			return err
		}
	}
	return x.end()
}

// add adds a segment behind those before.
func (x *fullText) add(s segment) error {
	if len(s.pages) == 0 { // there is not one word
		return x.addSizes(s)
	}
	number := int64(len(x.lasts) + 1)
	last := int64(0)
	var record []byte
	for _, p := range s.pages {
		record = sqlitefile.Record(record[:0], []any{nil, p.data})
		if err := x.data.AddAt(number<<segmentShift+p.number, record); err != nil {
			return err
		}
		if p.number < 1<<pageBits {
			last = p.number
		}
	}
	for _, t := range s.terms {
		record = sqlitefile.Record(record[:0], []any{number, t.text, t.page})
		if err := x.terms.Add(record); err != nil {
			return err
		}
	}
	x.lasts = append(x.lasts, last)
	return x.addSizes(s)
}

// addSizes adds the numbers of words that rows have, and counts them.
func (x *fullText) addSizes(s segment) error {
	for _, row := range s.sizes {
		if err := x.sizes.AddAt(row.number, sqlitefile.Record(nil, []any{nil, row.data})); err != nil {
			return err
		}
		x.rows++
		for column, rest := 0, row.data; len(rest) > 0; column++ {
			words, size := sqlitefile.Varint(rest)
			if size == 0 {
				return errors.New("the full-text index of SQLite has another form than is known")
			}
			if column == len(x.words) {
				x.words = append(x.words, 0)
			}
			x.words[column] += words
			rest = rest[size:]
		}
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
	written := int64(0)
	for _, last := range x.lasts {
		written += last
	}
	b = binary.BigEndian.AppendUint32(b[:0], 0) // the settings were never changed
	levels := min(len(x.lasts), 1)
	for _, n := range []int64{int64(levels), int64(len(x.lasts)), written} {
		b = sqlitefile.AppendVarint(b, uint64(n))
	}
	if levels > 0 {
		b = sqlitefile.AppendVarint(b, 0) // no segments are being joined
		b = sqlitefile.AppendVarint(b, uint64(len(x.lasts)))
	}
	for n, last := range x.lasts {
		for _, n := range []int64{int64(n) + 1, 1, last} { // its number, and its first and last page
			b = sqlitefile.AppendVarint(b, uint64(n))
		}
	}
	return x.data.AddAt(structure, sqlitefile.Record(nil, []any{nil, b}))
}
