package search

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"sort"
	"strconv"
	"sync"
)

// An Index answers queries from the files that Write wrote. It reads a file
// when a query first needs it. It may be used by several goroutines.
type Index struct {
	fsys fs.FS
	mu   sync.Mutex
	err  error // the first that happened in a query

	prefix, suffix                string
	cardSize, chunkSize, perLinks int
	segments                      []*openSegment
	total                         int

	facets *facetColumns // nil until a query needs it
	starts map[int][2]int
	spans  map[int][2]int64 // durations
	served map[int][]int    // numbers of services
	chunks map[string]bool
}

type openSegment struct {
	dir               string
	base, end         int // documents of all segments are numbered in a row
	per, services     int
	top, short, turnd []string
	shards            map[int][]*openTerm
}

// openTerm is a term and its documents, with the impact in each.
type openTerm struct {
	text    string
	docs    []int
	impacts []byte
	shard   int
}

// Open opens the index whose root file is named root. If root is empty, there
// must be one root file in the folder.
func Open(fsys fs.FS, root string) (*Index, error) {
	if root == "" {
		names, err := fs.Glob(fsys, "root"+version+"-*.js")
		if err != nil || len(names) != 1 {
			return nil, fmt.Errorf("found %d search indexes of version %s: want one", len(names), version)
		}
		root = names[0]
	}
	data, err := fs.ReadFile(fsys, root)
	if err != nil {
		return nil, err
	}
	x := &Index{fsys: fsys, starts: map[int][2]int{}, spans: map[int][2]int64{}, served: map[int][]int{}, chunks: map[string]bool{}}
	if err := x.readRoot(data); err != nil {
		return nil, fmt.Errorf("%s: %w", root, err)
	}
	return x, nil
}

func (x *Index) readRoot(data []byte) error {
	values, err := unscript(data)
	if err != nil {
		return err
	}
	if len(values) < 5 {
		return fmt.Errorf("%d values: want at least 5", len(values))
	}
	if err := decode(values, &x.prefix, &x.suffix, &x.cardSize, &x.chunkSize, &x.perLinks); err != nil {
		return err
	}
	if x.cardSize < 1 || x.chunkSize < 1 || x.perLinks < 1 {
		return fmt.Errorf("a size of 0: want at least 1")
	}
	for _, v := range values[5:] {
		var fields []json.RawMessage
		if err := json.Unmarshal(v, &fields); err != nil {
			return err
		}
		s := &openSegment{base: x.total, shards: map[int][]*openTerm{}}
		var count int
		var top, turned, short string
		if err := decode(fields, &s.dir, &count, &top, &s.per, &turned, &short, &s.services); err != nil {
			return err
		}
		x.total += count
		s.end = x.total
		s.top, s.turnd, s.short = frontDecode(top), frontDecode(turned), frontDecode(short)
		x.segments = append(x.segments, s)
	}
	return nil
}

func decode(values []json.RawMessage, into ...any) error {
	if len(values) < len(into) {
		return fmt.Errorf("%d values: want %d", len(values), len(into))
	}
	for i := range into {
		if err := json.Unmarshal(values[i], into[i]); err != nil {
			return err
		}
	}
	return nil
}

// file returns the strings of a file of a segment.
func (x *Index) file(s *openSegment, name string, want int) []string {
	name = s.dir + "/" + name + ".js"
	data, err := fs.ReadFile(x.fsys, name)
	if err == nil {
		var list []string
		if list, err = unscriptStrings(data, want); err == nil {
			return list
		}
	}
	x.fail(fmt.Errorf("%s: %w", name, err))
	return make([]string, want)
}

func (x *Index) fail(err error) {
	if x.err == nil && err != nil {
		x.err = err
	}
}

func (x *Index) segmentOf(doc int) *openSegment {
	return x.segments[sort.Search(len(x.segments), func(i int) bool { return doc < x.segments[i].end })]
}

// below returns how many bounds are not after w, which is the shard of w.
func below(bounds []string, w string) int {
	return sort.Search(len(bounds), func(i int) bool { return compare(bounds[i], w) > 0 })
}

func (x *Index) shardOf(s *openSegment, w string) int {
	page := below(s.top, w)
	if s.per == 0 {
		return page
	}
	return page*s.per + below(frontDecode(x.file(s, "g"+strconv.Itoa(page), 1)[0]), w)
}

// afterAll sorts after every word that it ends.
const afterAll = "\uffff"

// terms returns those of a shard.
func (x *Index) terms(s *openSegment, shard int) []*openTerm {
	if list, ok := s.shards[shard]; ok {
		return list
	}
	v := x.file(s, "t"+strconv.Itoa(shard), 2)
	r := bitReader{s: v[1]}
	var list []*openTerm
	for _, text := range frontDecode(v[0]) {
		t := &openTerm{text: text, shard: shard}
		n := r.count()
		if n > s.end-s.base {
			r.fail()
		}
		if r.err != nil {
			break
		}
		t.docs, t.impacts = make([]int, n), make([]byte, n)
		r.list(t.docs, s.base, s.end)
		if !isFilter(text) {
			for i := range t.impacts {
				t.impacts[i] = byte(r.take(2))
			}
		}
		list = append(list, t)
	}
	x.fail(r.err)
	s.shards[shard] = list
	return list
}

// near returns the terms of the shard of w, or of up to three shards with words
// that start with w.
func (x *Index) near(s *openSegment, w string, starts bool) []*openTerm {
	first := x.shardOf(s, w)
	last := first
	if starts {
		last = min(x.shardOf(s, w+afterAll), first+2)
	}
	var list []*openTerm
	for i := first; i <= last; i++ {
		list = append(list, x.terms(s, i)...)
	}
	return list
}

// named returns the term with the very text, or nil.
func (x *Index) named(s *openSegment, text string) *openTerm {
	for _, t := range x.near(s, text, false) {
		if t.text == text {
			return t
		}
	}
	return nil
}
