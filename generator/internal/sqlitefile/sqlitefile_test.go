package sqlitefile_test

import (
	"bytes"
	"database/sql"
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

// empty makes a database with the tables a and b, and gives their roots.
func empty(t *testing.T, path string) (roots [2]uint32) {
	t.Helper()
	db := open(t, path)
	for _, statement := range []string{
		"CREATE TABLE a (n INTEGER, text TEXT, number REAL, other TEXT, PRIMARY KEY (n, text))", "CREATE TABLE b (text TEXT NOT NULL, n INTEGER, PRIMARY KEY (text, n))",
		"CREATE INDEX b_n ON b (n)",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	for n, name := range []string{"a", "b"} {
		if err := db.QueryRow("SELECT rootpage FROM sqlite_master WHERE name = ?", name).Scan(&roots[n]); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return roots
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

// sound makes the indexes and lets SQLite look for faults.
func sound(t *testing.T, db *sql.DB) {
	t.Helper()
	if _, err := db.Exec("REINDEX"); err != nil {
		t.Fatal(err)
	}
	var found string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&found); err != nil || found != "ok" {
		t.Fatalf("integrity check: %s (%v)", found, err)
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
			a, b := w.Table(roots[0]), w.Table(roots[1])
			rows := rowsOf(min(n, 4000))
			for len(rows) < n { // small ones, so many that there are more levels
				rows = append(rows, []any{int64(len(rows)), text(len(rows), 900), nil, nil})
			}
			for k, row := range rows {
				if err := a.Add(sqlitefile.Record(nil, row)); err != nil {
					t.Fatal(err)
				}
				if err := b.Add(sqlitefile.Record(nil, []any{fmt.Sprint(k), k%2 == 0})); err != nil {
					t.Fatal(err)
				}
				if k%1000 == 0 {
					a.Cut()
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
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
			var even int
			if err := db.QueryRow("SELECT count(*) FROM b WHERE n = 1").Scan(&even); err != nil || even != (n+1)/2 {
				t.Errorf("%d rows of b are even (%v), want %d", even, err, (n+1)/2)
			}
		})
	}
}

// TestRows copies a part of one table into another.
func TestRows(t *testing.T) {
	from, to := filepath.Join(t.TempDir(), "a.sqlite"), filepath.Join(t.TempDir(), "b.sqlite")
	db := open(t, from) // as SQLite writes it
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE a (n INTEGER, text TEXT, number REAL, other TEXT, PRIMARY KEY (n, text))"); err != nil {
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
	table := w.Table(roots[0])
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
