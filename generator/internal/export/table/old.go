package table

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/sqlitefile"
)

// oldDatabase is the database of the build before, whose rows can be taken over.
type oldDatabase struct {
	tables []*Table
	roots  map[string]uint32
	file   *os.File
	db     *sql.DB

	records []byte // memory for rows that are compared
}

// openOld opens a database that has the tables.
func openOld(ctx context.Context, path string, tables []*Table) (d *oldDatabase, err error) {
	d = &oldDatabase{tables: tables}
	if path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	if d.roots, err = rootsOf(ctx, path); err != nil {
		return nil, err
	}
	if d.file, err = os.Open(path); err != nil {
		return nil, err
	}
	if d.db, err = sql.Open("sqlite", address(path, "immutable=1")); err != nil {
		return nil, errors.Join(err, d.file.Close())
	}
	return d, nil
}

// rootsOf gives the pages where the tables and indexes of a database begin.
func rootsOf(ctx context.Context, path string) (roots map[string]uint32, err error) {
	db, err := sql.Open("sqlite", address(path, "immutable=1"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.QueryContext(ctx, "SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	roots = map[string]uint32{}
	for rows.Next() {
		var name string
		var root uint32
		if err := rows.Scan(&name, &root); err != nil {
			return nil, err
		}
		roots[name] = root
	}
	return roots, rows.Err()
}

// rows calls do with the rows that some incidents have in the table with a number.
// The incidents stood one behind the other then as they do now.
func (d *oldDatabase) rows(ctx context.Context, number int, incidents []*archive.Incident, do func(record []byte) error) error {
	t := d.tables[number]
	var first string // of those that have rows
	count := 0
	for _, i := range incidents {
		if count == 0 {
			first = i.ID
		}
		count += t.rows(i)
	}
	if count == 0 {
		return nil
	}
	var from int64
	find := fmt.Sprintf("SELECT min(rowid) FROM %s WHERE %s = ?", name(t.Name), name(t.Key[0]))
	if err := d.db.QueryRowContext(ctx, find, first).Scan(&from); err != nil {
		return err
	}
	return sqlitefile.Rows(d.file, d.roots[t.Name], from, count, do)
}

func (d *oldDatabase) close() error { return errors.Join(d.db.Close(), d.file.Close()) }
