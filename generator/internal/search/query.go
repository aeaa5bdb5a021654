package search

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// A Result is the answer to a query.
type Result struct {
	Total    int // documents found
	Possible int // of these only possibly within the dates or durations asked for
	Hits     []Hit

	Corrected []Correction
	Partial   bool // no document has all words; these have the most
	Unquoted  bool // no document has the phrase; these have its words
	Words     bool // the query has words, not only filters
	Filters   []Filter

	index      *Index
	candidates []int
	checked    map[int]checked
	filters    []*filter
	marked     map[string]bool
}

// A Hit is a document found.
type Hit struct {
	ID, URL, Title, Type    string
	Date, Duration, Excerpt string
	Language                string // if it is not the usual one
	Possible                bool
}

// A Correction says what a word was taken for; also if the word itself was found too.
type Correction struct {
	Typed string
	Found []string
	Also  bool
}

// A Filter is one that the query has. Raw is its text in the query.
type Filter struct{ Key, Value, Raw string }

// Sort orders.
const (
	ByRelevance = "relevance" // the default with words
	ByDate      = "date"      // newest first; the default without
	ByDuration  = "duration"  // longest first
)

// Query finds documents. Sort may be empty; at most limit hits are returned.
func (x *Index) Query(text, sort string, limit int) (*Result, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.err = nil
	r := x.query(text, sort, limit)
	if x.err != nil {
		return nil, fmt.Errorf("search index: %w", x.err)
	}
	return r, nil
}

func (x *Index) query(text, order string, limit int) *Result {
	clauses, filters := parse(text)
	var wanted, unwanted []*clause
	for _, c := range clauses {
		x.find(c)
		if c.unless {
			unwanted = append(unwanted, c)
		} else {
			wanted = append(wanted, c)
		}
	}
	r := &Result{index: x, filters: filters, checked: map[int]checked{}, marked: map[string]bool{}}
	wanted = x.unquote(wanted, r)
	scores, counts, most := x.rankBest(wanted)

	out := map[int]bool{}
	for _, c := range unwanted {
		for _, t := range c.list {
			for _, d := range t.docs {
				out[d] = true
			}
		}
	}
	if len(wanted) > 0 && most > 0 || len(wanted) == 0 && len(filters)+len(unwanted) > 0 {
		for d := range x.total {
			if counts[d] == most && !out[d] {
				r.candidates = append(r.candidates, d)
			}
		}
	}
	docs := x.filter(r, filters, order != "")
	if order == "" {
		order = ByDate
		if len(wanted) > 0 {
			order = ByRelevance
		}
	}
	for _, d := range x.sorted(docs, order, limit, scores) {
		r.Hits = append(r.Hits, x.hit(d, r.checked[d].sure == possibly))
	}
	r.describe(docs, wanted, most)
	return r
}

func (x *Index) find(c *clause) {
	if c.words != nil {
		x.findPhrase(c)
	} else {
		x.match(c)
	}
}

// unquote replaces phrases that no document has by their words.
func (x *Index) unquote(wanted []*clause, r *Result) []*clause {
	var list []*clause
	for _, c := range wanted {
		if c.words == nil || len(c.list) > 0 {
			list = append(list, c)
			continue
		}
		r.Unquoted = true
		for _, w := range c.words {
			word := &clause{text: w.text}
			x.match(word)
			list = append(list, word)
		}
	}
	return list
}

// rankBest corrects words that nobody has. If then few documents have all
// words, so are words of which there are only longer ones or other forms; if
// none has, all words. If still none does, those with the most words count.
func (x *Index) rankBest(wanted []*clause) (scores, counts []int, most int) {
	n := 0
	for round := 0; n < 1 && round < 3 || n < 5 && round < 2; round++ {
		corrected := false
		for _, c := range wanted {
			known := slices.ContainsFunc(c.list, func(s scored) bool { return s.quality == exact || round == 0 })
			if c.text != "" && !c.fixed && (round > 1 || !known) {
				x.correct(c)
				corrected = true
			}
		}
		if corrected || round == 0 {
			scores, counts = x.rank(wanted)
		}
		n = 0
		for _, c := range counts {
			if c == len(wanted) {
				n++
			}
		}
	}
	for _, c := range counts {
		most = max(most, c)
	}
	return scores, counts, most
}

// fixedPenalty puts documents with a corrected word behind all others.
const fixedPenalty = 1 << 20

