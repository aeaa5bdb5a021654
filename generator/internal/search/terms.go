package search

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// term is a word of the index and its documents, written down as they come.
type term struct {
	text        string
	count, last int32 // documents that have it, and the last of them

	// postings are for each document the gap to it as a varint, the impact,
	// 0..3, which is how much the word says about it, and the links to what
	// follows the word in it.
	postings []byte

	at     int32  // the document that the next two are about
	weight int32  // of the word in it, in thousandths
	next   uint32 // the links to what follows the word in it: bit n+1 for link n
	link   int8   // to the word, from one right before it
}

// eachPosting calls f for each document of t.
func (t *term) eachPosting(f func(doc int, impact byte, links []byte)) {
	doc := -1
	for p := t.postings; len(p) > 0; {
		gap, n := binary.Uvarint(p)
		doc += int(gap)
		end := n + 1
		for p[end] >= symbol(moreLinks) {
			end++
		}
		f(doc, p[n], p[n+1:end+1])
		p = p[end+1:]
	}
}

// index collects the terms of a segment. Documents must come in order.
type index struct {
	ids   map[string]int32
	terms []term
	known map[Field][]hit // of fields that many documents have
	buf   []token
	hits  []hit
	links []byte
	room  []byte // for the postings of new terms

	doc   int32   // that is being added
	found []int32 // its terms, each once
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

// newIndex makes an index for a number of documents.
func newIndex(docs int) *index {
	return &index{ids: make(map[string]int32, docs*5), terms: make([]term, 0, docs*5), known: map[Field][]hit{}}
}

// add takes in document number doc.
func (x *index) add(doc int, e *entry) {
	x.doc, x.found = int32(doc), x.found[:0]
	x.field(title, e.Title)
	x.field(Body, e.Summary)
	for _, f := range e.Text {
		x.field(min(f.Kind, Words), f.Text)
	}
	x.silent(idWords(e.ID))
	for y := e.year; y <= e.lastYear && y < e.year+3; y++ {
		x.silent(strconv.Itoa(y))
	}
	x.flush()
	for _, id := range e.Services {
		x.filter(filterTerm('s', id))
	}
	for _, id := range e.Organisations {
		x.filter(filterTerm('o', id))
	}
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
func (x *index) field(k Kind, text string) {
	for _, h := range x.hitsOf(k, text) {
		x.hit(h)
	}
}

func (x *index) hitsOf(k Kind, text string) []hit {
	if k != Names && k != Words {
		return x.read(k, text)
	}
	f := Field{k, text}
	hits, known := x.known[f]
	if !known {
		hits = x.read(k, text)
		if len(x.known) < mostKnown {
			x.known[f] = slices.Clone(hits)
		}
	}
	return hits
}

// read finds the words of one field. What it gives lasts until the next field.
func (x *index) read(k Kind, text string) []hit {
	list, words := tokens(x.buf[:0], text, 0)
	x.buf = list
	length := words*(100/lengths[k])*slopes[k]/100 + 100 - slopes[k]
	w := int32(weights[k] * 100 / max(length, 30))
	x.hits = x.hits[:0]
	before, at := -1, 0 // the last word: its hit, and its position
	for _, t := range list {
		id := x.id(t.text)
		if !t.joined {
			if before >= 0 {
				x.hits[before].next = x.link(id, t.position-at-1)
			}
			before, at = len(x.hits), t.position
		}
		x.hits = append(x.hits, hit{id, noLink, w})
	}
	return x.hits
}

// silent adds words that readers do not see: they have no place in a phrase, and
// count little.
func (x *index) silent(text string) {
	x.buf, _ = tokens(x.buf[:0], text, 0)
	for _, t := range x.buf {
		x.hit(hit{x.id(t.text), noLink, 300})
	}
}

// hit notes an occurrence in the document that is being added.
func (x *index) hit(h hit) {
	t := &x.terms[h.term]
	if t.at != x.doc {
		t.at, t.weight, t.next = x.doc, 0, 0
		x.found = append(x.found, h.term)
	}
	t.weight += h.weight
	t.next |= 1 << (h.next + 1)
}

// link is the function link for a term.
func (x *index) link(id int32, between int) int32 {
	if between == 0 {
		return int32(x.terms[id].link)
	}
	return int32(link(x.terms[id].text, between))
}

func (x *index) id(text string) int32 {
	id, ok := x.ids[text]
	if !ok {
		id = int32(len(x.terms))
		text = strings.Clone(text)
		x.ids[text] = id
		x.terms = append(x.terms, term{text: text, last: -1, at: -1, link: int8(link(text, 0)), postings: x.little()})
	}
	return id
}

// little gives room for a few postings: most words have no more.
func (x *index) little() []byte {
	const size = 12
	if len(x.room) < size {
		x.room = make([]byte, 1000*size)
	}
	room := x.room[:0:size]
	x.room = x.room[size:]
	return room
}

// flush writes the hits of a document down.
func (x *index) flush() {
	for _, id := range x.found {
		t := &x.terms[id]
		links := x.links[:0]
		for next := t.next &^ 1; next != 0; { // rising, and without noLink
			n := bits.TrailingZeros32(next) - 1
			if next &= next - 1; next != 0 {
				n += moreLinks
			}
			links = append(links, symbol(n))
		}
		if len(links) == 0 {
			links = append(links, ' ')
		}
		x.links = links
		t.post(x.doc, impact(int(t.weight)), links)
	}
}

// impact maps a weight in thousandths to 0..3, as BM25 does: the tenth
// occurrence says less than the first.
func impact(weight int) byte {
	return byte(min(weight*8/(weight+1200), 7) / 2)
}

// filter adds the document to the list behind a filter.
func (x *index) filter(text string) {
	x.terms[x.id(text)].post(x.doc, 0, []byte{' '})
}

func (t *term) post(doc int32, impact byte, links []byte) {
	t.postings = binary.AppendUvarint(t.postings, uint64(doc-t.last))
	t.postings = append(append(t.postings, impact), links...)
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

// sorted returns the terms in the order in which JavaScript compares strings. The
// index takes no more documents then.
func (x *index) sorted() []*term {
	x.ids, x.known = nil, nil
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
const moreLinks = 23

// link says what follows a word: the next word that is no stop word, and how
// many stop words stand between. Of two different ones, one time in moreLinks both
// have the same link, so a phrase now and then finds a document that has its words
// apart; it misses none.
func link(next string, between int) int {
	h := uint32(fnvOffset)
	for range between {
		h = fnv(h, ' ')
	}
	for i := range len(next) {
		h = fnv(h, next[i])
	}
	return int(h % moreLinks)
}

// hash is FNV-1a.
func hash(s string) uint32 {
	h := uint32(fnvOffset)
	for i := range len(s) {
		h = fnv(h, s[i])
	}
	return h
}

const fnvOffset = 2166136261

func fnv(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 16777619 }
