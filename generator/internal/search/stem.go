package search

import "strings"

// endings are those of English, French and German that light stemming takes
// off, longest first; at least three letters stay.
var endings = strings.Fields("ements ement ments ment ingly ungen ings ing edly eaux ung ern ees ers ies ed en em er es ee e s")

// stem returns what the forms of a word have in common: "attacks", "attacked"
// and "attacking"; "panne" and "pannes"; "Ausfall" and "Ausfälle". It knows no
// dictionary and no language, so it only serves to compare words, and forms
// found by it rank below the very word.
func stem(w string) string {
	if len(w) < 4 || !latin(w) {
		return w
	}
	if s, ok := strings.CutSuffix(w, "eaux"); ok {
		return s + "eau"
	}
	if s, ok := strings.CutSuffix(w, "aux"); ok {
		return s + "al"
	}
	for _, e := range endings {
		s, ok := strings.CutSuffix(w, e)
		if !ok || len(s) < 3 {
			continue
		}
		w = s
		if e == "ies" {
			w += "y"
		}
		break
	}
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && strings.IndexByte("bdglmnprt", w[n-1]) >= 0 {
		w = w[:n-1]
	}
	return w
}
