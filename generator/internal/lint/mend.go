package lint

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/record"
)

// Done is one change that was made.
type Done struct {
	File    string
	Finding diagnostic.Finding // what it mends
	What    string
}

// Mend makes all changes that mend findings without a doubt. It gives the new
// content of the records that change, and what was done, in order. Files are read
// with read; a file that cannot be mended is left as it is. Mending may bring to
// light what an error hid, so callers check again and repeat.
func Mend(findings diagnostic.List, c Context, read func(file string) ([]byte, error)) (map[string][]byte, []Done) {
	changed, edits := map[string][]byte{}, map[string][]record.Edit{}
	var done []Done
	documents := map[string]*record.Document{}
	for _, f := range findings {
		if !strings.HasSuffix(f.File, ".yaml") || changed[f.File] != nil {
			continue
		}
		source, err := read(f.File)
		if err != nil {
			continue
		}
		if repaired, what := Repair(f, source); what != "" {
			changed[f.File] = repaired
			done = append(done, Done{f.File, f, what})
			continue
		}
		d := documents[f.File]
		if d == nil {
			d = open(f.File, source)
			documents[f.File] = d
		}
		if fix, ok := FixOf(f, d, TypeOf(f.File), c); ok && !slices.ContainsFunc(edits[fix.File], clashes(fix.Edit)) {
			edits[fix.File] = append(edits[fix.File], fix.Edit)
			done = append(done, Done{fix.File, f, fix.String()})
		}
	}
	for file, list := range edits {
		source, err := read(file)
		if err == nil && changed[file] == nil {
			if out, err := record.Apply(source, list); err == nil {
				changed[file] = out
				continue
			}
		}
		done = slices.DeleteFunc(done, func(d Done) bool { return d.File == file && changed[file] == nil })
	}
	slices.SortStableFunc(done, func(x, y Done) int { return cmp.Compare(x.File, y.File) })
	return changed, done
}

// clashes tells whether an edit works on the same field, or on one around it.
func clashes(edit record.Edit) func(record.Edit) bool {
	return func(other record.Edit) bool {
		if edit.Action == record.Append && other.Action == record.Append {
			return edit.Text == other.Text && edit.Field == other.Field
		}
		inside := func(a, b string) bool {
			rest, ok := strings.CutPrefix(a, b)
			return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
		}
		return inside(edit.Field, other.Field) || inside(other.Field, edit.Field)
	}
}

// TypeOf tells from its folder which kind of record a file holds.
func TypeOf(file string) reflect.Type {
	switch {
	case strings.Contains("/"+file, "/content/services/"):
		return reflect.TypeFor[record.Service]()
	case strings.Contains("/"+file, "/content/organisations/"):
		return reflect.TypeFor[record.Organisation]()
	}
	return reflect.TypeFor[record.Incident]()
}

// open reads a record for the places and values of its fields.
func open(file string, source []byte) *record.Document {
	var d *record.Document
	switch TypeOf(file) {
	case reflect.TypeFor[record.Service]():
		_, d, _ = record.DecodeService(file, idOf(file), source)
	case reflect.TypeFor[record.Organisation]():
		_, d, _ = record.DecodeOrganisation(file, idOf(file), source)
	default:
		_, d, _ = record.DecodeIncident(file, idOf(file), source)
	}
	return d
}
