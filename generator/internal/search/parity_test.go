package search_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"incidentarchive/generator/internal/browsertest"
	"incidentarchive/generator/internal/search"
	"incidentarchive/generator/internal/search/searchtest"
)

// scripts is the folder of the engine in JavaScript.
const scripts = "../../../static/js"

// minified writes the engine in JavaScript to a folder as readers get it: the
// search page has search.js minified with its interface.
func minified(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	m := minify.New()
	m.AddFunc("js", js.Minify)
	for _, parts := range [][]string{{"search.js", "search-ui.js"}, {"search-more.js"}} {
		var source []byte
		for _, name := range parts {
			data, err := os.ReadFile(filepath.Join(scripts, name))
			if err != nil {
				t.Fatal(err)
			}
			source = append(append(source, data...), '\n')
		}
		data, err := m.Bytes("js", source)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, parts[0]), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// request is what testdata/run.cjs reads.
type request struct {
	Tokens  []string `json:"tokens"`
	Stems   []string `json:"stems"`
	Edits   [][3]any `json:"edits"`
	Queries []ask    `json:"queries"`
}

type ask struct {
	Q     string `json:"q"`
	Sort  string `json:"sort,omitempty"`
	Limit int    `json:"limit"`
}

// answers is what testdata/run.cjs writes.
type answers struct {
	Tokens  [][]string `json:"tokens"`
	Stems   []string   `json:"stems"`
	Edits   []int      `json:"edits"`
	Queries []answer   `json:"queries"`
}

type answer struct {
	Total     int                 `json:"total"`
	Possible  int                 `json:"possible"`
	Partial   bool                `json:"partial"`
	Unquoted  bool                `json:"unquoted"`
	Words     bool                `json:"words"`
	Hits      []answerHit         `json:"hits"`
	Corrected []answerCorrection  `json:"corrected"`
	Filters   [][]string          `json:"filters"`
	Facets    map[string][]string `json:"facets"`
}

type answerHit struct {
	ID       string     `json:"id"`
	URL      string     `json:"url"`
	Title    string     `json:"title"`
	Type     string     `json:"type"`
	Date     string     `json:"date"`
	Duration string     `json:"duration"`
	Excerpt  string     `json:"excerpt"`
	Lang     string     `json:"lang"`
	Possible bool       `json:"possible"`
	Marks    [][]string `json:"marks"`
}

type answerCorrection struct {
	Typed string   `json:"typed"`
	Found []string `json:"found"`
	Also  bool     `json:"also"`
}

// index writes an index of docs to a folder and opens it.
func index(t testing.TB, docs []search.Document, opt search.Options) (*search.Index, string, search.Manifest) {
	t.Helper()
	dir := t.TempDir()
	m, err := search.Write(docs, opt, func(name string, data []byte) error {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	x, err := search.Open(os.DirFS(dir), m.Root)
	if err != nil {
		t.Fatal(err)
	}
	return x, dir, m
}

// javaScript runs requests through the engine in JavaScript.
func javaScript(t *testing.T, dir, root string, r request) answers {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		browsertest.Missing(t, "there is no Node.js to run the engine in JavaScript with")
	}
	in, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadFile("testdata/run.cjs"); err != nil { // so that go test knows what it depends on
		t.Fatal(err)
	}
	cmd := exec.Command(node, "testdata/run.cjs", minified(t), dir, root)
	cmd.Stdin = bytes.NewReader(in)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("run the engine in JavaScript: %v", err)
	}
	var a answers
	if err := json.Unmarshal(out, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// inGo answers as testdata/run.cjs does.
func inGo(t *testing.T, x *search.Index, q ask) answer {
	t.Helper()
	r, err := x.Query(q.Q, q.Sort, q.Limit)
	if err != nil {
		t.Fatalf("query %q: %v", q.Q, err)
	}
	a := answer{Total: r.Total, Possible: r.Possible, Partial: r.Partial, Unquoted: r.Unquoted, Words: r.Words,
		Hits: []answerHit{}, Corrected: []answerCorrection{}, Filters: [][]string{}, Facets: map[string][]string{}}
	for _, h := range r.Hits {
		marks := [][]string{{}, {}}
		for i, text := range []string{h.Title, h.Excerpt} {
			for _, m := range r.Marks(text) {
				marks[i] = append(marks[i], text[m[0]:m[1]])
			}
		}
		a.Hits = append(a.Hits, answerHit{h.ID, h.URL, h.Title, h.Type, h.Date, h.Duration, h.Excerpt, h.Language, h.Possible, marks})
	}
	for _, c := range r.Corrected {
		a.Corrected = append(a.Corrected, answerCorrection{c.Typed, c.Found, c.Also})
	}
	for _, f := range r.Filters {
		a.Filters = append(a.Filters, []string{f.Key, f.Value, f.Raw})
	}
	for _, k := range []string{"type", "year", "sector", "cause", "country", "service"} {
		list, err := r.Facets(k)
		if err != nil {
			t.Fatal(err)
		}
		a.Facets[k] = []string{}
		for _, f := range list {
			a.Facets[k] = append(a.Facets[k], fmt.Sprintf("%s,%s,%d,%t", f.ID, f.Label, f.Count, f.Chosen))
		}
	}
	return a
}

var months = strings.Fields("January February March April May June July August September October November December")

// TestEnginesAgree asks both engines the same about the same files.
func TestEnginesAgree(t *testing.T) {
	docs := searchtest.Synthetic(500, 2)
	for _, sizes := range []search.Sizes{{}, {Term: 8, Dictionary: 200, Card: 3, Column: 100, Excerpt: 60}} {
		x, dir, m := index(t, docs, search.Options{Language: "en", Sizes: sizes, Months: months})
		if _, err := os.Stat(filepath.Join(dir, m.Segments[0].Name, "g1.js")); (err == nil) != (sizes.Term > 0) {
			t.Fatalf("small shards should be listed on pages, large ones not: %v", err)
		}
		var asks []ask
		for i, q := range searchtest.Queries(docs, 30, 4) {
			sort := []string{"", "", "date", "duration"}[i%4]
			asks = append(asks, ask{q.Text, sort, 10})
		}
		for _, q := range []string{
			"", " ", "the", "-", "--", `"`, `""`, "-outage", `-"the service"`, "network ", "netw", "n", "year:2020", "year:2020-03", "2020-03",
			"2020-03-12", "year:2019..2021 outage", "before:2012", "after:2024-06-15", "before:2014-06 after:2014-02", "-year:2015",
			"type:attack,outage sector:sector-11", "type:attack type:outage", "country:lu -country:lu", "country:LU cable", "duration:>4h", "duration:<=90m",
			"duration:1h..2h", "duration:1h30m", "-duration:>1h", "duration:soon", "service:service-0007", "organisation:fogu", "service:nothing",
			`"network system"`, `"service customers" year:2015..`, `"network zebra"`, "cause:human-error flood", "type:", "type: attack", "障害", "通信障害", `"通信障害"`, "panne réseau", "STÖRUNG", "storung", "zzzzqqqq",
			"customers zzzzqqqq", "e-mail", "at&t u.s.", "l'électricité", "2019-04-12-network-outage", "“network system”", "year:2020,2021 type:attack",
			"a b c d e f g", "network\u00a0outage", "CVE-2023-34362", "error:", "foo:bar", "type:x,,y", "year:,", "before:2014-02-31",
		} {
			asks = append(asks, ask{q, "", 7})
			if strings.Contains(q, ":") {
				asks = append(asks, ask{q, "duration", 3}, ask{q, "date", 12})
			}
		}
		engine := javaScript(t, dir, m.Root, request{Queries: asks})
		for i, q := range asks {
			if diff := cmp.Diff(inGo(t, x, q), engine.Queries[i]); diff != "" {
				t.Errorf("query %q by %q: (-Go, +JavaScript)\n%s", q.Q, q.Sort, diff)
			}
		}
	}
}

// folder is an index in memory.
func folder(t testing.TB, docs []search.Document, opt search.Options) (fs.FS, search.Manifest) {
	t.Helper()
	files := fstest.MapFS{}
	m, err := search.Write(docs, opt, func(name string, data []byte) error {
		files[name] = &fstest.MapFile{Data: data}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, m
}
