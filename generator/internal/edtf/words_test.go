package edtf

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestWordsComeFromTheTable says everything in words that are their own ids, so
// that any English in the code would show.
func TestWordsComeFromTheTable(t *testing.T) {
	used := map[string]bool{}
	hollow := func(id string, args ...string) string {
		used[id] = true
		var given []string
		text := ""
		for i := 0; i < len(args); i += 2 {
			given = append(given, "{"+args[i]+"}")
			text += " " + args[i+1]
		}
		wanted := regexp.MustCompile(`\{\w+\}`).FindAllString(english[id], -1)
		slices.Sort(wanted)
		slices.Sort(given)
		if english[id] == "" || !slices.Equal(wanted, given) {
			t.Errorf("%s: table has %q, code gives %q", id, wanted, given)
		}
		return strings.TrimSpace(text)
	}
	var texts []string
	for _, c := range values {
		texts = append(texts, MustParse(c.text).Text(hollow))
	}
	for month := range 12 {
		texts = append(texts, MustParse("2025-"+string("000000000111"[month])+string("123456789012"[month])).Text(hollow))
	}
	for _, c := range durations {
		texts = append(texts, MustParseDuration(c.text).Text(hollow))
	}
	texts = append(texts, Duration{}.Text(hollow))
	for _, text := range texts {
		if regexp.MustCompile(`[a-zA-Z]`).MatchString(text) {
			t.Errorf("%q has words that are not in the table", text)
		}
	}
	for id := range english {
		if !used[id] {
			t.Errorf("%s is never used by the examples", id)
		}
	}
}

func TestEnglish(t *testing.T) {
	if got := English("edtf_between", "first", "{last}", "last", "b"); got != "between {last} and b" {
		t.Errorf("got %q", got)
	}
	if got := English("no_such_id"); got != "no_such_id" {
		t.Errorf("got %q", got)
	}
	EnglishTable()["edtf_about"] = "changed"
	if got := English("edtf_about", "time", "noon"); got != "about noon" {
		t.Errorf("the table can be changed from outside: %q", got)
	}
}
