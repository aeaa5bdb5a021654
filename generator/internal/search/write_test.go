package search_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/search"
	"incidentarchive/generator/internal/search/searchtest"
)

func TestWriteIsDeterministic(t *testing.T) {
	docs := searchtest.Synthetic(300, 1)
	want, m := folder(t, docs, search.Options{})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	slices.Reverse(docs)
	got, m2 := folder(t, docs, search.Options{})
	if diff := cmp.Diff(contents(t, want), contents(t, got)); diff != "" {
		t.Errorf("files of the same documents in reverse order: (-want, +got)\n%s", diff)
	}
	if diff := cmp.Diff(m, m2); diff != "" {
		t.Errorf("manifests: (-want, +got)\n%s", diff)
	}
}

func TestClosedYearsStay(t *testing.T) {
	docs := searchtest.Synthetic(400, 1) // the newest of 2025
	before, m := folder(t, docs, search.Options{})
	for i, d := range searchtest.Synthetic(10, 9) {
		d.ID = "new" + string(rune('a'+i))
		d.Services = append(d.Services, "service-new")
		searchtest.SetDate(&d, 2025, 11, i+1)
		docs = append(docs, d)
	}
	after, m2 := folder(t, docs, search.Options{})
	if len(m.Segments) != 2 || m.Segments[0] != m2.Segments[0] {
		t.Fatalf("closed years were %+v, are %+v", m.Segments, m2.Segments)
	}
	old, now := contents(t, before), contents(t, after)
	for name, data := range old {
		if strings.HasPrefix(name, m.Segments[0].Name) && now[name] != data {
			t.Errorf("%s: changed", name)
		}
	}
	if m.Root == m2.Root || m.Segments[1] == m2.Segments[1] {
		t.Error("new documents left the names of the root or of the newest year as they were")
	}
}

// TestFrequentWords checks that a word of very many documents stays cheap, and
// that both engines read its list.
func TestFrequentWords(t *testing.T) {
	docs := make([]search.Document, 13000)
	for i := range docs {
		docs[i] = search.Document{Title: "Report", Summary: "Customers."}
		if i%3 == 0 {
			docs[i].Title = "Outage"
		}
		searchtest.SetDate(&docs[i], 2000+i%20, 1+i%12, 1+i%28)
		docs[i].ID = fmt.Sprintf("2000-%05d", i)
		docs[i].URL = "incidents/" + docs[i].ID + "/"
	}
	x, dir, m := index(t, docs, search.Options{})
	a := ask{"outage", "", 3}
	got := inGo(t, x, a)
	if want := (len(docs) + 2) / 3; got.Total != want {
		t.Errorf("found %d, want %d", got.Total, want)
	}
	if diff := cmp.Diff(got, javaScript(t, dir, m.Root, request{Queries: []ask{a}}).Queries[0]); diff != "" {
		t.Errorf("(-Go, +JavaScript)\n%s", diff)
	}
	shards, err := filepath.Glob(filepath.Join(dir, m.Segments[0].Name, "t*.js"))
	if err != nil {
		t.Fatal(err)
	}
	seen := false
	for _, name := range shards {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(data, []byte("outage")) {
			continue
		}
		seen = true
		if limit := len(docs) / 3; len(data) > limit {
			t.Errorf("the shard of a word in every third document has %d bytes, want at most %d", len(data), limit)
		}
	}
	if !seen {
		t.Error("no shard has the word as it stands")
	}
}

func contents(t *testing.T, fsys fs.FS) map[string]string {
	t.Helper()
	files := map[string]string{}
	for name, f := range fsys.(fstest.MapFS) {
		files[name] = string(f.Data)
	}
	return files
}

func TestWriteRefuses(t *testing.T) {
	day := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	good := search.Document{ID: "a", Title: "A", Earliest: day, Latest: day}
	for name, test := range map[string]struct {
		change func(*search.Document)
		want   string
	}{
		"no id":     {func(d *search.Document) { d.ID = "" }, `document "" needs an id and a title`},
		"no title":  {func(d *search.Document) { d.Title = "" }, `document "a" needs an id and a title`},
		"odd id":    {func(d *search.Document) { d.ID = "A b" }, `document "A b": an id has a-z, 0-9 and hyphens only`},
		"no start":  {func(d *search.Document) { d.Earliest, d.Latest = time.Time{}, time.Time{} }, `document "a" needs a start: give Earliest or Latest`},
		"two years": {func(d *search.Document) { d.Earliest = day.AddDate(1, 0, 0) }, `document "a" starts between 2025-05-01 and 2024-05-01: want the earlier first`},
	} {
		d := good
		test.change(&d)
		_, err := search.Write([]search.Document{d}, search.Options{}, func(string, []byte) error { return nil })
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: error %v, want %s", name, err, test.want)
		}
	}
	_, err := search.Write([]search.Document{good, good}, search.Options{}, func(string, []byte) error { return nil })
	if want := `document "a" is given twice: want one document for each id`; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestEmptyIndex(t *testing.T) {
	files, m := folder(t, nil, search.Options{})
	x, err := search.Open(files, m.Root)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"", "word", `"a phrase"`, "year:2020", "-word"} {
		r, err := x.Query(q, "", 10)
		if err != nil || r.Total != 0 {
			t.Errorf("query %q: %+v, %v", q, r, err)
		}
	}
}

func TestOpenRefusesBrokenFiles(t *testing.T) {
	files, m := folder(t, searchtest.Synthetic(50, 1), search.Options{Sizes: search.Sizes{Card: 50, Term: 4000, Dictionary: 4000}})
	mapped := files.(fstest.MapFS)
	for _, broken := range []string{"", "_s()", "alert(1)", `_s("a","b",1,1,1,["d"])`, `_s("a","b",0,1,1)`} {
		if _, err := search.Open(fstest.MapFS{"root1-0.js": {Data: []byte(broken)}}, ""); err == nil {
			t.Errorf("root %q was read without an error", broken)
		}
	}
	refused := 0
	for _, name := range slices.Sorted(maps.Keys(mapped)) {
		f := mapped[name]
		whole := f.Data
		for _, broken := range [][]byte{nil, []byte("_s()"), []byte(`_s("","","","","","","","","","")`),
			bytes.Replace(whole, []byte(`"`), []byte(`"Azz`), 1), bytes.ReplaceAll(whole, []byte("#"), []byte("~"))} {
			f.Data = broken
			x, err := search.Open(files, m.Root)
			if err != nil {
				refused++
				continue
			}
			for _, q := range []string{"customers network syztem zz", `"network system" year:2020-03 duration:>1h`, "service:service-0001"} {
				r, err := x.Query(q, "date", 10) // must not panic
				if err == nil {
					_, err = r.Facets("service")
				}
				if err != nil {
					refused++
				}
			}
		}
		f.Data = whole
	}
	if refused < 20 {
		t.Errorf("broken files gave %d errors, want many more", refused)
	}
}
