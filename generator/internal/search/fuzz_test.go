package search

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"
)

// smallIndex writes the index of a few documents.
func smallIndex(f *testing.F) map[string][]byte {
	f.Helper()
	day := time.Date(2024, 3, 4, 0, 0, 0, 0, time.UTC)
	docs := []Document{
		{ID: "2024-03-04-one", URL: "incidents/2024-03-04-one/", Title: "Post outage", Summary: "Calls failed.", Date: "2024-03-04", Earliest: day, Latest: day, Type: "outage", Services: []string{"post"}, Countries: []string{"LU"}, MinSeconds: 60, MaxSeconds: 7200},
		{ID: "2024-constructor", URL: "incidents/2024-constructor/", Title: "__proto__ constructor", Summary: "</script><script>pwn(1)</script>", Date: "2024", Earliest: day, Type: "attack", MinSeconds: -1, MaxSeconds: -1},
	}
	files := map[string][]byte{}
	if _, err := Write(docs, Options{}, func(name string, data []byte) error { files[name] = slices.Clone(data); return nil }); err != nil {
		f.Fatal(err)
	}
	return files
}

// FuzzOpen damages one file of an index and asks it: no panic, no endless answer.
func FuzzOpen(f *testing.F) {
	files := smallIndex(f)
	names := slices.Sorted(maps.Keys(files))
	for n, name := range names {
		f.Add(byte(n), files[name], "post outage type:outage")
		f.Add(byte(n), []byte(`_s("","","","","","","","")`), "constr")
	}
	f.Add(byte(len(names)-1), []byte(`_s("a","b",1,1,1,["x",999999999,"","","","",1])`), "post")
	f.Fuzz(func(t *testing.T, n byte, content []byte, query string) {
		damaged := fstest.MapFS{}
		for i, name := range names {
			data := files[name]
			if i == int(n)%len(names) {
				data = content
			}
			damaged[name] = &fstest.MapFile{Data: data}
		}
		x, err := Open(damaged, "")
		if err != nil {
			return
		}
		r, err := x.Query(query, ByRelevance, 10)
		if err != nil {
			return
		}
		if len(r.Hits) > 10 {
			t.Errorf("%d hits, want at most 10", len(r.Hits))
		}
		_, _ = r.Facets("type")
	})
}

// FuzzQuery asks a sound index anything.
func FuzzQuery(f *testing.F) {
	files := smallIndex(f)
	whole := fstest.MapFS{}
	for name, data := range files {
		whole[name] = &fstest.MapFile{Data: data}
	}
	x, err := Open(whole, "")
	if err != nil {
		f.Fatal(err)
	}
	for _, q := range []string{"post", `"post outage"`, "-type:outage", "constructor", "__proto__", "year:2024 duration:>1h", "pots", "before:2025", "(a+)+$", "*", `"`, "service:constructor", "\xff"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, query string) {
		r, err := x.Query(query, ByRelevance, 1)
		if err != nil {
			t.Fatalf("%q: %v", query, err)
		}
		if len(r.Hits) > r.Total || r.Possible > r.Total || r.Total > 2 {
			t.Fatalf("%q: %d hits of %d, %d possible", query, len(r.Hits), r.Total, r.Possible)
		}
		for _, h := range r.Hits {
			for _, m := range r.Marks(h.Title) {
				if m[0] < 0 || m[1] > len(h.Title) || m[0] >= m[1] || !utf8.ValidString(h.Title[m[0]:m[1]]) {
					t.Fatalf("%q marks %v in %q", query, m, h.Title)
				}
			}
		}
	})
}

// FuzzFold folds text twice: once is enough.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"ÉLECTRICITÉ", "ﬁ ½ ꝏ", "Straße", "e\u0301\u0327", "\u1e9b\u0323", "İ", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, and of that %q", s, once, twice)
		}
	})
}

// FuzzScript writes values into a script and reads them back; the script breaks
// out of no element and holds no line break.
func FuzzScript(f *testing.F) {
	f.Add("</script><script>", "a\u2028b")
	f.Add("<!--", "\\\"")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a + b) {
			return
		}
		data := script(a, b)
		values, err := unscriptStrings(data, 2)
		if err != nil || values[0] != a || values[1] != b {
			t.Fatalf("%q and %q become %q, read as %q, %v", a, b, data, values, err)
		}
		inner := data[len("_s(") : len(data)-1]
		if inner[len(inner)-1] == ')' {
			inner = inner[:len(inner)-1]
		}
		if !json.Valid(append(append([]byte{'['}, inner...), ']')) {
			t.Fatalf("%q is no list of JSON", inner)
		}
	})
}
