package search

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
)

// reader finds the words of documents. It numbers words as they come.
type reader struct {
	numbers map[string]int32
	words   []word
	known   map[Field][]hit // of fields that many documents have
	buf     []token
	hits    []hit

	document int32   // that is being read
	found    []int32 // its words, each once
	postings []byte
}

// word is a word of the texts and what it does in the document that is being read.
type word struct {
	text string
	link int8 // to it, from a word right before it

	document int32  // that the next two are about
	weight   int32  // in thousandths
	next     uint32 // the links to what follows it: bit n+1 for link n
}

// hit is one occurrence of a word in a document.
type hit struct {
	word   int32
	next   int32 // link to the word after it, or noLink
	weight int32 // in thousandths
}

// How much an occurrence counts by the kind of its field, in thousandths; how
// much of that long fields lose, in percent; and their usual length in words.
var (
	weights = [...]int{Body: 1000, Names: 3000, Words: 1200, title: 4500}
	slopes  = [...]int{Body: 70, Names: 30, Words: 0, title: 30}
	lengths = [...]int{Body: 50, Names: 12, Words: 12, title: 8}
)

// newReader makes a reader that is to find about a number of words.
func newReader(words int) *reader {
	return &reader{numbers: make(map[string]int32, words), words: make([]word, 0, words), known: map[Field][]hit{}}
}

// read gives the words of a document as postings. They last until the next one.
func (r *reader) read(e *entry) []byte {
	r.document++
	r.found = r.found[:0]
	r.field(title, e.Title)
	r.field(Body, e.Summary)
	for _, f := range e.Text {
		r.field(min(f.Kind, Words), f.Text)
	}
	r.silent(idWords(e.ID))
	for y := e.year; y <= e.lastYear && y < e.year+3; y++ {
		r.silent(strconv.Itoa(y))
	}
	for _, id := range e.Services {
		r.hit(hit{r.number(filterTerm('s', id)), noLink, 0})
	}
	for _, id := range e.Organisations {
		r.hit(hit{r.number(filterTerm('o', id)), noLink, 0})
	}
	return r.written()
}

// written writes the words of the document down.
func (r *reader) written() []byte {
	r.postings = r.postings[:0]
	for _, n := range r.found {
		w := &r.words[n]
		r.postings = appendMark(binary.AppendUvarint(r.postings, uint64(n)), impact(int(w.weight)), w.next)
	}
	return r.postings
}

// impact maps a weight in thousandths to 0..3, as BM25 does: the tenth
// occurrence says less than the first.
func impact(weight int) byte {
	return byte(min(weight*8/(weight+1200), 7) / 2)
}

// idWords returns the words of an id without the date that leads it, which the
// filters know better.
func idWords(id string) string {
	return strings.TrimLeft(id, "0123456789-")
}

// mostKnown is how many fields are kept with their hits.
const mostKnown = 1 << 14

// field adds the words of one field. Names and the like stand in many documents,
// and have the same hits in each.
func (r *reader) field(k Kind, text string) {
	for _, h := range r.hitsOf(k, text) {
		r.hit(h)
	}
}

func (r *reader) hitsOf(k Kind, text string) []hit {
	if k != Names && k != Words {
		return r.hitsIn(k, text)
	}
	f := Field{k, text}
	hits, known := r.known[f]
	if !known {
		hits = r.hitsIn(k, text)
		if len(r.known) < mostKnown {
			r.known[f] = slices.Clone(hits)
		}
	}
	return hits
}

// hitsIn finds the words of one field. What it gives lasts until the next field.
func (r *reader) hitsIn(k Kind, text string) []hit {
	list, words := tokens(r.buf[:0], text, 0)
	r.buf = list
	length := words*(100/lengths[k])*slopes[k]/100 + 100 - slopes[k]
	w := int32(weights[k] * 100 / max(length, 30))
	r.hits = r.hits[:0]
	before, at := -1, 0 // the last word: its hit, and its position
	for _, t := range list {
		n := r.number(t.text)
		if !t.joined {
			if before >= 0 {
				r.hits[before].next = r.link(n, t.position-at-1)
			}
			before, at = len(r.hits), t.position
		}
		r.hits = append(r.hits, hit{n, noLink, w})
	}
	return r.hits
}

// silent adds words that readers do not see: they have no place in a phrase, and
// count little.
func (r *reader) silent(text string) {
	r.buf, _ = tokens(r.buf[:0], text, 0)
	for _, t := range r.buf {
		r.hit(hit{r.number(t.text), noLink, 300})
	}
}

// hit notes an occurrence in the document that is being read.
func (r *reader) hit(h hit) {
	w := &r.words[h.word]
	if w.document != r.document {
		w.document, w.weight, w.next = r.document, 0, 0
		r.found = append(r.found, h.word)
	}
	w.weight += h.weight
	w.next |= 1 << (h.next + 1)
}

// link is the function link for a word.
func (r *reader) link(n int32, between int) int32 {
	if between == 0 {
		return int32(r.words[n].link)
	}
	return int32(link(r.words[n].text, between))
}

// number gives the number of a word.
func (r *reader) number(text string) int32 {
	n, ok := r.numbers[text]
	if !ok {
		n = int32(len(r.words))
		r.add(strings.Clone(text))
	}
	return n
}

// add numbers a word, unless it has a number; it tells whether it had none.
func (r *reader) add(text string) bool {
	if _, ok := r.numbers[text]; ok {
		return false
	}
	r.numbers[text] = int32(len(r.words))
	r.words = append(r.words, word{text: text, link: int8(link(text, 0))})
	return true
}
