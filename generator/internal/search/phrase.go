package search

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
)

// after returns the place n words after place.
func after(place byte, n int) byte {
	if p := int(place) + n; place < 32 && p < 32 {
		return byte(p)
	}
	return byte(32 + (int(place)+n)%32)
}

// places returns for each document of t its places.
func (x *Index) places(s *openSegment, t *openTerm) [][]byte {
	name := "p" + strconv.Itoa(t.shard/x.perPosition)
	part := x.file(s, name, t.shard%x.perPosition+1)[t.shard%x.perPosition]
	for _, u := range x.terms(s, t.shard) {
		if isFilter(u.text) {
			continue
		}
		list := make([][]byte, len(u.docs))
		for i := range u.docs {
			for {
				if part == "" {
					x.fail(fmt.Errorf("%s/%s.js: ends too early", s.dir, name))
					return make([][]byte, len(t.docs))
				}
				if part[0] != ' ' {
					list[i] = append(list[i], byte(value(part[0])))
				}
				part = part[1:]
				if part == "" || part[0] != '!' {
					break
				}
				part = part[1:]
			}
		}
		if u == t {
			return list
		}
	}
	return make([][]byte, len(t.docs))
}

// findPhrase finds the documents that have the words of c in a row.
func (x *Index) findPhrase(c *clause) {
	for _, s := range x.segments {
		terms := make([]*openTerm, len(c.words))
		missing := false
		for i, w := range c.words {
			terms[i] = x.named(s, w.text)
			missing = missing || terms[i] == nil
		}
		if missing {
			continue
		}
		places := make([][][]byte, len(terms))
		hit := &openTerm{}
		for _, doc := range terms[0].docs {
			at, ok := indexes(terms, doc)
			if !ok {
				continue
			}
			if len(terms) > 1 && places[0] == nil {
				for i, t := range terms {
					places[i] = x.places(s, t)
				}
			}
			if len(terms) > 1 && !inRow(c.words, places, at) {
				continue
			}
			sum := 0
			for i, t := range terms {
				sum += int(t.impacts[at[i]])
			}
			hit.docs = append(hit.docs, doc)
			hit.impacts = append(hit.impacts, byte(min(sum, 255)))
		}
		if len(hit.docs) > 0 {
			c.list = append(c.list, scored{hit, exact, ""})
		}
	}
}

// indexes returns where doc is in the list of each term.
func indexes(terms []*openTerm, doc int) ([]int, bool) {
	at := make([]int, len(terms))
	for i, t := range terms {
		at[i] = sort.SearchInts(t.docs, doc)
		if at[i] == len(t.docs) || t.docs[at[i]] != doc {
			return nil, false
		}
	}
	return at, true
}

func inRow(words []token, places [][][]byte, at []int) bool {
	return slices.ContainsFunc(places[0][at[0]], func(first byte) bool {
		for i, w := range words {
			if !slices.Contains(places[i][at[i]], after(first, w.position-words[0].position)) {
				return false
			}
		}
		return true
	})
}
