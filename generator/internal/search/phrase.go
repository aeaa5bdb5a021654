package search

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// links returns for each document of t what follows it there.
func (x *Index) links(s *openSegment, t *openTerm) []string {
	name := "p" + strconv.Itoa(t.shard/x.perLinks)
	part := x.file(s, name, t.shard%x.perLinks+1)[t.shard%x.perLinks]
	list := make([]string, len(t.docs))
	for _, u := range x.terms(s, t.shard) {
		if isFilter(u.text) {
			continue
		}
		for i := range u.docs {
			n := strings.IndexFunc(part, func(r rune) bool { return r < rune(symbol(moreLinks)) })
			if n < 0 {
				x.fail(fmt.Errorf("%s/%s.js: ends too early", s.dir, name))
				return list
			}
			if u == t {
				list[i] = part[:n+1]
			}
			part = part[n+1:]
		}
		if u == t {
			break
		}
	}
	return list
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
		var links [][]string
		hit := &openTerm{}
		for _, doc := range terms[0].docs {
			at, ok := indexes(terms, doc)
			if !ok {
				continue
			}
			if links == nil {
				for _, t := range terms[:len(terms)-1] {
					links = append(links, x.links(s, t))
				}
			}
			if !inRow(c.words, links, at) {
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

// inRow reports whether each word of a document is followed by the next.
func inRow(words []token, links [][]string, at []int) bool {
	for i, list := range links {
		next := link(words[i+1].text, words[i+1].position-words[i].position-1)
		if !strings.ContainsAny(list[at[i]], string([]byte{symbol(next), symbol(next + moreLinks)})) {
			return false
		}
	}
	return true
}
