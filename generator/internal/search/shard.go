package search

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// file is a file of a segment.
type file struct {
	name string
	data []byte
}

// pageShards is the number of shards from which on the root lists pages of
// shards instead of shards.
const pageShards = 1024

// perLinks is how many shards of terms share a shard of links.
const perLinks = 6

// termFiles cuts the terms into shards t0, t1, … and their links into p0,
// p1, …, and returns where each shard of terms but the first begins.
func termFiles(terms []term, docs, size int) (files []file, bounds []string) {
	if size <= 0 {
		size = termSize(terms)
	}
	w := shardWriter{docs: docs}
	var links []any
	for n := 0; n == 0 || len(terms) > 0; n++ {
		end := shardEnd(terms, size)
		shard := terms[:end]
		terms = terms[end:]
		w.write(shard)
		files = append(files, file{"t" + strconv.Itoa(n), script(frontCode(w.words), w.bits.String())})
		links = append(links, string(w.links))
		for i := range shard {
			shard[i].postings = nil // written: gives its memory back
		}
		if len(terms) > 0 {
			bounds = append(bounds, separator(shard[end-1].text, terms[0].text))
		}
	}
	for n, part := range slices.Collect(slices.Chunk(links, perLinks)) {
		files = append(files, file{"p" + strconv.Itoa(n), script(part...)})
	}
	return files, bounds
}

// termSize balances what a first query loads: the root, whose size falls with
// the size of a shard, and two or three shards.
func termSize(terms []term) int {
	total := 0
	for i := range terms {
		total += terms[i].size()
	}
	return min(max(int(math.Sqrt(float64(total))*1.25), 500), 6000)
}

// size is about what t takes in a shard.
func (t *term) size() int { return int(t.count)*7/4 + 5 }

// shardEnd returns how many of the terms make the next shard of about size
// bytes. Near that size it cuts between words that share least, so that the root,
// which has the start of each shard, stays small (as in prefix B-trees), and forms of a
// word stay together.
func shardEnd(terms []term, size int) int {
	sum, end, least := 0, len(terms), 99
	for i := range len(terms) - 1 {
		t := &terms[i]
		if sum += t.size(); sum < size*3/4 {
			continue
		}
		if sum > size*5/4 && end < len(terms) {
			break
		}
		if _, n := shared(t.text, terms[i+1].text); n < least {
			end, least = i+1, n
		}
	}
	return end
}

// separator returns the shortest start of next that sorts after last.
func separator(last, next string) string {
	n, _ := shared(last, next)
	for i := range next {
		if i > n {
			return next[:i]
		}
	}
	return next
}

// shardWriter writes one shard of terms after the other.
type shardWriter struct {
	docs  int // in the segment
	words []string
	bits  bitWriter // for each term the number of its documents, these, and the impacts
	links []byte

	list    []int // the documents of a term
	impacts []byte
}

func (w *shardWriter) write(terms []term) {
	w.words, w.links = w.words[:0], w.links[:0]
	w.bits.reset()
	for i := range terms {
		t := &terms[i]
		w.words = append(w.words, t.text)
		w.read(t)
		w.bits.count(len(w.list))
		w.bits.list(w.list, 0, w.docs)
		if !hasImpacts(t.text, len(w.list)) {
			continue
		}
		for _, impact := range w.impacts {
			w.bits.put(int(impact), 2)
		}
	}
}

// read takes the postings of a term apart.
func (w *shardWriter) read(t *term) {
	w.list, w.impacts = w.list[:0], w.impacts[:0]
	doc := -1
	for rest := t.postings; len(rest) > 0; {
		gap, mark, more := posting(rest)
		doc += gap
		w.list, w.impacts = append(w.list, doc), append(w.impacts, impactOf(mark))
		if !isFilter(t.text) {
			w.links = appendLinks(w.links, mark)
		}
		rest = more
	}
}

// dictionaries write the words twice more, alone: reversed, since an error at
// the start of a word leaves its end (r0, r1, …), and the short ones as they
// are, since an error in the middle of a short word leaves a start that too many shards of
// terms share (w0, w1, …). Listed tells, by number, which words are in a dictionary
// already: that of another segment.
func dictionaries(terms []term, listed []bool, size int) (files []file, reversed, short []string) {
	var r, w []string
	for _, t := range terms {
		n := utf8.RuneCountInString(t.text)
		if n < 4 || !correctable(t.text) || listed[t.number] {
			continue
		}
		listed[t.number] = true
		r = append(r, reverse(t.text))
		if n < 8 {
			w = append(w, t.text)
		}
	}
	files, reversed = dictionary(nil, "r", sortedBy(r, func(s *string) string { return *s }), size)
	files, short = dictionary(files, "w", w, size)
	return files, reversed, short
}

// correctable reports whether typing errors are looked for in a word: not in
// numbers, nor where two letters make a token.
func correctable(w string) bool {
	for _, r := range w {
		if r < 'a' || r > 0xffff || unspaced(r) {
			return false
		}
	}
	return true
}

func reverse(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

func dictionary(files []file, kind string, words []string, size int) ([]file, []string) {
	var bounds []string
	for n := 0; n == 0 || len(words) > 0; n++ {
		end, sum := 0, 0
		for last := ""; end < len(words) && sum < size; end++ {
			same, _ := shared(last, words[end])
			last = words[end]
			sum += len(last) - same + 1
		}
		files = append(files, file{kind + strconv.Itoa(n), script(frontCode(words[:end]))})
		if end < len(words) {
			bounds = append(bounds, separator(words[end-1], words[end]))
		}
		words = words[end:]
	}
	return files, bounds
}

// pages replaces a long list of bounds by one of pages g0, g1, … of bounds.
func pages(bounds []string) (files []file, top []string, per int) {
	if len(bounds) < pageShards {
		return nil, bounds, 0
	}
	per = int(math.Sqrt(float64(len(bounds))))
	for i := 0; i <= len(bounds); i += per {
		// Page i holds the bounds between its shards i … i+per-1.
		if i > 0 {
			top = append(top, bounds[i-1])
		}
		part := bounds[i:min(i+per-1, len(bounds))]
		files = append(files, file{"g" + strconv.Itoa(i/per), script(frontCode(part))})
	}
	return files, top, per
}
