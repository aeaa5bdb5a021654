package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"time"

	"github.com/andybalholm/brotli"

	"incidentarchive/generator/internal/search"
	"incidentarchive/generator/internal/search/searchtest"
)

func main() {
	corpus := flag.String("corpus", os.Getenv("SEARCH_CORPUS"), "")
	n := flag.Int("n", 10000, "")
	out := flag.String("out", "", "")
	flag.Parse()
	var docs []search.Document
	if *corpus != "" {
		var err error
		docs, err = readCorpus(*corpus)
		if err != nil {
			panic(err)
		}
	}
	docs = searchtest.Grow(docs, *n)
	if *out != "" {
		os.MkdirAll(*out, 0o755)
		q, _ := json.Marshal(searchtest.Queries(docs, 317, 3))
		os.WriteFile(filepath.Join(*out, "queries.json"), q, 0o644)
		q, _ = json.Marshal(docs)
		os.WriteFile(filepath.Join(*out, "docs.json"), q, 0o644)
	}
	text := 0
	for _, d := range docs {
		text += len(d.Summary) + len(d.Title)
	}
	fmt.Println(len(docs), text)
	start := time.Now()
	files := map[string][]byte{}
	m, err := search.Write(docs, search.Options{Language: "en"}, func(name string, data []byte) error { files[name] = data; return nil })
	if err != nil {
		panic(err)
	}
	fmt.Printf("%+v %v\n", m, time.Since(start))
	raw, br, cnt := map[string]int{}, map[string]int{}, map[string]int{}
	tot := 0
	for name, data := range files {
		k := filepath.Base(name)[:1]
		if filepath.Dir(name) == "." {
			k = "root"
		}
		cnt[k]++
		raw[k] += len(data)
		b := len(compress(data))
		br[k] += b
		tot += b
		if *out != "" {
			p := filepath.Join(*out, name)
			os.MkdirAll(filepath.Dir(p), 0o755)
			os.WriteFile(p, data, 0o644)
		}
	}
	if *out != "" {
		os.WriteFile(filepath.Join(*out, "ROOT"), []byte(m.Root), 0o644)
	}
	var ks []string
	for k := range raw {
		ks = append(ks, k)
	}
	sort.Strings(ks)
	for _, k := range ks {
		fmt.Printf("%5s %6d files %9d raw %9d br %7d mean\n", k, cnt[k], raw[k], br[k], br[k]/cnt[k])
	}
	fmt.Println("total br", tot)
}

func compress(data []byte) []byte {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, 11)
	w.Write(data)
	w.Close()
	return b.Bytes()
}
