package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxToken is the length in letters at which longer tokens, such as hashes, are cut.
const maxToken = 40

// token is a searchable word of a text. Positions count the words of the text;
// stop words count but are no tokens.
type token struct {
	text     string
	position int
	// joined marks an additional token: the parts of a compound written as one
	// word ("wi-fi" as "wifi"), at the position of the first part.
	joined bool
}

// tokens appends the tokens of s to list. Positions start at from; the position
// after the last word is returned too.
func tokens(list []token, s string, from int) ([]token, int) {
	s = Fold(s)
	for i := 0; i < len(s); {
		if end := plainEnd(s, i); end > i { // as most words are
			list, from = plainWord(list, elide(s[i:end]), from)
			i = end
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !wordRune(r) {
			i += n
			continue
		}
		end := compoundEnd(s, i)
		list, from = compound(list, s[i:end], from)
		i = end
	}
	return list, from
}

// plainEnd returns the end of the word at i, if it is one of ASCII that hangs
// together with nothing; i if it is not, or there is none.
func plainEnd(s string, i int) int {
	end := i
	for end < len(s) && plain[s[end]] {
		end++
	}
	after := end
	if after < len(s) && s[after] < 0x80 && joiner(rune(s[after])) {
		after++
	}
	if after < len(s) && (s[after] >= 0x80 || after > end && plain[s[after]]) {
		return i
	}
	return end
}

// plain tells of the bytes of ASCII that words are made of.
var plain = func() (is [256]bool) {
	for c := range 0x80 {
		is[c] = wordRune(rune(c))
	}
	return is
}()

// plainWord appends the token of one word, which may be empty.
func plainWord(list []token, s string, from int) ([]token, int) {
	if s == "" {
		return list, from
	}
	if t := cut(s); len(t) > longestStopWord || !stopWords[t] {
		list = append(list, token{t, from, false})
	}
	return list, from + 1
}

// compoundEnd returns the end of the words that start at i and hang together by
// single hyphens, dots or ampersands.
func compoundEnd(s string, i int) int {
	end := i
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case wordRune(r):
			i += n
			end = i
		case joiner(r) && end == i:
			i += n
		default:
			return end
		}
	}
	return end
}

// compound appends the tokens of one compound.
func compound(list []token, s string, from int) ([]token, int) {
	if strings.IndexFunc(s, joiner) < 0 {
		return words(list, elide(s), from)
	}
	first := from
	var joined strings.Builder
	parts, short, dotted := 0, true, false
	for len(s) > 0 {
		i := strings.IndexFunc(s, joiner)
		part := s
		if i >= 0 {
			_, n := utf8.DecodeRuneInString(s[i:])
			dotted = dotted || s[i] == '.'
			part, s = s[:i], s[i+n:]
		} else {
			s = ""
		}
		part = elide(part)
		short = short && len(part) <= 2
		joined.WriteString(part)
		parts++
		list, from = words(list, part, from)
	}
	if j := joined.String(); parts > 1 && parts < 5 && len(j) <= 12 && (short || !dotted) && latin(j) {
		list = append(list, token{j, first, true})
	}
	return list, from
}

// words appends the tokens of one part, which is a word, or a word that touches
// text in a script without spaces; of that, each pair of neighbours is a token.
func words(list []token, s string, from int) ([]token, int) {
	for len(s) > 0 {
		r, _ := utf8.DecodeRuneInString(s)
		dense := unspaced(r)
		end := strings.IndexFunc(s, func(r rune) bool { return unspaced(r) != dense })
		if end < 0 {
			end = len(s)
		}
		run := s[:end]
		s = s[end:]
		if !dense {
			list, from = plainWord(list, run, from)
			continue
		}
		runes := []rune(run)
		for i := range runes {
			if i+1 < len(runes) {
				list = append(list, token{string(runes[i : i+2]), from, false})
			} else if i == 0 {
				list = append(list, token{run, from, false})
			}
			from++
		}
	}
	return list, from
}

// elide removes apostrophes, and the short words that French and English tie to
// the next word by one: "l'entreprise" is found as "entreprise", "Sony's" as "sony".
func elide(s string) string {
	i := strings.IndexByte(s, '\'')
	if i < 0 {
		return s
	}
	if i+1 < len(s) && (s[:i] == "qu" || i == 1 && strings.IndexByte("cdjlmnst", s[0]) >= 0) {
		s = s[i+1:]
	}
	if t := strings.TrimSuffix(s, "'s"); t != "" {
		s = t
	}
	return strings.ReplaceAll(s, "'", "")
}

func cut(s string) string {
	if len(s) <= maxToken {
		return s
	}
	runes := []rune(s)
	return string(runes[:min(len(runes), maxToken)])
}

func joiner(r rune) bool { return r == '-' || r == '.' || r == '&' || r == '\u2010' }

func wordRune(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '\''
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// unspaced reports whether r belongs to a script that is written without spaces
// between words, or whose words are found by their syllables (Hangul).
func unspaced(r rune) bool {
	return r >= 0xe00 && (r <= 0xeff || r >= 0x1000 && r <= 0x109f || r >= 0x1780 && r <= 0x17ff ||
		r >= 0x3005 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0x20000)
}

func latin(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return s != ""
}

// stopWords are words of English, French and German that say nothing alone and
// would fill a tenth of the index. Words that are also names (IT, WHO, US) are not among them.
var stopWords = set("a an the of to and in on for by with was were is are be as at from that " +
	"this which has have had been its their they but not or also would could than into " +
	"le la les de des du et en un une au aux dans par pour sur est " +
	"der die das und den dem des ein eine im von mit zu auf")

const longestStopWord = 5

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
