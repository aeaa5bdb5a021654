package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gohugoio/hugo/hugolib"

	"incidentarchive/generator/internal/synthetic"
)

// TestPlainSite builds the site that the generator is compared with, and looks
// that it shows what the records say: a comparison with less would be unfair.
func TestPlainSite(t *testing.T) {
	archive, plain := t.TempDir(), t.TempDir()
	if err := synthetic.Write(archive, 12, 1); err != nil {
		t.Fatal(err)
	}
	if err := writePlain(archive, plain); err != nil {
		t.Fatal(err)
	}
	var files strings.Builder
	err := fs.WalkDir(os.DirFS(plain), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(plain, name))
		files.WriteString("-- " + name + " --\n" + string(data) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b := hugolib.Test(t, files.String())
	incidents, err := filepath.Glob(filepath.Join(archive, "content", "incidents", "*", "*.yaml"))
	if err != nil || len(incidents) != 12 {
		t.Fatalf("%d records, error %v", len(incidents), err)
	}
	for _, file := range incidents {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := readRecord(source)
		if err != nil {
			t.Fatal(err)
		}
		id := strings.TrimSuffix(filepath.Base(file), ".yaml")
		page := b.FileContent("public/incidents/" + id + "/index.html")
		for _, kind := range []string{"impacts", "claims", "updates", "responses", "consequences", "sources"} {
			for _, x := range list(r[kind]) {
				for _, field := range []string{"note", "says", "text", "what", "url", "title", "area"} {
					if text, _ := x[field].(string); text != "" && !strings.Contains(page, text) {
						t.Errorf("%s: %s %q of %s is not on the page", id, field, text, kind)
					}
				}
			}
		}
		for _, name := range []string{"start", "end", "root_cause", "scope"} {
			if text := value(r[name]); text == "" || !strings.Contains(page, text) {
				t.Errorf("%s: %s %q is not on the page", id, name, text)
			}
		}
		title, _ := r["title"].(string)
		lists := []string{"public/index.xml", "public/years/" + id[:4] + "/index.html", "public/incidents/index.html"}
		for _, x := range list(r["impacts"]) {
			lists = append(lists, "public/services/"+x["service"].(string)+"/index.html")
		}
		for _, name := range lists {
			if !strings.Contains(b.FileContent(name), title) {
				t.Errorf("%s: its title is not in %s", id, name)
			}
		}
	}
}

func TestTables(t *testing.T) {
	run := func(seconds int, peak int64) []cost {
		return []cost{{cpu: time.Duration(seconds) * time.Second, wall: time.Second, peak: peak, files: 1234, bytes: 5e6}}
	}
	results := []result{
		{records: 1000, ours: run(3, 1e8), hugo: run(6, 2e8), copy: run(1, 0)},
		{records: 4000, ours: run(12, 2e8), copy: run(4, 0)},
	}
	var b strings.Builder
	if err := writeTables(&b, results); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"| 1,000 | the generator | 3.0 s | 1.0 s | 100 MB | 1,234 | 5.0 MB | 1.00 |",
		"| 1,000 | `hugo`, ordinary templates | 6.0 s | 1.0 s | 200 MB | 1,234 | 5.0 MB | 0.50 |",
		"| 4,000 | `cp -r` | 4.0 s | 1.0 s | – | 1,234 | 5.0 MB | 3.00 |",
		"| 1,000 | 4,000 | × 2.00 | × 1.41 | – | – |",
	} {
		if !strings.Contains(b.String(), line+"\n") {
			t.Errorf("want the line\n%s\ngot\n%s", line, b.String())
		}
	}
}

func TestMiddle(t *testing.T) {
	for _, test := range []struct {
		values []float64
		want   float64
	}{{[]float64{3}, 3}, {[]float64{9, 1, 5}, 5}, {[]float64{4, 1, 2, 9}, 3}} {
		if got := middle(test.values); got != test.want {
			t.Errorf("middle of %v is %v, want %v", test.values, got, test.want)
		}
	}
}
