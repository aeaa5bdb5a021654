package searchtest

import (
	"math/rand/v2"
	"strings"
	"unicode"

	"incidentarchive/generator/internal/search"
)

// A Query looks for one known document.
type Query struct {
	Kind string `json:"kind"` // exact, typo and word, typo alone, prefix
	Text string `json:"q"`
	Want string `json:"id"`
}

// Queries makes queries for n documents, four each, from the documents
// alone: a rare word of the document with another of its words, the rare word
// with one typing error at any letter, and its start. They know nothing of the
// engine: words are cut at what is no letter.
func Queries(docs []search.Document, n int, seed uint64) []Query {
	r := rand.New(rand.NewPCG(seed, 11))
	texts := make([][]string, len(docs))
	df := map[string]int{}
	for i, d := range docs {
		text := d.Title + " " + d.Summary
		for _, f := range d.Text {
			text += " " + f.Text
		}
		seen := map[string]bool{}
		for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if !seen[w] {
				seen[w] = true
				df[w]++
				texts[i] = append(texts[i], w)
			}
		}
	}
	var list []Query
	for _, i := range r.Perm(len(docs)) {
		if len(list) >= 4*n {
			break
		}
		var rare, other []string
		for _, w := range texts[i] {
			if l := len([]rune(w)); l >= 5 && l < 16 && df[w] <= 5 {
				rare = append(rare, w)
			} else if l >= 4 && l < 16 && df[w] < len(docs)/10 {
				other = append(other, w)
			}
		}
		if len(rare) == 0 || len(other) == 0 {
			continue
		}
		w, o := rare[r.IntN(len(rare))], other[r.IntN(len(other))]
		letters := []rune(w)
		start := string(letters[:max(4, len(letters)-1-r.IntN(4))])
		list = append(list,
			Query{"exact", w + " " + o, docs[i].ID},
			Query{"typo and word", mistype(r, w) + " " + o, docs[i].ID},
			Query{"typo alone", mistype(r, w), docs[i].ID},
			Query{"prefix", o + " " + start, docs[i].ID})
	}
	return list
}

// mistype makes one error at any letter of w: wrong, missing, doubled by
// another, or changed over with the next.
func mistype(r *rand.Rand, w string) string {
	for {
		s := []rune(w)
		i := r.IntN(len(s))
		letter := rune('a' + r.IntN(26))
		switch r.IntN(4) {
		case 0:
			s[i] = letter
		case 1:
			s = append(s[:i], s[i+1:]...)
		case 2:
			s = append(s[:i], append([]rune{letter}, s[i:]...)...)
		case 3:
			if i+1 < len(s) {
				s[i], s[i+1] = s[i+1], s[i]
			}
		}
		if string(s) != w {
			return string(s)
		}
	}
}
