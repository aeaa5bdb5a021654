package main

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// mutations is how often each record is changed. The pages of accepted changes
// are built in batches, each with one change of every record: one batch in every
// test, and as many as MUTATION_BATCHES says where somebody has the time.
const mutations = 200

// snippets are set in the place of values.
var snippets = append([]string{
	"javascript:pwn(1)", "https://example.org/\"onload=\"pwn(1)", "data:text/html,<script>pwn(1)</script>", "[a](javascript:pwn(1))", "<javascript:pwn(1)>", "![x](https://canary.invalid/x.png)",
	"&a [*a, *a]", "!!binary aGk=", "<<: *x", "{a: b}", "[a, b]", "| ", "~", "null", "\u202e", "\x00", "\x1b[31m", "9999-99-99", "[..]", "PT-1H", "1e999", "-1", "../../etc/passwd", "con",
	"<b>*x*</b>", "`</code><script>`", "```\n  </pre>\n  ```", "> > > <i>", "- - - [x]: <javascript:pwn(1)>", "<https://example.org/<script>>", "&lt;script&gt;pwn(1)&lt;/script&gt;",
}, hostileTexts...)

// mutate changes a record at random places.
func mutate(source []byte, random *rand.Rand) []byte {
	lines := strings.Split(string(source), "\n")
	for range 1 + random.IntN(4) {
		n := random.IntN(len(lines))
		line := lines[n]
		snippet := snippets[random.IntN(len(snippets))]
		switch random.IntN(10) {
		case 0:
			lines = slices.Delete(lines, n, n+1)
		case 1:
			lines = slices.Insert(lines, n, lines[random.IntN(len(lines))])
		case 2:
			other := random.IntN(len(lines))
			lines[n], lines[other] = lines[other], line
		case 3, 4, 5: // a value, quoted or not
			if key, _, ok := strings.Cut(line, ": "); ok {
				if random.IntN(3) > 0 {
					snippet = quoted(snippet)
				}
				lines[n] = key + ": " + snippet
			} else {
				lines[n] = line + " " + snippet
			}
		case 6: // within a text
			at := random.IntN(len(line) + 1)
			lines[n] = line[:at] + snippet + line[at:]
		case 7: // one byte
			if len(line) > 0 {
				at := random.IntN(len(line))
				lines[n] = line[:at] + string([]byte{byte(random.IntN(256))}) + line[at+1:]
			}
		case 8:
			lines[n] = strings.Repeat(" ", random.IntN(12)) + strings.TrimSpace(line)
		case 9:
			lines = lines[:n+1]
		}
		if len(lines) == 0 {
			lines = []string{""}
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// TestMutations changes every record of the archive 200 times. Whatever comes out
// is read or refused, soon and with a message; and the pages of what is accepted
// run nothing and load nothing.
func TestMutations(t *testing.T) {
	files, err := filepath.Glob("../content/incidents/*/*.yaml")
	if err != nil || len(files) < 14 {
		t.Fatalf("found %d records, %v", len(files), err)
	}
	batches := 1
	if text := os.Getenv("MUTATION_BATCHES"); text != "" {
		if batches, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	accepted := map[string][][]byte{}
	count := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(filepath.ToSlash(file), "../")
		id := strings.TrimSuffix(path.Base(name), ".yaml")
		sum := fnv.New64()
		sum.Write([]byte(id))
		random := rand.New(rand.NewPCG(200, sum.Sum64()))
		for range mutations {
			changed := mutate(source, random)
			started := time.Now()
			_, _, findings := record.DecodeIncident(name, id, changed)
			if took := time.Since(started); took > 10*time.Second {
				t.Errorf("%s: reading took %v:\n%s", name, took, changed)
			}
			for _, f := range findings {
				if strings.TrimSpace(f.Message) == "" || strings.ContainsAny(f.Text(), "\n\x1b\u202e") {
					t.Errorf("%s: finding %q of\n%s", name, f.Text(), changed)
				}
			}
			if !findings.HasErrors() && !bytes.Equal(changed, source) {
				count++
				accepted[name] = append(accepted[name], changed)
			}
		}
	}
	if count < len(files) {
		t.Fatalf("only %d of %d changed records are accepted", count, mutations*len(files))
	}
	built := 0
	for n := range batches {
		batch := map[string][]byte{}
		for _, name := range slices.Sorted(maps.Keys(accepted)) {
			if list := accepted[name]; n < len(list) {
				batch[name] = list[len(list)-1-n]
			}
		}
		if len(batch) == 0 {
			break
		}
		built += publishChanged(t, batch)
	}
	t.Logf("%d of %d changed records are accepted, and %d published", count, mutations*len(files), built)
	if built == 0 {
		t.Error("no changed record was published")
	}
}

// publishChanged builds the archive with changed records, as far as they agree
// with the others, and looks at every page.
func publishChanged(t *testing.T, batch map[string][]byte) (count int) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range batch {
		write(name, data)
	}
	for range 5 { // an error of one record can hide another's
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		_, findings, err := archive.Load(root, archive.Options{Now: time.Now()})
		root.Close()
		if err != nil {
			t.Fatal(err)
		}
		if !findings.HasErrors() {
			break
		}
		for _, f := range findings {
			names := []string{f.File}
			if batch[f.File] == nil { // broken by a change elsewhere
				names = slices.Collect(maps.Keys(batch))
			}
			for _, name := range names {
				original, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
				if err != nil {
					t.Fatal(err)
				}
				write(name, original)
				delete(batch, name)
			}
		}
	}
	public := filepath.Join(t.TempDir(), "public")
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"build", "--no-history", "-C", dir, "-o", public}, io.Discard, &stderr); code != exitOK {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	for name, data := range readTree(t, public) {
		if path.Ext(name) != ".html" {
			continue
		}
		if _, err := htmlShape(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name := range batch {
		id := strings.TrimSuffix(path.Base(name), ".yaml")
		if _, err := os.Stat(filepath.Join(public, "incidents", id, "index.html")); err != nil {
			t.Error(fmt.Errorf("%s was accepted and has no page: %w", name, err))
		}
	}
	return len(batch)
}
