package main

import (
	"bytes"
	_ "embed"
	"os"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"incidentarchive/generator/internal/search"
)

//go:embed page.html
var page []byte

var options = search.Options{Language: "en", Months: strings.Fields("January February March April May June July August September October November December")}

// scripts are the scripts of the search page and what each is made of. They are
// minified as in the site.
var scripts = []struct {
	name  string
	parts []string
}{
	{"search.js", []string{"search.js", "search-ui.js"}},
	{"search-more.js", []string{"search-more.js"}},
	{"search-facets.js", []string{"search-facets.js"}},
}

// writeSite writes a search page, its scripts and the index to dir: a site as
// small as one can be. It returns the compressed size of each file.
func writeSite(dir, from string, docs []search.Document) (search.Manifest, map[string]int, error) {
	sizes := map[string]int{}
	level := brotli.BestCompression
	if len(docs) > 20000 {
		level = 5 // a few percent more, in a tenth of the time
	}
	put := func(name string, data []byte) error {
		sizes[name] = len(compress(data, level))
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, data, 0o644)
	}
	m := minify.New()
	m.AddFunc("js", js.Minify)
	for _, script := range scripts {
		var all []byte
		for _, part := range script.parts {
			data, err := os.ReadFile(filepath.Join(from, part))
			if err != nil {
				return search.Manifest{}, nil, err
			}
			all = append(append(all, data...), '\n')
		}
		data, err := m.Bytes("js", all)
		if err != nil {
			return search.Manifest{}, nil, err
		}
		if err := put(script.name, data); err != nil {
			return search.Manifest{}, nil, err
		}
	}
	manifest, err := search.Write(docs, options, func(name string, data []byte) error {
		return put("index/"+name, data)
	})
	if err != nil {
		return manifest, nil, err
	}
	return manifest, sizes, put("page.html", bytes.Replace(page, []byte("ROOT"), []byte(manifest.Root), 1))
}

// compress compresses as web hosts do.
func compress(data []byte, level int) []byte {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, level)
	w.Write(data) // into memory: cannot fail
	w.Close()
	return b.Bytes()
}
