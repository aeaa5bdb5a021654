package record

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/plainyaml"
)

// byLibrary ends a record so that it is no plain YAML any more and is read by the
// YAML package, without changing what it says.
const byLibrary = "\n#\t\n"

// same decodes a record in both ways: record, findings and their places have to
// be the same. It tells whether the record is plain YAML.
func same(t *testing.T, name, source string) bool {
	t.Helper()
	if _, plain := new(plainyaml.Reader).Read(strings.ReplaceAll(source, "\r\n", "\n")); !plain {
		return false
	}
	got, d, found := DecodeIncident("x.yaml", "2024-01-02-example", []byte(source))
	want, e, wanted := DecodeIncident("x.yaml", "2024-01-02-example", []byte(source+byLibrary))
	if diff := cmp.Diff(wanted, found); diff != "" {
		t.Errorf("%s: findings (-library +plain):\n%s", name, diff)
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b edtf.Value) bool { return a == b }),
		cmp.Comparer(func(a, b edtf.Duration) bool { return a == b }), cmp.AllowUnexported(Quantity{})); diff != "" {
		t.Errorf("%s: record (-library +plain):\n%s", name, diff)
	}
	i := got
	if i.EachTime(func(place Place, _ edtf.Value) {
		x, y := d.Finding(place.String(), "x", 0, "x"), e.Finding(place.String(), "x", 0, "x")
		if x != y || x.Line == 0 {
			t.Errorf("%s: %s stands at %s, for the library at %s", name, place, x.Position(), y.Position())
		}
	}); t.Failed() {
		t.Logf("%s:\n%s", name, source)
	}
	return true
}

// TestPlain compares both ways of reading on records of this repository, whole
// and with lines that are lost, doubled, swapped and moved.
func TestPlain(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	tree := os.DirFS("../../../content/incidents")
	files, err := fs.Glob(tree, "*/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	whole, changed := 0, 0
	for _, name := range files {
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			t.Fatal(err)
		}
		source := string(data)
		if same(t, name, source) && same(t, name, strings.ReplaceAll(source, "\n", "\r\n")) {
			whole++
		}
		if len(source) > 20_000 {
			continue
		}
		for range 3 {
			lines := strings.Split(source, "\n")
			x, y := random.IntN(len(lines)), random.IntN(len(lines))
			switch random.IntN(4) {
			case 0:
				lines = append(lines[:x], lines[x+1:]...)
			case 1:
				lines[x] = lines[y]
			case 2:
				lines[x], lines[y] = lines[y], lines[x]
			case 3:
				key, _, _ := strings.Cut(lines[x], ":")
				lines[x] = key + ": [a, " + strings.TrimSpace(key) + "]"
			}
			if same(t, name+", changed", strings.Join(lines, "\n")) {
				changed++
			}
		}
		if t.Failed() {
			return
		}
	}
	if whole < len(files)*9/10 || changed == 0 {
		t.Errorf("%d of %d records and %d changed ones are plain YAML, want nearly all and some", whole, len(files), changed)
	}
}
