package table

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"incidentarchive/generator/internal/archive"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// database is a SQLite 3 database in a temporary file: each table with its keys,
// lists as JSON arrays, the full text of incidents in incidents_fts, and what the
// columns mean in the table columns. The same tables in the same steps give the
// same bytes.
type database struct {
	folder string
	db     *sql.DB
	conn   *sql.Conn
	tables []*Table
	into   []*sql.Stmt
	old    bool // whether there is the database of an earlier build, attached as old
}

// newDatabase makes a database with empty tables. Old is the path of the database
// of an earlier build, or empty.
func newDatabase(ctx context.Context, tables []*Table, old string) (d *database, err error) {
	d = &database{tables: tables}
	if d.folder, err = os.MkdirTemp("", "archive-*.sqlite"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("write the SQLite database: %w", errors.Join(err, d.remove()))
		}
	}()
	if d.db, err = sql.Open("sqlite", "file:"+filepath.ToSlash(d.file())+"?_texttotime=0"); err != nil {
		return nil, err
	}
	if d.conn, err = d.db.Conn(ctx); err != nil {
		return nil, err
	}
	if old != "" {
		if err := d.attach(ctx, old); err != nil {
			return nil, err
		}
	}
	statements := []string{
		"PRAGMA page_size = 4096", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA foreign_keys = OFF",
		"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA user_version = 1", "PRAGMA cache_size = -32768", "BEGIN",
		"CREATE TABLE columns (table_name TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, PRIMARY KEY (table_name, name))",
	}
	for _, t := range tables {
		statements = append(statements, create(t))
	}
	if err := d.run(ctx, statements...); err != nil {
		return nil, err
	}
	for _, t := range tables {
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(t.Columns)), ", ")
		statement, err := d.conn.PrepareContext(ctx, "INSERT INTO "+name(t.Name)+" VALUES ("+marks+")")
		if err != nil {
			return nil, err
		}
		d.into = append(d.into, statement)
	}
	return d, nil
}

func (d *database) file() string { return filepath.Join(d.folder, "archive.sqlite") }

func (d *database) run(ctx context.Context, statements ...string) error {
	for _, statement := range statements {
		if _, err := d.conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// insert adds rows to the table with a number.
func (d *database) insert(ctx context.Context, number int, t *Table) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	// A context that can end would cost a goroutine for each row.
	ctx = context.WithoutCancel(ctx)
	cells := make([]any, len(t.Columns))
	for _, row := range t.Rows {
		copy(cells, row)
		for n, value := range cells {
			if values, ok := value.([]string); ok {
				cells[n] = array(values)
			}
		}
		if _, err := d.into[number].ExecContext(ctx, cells...); err != nil {
			return fmt.Errorf("write the SQLite database: %w", err)
		}
	}
	return nil
}

// attach opens the database of an earlier build beside this one, to read from.
func (d *database) attach(ctx context.Context, old string) error {
	old, err := filepath.Abs(old)
	if err != nil {
		return err
	}
	address := url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(filepath.ToSlash(old), "/"), RawQuery: "immutable=1"}
	_, err = d.conn.ExecContext(ctx, "ATTACH ? AS old", address.String())
	d.old = err == nil
	return err
}

// takeOver copies the rows that some incidents have in the table with a number from
// the database of the build before, where they stand one behind the other, too.
func (d *database) takeOver(ctx context.Context, number int, incidents []*archive.Incident) error {
	t := d.tables[number]
	var first string
	rows := 0
	for _, i := range incidents {
		if rows == 0 {
			first = i.ID
		}
		rows += t.rows(i)
	}
	if rows == 0 {
		return nil
	}
	var from int
	find := fmt.Sprintf("SELECT min(rowid) FROM old.%s WHERE %s = ?", name(t.Name), name(t.Key[0]))
	if err := d.conn.QueryRowContext(ctx, find, first).Scan(&from); err != nil {
		return err
	}
	insert := fmt.Sprintf("INSERT INTO main.%s SELECT * FROM old.%[1]s WHERE rowid BETWEEN ? AND ?", name(t.Name))
	result, err := d.conn.ExecContext(ctx, insert, from, from+rows-1)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || int(n) != rows {
		return errors.Join(err, fmt.Errorf("%d rows of %s were taken over, want %d", n, t.Name, rows))
	}
	return nil
}

// finish makes what is found by, and ends the database.
func (d *database) finish(ctx context.Context) error {
	for n, t := range d.tables {
		if err := d.into[n].Close(); err != nil {
			return err
		}
		for _, c := range t.Columns {
			if _, err := d.conn.ExecContext(ctx, "INSERT INTO columns VALUES (?, ?, ?)", t.Name, c.Name, c.Description); err != nil {
				return err
			}
			if c.Refers == "" || c.Name == t.Key[0] {
				continue
			}
			index := fmt.Sprintf("CREATE INDEX %s ON %s (%s)", name(t.Name+"_"+c.Name), name(t.Name), name(c.Name))
			if err := d.run(ctx, index); err != nil {
				return err
			}
		}
	}
	return d.run(ctx,
		"CREATE VIRTUAL TABLE incidents_fts USING fts5(title, summary, details, services, content='incidents', tokenize='unicode61 remove_diacritics 2')",
		"INSERT INTO incidents_fts (incidents_fts) VALUES ('rebuild')",
		"COMMIT",
	)
}

// writeTo ends the database, writes it into to, which it closes, and removes the
// temporary file.
func (d *database) writeTo(ctx context.Context, to io.WriteCloser) (err error) {
	defer func() {
		if err = errors.Join(err, d.remove()); err != nil {
			err = fmt.Errorf("write the SQLite database: %w", err)
		}
	}()
	if err := d.finish(ctx); err != nil {
		return err
	}
	if err := errors.Join(d.conn.Close(), d.db.Close()); err != nil {
		return err
	}
	d.conn, d.db = nil, nil
	f, err := os.Open(d.file())
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := io.Copy(to, f); err != nil {
		return err
	}
	return to.Close()
}

// remove closes the database, where it is open, and removes its file.
func (d *database) remove() error {
	var fault error
	if d.conn != nil {
		fault = errors.Join(fault, d.conn.Close())
	}
	if d.db != nil {
		fault = errors.Join(fault, d.db.Close())
	}
	return errors.Join(fault, os.RemoveAll(d.folder))
}

// name quotes the name of a table or column.
func name(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

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
