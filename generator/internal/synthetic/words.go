package synthetic

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// chance is true in some percent of all cases.
func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// text draws words that are as long together as texts of this kind are.
func (d deciles) text(r *rand.Rand) string { return text(r, d.draw(r)) }

// text draws words of about a number of characters together.
func text(r *rand.Rand, length int) string {
	var b strings.Builder
	for b.Len() < length-2 {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word(r))
	}
	if b.Len() == 0 {
		return word(r)
	}
	return b.String()
}

// title draws a text that begins with a capital.
func (d deciles) title(r *rand.Rand) string { return capital(d.text(r)) }

// sentence draws a text that begins with a capital and ends with a full stop.
func (d deciles) sentence(r *rand.Rand) string { return d.title(r) + "." }

// paragraphs draws sentences; long texts have several paragraphs.
func (d deciles) paragraphs(r *rand.Rand) string {
	words := strings.Fields(d.text(r))
	var b strings.Builder
	for len(words) > 0 {
		n := min(9+r.IntN(15), len(words))
		if b.Len() > 0 {
			b.WriteString([]string{" ", " ", "\n\n"}[r.IntN(3)])
		}
		b.WriteString(capital(strings.Join(words[:n], " ")) + ".")
		words = words[n:]
	}
	return b.String()
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

var syllables = []string{"ba", "cor", "da", "el", "fin", "gra", "ho", "in", "jo", "ker", "la", "mo", "net", "or", "pa", "que", "ri", "ser", "ta", "un", "ver", "win", "xi", "ya", "zo"}

// common words make up half of the text, as in any language.
var common = []string{"the", "network", "service", "outage", "of", "and", "operator", "was", "for", "customers", "in", "data", "attack", "to", "server", "power", "on", "failure", "were", "by"}

// word draws a word: often a common one, else one of a long tail of made-up ones.
func word(r *rand.Rand) string {
	if r.IntN(2) == 0 {
		return common[r.IntN(len(common))]
	}
	k := int(min(r.ExpFloat64()*4000, 100_000)) // many rare words, few frequent ones
	var parts []string
	for k >= 0 {
		parts = append(parts, syllables[k%len(syllables)])
		k = k/len(syllables) - 1
	}
	slices.Reverse(parts)
	if len(parts) < 2 {
		parts = append(parts, "n")
	}
	text := ""
	for _, p := range parts {
		text += p
	}
	return text
}
