package search

import (
	"slices"
	"unicode/utf8"
)

// Marks returns where the words of the query stand in text: pairs of start and
// end in bytes, in order. A compound is marked whole.
func (r *Result) Marks(text string) [][2]int {
	var list [][2]int
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRuneInString(text[i:])
		if !markRune(c) {
			i += n
			continue
		}
		found, next := n, i+n
		if unspaced(c) {
			// A letter and the next make a token.
			if d, m := utf8.DecodeRuneInString(text[next:]); unspaced(d) {
				found += m
			}
		} else {
			found = markCompound(text[i:])
			next = i + found
		}
		if r.hits(text[i : i+found]) {
			if k := len(list) - 1; k >= 0 && list[k][1] >= i {
				list[k][1] = i + found
			} else {
				list = append(list, [2]int{i, i + found})
			}
		}
		i = next
	}
	return list
}

// markCompound returns the length of the words that s starts with and that hang together.
func markCompound(s string) int {
	end := 0
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case markRune(c) && !unspaced(c):
			end = i + n
		case !joiner(c) || i != end:
			return end
		}
		i += n
	}
	return end
}

func markRune(c rune) bool {
	return c >= 'A' && c <= 'Z' || c == '’' || wordRune(c)
}

// hits reports whether s has a token of the query.
func (r *Result) hits(s string) bool {
	list, _ := tokens(nil, s, 0)
	return slices.ContainsFunc(list, func(t token) bool { return r.marked[t.text] })
}
