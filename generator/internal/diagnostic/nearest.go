package diagnostic

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// DidYouMean gives ` (did you mean "x"?)` for the candidate nearest to word, or
// nothing when none is near enough to be a slip of the hand.
func DidYouMean(word string, candidates []string) string {
	if best := Nearest(word, candidates); best != "" {
		return " (did you mean " + strconv.Quote(best) + "?)"
	}
	return ""
}

// Nearest gives the candidate that word was most likely meant to be, or "". A
// third of the letters may differ; a candidate that word begins with, or that
// begins with word, counts as near too. Ties go to the first in the alphabet.
func Nearest(word string, candidates []string) string {
	folded := fold(word)
	if len(folded) > 100 {
		return ""
	}
	limit := max(1, utf8.RuneCountInString(folded)/3)
	best, bestCost := "", limit+1
	sorted := slices.Sorted(slices.Values(candidates))
	for _, c := range sorted {
		cost := distance(folded, fold(c), bestCost)
		if cost >= bestCost && len(folded) >= 4 && len(c) >= 4 && related(folded, fold(c)) {
			cost = limit
		}
		if cost < bestCost {
			best, bestCost = c, cost
		}
	}
	return best
}

func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == ' ' || r == '.' {
			return '-'
		}
		return r
	}, strings.ToLower(s))
}

// related tells whether one of the words is a whole leading part of the other.
func related(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return strings.HasPrefix(b, a+"-") || strings.HasPrefix(b, a) && len(b)-len(a) <= 3
}

// distance counts insertions, deletions, replacements and swaps of neighbours
// (optimal string alignment), giving up at limit.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d >= limit || -d >= limit {
		return limit
	}
	older, old := make([]int, len(y)+1), make([]int, len(y)+1)
	row := make([]int, len(y)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			replace := 1
			if x[i-1] == y[j-1] {
				replace = 0
			}
			row[j] = min(row[j-1]+1, old[j]+1, old[j-1]+replace)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least >= limit {
			return limit
		}
		older, old, row = old, row, older
	}
	return old[len(y)]
}

// Slip tells whether word is candidate but for one slip of the hand: a letter
// more, less or other, two swapped, or other capitals and separators.
func Slip(word, candidate string) bool {
	a, b := fold(word), fold(candidate)
	return a == b || len(a) >= 4 && len(b) >= 4 && distance(a, b, 2) < 2
}
