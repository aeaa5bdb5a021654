package table

import (
	"bytes"
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
}

// Name gives the path below [Root].
func (r Resource) Name() string { return strings.TrimPrefix(r.Path, Root) }

// Files lists what [Write] writes, without compressed twins.
func Files() []view.File {
	files := []view.File{
		{Path: Root + "incidents.ndjson", MediaType: "application/x-ndjson", Title: "Incidents, line by line", Description: "Every incident in full, one JSON object a line, as the API gives it."},
		{Path: Root + "archive.sqlite", MediaType: "application/vnd.sqlite3", Title: "SQLite database", Description: "All tables with their keys, and a full-text index of the incidents."},
	}
	for _, t := range Tables(&view.View{Archive: &archive.Archive{}}) {
		files = append(files, csvFile(t))
	}
	return append(files, packageFile)
}

var packageFile = view.File{
	Path: Root + "datapackage.json", MediaType: "application/json", Title: "Data Package",
	Description: "What each table and each column means, for programs (Frictionless Data Package 2).",
}

func csvFile(t *Table) view.File {
	return view.File{Path: Root + t.Name + ".csv", MediaType: "text/csv", Title: t.Title, Description: t.Description}
}

// Write hands on all tables and gives what was written, compressed twins left
// out. The NDJSON, the CSV files and the database are made side by side.
func Write(ctx context.Context, v *view.View, emit view.Emit) ([]Resource, error) {
	tables := Tables(v)
	resources := make([]Resource, len(tables)+2)
	files := Files()
	err := view.Each(ctx, len(resources), func(n int) error {
		var data []byte
		var err error
		file, t := files[n], (*Table)(nil)
		switch n {
		case 0:
			data = lines(v)
		case 1:
			data, err = SQLite(ctx, tables)
		default:
			t = tables[n-2]
			data, err = CSV(t)
		}
		if err != nil {
			return err
		}
		resources[n] = resource(file, data, t)
		return emit.Twin(file.Path, data)
	})
	if err != nil {
		return nil, err
	}
	data, err := json.MarshalIndent(describe(v, resources), "", " ")
	if err != nil {
		return nil, err
	}
	data = append(data, '\n')
	return append(resources, resource(packageFile, data, nil)), emit(packageFile.Path, data)
}

func resource(f view.File, data []byte, t *Table) Resource {
	sum := sha256.Sum256(data)
	return Resource{f, len(data), hex.EncodeToString(sum[:]), t}
}

// lines gives all incidents, one a line.
func lines(v *view.View) []byte {
	size := 0
	for n := range v.Records {
		size += len(v.Records[n].JSON) + 1
	}
	b := bytes.NewBuffer(make([]byte, 0, size))
	for n := range v.Records {
		b.Write(v.Records[n].JSON)
		b.WriteByte('\n')
	}
	return b.Bytes()
}
