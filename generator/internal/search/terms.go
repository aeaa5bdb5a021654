package search

import (
	"strconv"
	"strings"
)

// term is a word of a segment and its documents.
type term struct {
	text   string
	number int
	documents
}

// terms gives the words of an index in the order in which JavaScript compares
// strings. The index takes no more documents then.
func (x *index) terms(words []word) []term {
	terms := make([]term, 0, len(x.lists))
	for n, l := range x.lists {
		if l.count > 0 {
			terms = append(terms, term{words[n].text, n, l})
		}
	}
	x.lists = nil
	return sortedBy(terms, func(t *term) string { return t.text })
}

// filterTerms is how many lists have names of their own: five digits.
const filterTerms = 36 * 36 * 36 * 36 * 36

// filterTerm names the list of documents behind service:ID and organisation:ID.
// No word starts with a colon. The id is hashed, since ids are long and no
// reader completes them here.
func filterTerm(kind byte, id string) string {
	return ":" + string(kind) + strconv.FormatUint(uint64(hash(strings.ToLower(id)))%filterTerms, 36)
}

func isFilter(text string) bool { return text[0] == ':' }

// frequent is the number of documents from which on a word says so little about
// each that impacts would only make its list longer.
const frequent = 4096

// hasImpacts reports whether a term of a number of documents comes with impacts.
func hasImpacts(text string, count int) bool { return count < frequent && !isFilter(text) }
