package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/export/exporttest"
	"incidentarchive/generator/internal/export/view"
)

func write(ctx context.Context, v *view.View, emit view.Emit) error {
	if err := Sitemap(v.Archive, v.Site.Config, []string{"", "incidents/"}, emit); err != nil {
		return err
	}
	return Write(ctx, v.Archive, v.Site.Config, emit)
}

var parameterPattern = regexp.MustCompile(`\\\{[a-z]+\\\}`)

// pattern matches the paths of a kind of files.
func pattern(f File) *regexp.Regexp {
	return regexp.MustCompile("^" + parameterPattern.ReplaceAllString(regexp.QuoteMeta(f.Path), `[a-z0-9-]+`) + "$")
}

func TestEveryFileIsListed(t *testing.T) {
	var patterns []*regexp.Regexp
	kinds := Files()
	for _, f := range kinds {
		patterns = append(patterns, pattern(f))
	}
	for name, v := range exporttest.Views(t) {
		files := exporttest.Export(t, v, write)
		used := map[string]bool{}
		for file := range files {
			listed := false
			for n, f := range kinds {
				if patterns[n].MatchString(strings.TrimSuffix(file, ".gz")) {
					listed, used[f.Path] = true, true
				}
			}
			if !listed {
				t.Errorf("%s: %s is not listed", name, file)
			}
		}
		for _, f := range Files() {
			if !used[f.Path] && name != "empty" {
				t.Errorf("%s: %s is listed, but not written", name, f.Path)
			}
			if f.Title == "" || f.Description == "" || f.MediaType == "" {
				t.Errorf("%s lacks a title, description or media type", f.Path)
			}
		}
	}
}

func TestFilesAreFitForAnyDisk(t *testing.T) {
	seen := map[string]string{}
	for file, data := range exporttest.Export(t, exporttest.View(t, archivetest.Repository(t)), write) {
		if len(file) > 200 || path.Clean(file) != file || strings.ContainsAny(file, `\:*?"<>| `) {
			t.Errorf("name %q", file)
		}
		if other := seen[strings.ToLower(file)]; other != "" {
			t.Errorf("%s and %s differ in case only", file, other)
		}
		seen[strings.ToLower(file)] = file
		binary := strings.HasSuffix(file, ".gz") || strings.HasSuffix(file, ".sqlite")
		if !binary && (!utf8.Valid(data) || len(data) == 0 || data[len(data)-1] != '\n') {
			t.Errorf("%s is not text that ends with a line feed", file)
		}
	}
}

func TestChecksums(t *testing.T) {
	files := exporttest.Export(t, exporttest.View(t, exporttest.Hostile(t)), write)
	listed := 0
	for line := range strings.Lines(string(files["data/SHA256SUMS"])) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		got := sha256.Sum256(files["data/"+name])
		if hex.EncodeToString(got[:]) != sum {
			t.Errorf("%s has another hash", name)
		}
		listed++
	}
	for name := range files {
		if strings.HasPrefix(name, "data/") && !strings.HasSuffix(name, ".gz") {
			listed--
		}
	}
	if listed != -1 {
		t.Errorf("all but one file in data/ have to be listed, difference %d", listed)
	}
}

func TestSameRecordsGiveTheSameBytes(t *testing.T) {
	first := exporttest.Export(t, exporttest.View(t, exporttest.Hostile(t)), write)
	for range 3 {
		again := exporttest.Export(t, exporttest.View(t, exporttest.Hostile(t)), write)
		if len(again) != len(first) {
			t.Fatalf("%d files, then %d", len(first), len(again))
		}
		for name, data := range first {
			if !bytes.Equal(data, again[name]) {
				t.Errorf("%s differs", name)
			}
		}
	}
}

func TestWriteStopsWithTheFault(t *testing.T) {
	v := exporttest.View(t, exporttest.Many(t, 50))
	full := errors.New("disk full")
	err := Write(t.Context(), v.Archive, v.Site.Config, func(name string, _ []byte) error {
		if strings.HasPrefix(name, "feed.") {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) {
		t.Errorf("Write gives %v, want the fault of the disk", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Write(ctx, v.Archive, v.Site.Config, func(string, []byte) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("Write gives %v after the end of its context", err)
	}
}

// BenchmarkWrite measures all formats together; the time is that of all cores.
func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			a := exporttest.Many(b, n)
			b.ReportAllocs()
			for b.Loop() {
				if err := Write(b.Context(), a, exporttest.Config(), func(string, []byte) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/record")
		})
	}
}
