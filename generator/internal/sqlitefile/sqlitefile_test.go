package sqlitefile_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite"

	"incidentarchive/generator/internal/sqlitefile"
)

// roots are the pages where the tables a and b and their indexes begin.
type roots struct{ a, b, aKey, bKey, bKind uint32 }

// empty makes a database with empty tables.
func empty(t *testing.T, path string) (r roots) {
	t.Helper()
	db := open(t, path)
	for _, statement := range []string{
		"CREATE TABLE a (n INTEGER, text TEXT, number REAL, other TEXT, PRIMARY KEY (text, n))",
		"CREATE TABLE b (text TEXT NOT NULL, n INTEGER, kind TEXT, PRIMARY KEY (text, n))",
		"CREATE INDEX b_kind ON b (kind)",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	for name, root := range map[string]*uint32{"a": &r.a, "b": &r.b, "sqlite_autoindex_a_1": &r.aKey, "sqlite_autoindex_b_1": &r.bKey, "b_kind": &r.bKind} {
		if err := db.QueryRow("SELECT rootpage FROM sqlite_master WHERE name = ?", name).Scan(root); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return r
}

// index writes an index of some columns of a table.
func index(t *testing.T, path string, table, root uint32, rows int, columns ...int) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	entries := sqlitefile.NewEntries(rows, columns...)
	number := int64(0)
	if err := sqlitefile.Rows(f, table, 1, rows, func(record []byte) error {
		number++
		return entries.Add(number, record)
	}); err != nil {
		t.Fatal(err)
	}
	w, err := sqlitefile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := entries.WriteTo(w.Index(root)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// sound lets SQLite look for faults.
func sound(t *testing.T, db *sql.DB) {
	t.Helper()
	var found string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&found); err != nil || found != "ok" {
		t.Fatalf("integrity check: %.2000s (%v)", found, err)
	}
}

// text gives a text of a length that no two rows share.
func text(n, length int) string { return fmt.Sprintf("%*d", length, n) }

// rowsOf makes n rows of many sizes, some of which take pages of their own.
func rowsOf(n int) [][]any {
	integers := []int64{0, 1, -1, 127, 128, -128, -129, 1 << 15, -1 << 15, 1 << 23, 1 << 31, -1 << 31, 1 << 47, -1<<47 - 1, math.MaxInt64, math.MinInt64}
	var list [][]any
	for k := range n {
		length := 1 + k%300
		switch k % 50 {
		case 7:
			length = 4040 + k%40 // about as much as a page takes
		case 8:
			length = 9000 + 100*(k%7)
		}
		row := []any{int64(k), text(k, length), float64(k) + 0.25, nil}
		if k%3 == 0 {
			row[0] = integers[k/3%len(integers)]
		}
		if k%5 == 0 {
			row[3] = "é" + strings.Repeat("x", k%130)
		}
		list = append(list, row)
	}
	return list
}

func TestRowsReadBack(t *testing.T) {
	for _, n := range []int{0, 1, 2, 40, 4000, 40000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.sqlite")
			roots := empty(t, path)
			w, err := sqlitefile.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			a, b := w.Table(roots.a), w.Table(roots.b)
			rows := rowsOf(min(n, 4000))
			for len(rows) < n { // small ones, so many that there are more levels
				rows = append(rows, []any{int64(len(rows)), text(len(rows), 900), nil, nil})
			}
			for k, row := range rows {
				if err := a.Add(sqlitefile.Record(nil, row)); err != nil {
					t.Fatal(err)
				}
				var kind any // none, one that is there only once, or one of few
				switch {
				case k%7 == 0:
				case k%11 == 0:
					kind = text(k, 1+k%1500)
				default:
					kind = fmt.Sprintf("kind %d", k%13)
				}
				if err := b.Add(sqlitefile.Record(nil, []any{fmt.Sprint(k / 3), []int64{300, -2, 1}[k%3], kind})); err != nil {
					t.Fatal(err)
				}
				if k%1000 == 0 {
					a.Cut()
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			index(t, path, roots.a, roots.aKey, n, 1, 0)
			index(t, path, roots.b, roots.bKey, n, 0, 1)
			index(t, path, roots.b, roots.bKind, n, 2)
			db := open(t, path)
			sound(t, db)
			found, err := db.Query("SELECT n, text, number, other FROM a ORDER BY rowid")
			if err != nil {
				t.Fatal(err)
			}
			var got [][]any
			for found.Next() {
				row := make([]any, 4)
				if err := found.Scan(&row[0], &row[1], &row[2], &row[3]); err != nil {
					t.Fatal(err)
				}
				got = append(got, row)
			}
			if err := found.Err(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(rows, got); diff != "" {
				t.Errorf("rows differ: %.1000s", diff)
			}
			for query, want := range map[string]int{
				"SELECT count(*) FROM b WHERE kind IS NULL":              (n + 6) / 7,
				"SELECT count(*) FROM b WHERE text = '12'":               max(0, min(3, n-36)),
				"SELECT count(*) FROM b WHERE text = '13' AND n > 1":     max(0, min(1, n-39)),
				"SELECT count(*) FROM a WHERE text >= '' AND text < '~'": n,
			} {
				var count int
				if err := db.QueryRow(query).Scan(&count); err != nil || count != want {
					t.Errorf("%s gives %d (%v), want %d", query, count, err, want)
				}
				var id, parent, unused, plan string
				if err := db.QueryRow("EXPLAIN QUERY PLAN "+query).Scan(&id, &parent, &unused, &plan); err != nil || !strings.Contains(plan, " INDEX ") {
					t.Errorf("%s is done by %q (%v), want an index", query, plan, err)
				}
			}
		})
	}
}

// TestRows copies a part of one table into another.
func TestRows(t *testing.T) {
	from, to := filepath.Join(t.TempDir(), "a.sqlite"), filepath.Join(t.TempDir(), "b.sqlite")
	db := open(t, from) // as SQLite writes it
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE a (n INTEGER, text TEXT, number REAL, other TEXT, PRIMARY KEY (text, n))"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("BEGIN"); err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(2000)
	for _, row := range rows {
		if _, err := db.Exec("INSERT INTO a VALUES (?, ?, ?, ?)", row...); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Exec("COMMIT"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	roots := empty(t, to)
	w, err := sqlitefile.Open(to)
	if err != nil {
		t.Fatal(err)
	}
	table := w.Table(roots.a)
	f, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 499
	if err := sqlitefile.Rows(f, 2, 500, 1000, func(record []byte) error {
		if want := sqlitefile.Record(nil, rows[n]); !bytes.Equal(record, want) {
			return fmt.Errorf("row %d is %x, want %x", n, record, want)
		}
		n++
		return table.Add(record)
	}); err != nil {
		t.Fatal(err)
	}
	if err := sqlitefile.Rows(f, 2, 1500, 1000, func([]byte) error { return nil }); err == nil {
		t.Error("there are more rows than were written")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	index(t, to, roots.a, roots.aKey, 1000, 1, 0)
	copied := open(t, to)
	sound(t, copied)
	var count int
	var first, last string
	if err := copied.QueryRow("SELECT count(*), (SELECT text FROM a WHERE rowid = 1), (SELECT text FROM a WHERE rowid = 1000) FROM a").Scan(&count, &first, &last); err != nil {
		t.Fatal(err)
	}
	if count != 1000 || first != rows[499][1] || last != rows[1498][1] {
		t.Errorf("%d rows were copied, from %q to %q", count, first, last)
	}
}

// FuzzRows reads damaged files.
func FuzzRows(f *testing.F) {
	page := make([]byte, 2*sqlitefile.PageSize)
	page[sqlitefile.PageSize] = 5
	page[sqlitefile.PageSize+11] = 2 // leads to itself
	f.Add(bytes.Clone(page))
	page[sqlitefile.PageSize] = 13
	page[sqlitefile.PageSize+4] = 1
	f.Add(page)
	f.Fuzz(func(t *testing.T, data []byte) {
		rows := 0
		err := sqlitefile.Rows(bytes.NewReader(data), 2, 1, 3, func([]byte) error { rows++; return nil })
		if (err == nil) != (rows == 3) {
			t.Errorf("%d rows, and the error is %v", rows, err)
		}
	})
}

// FuzzEntries makes an index of damaged rows.
func FuzzEntries(f *testing.F) {
	f.Add(sqlitefile.Record(nil, []any{"text", int64(7)}))
	f.Add([]byte{3, 15, 1})
	f.Fuzz(func(t *testing.T, row []byte) {
		entries := sqlitefile.NewEntries(2, 0, 1)
		for n := range int64(3) {
			if entries.Add(n+1, row) != nil {
				return
			}
		}
		path := filepath.Join(t.TempDir(), "x.sqlite")
		if err := os.WriteFile(path, make([]byte, 2*sqlitefile.PageSize), 0o644); err != nil {
			t.Fatal(err)
		}
		w, err := sqlitefile.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(entries.WriteTo(w.Index(2)), w.Close()); err != nil {
			t.Error(err)
		}
	})
}
