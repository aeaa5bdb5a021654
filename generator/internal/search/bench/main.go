// Command bench measures search against the figures that it should reach: what
// a query loads, how long it takes, how well it finds, and what the index costs.
//
//	go run ./generator/internal/search/bench
//	npm install --prefix .ci/peers --ignore-scripts --no-package-lock
//	go run ./generator/internal/search/bench -corpus vcdb.ndjson.gz -browser /usr/bin/chromium -peers .ci/peers
//
// Without a corpus the documents are synthetic; with fewer than asked for, they
// are filled up. The peers are minisearch and pagefind from npm. All of it takes some minutes of
// CPU, most of them for the peers and for compressing as web hosts do.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"incidentarchive/generator/internal/search"
	"incidentarchive/generator/internal/search/searchtest"
)

func main() {
	var b bench
	flag.StringVar(&b.corpus, "corpus", os.Getenv("SEARCH_CORPUS"), "gzipped VCDB records, a line each ($SEARCH_CORPUS)")
	flag.IntVar(&b.documents, "n", 10000, "documents")
	flag.IntVar(&b.records, "records", 317, "records to make queries for")
	flag.Uint64Var(&b.seed, "seed", 3, "of the queries")
	flag.StringVar(&b.scripts, "scripts", "static/js", "folder of the scripts")
	flag.StringVar(&b.chromium, "browser", "", "Chromium, to measure pages in it")
	flag.StringVar(&b.peers, "peers", "", "folder with node_modules of the peers")
	flag.StringVar(&b.keep, "keep", "", "folder to write the site to, instead of a temporary one")
	flag.Parse()
	if err := b.run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type bench struct {
	corpus, scripts, chromium, peers, keep string
	documents, records                     int
	seed                                   uint64
}

func (b *bench) run(w io.Writer) error {
	var docs []search.Document
	if b.corpus != "" {
		var err error
		if docs, err = readCorpus(b.corpus); err != nil {
			return err
		}
	}
	fmt.Fprintf(w, "%d documents, %d of them from the corpus\n\n", b.documents, min(len(docs), b.documents))
	docs = searchtest.Grow(docs, b.documents)
	dir := b.keep
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "search-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	if err := building(w, docs); err != nil {
		return err
	}
	m, sizes, err := writeSite(dir, b.scripts, docs)
	if err != nil {
		return err
	}
	files(w, m, sizes)
	queries := searchtest.Queries(docs, b.records, b.seed)
	if err := writeJSON(filepath.Join(dir, "queries.json"), queries); err != nil {
		return err
	}
	if err := b.node(w, "measure.cjs", b.scripts, filepath.Join(dir, "index"), m.Root, filepath.Join(dir, "queries.json"), filepath.Join(dir, "page.html"), filepath.Join(dir, "search.js"), filepath.Join(dir, "search-more.js")); err != nil {
		return err
	}
	if b.chromium != "" {
		if err := b.pages(w, dir, sizes, queries); err != nil {
			return err
		}
	}
	if b.peers == "" {
		return nil
	}
	if err := writeJSON(filepath.Join(dir, "docs.json"), docs); err != nil {
		return err
	}
	if err := b.node(w, "peers.cjs", b.peers, filepath.Join(dir, "docs.json"), filepath.Join(dir, "queries.json"), dir); err != nil || b.chromium == "" {
		return err
	}
	return b.pagefind(w, dir, queries)
}

// building measures Write alone.
func building(w io.Writer, docs []search.Document) error {
	runtime.GC()
	var before, after syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &before); err != nil {
		return err
	}
	start := time.Now()
	if _, err := search.Write(docs, options, func(string, []byte) error { return nil }); err != nil {
		return err
	}
	elapsed := time.Since(start)
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &after); err != nil {
		return err
	}
	cpu := time.Duration(after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano())
	fmt.Fprintf(w, "build          %.2f s, %.2f s of CPU, %d MB resident at most, documents included\n",
		elapsed.Seconds(), cpu.Seconds(), after.Maxrss/1024)
	return nil
}

// kinds names the files of the index by their first letter.
var kinds = map[byte]string{'r': "reversed words", 't': "terms", 'p': "what follows words", 'w': "short words", 'g': "pages of the root",
	'd': "cards", 'f': "facets", 'a': "starts", 'u': "durations", 'v': "services", 'n': "names of services"}

func files(w io.Writer, m search.Manifest, sizes map[string]int) {
	count, sum := map[string]int{}, map[string]int{}
	total := 0
	for name, size := range sizes {
		index, ok := strings.CutPrefix(name, "index/")
		if !ok {
			continue
		}
		kind := "root"
		if _, file, ok := strings.Cut(index, "/"); ok {
			kind = kinds[file[0]]
		}
		count[kind]++
		sum[kind] += size
		total += size
	}
	fmt.Fprintf(w, "index          %d B (brotli) in %d files\n", total, m.Files)
	names := make([]string, 0, len(sum))
	for kind := range sum {
		names = append(names, kind)
	}
	slices.SortFunc(names, func(a, b string) int { return sum[b] - sum[a] })
	for _, kind := range names {
		fmt.Fprintf(w, "  %-18s %7d B in %5d files, %d each\n", kind, sum[kind], count[kind], sum[kind]/count[kind])
	}
	fmt.Fprintf(w, "script         %d B; %d B more with the first filter or phrase, %d B with the first list of values\n", sizes["search.js"], sizes["search-more.js"], sizes["search-facets.js"])
}

// pages opens the search page in a browser, over http and from files.
func (b *bench) pages(w io.Writer, dir string, sizes map[string]int, queries []searchtest.Query) error {
	var texts []string
	for i := 0; i < len(queries) && len(texts) < 60; i += 21 {
		texts = append(texts, queries[i].Text)
	}
	server := serve(dir)
	defer server.Close()
	answers := map[string]string{}
	for _, base := range []string{server.URL + "/", fileAddress(dir)} {
		var bytes, times []int
		problems, differ := 0, 0
		err := browse(b.chromium, base+"page.html", texts, func(q string, v visit) {
			bytes = append(bytes, v.sum(base, sizes))
			times = append(times, int(v.first.Milliseconds()))
			problems += len(v.problems)
			answer := v.status + strings.Join(v.titles, "|")
			if before, ok := answers[q]; ok && before != answer {
				differ++
			}
			answers[q] = answer
		})
		if err != nil {
			return err
		}
		scheme, _, _ := strings.Cut(base, ":")
		fmt.Fprintf(w, "browser %-6s cold page and results %s B, in %s ms; %d problems, %d answers unlike the others\n",
			scheme, quantiles(bytes), quantiles(times), problems, differ)
	}
	return nil
}

// quantiles prints the median, the 95th percentile and the greatest.
func quantiles(list []int) string {
	slices.Sort(list)
	at := func(p int) int { return list[min(len(list)-1, len(list)*p/100)] }
	return fmt.Sprintf("%d / %d / %d", at(50), at(95), at(100))
}

func (b *bench) node(w io.Writer, script string, args ...string) error {
	source, err := os.ReadFile(filepath.Join("generator/internal/search/bench", script))
	if err != nil {
		return fmt.Errorf("start the benchmark in the root of the module: %w", err)
	}
	cmd := exec.Command("node", append([]string{"-"}, args...)...)
	cmd.Stdin = strings.NewReader(string(source))
	cmd.Stdout, cmd.Stderr = w, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", script, err)
	}
	return nil
}

func writeJSON(name string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}
