package table

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
)

// Root is the folder of the tables, below the site's root.
const Root = "data/"

// Resource is a file that was written.
type Resource struct {
	view.File
	Bytes  int
	SHA256 string // in hexadecimal digits
	Table  *Table // nil when the file is no table

	stream *view.Stream
}

// Name gives the path below [Root].
func (r Resource) Name() string { return strings.TrimPrefix(r.Path, Root) }

// Files lists what [Write] writes, without compressed twins.
func Files() []view.File {
	files := []view.File{
		{Path: Root + "incidents.ndjson", MediaType: "application/x-ndjson", Title: "Incidents, line by line", Description: "Every incident in full, one JSON object a line, as the API gives it."},
		{Path: databaseName, MediaType: "application/vnd.sqlite3", Title: "SQLite database", Description: "All tables with their keys, and a full-text index of the incidents."},
	}
	for _, t := range Tables(&view.View{Archive: &archive.Archive{}}) {
		files = append(files, csvOf(t))
	}
	return append(files, packageFile)
}

const databaseName = Root + "archive.sqlite"

var packageFile = view.File{
	Path: Root + "datapackage.json", MediaType: "application/json", Title: "Data Package",
	Description: "What each table and each column means, for programs (Frictionless Data Package 2).",
}

func csvOf(t *Table) view.File {
	return view.File{Path: Root + t.Name + ".csv", MediaType: "text/csv", Title: t.Title, Description: t.Description}
}

// Writer writes all tables on the way through the records. The NDJSON, the CSV
// files and the database are made side by side.
type Writer struct {
	view     *view.View
	emit     view.Emit
	lines    *view.Stream
	tables   []*Table // without rows
	csv      []*csvFile
	database *database
}

// NewWriter begins with the tables that need no records.
func NewWriter(v *view.View, emit view.Emit) (*Writer, error) {
	w := &Writer{view: v, emit: emit, tables: Tables(&view.View{Archive: &archive.Archive{}, Site: v.Site})}
	var err error
	if w.lines, err = v.Stream(Root+"incidents.ndjson", emit, true); err != nil {
		return nil, err
	}
	for _, t := range w.tables {
		stream, err := v.Stream(csvOf(t).Path, emit, true)
		if err != nil {
			return nil, err
		}
		file, err := newCSV(stream, t)
		if err != nil {
			return nil, err
		}
		w.csv = append(w.csv, file)
	}
	old, _ := v.Before(databaseName)
	if w.database, err = newDatabase(context.Background(), w.tables, old, cmp.Or(v.Chunk, view.ChunkSize)); err != nil {
		return nil, err
	}
	return w, w.rows(context.Background(), Tables(&view.View{Archive: v.Archive, Site: v.Site}))
}

// rows adds rows to all tables that have some.
func (w *Writer) rows(ctx context.Context, tables []*Table) error {
	return view.Each(ctx, 2, func(n int) error {
		for k, t := range tables {
			var err error
			if n == 0 {
				err = w.database.insert(ctx, k, t)
			} else {
				err = w.csv[k].rows(t)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Add adds the rows of some records.
func (w *Writer) Add(ctx context.Context, _ int, records []view.Record) error {
	for n := range records {
		if _, err := w.lines.Write(append(records[n].JSON[:len(records[n].JSON):len(records[n].JSON)], '\n')); err != nil {
			return err
		}
	}
	w.database.cut()
	return w.rows(ctx, Tables(&view.View{Archive: &archive.Archive{}, Site: w.view.Site, Records: records}))
}

// Fresh tells whether there is no database of the build before to take rows over
// from.
func (w *Writer) Fresh() bool { return w.database.old == nil }

// Skip takes over the rows of some incidents.
func (w *Writer) Skip(ctx context.Context, _ int, incidents []*archive.Incident) error {
	w.database.cut()
	for n, t := range w.tables {
		if t.rows == nil {
			continue
		}
		if err := w.database.takeOver(ctx, n, incidents); err != nil {
			return err
		}
	}
	return nil
}

// Cancel removes what is on the way.
func (w *Writer) Cancel() { _ = w.database.remove() }

// Close ends all files, describes them, and gives what was written, compressed
// twins left out.
func (w *Writer) Close(ctx context.Context) ([]Resource, error) {
	files := Files()
	resources := []Resource{{File: files[0], stream: w.lines}, {File: files[1]}}
	if err := w.lines.Close(); err != nil {
		return nil, err
	}
	for n, t := range w.tables {
		if err := w.csv[n].close(); err != nil {
			return nil, err
		}
		resources = append(resources, Resource{File: files[n+2], Table: t, stream: w.csv[n].to})
	}
	stream, err := w.view.Stream(files[1].Path, w.emit, true)
	if err != nil {
		return nil, err
	}
	if err := w.database.writeTo(ctx, stream); err != nil {
		return nil, err
	}
	resources[1].stream = stream
	for n := range resources {
		resources[n].Bytes, resources[n].SHA256 = resources[n].stream.Size(), resources[n].stream.SHA256()
	}
	data, err := json.MarshalIndent(describe(w.view, resources), "", " ")
	if err != nil {
		return nil, err
	}
	data = append(data, '\n')
	sum := sha256.Sum256(data)
	described := Resource{File: packageFile, Bytes: len(data), SHA256: hex.EncodeToString(sum[:])}
	return append(resources, described), w.emit(packageFile.Path, data)
}
