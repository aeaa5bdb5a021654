package search

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// version is that of the format. It leads every name, so that a new format is
// never read by an old script.
const version = "1"

// A Manifest says what Write wrote.
type Manifest struct {
	// Root is the name of the file that a page names in data-root; every other
	// is found from it.
	Root string
	// Segments are the closed years and the current one; an empty one is missing.
	Segments []Segment
	Files    int
	Bytes    int64
}

// A Segment is a part of the index whose files are in one folder.
type Segment struct {
	Name      string // folder; its hash changes if any byte in it does
	Documents int
	Files     int
	Bytes     int64
}

// Write writes the index of docs: it calls emit for each file, with a name
// relative to the folder of the index. The same documents, in any order, give
// the same files. Names contain a hash of the content, so files may be cached
// for ever; records added to the current year leave the files of the closed
// years as they are.
func Write(docs []Document, opt Options, emit func(name string, data []byte) error) (Manifest, error) {
	opt = opt.withDefaults()
	var m Manifest
	closed, current, err := segments(docs)
	if err != nil {
		return m, err
	}
	put := func(name string, data []byte) error {
		m.Files++
		m.Bytes += int64(len(data))
		if err := emit(name, data); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		return nil
	}
	root := []any{opt.Prefix, opt.Suffix, opt.Sizes.Card, opt.Sizes.Column, perLinks, strings.Join(opt.Months, " ")}
	w := newWriter(opt, len(docs))
	for _, docs := range [][]*entry{closed, current} {
		if len(docs) == 0 {
			continue
		}
		files, tables := w.segment(docs)
		s := Segment{Name: "s" + version + "-" + fingerprint(files...), Documents: len(docs), Files: len(files)}
		for _, f := range files {
			s.Bytes += int64(len(f.data))
			if err := put(s.Name+"/"+f.name+".js", f.data); err != nil {
				return m, err
			}
		}
		root = append(root, append([]any{s.Name, len(docs)}, tables...))
		m.Segments = append(m.Segments, s)
	}
	data := script(root...)
	m.Root = "root" + version + "-" + fingerprint(file{data: data}) + ".js"
	return m, put(m.Root, data)
}

// writer writes segments; each builds on those before.
type writer struct {
	Options
	reader   *reader
	room     []int          // for the postings of the first segment
	services map[string]int // their numbers
	listed   []bool         // by number: words in dictionaries
}

func newWriter(opt Options, docs int) *writer {
	w := &writer{Options: opt, services: map[string]int{}}
	if opt.Extracts != nil {
		w.reader, w.room = opt.Extracts.reader, opt.Extracts.room
	} else {
		w.reader = newReader(docs * 5)
	}
	return w
}

// extract takes what the index needs of the texts of a document.
func (w *writer) extract(e *entry) *Extract {
	x := e.Extract
	if x == nil {
		x = &Extract{}
	}
	if !x.known {
		x.card, x.words, x.known = card(e, w.Options), string(w.reader.read(e)), true
	}
	return x
}

// segment makes the files of a segment and what the root says of them.
func (w *writer) segment(docs []*entry) (files []file, tables []any) {
	x := newIndex(w.room)
	w.room = nil
	cards := make([]string, len(docs))
	for i, e := range docs {
		taken := w.extract(e)
		x.add(i, taken.words)
		cards[i] = taken.card
	}
	terms := x.terms(w.reader.words)
	files, bounds := termFiles(terms, len(docs), w.Sizes.Term)
	w.listed = append(w.listed, make([]bool, len(w.reader.words)-len(w.listed))...)
	words, reversed, short := dictionaries(terms, w.listed, w.Sizes.Dictionary)
	more, top, per := pages(bounds)
	files = append(files, words...)
	files = append(files, more...)
	files = append(files, cardFiles(cards, w.Sizes.Card)...)
	files = append(files, facetFile(docs, w.Labels))
	columns, added := columnFiles(docs, w.services, w.Options)
	files = append(files, columns...)
	return files, []any{frontCode(top), per, frontCode(reversed), frontCode(short), added}
}

func fingerprint(files ...file) string {
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%s %d\n", f.name, len(f.data))
		h.Write(f.data)
	}
	return hex.EncodeToString(h.Sum(nil)[:5])
}
