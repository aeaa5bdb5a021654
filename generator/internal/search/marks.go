package search

import (
	"strings"
	"unicode/utf8"
)

// Marks returns where the words of the query stand in text: pairs of start and
// end in bytes, in order.
func (r *Result) Marks(text string) [][2]int {
	var list [][2]int
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRuneInString(text[i:])
		if !markRune(c) {
			i += n
			continue
		}
		end := i
		for j := i; j < len(text); {
			c, n := utf8.DecodeRuneInString(text[j:])
			if !markRune(c) && (!joiner(c) || j != end) {
				break
			}
			j += n
			if markRune(c) {
				end = j
			}
		}
		list = r.markCompound(list, text[i:end], i)
		i = end
	}
	return list
}

func markRune(c rune) bool {
	return c >= 'A' && c <= 'Z' || c == '’' || wordRune(c)
}

func (r *Result) markCompound(list [][2]int, s string, at int) [][2]int {
	if r.hits(s, true) {
		return append(list, [2]int{at, at + len(s)})
	}
	for len(s) > 0 {
		part := s
		if i := strings.IndexFunc(s, joiner); i >= 0 {
			part = s[:i]
		}
		if strings.ContainsFunc(part, unspaced) {
			list = r.markPairs(list, []rune(part), at)
		} else if r.hits(part, false) {
			list = append(list, [2]int{at, at + len(part)})
		}
		at += len(part)
		s = s[len(part):]
		_, n := utf8.DecodeRuneInString(s)
		at += n
		s = s[n:]
	}
	return list
}

// markPairs marks pairs of neighbours in text without spaces.
func (r *Result) markPairs(list [][2]int, s []rune, at int) [][2]int {
	end := 0
	for i, c := range s {
		pair := string(s[i:min(i+2, len(s))])
		if r.hits(pair, false) {
			if at < end {
				list[len(list)-1][1] = at + len(pair)
			} else {
				list = append(list, [2]int{at, at + len(pair)})
			}
			end = at + len(pair)
		}
		at += utf8.RuneLen(c)
	}
	return list
}

// hits reports whether s has a token of the query, a joined one or any other.
func (r *Result) hits(s string, joined bool) bool {
	list, _ := tokens(nil, s, 0)
	for _, t := range list {
		if t.joined == joined && r.marked[t.text] {
			return true
		}
	}
	return false
}
