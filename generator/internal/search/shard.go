package search

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
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
const perLinks = 4

// termFiles cuts the terms into shards t0, t1, … and their links into p0,
// p1, …, and returns where each shard of terms but the first begins.
func termFiles(terms []*term, docs, size int) (files []file, bounds []string) {
	if size <= 0 {
		size = termSize(terms)
	}
	var links []string
	for n := 0; n == 0 || len(terms) > 0; n++ {
		end := shardEnd(terms, size)
		shard := terms[:end]
		terms = terms[end:]
		files = append(files, file{"t" + strconv.Itoa(n), termShard(shard, docs)})
		links = append(links, linkString(shard))
		if len(terms) > 0 {
			bounds = append(bounds, separator(shard[end-1].text, terms[0].text))
		}
	}
	for n := 0; len(links) > 0; n++ {
		part := links[:min(perLinks, len(links))]
		links = links[len(part):]
		values := make([]any, len(part))
		for i, p := range part {
			values[i] = p
		}
		files = append(files, file{"p" + strconv.Itoa(n), script(values...)})
	}
	return files, bounds
}

// termSize balances what a first query loads: the root, whose size falls with
// the size of a shard, and two or three shards.
func termSize(terms []*term) int {
	total := 0
	for _, t := range terms {
		total += t.size()
	}
	return min(max(int(math.Sqrt(float64(total))*1.05), 500), 6000)
}

// size is about what t takes in a shard.
func (t *term) size() int { return len(t.gaps) + len(t.impacts)/4 + 5 }

// shardEnd returns how many of the terms make the next shard of about size
// bytes. Forms of a word stay together.
func shardEnd(terms []*term, size int) int {
	sum := 0
	for i, t := range terms {
		sum += t.size()
		if sum < size || i+1 == len(terms) {
			continue
		}
		if sum > size*3/2 || !strings.HasPrefix(terms[i+1].text, stem(t.text)) {
			return i + 1
		}
	}
	return len(terms)
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

// termShard writes terms: the words, and for each in bits the number of its
// documents, these, and the impacts.
func termShard(terms []*term, docs int) []byte {
	words := make([]string, len(terms))
	var w bitWriter
	var list []int
	for i, t := range terms {
		words[i] = t.text
		w.count(t.count)
		list = list[:0]
		doc := -1
		for gaps := t.gaps; len(gaps) > 0; {
			gap, n := binary.Uvarint(gaps)
			gaps = gaps[n:]
			doc += int(gap)
			list = append(list, doc)
		}
		w.list(list, 0, docs)
		if !isFilter(t.text) {
			for _, impact := range t.impacts {
				w.put(int(impact), 2)
			}
		}
	}
	return script(frontCode(words), w.String())
}

func linkString(terms []*term) string {
	var b []byte
	for _, t := range terms {
		if !isFilter(t.text) {
			b = append(b, t.links...)
		}
	}
	return string(b)
}

func isFilter(text string) bool { return text[0] == ':' }

// dictionaries write the words twice more, alone: reversed, since an error at
// the start of a word leaves its end (r0, r1, …), and the short ones as they
// are, since an error in the middle of a short word leaves a start that too many shards of
// terms share (w0, w1, …). Known words are in the dictionary of another segment.
func dictionaries(terms []*term, known map[string]bool, size int) (files []file, reversed, short []string) {
	var r, w []string
	for _, t := range terms {
		n := len([]rune(t.text))
		if n < 4 || !correctable(t.text) || known[t.text] {
			continue
		}
		known[t.text] = true
		r = append(r, reverse(t.text))
		if n < 8 {
			w = append(w, t.text)
		}
	}
	slices.SortFunc(r, compare)
	files, reversed = dictionary(nil, "r", r, size)
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
