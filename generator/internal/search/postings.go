package search

import "encoding/binary"

// Postings tell which words are in which documents: those of a document list its
// words, those of a word its documents. Each posting is a number, as a varint, and
// a mark. The number is that of the word, or the gap to the document from the one
// before; before the first is -1.
//
// A mark is what the index knows of the word in the document: the impact, 0..3,
// which is how much the word says about the document, and the links to what follows
// the word there, see appendMark.

// posting takes the first posting off a list.
func posting[L string | []byte](list L) (number int, mark, rest L) {
	n := 0
	for shift := 0; ; shift += 7 {
		c := list[n]
		number |= int(c&0x7f) << shift
		if n++; c < 0x80 {
			break
		}
	}
	end := n + 1
	for list[end-1] >= notLast {
		end++
	}
	return number, list[n:end], list[end:]
}

// usualGap is what the gap of a posting takes at most, in most lists.
const usualGap = 2

// index collects the documents of words. Documents must come in order.
type index struct {
	lists []documents // by the number of the word
	room  []byte      // for the postings of words that are new
}

// newIndex makes an index with room for what each word took in an earlier one.
func newIndex(room []int) *index {
	x := &index{lists: make([]documents, len(room))}
	all := 0
	for _, n := range room {
		all += n
	}
	postings := make([]byte, all)
	for n := range x.lists {
		x.lists[n].postings, postings = postings[:0:room[n]], postings[room[n]:]
	}
	return x
}

// documents are those of one word.
type documents struct {
	count, last int32 // how many there are, and the last of them
	postings    []byte
}

// add takes in the words of a document.
func (x *index) add(doc int, words string) {
	for words != "" {
		number, mark, rest := posting(words)
		if number >= len(x.lists) {
			x.grow(number + 1)
		}
		l := &x.lists[number]
		if l.count == 0 {
			l.last = -1
			if cap(l.postings) == 0 {
				l.postings = x.little()
			}
		}
		l.postings = append(binary.AppendUvarint(l.postings, uint64(int32(doc)-l.last)), mark...)
		l.last = int32(doc)
		l.count++
		words = rest
	}
}

func (x *index) grow(words int) {
	x.lists = append(x.lists, make([]documents, words-len(x.lists))...)
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
