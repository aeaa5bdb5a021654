package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A clause is a word or a phrase of a query.
type clause struct {
	text   string  // the word; empty for a phrase
	words  []token // the words of a phrase
	at     int
	unless bool // documents must not have it
	last   bool // still being typed: may be the start of a word

	list  []scored // what it matches
	loose []scored // what it matches with typing errors
	fixed bool     // correct was called
	near  []*openTerm
}

// scored is a term of the index that fits a clause, and how well.
type scored struct {
	*openTerm
	quality int
	fixed   string // the word that the typed one was taken for
}

// How well a term fits a word. A word that the typed one starts loses one for
// each letter more, up to 7.
const (
	exact      = 20
	otherForm  = 12
	longer     = 12
	oneError   = 12
	twoErrors  = 8
	fixedForm  = 4 // another form of a corrected word
	maxChoices = 4 // corrections of a word
)

// match finds the word itself, its forms, and words that it starts, if it is
// the last one typed or nothing else fits.
func (x *Index) match(c *clause) {
	form := stem(c.text)
	c.near = nil
	for _, s := range x.segments {
		c.near = append(c.near, x.near(s, c.text, c.last)...)
	}
	length := utf16Length(c.text)
	for _, starts := range []bool{c.last, true} {
		c.list = nil
		for _, t := range c.near {
			q := 0
			switch {
			case isFilter(t.text):
			case t.text == c.text:
				q = exact
			case stem(t.text) == form:
				q = otherForm
			case starts && length >= 2 && strings.HasPrefix(t.text, c.text):
				q = longer - min(utf16Length(t.text)-length, 7)
			}
			if q > 0 {
				c.list = append(c.list, scored{t, q, ""})
			}
		}
		if len(c.list) > 0 || length < 3 {
			return
		}
	}
}

func utf16Length(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

// correct finds the words nearest to a misspelt one. An error leaves the start
// of the word or its end: words with the same start are in the shards at hand
// or, short ones, in the dictionary w; words with the same end in r.
func (x *Index) correct(c *clause) {
	c.fixed = true
	w, n := c.text, utf8.RuneCountInString(c.text)
	if n < 4 || !correctable(w) {
		return
	}
	half, limit := n/2, 1
	if n > 7 {
		limit = 2
	}
	found := map[string]int{}
	consider := func(text string) {
		if text == w || utf8.RuneCountInString(text) < 4 || !correctable(text) {
			return
		}
		if d := edits(w, text, limit); d <= limit {
			first := 0
			if a, _ := utf8.DecodeRuneInString(text); !strings.HasPrefix(w, string(a)) {
				first = 1
			}
			found[text] = d*2 + first
		}
	}
	for _, t := range c.near {
		consider(t.text)
	}
	if n > 6 {
		for _, s := range x.segments {
			start := string([]rune(w)[:half+1])
			at := x.shardOf(s, w)
			for i := max(x.shardOf(s, start), at-1); i <= min(x.shardOf(s, start+afterAll), at+1); i++ {
				for _, t := range x.terms(s, i) {
					consider(t.text)
				}
			}
		}
	}
	// A long word next to one without an error needs no further search.
	if n < 7 || nearest(found) > 1 {
		for _, s := range x.segments {
			for _, text := range x.lookUp(s, "r", s.turnd, reverse(w), half) {
				consider(reverse(text))
			}
			if n < 9 {
				for _, text := range x.lookUp(s, "w", s.short, w, half) {
					consider(text)
				}
			}
		}
	}
	for _, text := range choose(found, c.list) {
		for _, s := range x.segments {
			for _, t := range x.near(s, text, false) {
				q := oneError
				switch {
				case t.text != text && stem(t.text) != stem(text):
					continue
				case found[text] > 3:
					q = twoErrors
				case t.text != text:
					q = fixedForm
				}
				c.loose = append(c.loose, scored{t, q, text})
			}
		}
	}
}

// choose returns the nearest words found that the clause does not match yet.
func choose(found map[string]int, list []scored) []string {
	best := nearest(found)
	var texts []string
	for text, v := range found {
		if v/2 == best && !slices.ContainsFunc(list, func(s scored) bool { return s.text == text }) {
			texts = append(texts, text)
		}
	}
	slices.SortFunc(texts, func(a, b string) int { return cmp.Or(found[a]-found[b], compare(a, b)) })
	return texts[:min(len(texts), maxChoices)]
}

// nearest returns the least number of errors found.
func nearest(found map[string]int) int {
	best := 9
	for _, v := range found {
		best = min(best, v/2)
	}
	return best
}

// lookUp returns the words of up to three shards of a dictionary that share
// their first letters with key.
func (x *Index) lookUp(s *openSegment, kind string, bounds []string, key string, letters int) []string {
	start := string([]rune(key)[:letters])
	at := below(bounds, key)
	var words []string
	for i := max(below(bounds, start), at-1); i <= min(below(bounds, start+afterAll), at+1); i++ {
		words = append(words, frontDecode(x.file(s, kind+strconv.Itoa(i), 1)[0])...)
	}
	return words
}

// edits returns the number of typing errors between a and b (a letter missing,
// too many, wrong, or two changed over), or limit+1 if there are more.
func edits(a, b string, limit int) int {
	s, t := []rune(a), []rune(b)
	if len(s)-len(t) > limit || len(t)-len(s) > limit {
		return limit + 1
	}
	older, old, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(s); i++ {
		older, old, row = old, row, older
		row[0] = i
		least := i
		for j := 1; j <= len(t); j++ {
			d := old[j-1]
			if s[i-1] != t[j-1] {
				d++
			}
			d = min(d, old[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				d = min(d, older[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
	}
	return min(row[len(t)], limit+1)
}
