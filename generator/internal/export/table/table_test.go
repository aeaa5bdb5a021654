package table

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/export/exporttest"
	"incidentarchive/generator/internal/export/view"
)

func write(ctx context.Context, v *view.View, emit view.Emit) error {
	return view.Format(func(v *view.View, emit view.Emit) (view.Pass, error) {
		w, err := NewWriter(v, emit)
		return view.Pass{Add: w.Add, Close: func(ctx context.Context) error {
			_, err := w.Close(ctx)
			return err
		}}, err
	}).One(ctx, v, emit)
}

func TestFilesAreListed(t *testing.T) {
	var want []string
	for _, f := range Files() {
		want = append(want, f.Path)
	}
	slices.Sort(want)
	for name, v := range exporttest.Views(t) {
		var got []string
		for file := range exporttest.Export(t, v, write) {
			if !strings.HasSuffix(file, ".gz") {
				got = append(got, file)
			}
		}
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: files (-listed +written):\n%s", name, diff)
		}
	}
}

func TestCSVHasEveryRow(t *testing.T) {
	for name, v := range exporttest.Views(t) {
		files := exporttest.Export(t, v, write)
		for _, table := range Tables(v) {
			rows := readCSV(t, files[Root+table.Name+".csv"])
			if len(rows)-1 != len(table.Rows) {
				t.Errorf("%s: %s.csv has %d rows, want %d", name, table.Name, len(rows)-1, len(table.Rows))
			}
			for n, c := range table.Columns {
				if rows[0][n] != c.Name {
					t.Errorf("%s: column %d of %s is %q, want %q", name, n, table.Name, rows[0][n], c.Name)
				}
				if c.Description == "" {
					t.Errorf("%s.%s has no description", table.Name, c.Name)
				}
			}
		}
	}
}

func readCSV(t *testing.T, data []byte) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = 0 // as many as the first row has
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestNoCellBeginsAFormula(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	guarded := 0
	for name, data := range exporttest.Export(t, v, write) {
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		for _, row := range readCSV(t, data)[1:] {
			for _, text := range row {
				if first, _ := utf8.DecodeRuneInString(text); text != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
					t.Errorf("%s has the cell %q", name, text)
				}
				if strings.HasPrefix(text, "'") {
					guarded++
				}
			}
		}
	}
	if guarded < 20 {
		t.Errorf("%d cells are guarded, want the hostile ones", guarded)
	}
}

func TestTextsComeBackFromCSV(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	rows := readCSV(t, exporttest.Export(t, v, write)[Root+"incidents.csv"])
	title := slices.Index(rows[0], "title")
	details := slices.Index(rows[0], "details")
	for n, r := range v.Records {
		if got := strings.TrimPrefix(rows[n+1][title], "'"); got != r.Title {
			t.Errorf("title is %q, want %q", got, r.Title)
		}
		if got := rows[n+1][details]; got != r.Details {
			t.Errorf("details are %q, want %q", got, r.Details)
		}
	}
}

func TestNDJSONIsTheAPI(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	lines := strings.Split(strings.TrimSuffix(string(exporttest.Export(t, v, write)[Root+"incidents.ndjson"]), "\n"), "\n")
	if len(lines) != len(v.Records) {
		t.Fatalf("there are %d lines, want %d", len(lines), len(v.Records))
	}
	for n, line := range lines {
		var got struct{ Title string }
		if err := json.Unmarshal([]byte(line), &got); err != nil || got.Title != v.Records[n].Title {
			t.Errorf("line %d: title %q, error %v", n+1, got.Title, err)
		}
	}
}