// rank scores documents: for each word how rare it is, times how well and how
// prominently the document has it. Of several corrections of a word each is as
// rare as it is itself. Whole numbers, so that all machines agree.
func (x *Index) rank(wanted []*clause) (scores, counts []int) {
	scores, counts = make([]int, x.total), make([]int, x.total)
	for _, c := range wanted {
		best := make([]int, x.total)
		var docs []int
		take := func(s scored, found, penalty int) {
			worth := s.quality * (max(log(x.total+1)-log(found), 0) + 8)
			for i, d := range s.docs {
				v := worth*(int(s.impacts[i])+2) - penalty
				if best[d] == 0 {
					docs = append(docs, d)
				}
				if best[d] == 0 || v > best[d] {
					best[d] = v
				}
			}
		}
		found := 0
		for _, s := range c.list {
			found += len(s.docs)
		}
		for _, s := range c.list {
			take(s, found, 0)
		}
		for _, s := range c.loose {
			take(s, len(s.docs), fixedPenalty)
		}
		for _, d := range docs {
			counts[d]++
			scores[d] += best[d]
		}
	}
	return scores, counts
}

// log returns 16 times the binary logarithm of v.
func log(v int) int {
	b := bits.Len(uint(v)) - 1
	if b > 4 {
		v >>= b - 4
	} else {
		v <<= 4 - b
	}
	return b*16 + v&15
}

// filter returns the candidates that meet all filters.
func (x *Index) filter(r *Result, filters []*filter, facets bool) []int {
	if len(filters) > 0 || facets {
		x.openFacets()
	}
	lists := x.lists(filters)
	if applies(filters, keyDuration) {
		x.column("u", r.candidates)
	}
	var doubtful []int
	for _, d := range r.candidates {
		r.checked[d] = x.check(filters, lists, d)
		if r.checked[d].sure == possibly {
			doubtful = append(doubtful, d)
		}
	}
	if byDay(filters) {
		x.column("a", doubtful)
		for _, d := range doubtful {
			r.checked[d] = x.check(filters, lists, d)
		}
	}
	var docs []int
	for _, d := range r.candidates {
		if r.checked[d].misses == 0 {
			docs = append(docs, d)
		}
	}
	return docs
}

// sorted returns the first documents in an order. Documents are numbered by
// year, so that among equals a higher number is newer.
func (x *Index) sorted(docs []int, order string, limit int, scores []int) []int {
	key := func(d int) int { return scores[d] }
	switch order {
	case ByDate:
		// Only the years that come first need their days.
		x.openFacets()
		docs = x.newest(docs, limit)
		x.column("a", docs)
		key = func(d int) int { return x.starts[d][0] }
	case ByDuration:
		x.column("u", docs)
		key = func(d int) int {
			if s, ok := x.spans[d]; ok {
				return int(s[0])
			}
			return -1
		}
	}
	docs = slices.Clone(docs)
	slices.SortFunc(docs, func(a, b int) int { return cmp.Or(cmp.Compare(key(b), key(a)), cmp.Compare(b, a)) })
	return docs[:min(len(docs), max(limit, 0))]
}

// newest returns the documents of the newest years that have at least limit together.
func (x *Index) newest(docs []int, limit int) []int {
	years := map[int][]int{}
	last := 0
	for _, d := range docs {
		y := x.facets.years[d]
		years[y] = append(years[y], d)
		last = max(last, y)
	}
	var list []int
	for y := last; y > 0 && len(list) < limit; y-- {
		list = append(list, years[y]...)
	}
	return list
}

// hit reads the card of a document.
func (x *Index) hit(d int, possible bool) Hit {
	s := x.segmentOf(d)
	i := d - s.base
	lines := strings.Split(x.file(s, "d"+strconv.Itoa(i/x.cardSize), 1)[0], "\n")
	var f [8]string
	if i%x.cardSize < len(lines) {
		copy(f[:], strings.Split(lines[i%x.cardSize], "\t"))
	}
	h := Hit{ID: longID(f[0], f[1]), Title: f[1], Type: f[2], Date: f[3], Duration: f[4], Excerpt: f[5], Language: f[6], URL: f[7], Possible: possible}
	h.URL = cmp.Or(h.URL, x.prefix+h.ID+x.suffix)
	return h
}

// describe fills in what the result says about the query.
func (r *Result) describe(docs []int, wanted []*clause, most int) {
	r.Total = len(docs)
	r.Partial = most < len(wanted) && len(docs) > 0
	r.Words = len(wanted) > 0
	found := map[int]bool{}
	for _, d := range docs {
		found[d] = true
		if r.checked[d].sure == possibly {
			r.Possible++
		}
	}
	for _, c := range wanted {
		for _, s := range append(slices.Clone(c.list), c.loose...) {
			r.marked[s.text] = true
		}
		for _, w := range c.words {
			r.marked[w.text] = true
		}
		var texts []string
		for _, s := range c.loose {
			if slices.ContainsFunc(s.docs, func(d int) bool { return found[d] }) {
				texts = append(texts, s.fixed)
			}
		}
		if texts != nil {
			slices.SortFunc(texts, compare)
			r.Corrected = append(r.Corrected, Correction{c.text, slices.Compact(texts), len(c.list) > 0})
		}
	}
	for _, f := range r.filters {
		key := keys[f.key]
		if f.unless {
			key = "-" + key
		}
		r.Filters = append(r.Filters, Filter{key, f.value, f.raw})
	}
}
