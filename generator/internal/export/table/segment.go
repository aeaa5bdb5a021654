package table

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// The columns that the full text is made of, and how their words are told apart.
const (
	textColumns = "title, summary, details, services"
	textForm    = "tokenize='unicode61 remove_diacritics 2'"
)

// segment is a part of a full-text index: the words of a run of rows.
type segment struct {
	pages []numbered // without the number of the segment
	terms []term     // with which pages begin
	sizes []numbered // how many words each row has
}

// numbered is an entry of a table that a number leads to.
type numbered struct {
	number int64
	data   []byte
}

type term struct {
	text []byte
	page int64 // as FTS5 writes it, which is not only its number
}

// The number of a page is that of its segment and, in so many bits, that of the page
// within the segment. Pages that hold words are numbered from 1 to the greatest number
// in pageBits.
const (
	segmentShift = 37
	pageBits     = 31
)

// newScratch gives an empty full-text index in memory, beside the database in a file.
func newScratch(ctx context.Context, path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file::memory:")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // each has a memory of its own
	for _, statement := range []string{
		"ATTACH " + quote(address(path, "immutable=1")) + " AS archive",
		"CREATE VIRTUAL TABLE words USING fts5(" + textColumns + ", content='', " + textForm + ")",
		"INSERT INTO words (words, rank) VALUES ('hashsize', 1073741824)", // the most that is put together at once
	} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	return db, nil
}

// newSegment makes the segment of some rows: it is all that there is in an index after
// one transaction.
func newSegment(ctx context.Context, scratch *sql.DB, from, to int64) (segment, error) {
	if _, err := scratch.ExecContext(ctx, "INSERT INTO words (words) VALUES ('delete-all')"); err != nil {
		return segment{}, err
	}
	insert := fmt.Sprintf("INSERT INTO words (rowid, %s) SELECT rowid, %[1]s FROM archive.incidents WHERE rowid BETWEEN ? AND ?", textColumns)
	if _, err := scratch.ExecContext(ctx, insert, from, to); err != nil {
		return segment{}, err
	}
	return readSegment(ctx, scratch, "words", 1, from, to)
}

// readSegment reads a segment of a full-text index, which is about some rows.
func readSegment(ctx context.Context, db *sql.DB, index string, number, from, to int64) (s segment, err error) {
	first := number << segmentShift
	query := "SELECT id - ?1, block FROM " + index + "_data WHERE id BETWEEN ?1 AND ?2 ORDER BY id"
	if s.pages, err = readNumbered(ctx, db, query, first, first+1<<segmentShift-1); err != nil {
		return s, err
	}
	query = "SELECT id, sz FROM " + index + "_docsize WHERE id BETWEEN ? AND ? ORDER BY id"
	if s.sizes, err = readNumbered(ctx, db, query, from, to); err != nil {
		return s, err
	}
	rows, err := db.QueryContext(ctx, "SELECT term, pgno FROM "+index+"_idx WHERE segid = ? ORDER BY term", number)
	if err != nil {
		return s, err
	}
	defer rows.Close()
	for rows.Next() {
		var t term
		if err := rows.Scan(&t.text, &t.page); err != nil {
			return s, err
		}
		s.terms = append(s.terms, t)
	}
	return s, rows.Err()
}

func readNumbered(ctx context.Context, db *sql.DB, query string, parameters ...any) (list []numbered, err error) {
	rows, err := db.QueryContext(ctx, query, parameters...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n numbered
		if err := rows.Scan(&n.number, &n.data); err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, rows.Err()
}
