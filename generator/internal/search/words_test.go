package search

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// vectors are what both engines must make of texts and words.
type vectors struct {
	// Tokens gives for a text its tokens, each with its position and a plus if it
	// is a compound written as one word.
	Tokens []struct {
		Text string
		Want []string
	}
	// Stems gives words that share a stem.
	Stems [][]string
	// Edits gives two words, the most errors to look for, and the errors.
	Edits []struct {
		A, B        string
		Limit, Want int
	}
}

func TestVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/words.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	var request struct {
		Tokens, Stems []string
		Edits         [][3]any
	}
	for _, test := range v.Tokens {
		request.Tokens = append(request.Tokens, test.Text)
		if diff := cmp.Diff(test.Want, describe(test.Text)); diff != "" {
			t.Errorf("tokens of %q: (-want, +got)\n%s", test.Text, diff)
		}
	}
	for _, forms := range v.Stems {
		for _, w := range forms {
			request.Stems = append(request.Stems, w)
			if stem(w) != stem(forms[0]) {
				t.Errorf("stem of %q is %q, of %q %q: want the same", forms[0], stem(forms[0]), w, stem(w))
			}
		}
	}
	for _, test := range v.Edits {
		request.Edits = append(request.Edits, [3]any{test.A, test.B, test.Limit})
		if got := edits(test.A, test.B, test.Limit); got != test.Want {
			t.Errorf("%q and %q are %d errors apart, want %d", test.A, test.B, got, test.Want)
		}
	}

	in, err := json.Marshal(map[string]any{"tokens": request.Tokens, "stems": request.Stems, "edits": request.Edits})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadFile("../../../static/js/search.js"); err != nil { // so that go test knows what it depends on
		t.Fatal(err)
	}
	cmd := exec.Command("node", "testdata/run.cjs", "../../../static/js", ".", "")
	cmd.Stdin, cmd.Stderr = strings.NewReader(string(in)), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("run the engine in JavaScript, which needs node: %v", err)
	}
	var js struct {
		Tokens [][]string
		Stems  []string
		Edits  []int
	}
	if err := json.Unmarshal(out, &js); err != nil {
		t.Fatal(err)
	}
	for i, test := range v.Tokens {
		if diff := cmp.Diff(test.Want, js.Tokens[i]); diff != "" {
			t.Errorf("JavaScript: tokens of %q: (-want, +got)\n%s", test.Text, diff)
		}
	}
	for i, w := range request.Stems {
		if js.Stems[i] != stem(w) {
			t.Errorf("JavaScript: stem of %q is %q, want %q", w, js.Stems[i], stem(w))
		}
	}
	for i, test := range v.Edits {
		if js.Edits[i] != test.Want {
			t.Errorf("JavaScript: %q and %q are %d errors apart, want %d", test.A, test.B, js.Edits[i], test.Want)
		}
	}
}

func describe(text string) []string {
	list, _ := tokens(nil, text, 0)
	out := []string{}
	for _, t := range list {
		mark := " "
		if t.joined {
			mark = "+"
		}
		out = append(out, fmt.Sprint(t.position, mark, t.text))
	}
	return out
}

func TestNumbers(t *testing.T) {
	var b []byte
	want := []int{0, 1, 59, 60, 61, 2607, 2608, 19169, 19170, 772740, 772741, 60000001}
	for _, v := range want {
		b = appendNumber(b, v)
	}
	if strings.ContainsAny(string(b), "\"\\!") {
		t.Errorf("%q needs escapes", b)
	}
	n := numbers{s: string(b)}
	for _, v := range want {
		if got := n.next(); got != v {
			t.Errorf("wrote %d, read %d", v, got)
		}
	}
	if n.next(); n.err == nil {
		t.Error("reading past the end gave no error")
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "POST Luxembourg", "l'électricité", "通信障害 in 東京2024", "U.S.A. & AT&T", "a-b-c.d&e", "'s", "ﬁ ½ ꝏ", "\xff\u0301x", "e\u0301\u0327"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		list, end := tokens(nil, s, 3)
		for _, w := range list {
			if w.text == "" || w.position < 3 || w.position >= end || strings.ContainsAny(w.text, "ABC \"\\:") {
				t.Fatalf("tokens of %q end at %d and have %+v", s, end, w)
			}
			if again := stem(w.text); again == "" {
				t.Fatalf("stem of %q is empty", w.text)
			}
		}
	})
}

func FuzzFrontCode(f *testing.F) {
	f.Add("attack", "attacks", "障害")
	f.Add("", "𠀀a", "𠀁")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		var words []string
		for _, w := range []string{a, b, c} {
			if utf8.ValidString(w) && strings.IndexFunc(w, func(r rune) bool { return r >= 'A' && r <= 'Z' }) < 0 {
				words = append(words, w)
			}
		}
		slices.SortFunc(words, compare)
		if diff := cmp.Diff(words, frontDecode(frontCode(words))); diff != "" {
			t.Errorf("(-written, +read)\n%s", diff)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "a b", `"a b`, "-type:x", "year:2024..", "year:..", "duration:>=1h30m", "before:2024-13", "2024-01", "type:", `sector:"a b"`, "x:y:z", "--a", "duration:>", "duration:999999999999999999999w"} {
		f.Add(s)
	}
	x := &Index{facets: &facetColumns{years: []int{2024}, spans: map[int]int{}}}
	for k := range x.facets.values {
		x.facets.values[k] = [][]string{{"a"}}
		x.facets.labels[k] = map[string]string{}
	}
	f.Fuzz(func(t *testing.T, s string) {
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
		if c := x.check(filters, nil, 0); c.sure < no || c.sure > yes || (c.sure == no) != (c.misses != 0) {
			t.Fatalf("%q: %+v", s, c)
		}
	})
}

// FuzzCompare orders strings as their UTF-16 code units are, and sorts by them.
func FuzzCompare(f *testing.F) {
	f.Add("attack", "attacks", "")
	f.Add("\ue000", "𠀀", "\ufffd")
	f.Add("eightbytes\ue000", "eightbytes𠀀", "eightbytes\ud7ff")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		list := []string{a, b, c}
		for _, s := range list {
			if !utf8.ValidString(s) {
				return
			}
		}
		units := func(a, b string) int {
			return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
		}
		for _, s := range list {
			if got, want := compare(a, s), units(a, s); got != want {
				t.Errorf("%q and %q compare as %d, want %d", a, s, got, want)
			}
		}
		got := sortedBy(list, func(s *string) string { return *s })
		if want := slices.SortedFunc(slices.Values(list), units); !slices.Equal(got, want) {
			t.Errorf("sorted %q, want %q", got, want)
		}
	})
}
