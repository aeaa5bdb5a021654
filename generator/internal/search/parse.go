package search

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// keys are what filters are about. Those before "duration" are facets: values
// of one of them are alternatives.
var keys = []string{"type", "cause", "sector", "country", "year", "service", "organisation", "duration", "before", "after"}

const (
	keyYear = iota + 4
	keyService
	keyOrganisation
	keyDuration
	keyBefore
	keyAfter
)

// filter is a key:value of a query.
type filter struct {
	key    int
	unless bool
	value  string
	raw    string
	tests  []test
}

var (
	quoteMarks = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`)
	spacedKey  = regexp.MustCompile(`(^|[\s-])([a-zA-Z]+):\s+`)
	piece      = regexp.MustCompile(`(-?)(?:([a-zA-Z]+):)?(?:"([^"]*)"?|(\S+))`)
	bareDate   = regexp.MustCompile(`^[12]\d{3}-\d\d(-\d\d)?$`)
	datedID    = regexp.MustCompile(`^(\d{4})(?:-\d\d){1,2}-(\D)`)
)

// parse reads words, "phrases", -without and key:value.
func parse(text string) (clauses []*clause, filters []*filter) {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) && r != 0x85 || r == 0xfeff {
			return ' '
		}
		return r
	}, quoteMarks.Replace(text))
	text = spacedKey.ReplaceAllStringFunc(text, func(s string) string {
		if m := spacedKey.FindStringSubmatch(s); slices.Contains(keys, strings.ToLower(m[2])) {
			return m[1] + m[2] + ":"
		}
		return s
	})
	for _, m := range piece.FindAllStringSubmatchIndex(text, -1) {
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		unless, name, quoted := group(1) != "", group(2), m[6] >= 0
		value := group(3) + group(4)
		plain := value
		if name != "" {
			plain = name + ":" + value
		}
		if f := newFilter(name, value, plain, quoted); f != nil {
			f.unless, f.raw = unless, group(0)
			filters = append(filters, f)
			continue
		}
		if key, ok := strings.CutSuffix(plain, ":"); ok && slices.Contains(keys, strings.ToLower(key)) {
			continue // still being typed
		}
		if quoted {
			clauses = appendPhrase(clauses, plain, value, unless)
		} else {
			clauses = appendWords(clauses, plain, unless)
		}
	}
	if n := len(clauses); n > 0 && !strings.HasSuffix(text, " ") {
		last := clauses[n-1]
		last.last = last.text != "" && !last.unless
	}
	return clauses, filters
}

// newFilter returns nil if the piece of the query is none.
func newFilter(name, value, plain string, quoted bool) *filter {
	name = strings.ToLower(name)
	if name == "date" {
		name = "year"
	}
	f := &filter{key: slices.Index(keys, name), value: value}
	if f.key < 0 {
		if quoted || !bareDate.MatchString(plain) {
			return nil
		}
		f.key, f.value = keyYear, plain
	}
	for v := range strings.SplitSeq(f.value, ",") {
		if v == "" {
			continue
		}
		t, ok := newTest(f.key, v)
		if !ok {
			return nil
		}
		f.tests = append(f.tests, t)
	}
	if f.tests == nil {
		return nil
	}
	return f
}

func appendPhrase(clauses []*clause, plain, value string, unless bool) []*clause {
	list, _ := tokens(nil, plain, 0)
	list = slices.DeleteFunc(list, func(t token) bool { return t.joined })
	if len(list) == 0 {
		return clauses
	}
	return append(clauses, &clause{words: list, unless: unless})
}

// appendWords adds the words of a piece. A compound is searched as one word. An
// id starts with a date, of which only the year is a word.
func appendWords(clauses []*clause, plain string, unless bool) []*clause {
	list, _ := tokens(nil, datedID.ReplaceAllString(plain, "$1 $2"), 0)
	first := len(clauses)
	for _, t := range list {
		if t.joined {
			for len(clauses) > first && clauses[len(clauses)-1].at >= t.position {
				clauses = clauses[:len(clauses)-1]
			}
		}
		clauses = append(clauses, &clause{text: t.text, at: t.position, unless: unless})
	}
	return clauses
}
