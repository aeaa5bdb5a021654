package table

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// SQLite writes tables as a SQLite 3 database: each with its keys, lists as JSON
// arrays, the full text of incidents in incidents_fts, and what the columns mean
// in the table columns. The same tables give the same bytes.
func SQLite(ctx context.Context, tables []*Table) ([]byte, error) {
	db, err := sql.Open("sqlite", "file::memory:?_texttotime=0")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if err := build(ctx, conn, tables); err != nil {
		return nil, fmt.Errorf("write the SQLite database: %w", err)
	}
	var data []byte
	err = conn.Raw(func(driver any) error {
		c, ok := driver.(interface{ Serialize() ([]byte, error) })
		if !ok {
			return fmt.Errorf("the SQLite driver %T cannot serialize", driver)
		}
		data, err = c.Serialize()
		return err
	})
	return data, err
}

func build(ctx context.Context, conn *sql.Conn, tables []*Table) error {
	head := []string{
		"PRAGMA page_size = 4096", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA foreign_keys = OFF",
		"PRAGMA user_version = 1", "PRAGMA cache_size = -65536", "BEGIN",
		"CREATE TABLE columns (table_name TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, PRIMARY KEY (table_name, name))",
	}
	for _, statement := range head {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	for _, t := range tables {
		if _, err := conn.ExecContext(ctx, create(t)); err != nil {
			return err
		}
		if err := insert(ctx, conn, t); err != nil {
			return err
		}
	}
	for _, t := range tables {
		for _, c := range t.Columns {
			if _, err := conn.ExecContext(ctx, "INSERT INTO columns VALUES (?, ?, ?)", t.Name, c.Name, c.Description); err != nil {
				return err
			}
			if c.Refers == "" || c.Name == t.Key[0] {
				continue
			}
			index := fmt.Sprintf("CREATE INDEX %s ON %s (%s)", name(t.Name+"_"+c.Name), name(t.Name), name(c.Name))
			if _, err := conn.ExecContext(ctx, index); err != nil {
				return err
			}
		}
	}
	for _, statement := range []string{
		"CREATE VIRTUAL TABLE incidents_fts USING fts5(title, summary, details, services, content='incidents', tokenize='unicode61 remove_diacritics 2')",
		"INSERT INTO incidents_fts (incidents_fts) VALUES ('rebuild')",
		"COMMIT",
	} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
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

func insert(ctx context.Context, conn *sql.Conn, t *Table) error {
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(t.Columns)), ", ")
	statement, err := conn.PrepareContext(ctx, "INSERT INTO "+name(t.Name)+" VALUES ("+marks+")")
	if err != nil {
		return err
	}
	defer statement.Close()
	cells := make([]any, len(t.Columns))
	for _, row := range t.Rows {
		copy(cells, row)
		for n, value := range cells {
			if values, ok := value.([]string); ok {
				cells[n] = array(values)
			}
		}
		if _, err := statement.ExecContext(ctx, cells...); err != nil {
			return err
		}
	}
	return nil
}
