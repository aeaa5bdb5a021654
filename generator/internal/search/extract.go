package search

import (
	"crypto/sha256"
	"io"

	"incidentarchive/generator/internal/packed"
)

// Key is a hash of all that a document is made from. Equal keys mean equal documents.
type Key [sha256.Size]byte

// Extract is what an index takes from the texts of one document.
type Extract struct {
	id    string
	key   Key
	card  string // what a result shows
	words string // postings
	known bool   // otherwise Write fills it
}

// Known tells whether Write needs no texts of the document.
func (e *Extract) Known() bool { return e.known }

// Extracts keep the extracts of documents from one index to the next. They are not
// safe for concurrent use.
type Extracts struct {
	reader *reader             // has the words that postings number
	room   []int               // about what the postings of each word take in an index
	before map[string]*Extract // those of the index before, by ID
	list   []*Extract          // those of this one
	fresh  int                 // of these that are not of the one before
}

// NewExtracts gives extracts of no documents.
func NewExtracts() *Extracts { return &Extracts{reader: newReader(0)} }

// Of gives the extract of a document. It is known where the document had the same
// key in the index before.
func (x *Extracts) Of(id string, key Key) *Extract {
	e := x.before[id]
	if e == nil || e.key != key {
		e = &Extract{id: id, key: key}
		x.fresh++
	}
	x.list = append(x.list, e)
	return e
}

// Len is the number of documents.
func (x *Extracts) Len() int { return len(x.list) }

// Changed tells how many documents came and went; one that changed did both.
func (x *Extracts) Changed() int {
	gone := len(x.before) - (len(x.list) - x.fresh)
	return x.fresh + gone
}

// Write writes the extracts, which an index was made of, in a binary form for
// [ReadExtracts].
func (x *Extracts) Write(w io.Writer) error {
	data := packed.AppendNumber(nil, uint64(len(x.reader.words)))
	for i := range x.reader.words {
		data = packed.AppendText(data, x.reader.words[i].text)
	}
	data = packed.AppendNumber(data, uint64(len(x.list)))
	for _, e := range x.list {
		data = append(packed.AppendText(data, e.id), e.key[:]...)
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
	words := r.Count(2)
	x := &Extracts{reader: newReader(words), room: make([]int, words)}
	for range words {
		if word := r.Text(); word == "" || !x.reader.add(word) {
			r.Fail()
		}
	}
	list := make([]Extract, r.Count(len(Key{})+3))
	x.before = make(map[string]*Extract, len(list))
	last := make([]int, words) // the document that each word was seen in, from 1 on
	for n := range list {
		e := &list[n]
		e.id = r.Text()
		copy(e.key[:], r.Fixed(len(e.key)))
		e.card, e.words, e.known = r.Text(), r.Text(), true
		x.before[e.id] = e
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
	if r.Failed || r.Rest != "" || unused > words/2 {
		return NewExtracts()
	}
	return x
}

// measure adds to the room of words what the postings of a document take, and tells
// whether they are sound: none is cut off, and each has a word of its own.
func (x *Extracts) measure(postings string, last []int, document int) bool {
	for r := (packed.Reader{Rest: postings}); r.Rest != ""; {
		word := r.Number()
		end := 0
		for end < len(r.Rest) && r.Rest[end] >= notLast {
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
