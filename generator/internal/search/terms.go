package search

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// term is a word of the index and its documents, written down as they come.
type term struct {
	text    string
	count   int    // documents that have it
	last    int    // the last of them
	gaps    []byte // between documents, as varints
	impacts []byte // 0..3 a document: how much the word says about it
	links   []byte // for each document what follows the word in it; see link
}

// index collects the terms of a segment. Documents must come in order.
type index struct {
	ids   map[string]int32
	terms []term
	buf   []token
	hits  []hit
	at    int // position of the last word of the field
}

// hit is one occurrence of a term in a document.
type hit struct {
	term   int32
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

// noLink is the link of a word that is the last of its field or none that phrases have.
const noLink = -1

func newIndex() *index { return &index{ids: map[string]int32{}} }

// add takes in document number doc.
func (x *index) add(doc int, e *entry) {
	x.hits = x.hits[:0]
	x.field(title, e.Title)
	x.field(Body, e.Summary)
	for _, f := range e.Text {
		x.field(min(f.Kind, Words), f.Text)
	}
	x.silent(idWords(e.ID))
	for y := e.year; y <= e.lastYear && y < e.year+3; y++ {
		x.silent(strconv.Itoa(y))
	}
	x.flush(doc)
	for _, id := range e.Services {
		x.filter(doc, filterTerm('s', id))
	}
	for _, id := range e.Organisations {
		x.filter(doc, filterTerm('o', id))
	}
}

// idWords returns the words of an id without the date that leads it, which the
// filters know better.
func idWords(id string) string {
	return strings.TrimLeft(id, "0123456789-")
}

// field adds the words of one field.
func (x *index) field(k Kind, text string) {
	list, words := tokens(x.buf[:0], text, 0)
	x.buf = list
	length := words*(100/lengths[k])*slopes[k]/100 + 100 - slopes[k]
	w := int32(weights[k] * 100 / max(length, 30))
	before := -1
	for _, t := range list {
		if !t.joined {
			if before >= 0 {
				x.hits[before].next = int32(link(t.text, t.position-x.at-1))
			}
			before, x.at = len(x.hits), t.position
		}
		x.hits = append(x.hits, hit{x.id(t.text), noLink, w})
	}
}

// silent adds words that readers do not see: they have no place in a phrase, and
// count little.
func (x *index) silent(text string) {
	x.buf, _ = tokens(x.buf[:0], text, 0)
	for _, t := range x.buf {
		x.hits = append(x.hits, hit{x.id(t.text), noLink, 300})
	}
}

func (x *index) id(text string) int32 {
	id, ok := x.ids[text]
	if !ok {
		id = int32(len(x.terms))
		text = strings.Clone(text)
		x.ids[text] = id
		x.terms = append(x.terms, term{text: text, last: -1})
	}
	return id
}

// flush writes the hits of a document down.
func (x *index) flush(doc int) {
	slices.SortFunc(x.hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(a.next, b.next))
	})
	for i := 0; i < len(x.hits); {
		t := &x.terms[x.hits[i].term]
		weight, last, j := 0, noLink, i
		for ; j < len(x.hits) && x.hits[j].term == x.hits[i].term; j++ {
			weight += int(x.hits[j].weight)
			if next := int(x.hits[j].next); next != last {
				if last != noLink {
					t.links = append(t.links, symbol(last+moreLinks))
				}
				last = next
			}
		}
		if last == noLink {
			t.links = append(t.links, ' ')
		} else {
			t.links = append(t.links, symbol(last))
		}
		x.post(t, doc, impact(weight))
		i = j
	}
}

// impact maps a weight in thousandths to 0..3, as BM25 does: the tenth
// occurrence says less than the first.
func impact(weight int) byte {
	return byte(min(weight*8/(weight+1200), 7) / 2)
}

// filter adds a document to the list behind a filter.
func (x *index) filter(doc int, text string) {
	x.post(&x.terms[x.id(text)], doc, 0)
}

func (x *index) post(t *term, doc int, impact byte) {
	t.gaps = binary.AppendUvarint(t.gaps, uint64(doc-t.last))
	t.impacts = append(t.impacts, impact)
	t.last = doc
	t.count++
}

// filterTerms is how many lists have names of their own: five digits.
const filterTerms = 36 * 36 * 36 * 36 * 36

// filterTerm names the list of documents behind service:ID and organisation:ID.
// No word starts with a colon. The id is hashed, since ids are long and no
// reader completes them here.
func filterTerm(kind byte, id string) string {
	return ":" + string(kind) + strconv.FormatUint(uint64(hash(strings.ToLower(id)))%filterTerms, 36)
}

// sorted returns the terms in the order in which JavaScript compares strings.
func (x *index) sorted() []*term {
	list := make([]*term, len(x.terms))
	for i := range x.terms {
		list[i] = &x.terms[i]
	}
	slices.SortFunc(list, func(a, b *term) int { return compare(a.text, b.text) })
	return list
}

// compare orders strings by UTF-16 code units. That is the order of bytes but
// for letters beyond the first 65,536.
func compare(a, b string) int {
	n := min(len(a), len(b))
	i := 0
	for i < n && a[i] == b[i] {
		i++
	}
	if i == n || a[i] < 0xee && b[i] < 0xee {
		return strings.Compare(a, b)
	}
	for i > 0 && !utf8.RuneStart(a[i]) {
		i--
	}
	return slices.Compare(utf16.Encode([]rune(a[i:])), utf16.Encode([]rune(b[i:])))
}

// moreLinks is how many words that follow are told apart, for phrases. A link
// that is not the last of its document is written that much higher.
const moreLinks = 43

// link says what follows a word: the next word that is no stop word, and how
// many stop words stand between. Of two different ones, one time in moreLinks both
// have the same link, so a phrase now and then finds a document that has its words
// apart; it misses none.
func link(next string, between int) int {
	return int(hash(strings.Repeat(" ", between)+next) % moreLinks)
}

// hash is FNV-1a.
func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}
