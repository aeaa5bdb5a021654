package search

import (
	"crypto/sha256"
	"io"
	"maps"
	"slices"

	"incidentarchive/generator/internal/packed"
)

// Key is a hash of all that a document is made from. Nothing is kept of a document
// that has the zero key.
type Key [sha256.Size]byte

// Extracts are what an index takes from the texts of documents. Kept from one index
// to the next, they spare it the texts of documents that stay as they are. They are
// not safe for concurrent use.
type Extracts struct {
	reader    *reader            // knows the words that postings number
	room      []int              // what the postings of each word take in an index, about
	documents map[string]extract // by ID
	changed   int
}

// extract is what an index takes from the texts of one document.
type extract struct {
	key   Key
	card  string // what a result shows
	words string // postings
}

// NewExtracts gives extracts of no documents.
func NewExtracts() *Extracts { return &Extracts{reader: newReader(0)} }

// Has tells whether the texts of a document are not needed: there is an extract.
func (x *Extracts) Has(id string, key Key) bool {
	if x == nil {
		return false
	}
	e, ok := x.documents[id]
	return ok && e.key == key
}

// Len is the number of documents.
func (x *Extracts) Len() int { return len(x.documents) }

// Changed is how many documents came, changed or went since the extracts were read.
func (x *Extracts) Changed() int { return x.changed }

// replace puts the extracts of an index in place of those that there are.
func (x *Extracts) replace(documents map[string]extract) {
	same := 0
	for id, e := range documents {
		if x.Has(id, e.key) {
			same++
		}
	}
	x.changed += len(documents) + len(x.documents) - 2*same
	x.documents, x.room = documents, nil
}

// Write writes the extracts in a binary form, for [ReadExtracts].
func (x *Extracts) Write(w io.Writer) error {
	data := packed.AppendNumber(nil, uint64(len(x.reader.words)))
	for i := range x.reader.words {
		data = packed.AppendText(data, x.reader.words[i].text)
	}
	data = packed.AppendNumber(data, uint64(len(x.documents)))
	for _, id := range slices.Sorted(maps.Keys(x.documents)) {
		e := x.documents[id]
		data = append(packed.AppendText(data, id), e.key[:]...)
		data = packed.AppendText(packed.AppendText(data, e.card), e.words)
		if _, err := w.Write(data); err != nil {
			return err
		}
		data = data[:0]
	}
	_, err := w.Write(data)
	return err
}

// ReadExtracts reads what [Extracts.Write] wrote. Of anything else it gives no
// extracts, and of those in which most words are of no document any more.
func ReadExtracts(text string) *Extracts {
	r := &packed.Reader{Rest: text}
	count := r.Count(2)
	x := &Extracts{reader: newReader(count), room: make([]int, count)}
	for range count {
		if word := r.Text(); word == "" || !x.reader.add(word) {
			r.Fail()
		}
	}
	count = r.Count(len(Key{}) + 3)
	x.documents = make(map[string]extract, count)
	last := make([]int, len(x.room)) // the document that each word was seen in, from 1 on
	for n := range count {
		id := r.Text()
		var e extract
		copy(e.key[:], r.Fixed(len(e.key)))
		e.card, e.words = r.Text(), r.Text()
		x.documents[id] = e
		if !x.measure(e.words, last, n+1) {
			r.Fail()
		}
	}
	unused := 0
	for _, room := range x.room {
		if room == 0 {
			unused++
		}
	}
	if r.Failed || r.Rest != "" || unused > len(x.room)/2 {
		return NewExtracts()
	}
	return x
}

// measure adds to the room of words what the postings of a document take, and tells
// whether they are sound: none is cut off, and each has a word of its own.
func (x *Extracts) measure(postings string, last []int, document int) bool {
	for r := (packed.Reader{Rest: postings}); r.Rest != ""; {
		word := r.Number()
		end := 1
		for end < len(r.Rest) && r.Rest[end] >= symbol(moreLinks) {
			end++
		}
		r.Fixed(end + 1)
		if r.Failed || word >= uint64(len(last)) || last[word] == document {
			return false
		}
		last[word] = document
		x.room[word] += end + 1 + usualGap
	}
	return true
}
