package search

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// letters maps letters that Unicode does not decompose to the ones that people
// type for them. Final sigma joins the common one.
var letters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d",
	'þ': "th", 'ı': "i", 'ħ': "h", 'ς': "σ", '’': "'", 'ʼ': "'",
}

// Fold removes what readers do not type: case, accents and other marks on
// letters, full-width and ligature forms. Marks that make another letter, as in
// Japanese and the scripts of India, stay.
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, "\ufffd")) {
		if !optionalMark(r) {
			b.WriteRune(r)
		}
	}
	lower := strings.ToLower(b.String())
	b.Reset()
	for _, r := range lower {
		if t, ok := letters[r]; ok {
			b.WriteString(t)
		} else {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// optionalMark reports whether readers leave r out: accents of Latin, Greek and
// Cyrillic, points of Hebrew, vowel signs of Arabic.
func optionalMark(r rune) bool {
	return r >= 0x300 && r <= 0x36f || r >= 0x591 && r <= 0x5c7 || r >= 0x64b && r <= 0x65f
}
