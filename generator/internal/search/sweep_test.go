package search

import (
	"strings"
	"testing"

	"incidentarchive/generator/internal/sweep"
)

// TestSweepWords folds texts and takes them apart.
func TestSweepWords(t *testing.T) {
	sweep.Texts(t, []string{"POST Luxembourg", "l'électricité", "通信障害 in 東京2024", "U.S.A. & AT&T", "ﬁ ½ ꝏ", "Straße İ"}, func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Fatalf("Fold(%q) = %q, and of that %q", s, once, twice)
		}
		list, end := tokens(nil, s, 0)
		for _, w := range list {
			if w.text == "" || w.position >= end || strings.ContainsAny(w.text, "ABC \"\\:") {
				t.Fatalf("tokens of %q end at %d and have %+v", s, end, w)
			}
		}
	})
}

// TestSweepQueries parses queries.
func TestSweepQueries(t *testing.T) {
	sweep.Texts(t, []string{"a b", `"a b"`, "-type:x", "year:2024..2025", "duration:>=1h30m", "before:2024-13", `sector:"a b"`}, func(t *testing.T, s string) {
		clauses, filters := parse(s)
		for _, c := range clauses {
			if (c.text == "") == (len(c.words) == 0) {
				t.Fatalf("%q has a clause that is neither word nor phrase, or both", s)
			}
		}
		for _, f := range filters {
			if !strings.Contains(f.raw, f.value) || len(f.tests) == 0 {
				t.Fatalf("%q has a filter %+v", s, f)
			}
		}
	})
}
