package table

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/sqlitefile"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// database is a SQLite 3 database in a temporary file: each table with its keys,
// lists as JSON arrays, the full text of incidents in incidents_fts, and what the
// columns mean in the table columns. SQLite makes the tables and indexes, empty; what
// is in them is written into its file. The same tables in the same steps give the same
// bytes.
type database struct {
	folder string
	tables []*Table
	file   *sqlitefile.Writer // nil when all rows are written
	roots  map[string]uint32  // where tables and indexes begin, by their names
	into   []*sqlitefile.Tree
	cells  []any
	record []byte
	old    *oldDatabase // of the build before; nil when there is none

	segmentRows int64 // how many rows a segment of the full-text index is about
}

// newDatabase makes a database with empty tables. Old is the path of the database
// of the build before, or empty. Chunk is how many incidents there are in memory at a
// time, about.
func newDatabase(ctx context.Context, tables []*Table, old string, chunk int) (*database, error) {
	folder, err := os.MkdirTemp("", "archive-*.sqlite")
	if err != nil {
		return nil, err
	}
	d := &database{tables: tables, folder: folder, segmentRows: segmentChunks * int64(chunk)}
	if old != "" {
		d.old, _ = openOld(ctx, old, tables) // what cannot be read is made again
	}
	if err := d.begin(ctx); err != nil {
		return nil, fmt.Errorf("write the SQLite database: %w", errors.Join(err, d.remove()))
	}
	return d, nil
}

// begin makes the tables and opens the file that they are in.
func (d *database) begin(ctx context.Context) error {
	if err := d.run(ctx, d.empty()...); err != nil {
		return err
	}
	var err error
	if d.roots, err = rootsOf(ctx, d.path()); err != nil {
		return err
	}
	if d.file, err = sqlitefile.Open(d.path()); err != nil {
		return err
	}
	for _, t := range d.tables {
		d.into = append(d.into, d.file.Table(d.roots[t.Name]))
	}
	return nil
}

func (d *database) path() string { return filepath.Join(d.folder, "archive.sqlite") }

// address gives the name under which SQLite opens a file.
func address(file, parameters string) string {
	path := "/" + strings.TrimPrefix(filepath.ToSlash(file), "/")
	return (&url.URL{Scheme: "file", Path: path, RawQuery: parameters}).String()
}

// empty gives the statements that make empty tables and indexes, and the table of
// columns.
func (d *database) empty() []string {
	statements := []string{
		"CREATE TABLE columns (table_name TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, PRIMARY KEY (table_name, name))",
	}
	for _, t := range d.tables {
		statements = append(statements, create(t))
		for _, c := range t.Columns {
			statements = append(statements, fmt.Sprintf("INSERT INTO columns VALUES (%s, %s, %s)", quote(t.Name), quote(c.Name), quote(c.Description)))
			if c.Refers != "" && c.Name != t.Key[0] {
				statements = append(statements, fmt.Sprintf("CREATE INDEX %s ON %s (%s)", name(t.Name+"_"+c.Name), name(t.Name), name(c.Name)))
			}
		}
	}
	return append(statements, "CREATE VIRTUAL TABLE "+textName+" USING fts5("+textColumns+", content='incidents', "+textForm+")")
}

// run does statements in one transaction. The file is not open before or after.
func (d *database) run(ctx context.Context, statements ...string) (err error) {
	db, err := sql.Open("sqlite", address(d.path(), ""))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // which the settings are for
	settings := []string{
		"PRAGMA page_size = 4096", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA foreign_keys = OFF",
		"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA user_version = 1", "PRAGMA cache_size = -16384", "BEGIN",
	}
	for _, list := range [][]string{settings, statements, {"COMMIT"}} {
		for _, statement := range list {
			if _, err := db.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
	}
	return nil
}

// cut begins new pages in all tables, so that the pages of a chunk of incidents
// follow from its incidents alone.
func (d *database) cut() {
	for _, t := range d.into {
		t.Cut()
	}
}

// insert adds rows to the table with a number.
func (d *database) insert(ctx context.Context, number int, t *Table) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, row := range t.Rows {
		d.cells = append(d.cells[:0], row...)
		for n, value := range d.cells {
			if values, ok := value.([]string); ok {
				d.cells[n] = array(values)
			}
		}
		d.record = sqlitefile.Record(d.record[:0], d.cells)
		if err := d.into[number].Add(d.record); err != nil {
			return fmt.Errorf("write the SQLite database: %w", err)
		}
	}
	return nil
}

// takeOver adds the rows that some incidents have in the table with a number from
// the database of the build before.
func (d *database) takeOver(ctx context.Context, number int, incidents []*archive.Incident) error {
	if err := d.old.rows(ctx, number, incidents, d.into[number].Add); err != nil {
		return fmt.Errorf("take rows over from the SQLite database before: %w", err)
	}
	return nil
}

// finish ends the tables and writes what their rows are found by.
func (d *database) finish(ctx context.Context) error {
	err := d.file.Close()
	d.file = nil
	if err != nil {
		return err
	}
	if d.file, err = sqlitefile.Open(d.path()); err != nil {
		return err
	}
	for n, t := range d.tables {
		if err := d.addIndexes(t, int(d.into[n].Last())); err != nil {
			return err
		}
		if t.Name == "incidents" {
			if err := d.addText(ctx, d.into[n].Last()); err != nil {
				return err
			}
		}
	}
	err = d.file.Close()
	d.file = nil
	return err
}

// writeTo ends the database, writes it into to, which it closes, and removes the
// temporary file.
func (d *database) writeTo(ctx context.Context, to *view.Stream) (err error) {
	defer func() {
		if err = errors.Join(err, d.remove()); err != nil {
			err = fmt.Errorf("write the SQLite database: %w", err)
		}
	}()
	if err := d.finish(ctx); err != nil {
		return err
	}
	f, err := os.Open(d.path())
	if err != nil {
		return err
	}
	defer f.Close()
	if err := to.Copy(f); err != nil {
		return err
	}
	return to.Close()
}

// remove closes what is open and removes the database.
func (d *database) remove() error {
	var fault error
	if d.file != nil {
		fault = d.file.Close()
		d.file = nil
	}
	if d.old != nil {
		fault = errors.Join(fault, d.old.close())
		d.old = nil
	}
	return errors.Join(fault, os.RemoveAll(d.folder))
}

// name quotes the name of a table or column.
func name(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// quote writes a text.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

func names(list []string) string {
	quoted := make([]string, len(list))
	for n, text := range list {
		quoted[n] = name(text)
	}
	return strings.Join(quoted, ", ")
}

// create gives the statement that makes a table.
func create(t *Table) string {
	var lines []string
	for _, c := range t.Columns {
		line := name(c.Name) + " " + affinity(c.Type)
		if c.Required {
			line += " NOT NULL"
		}
		if c.Refers != "" {
			line += " REFERENCES " + name(c.Refers) + " (id)"
		}
		lines = append(lines, line)
	}
	lines = append(lines, "PRIMARY KEY ("+names(t.Key)+")")
	return "CREATE TABLE " + name(t.Name) + " (\n  " + strings.Join(lines, ",\n  ") + "\n)"
}

func affinity(t Type) string {
	switch t {
	case Integer, Boolean:
		return "INTEGER"
	case Number:
		return "REAL"
	}
	return "TEXT"
}