// open reads a database from a file, as anybody does.
func open(t *testing.T, data []byte) *sql.DB {
	t.Helper()
	file := filepath.Join(t.TempDir(), "archive.sqlite")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func scalar(t *testing.T, db *sql.DB, query string, args ...any) string {
	t.Helper()
	var value sql.NullString
	if err := db.QueryRow(query, args...).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value.String
}

func TestSQLite(t *testing.T) {
	for name, v := range exporttest.Views(t) {
		t.Run(name, func(t *testing.T) {
			db := open(t, exporttest.Export(t, v, write)[Root+"archive.sqlite"])
			if got := scalar(t, db, "PRAGMA integrity_check"); got != "ok" {
				t.Errorf("integrity check says %s", got)
			}
			if rows, err := db.Query("PRAGMA foreign_key_check"); err != nil || rows.Next() {
				t.Errorf("a foreign key leads nowhere (%v)", err)
			} else {
				rows.Close()
			}
			for _, table := range Tables(v) {
				var got int
				if err := db.QueryRow("SELECT count(*) FROM " + table.Name).Scan(&got); err != nil || got != len(table.Rows) {
					t.Errorf("%s has %d rows (%v), want %d", table.Name, got, err, len(table.Rows))
				}
			}
			for _, r := range v.Records {
				if got := scalar(t, db, "SELECT title FROM incidents WHERE id = ?", r.ID); got != r.Title {
					t.Errorf("title is %q, want %q", got, r.Title)
				}
			}
		})
	}
}

func TestFullText(t *testing.T) {
	db := open(t, exporttest.Export(t, exporttest.View(t, exporttest.Hostile(t)), write)[Root+"archive.sqlite"])
	query := "SELECT id FROM incidents WHERE rowid IN (SELECT rowid FROM incidents_fts WHERE incidents_fts MATCH ?)"
	for words, want := range map[string]string{"unicode": "2024-hostile-11", "لوكسمبورغ": "2024-hostile-10", `"network down"`: "2024-hostile-04"} {
		if got := scalar(t, db, query, words); got != want {
			t.Errorf("searching %q finds %q, want %q", words, got, want)
		}
	}
	if got := scalar(t, db, "SELECT count(*) FROM incidents, json_each(incidents.countries) WHERE json_each.value = 'LU'"); got != "16" {
		t.Errorf("%s incidents are in LU, want 16", got)
	}
}

// TestFullTextInSegments wants the index to be as good as the one that SQLite makes of
// the same rows.
func TestFullTextInSegments(t *testing.T) {
	for _, count := range []int{0, 1, 23, 24, 25, 130} {
		v := exporttest.View(t, exporttest.Many(t, count))
		v.Chunk = 4 // segments of 24 rows
		db := open(t, exporttest.Export(t, v, write)[Root+"archive.sqlite"])
		segments := (count + 23) / 24
		if got := scalar(t, db, "SELECT count(DISTINCT segid) FROM incidents_fts_idx"); got != fmt.Sprint(segments) {
			t.Errorf("%d rows: there are %s segments, want %d", count, got, segments)
		}
		search := func() (all string) {
			for _, words := range []string{"customers", `"for some hours"`, "title: numb*", "services: 3 OR details: region NOT title: 12", "nothing"} {
				all += words + ": " + scalar(t, db, "SELECT group_concat(rowid || ' ' || rank) FROM (SELECT rowid, rank FROM incidents_fts WHERE incidents_fts MATCH ? ORDER BY rank, rowid)", words) + "\n"
			}
			return all
		}
		before := search()
		for _, statement := range []string{
			"INSERT INTO incidents_fts (incidents_fts, rank) VALUES ('integrity-check', 1)",
			"INSERT INTO incidents_fts (incidents_fts) VALUES ('rebuild')",
			"INSERT INTO incidents_fts (incidents_fts, rank) VALUES ('integrity-check', 1)",
		} {
			if _, err := db.Exec(statement); err != nil {
				t.Errorf("%d rows: %s: %v", count, statement, err)
			}
		}
		if diff := cmp.Diff(search(), before); diff != "" {
			t.Errorf("%d rows: what is found (-with SQLite's index +with ours):\n%s", count, diff)
		}
	}
}

func TestSameBytes(t *testing.T) {
	a := exporttest.Export(t, exporttest.View(t, exporttest.Many(t, 40)), write)
	b := exporttest.Export(t, exporttest.View(t, exporttest.Many(t, 40)), write)
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			t.Errorf("%s differs between two runs", name)
		}
	}
}

func TestDataPackageFitsTheFiles(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	files := exporttest.Export(t, v, write)
	var p dataPackage
	if err := json.Unmarshal(files[Root+"datapackage.json"], &p); err != nil {
		t.Fatal(err)
	}
	seen := map[string]*schema{}
	for _, r := range p.Resources {
		if seen[r.Name] != nil {
			t.Errorf("two resources are called %q", r.Name)
		}
		seen[r.Name] = r.Schema
		data, there := files[Root+r.Path]
		if !there || len(data) != r.Bytes {
			t.Errorf("%s: %d bytes are announced, there are %d", r.Path, r.Bytes, len(data))
		}
		if r.Schema == nil {
			continue
		}
		var names []string
		for _, f := range r.Schema.Fields {
			names = append(names, f.Name)
		}
		rows := readCSV(t, data)
		if !reflect.DeepEqual(names, rows[0]) {
			t.Errorf("%s: fields are %q, columns %q", r.Path, names, rows[0])
		}
		for n, f := range r.Schema.Fields {
			for _, row := range rows[1:] {
				checkCell(t, r.Path, f, row[n])
			}
		}
	}
	for name, s := range seen {
		if s == nil {
			continue
		}
		for _, key := range s.ForeignKeys {
			if seen[key.Reference.Resource] == nil {
				t.Errorf("%s refers to %q, which is not there", name, key.Reference.Resource)
			}
		}
	}
}

// checkCell reads a cell as the schema says.
func checkCell(t *testing.T, path string, f field, text string) {
	t.Helper()
	if text == "" {
		if f.Constraints != nil && f.Constraints.Required {
			t.Errorf("%s: %s is empty, but required", path, f.Name)
		}
		return
	}
	if f.Constraints != nil && len(f.Constraints.Enum) > 0 && !slices.Contains(f.Constraints.Enum, text) {
		t.Errorf("%s: %s is %q, not among %q", path, f.Name, text, f.Constraints.Enum)
	}
	if pattern := cellPatterns[f.Type]; pattern == nil || !pattern.MatchString(text) {
		t.Errorf("%s: %s is %q, not a %s", path, f.Name, text, f.Type)
	}
}

func TestTwinsAreTheFiles(t *testing.T) {
	files := exporttest.Export(t, exporttest.View(t, exporttest.Many(t, 300)), write)
	twins := 0
	for name, data := range files {
		plain, is := strings.CutSuffix(name, ".gz")
		if !is {
			continue
		}
		twins++
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, files[plain]) {
			t.Errorf("%s holds something else than %s (%v)", name, plain, err)
		}
	}
	if twins < 3 {
		t.Errorf("there are %d twins, want those of the large files", twins)
	}
}

func BenchmarkWrite(b *testing.B) {
	v := exporttest.View(b, exporttest.Many(b, 1000))
	b.ReportAllocs()
	for b.Loop() {
		exporttest.Export(b, v, write)
	}
}
