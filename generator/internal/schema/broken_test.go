package schema

import (
	"strings"
	"testing"
	"unicode"
)

// good is a record with nothing wrong; each broken record differs from it in one
// line or row.
const good = `# yaml-language-server: $schema=../../../static/schema/v1/incident.schema.json
title: Power cut in the north
type: outage
certainty: confirmed
summary: Homes in the north had no electricity.
time_zone: Europe/Luxembourg
start:
  value: 2023-01-16T09:00~
  sources: [paper-1]
end: 2023-01-16T11:30
duration: PT2H30M~
scope: regional
countries: [LU]
root_cause:
  value: system-failure
  status: suspected
  sources: [paper-1]
cause_detail: [cable-cut]
emergency_services_affected: false
impacts:
  - service: creos-grid
    level: outage
    users: 1200~
    share: 12.5
    sources: [paper-1]
consequences:
  - what: schools closed
    value: 3
    date: 2023-01-16/2023-01-17
    sources: [paper-1]
claims:
  - about: cause
    by: creos
    date: 2023-01-16
    says: A cable was damaged.
    status: standing
    sources: [paper-1]
sources:
  - id: paper-1
    publisher: The Paper
    url: https://paper.example/1
    published: 2023
    language: en
    type: article
    official: false
aliases: ["old:1"]
published: 2026-11-22
modified: 2026-11-22
x-ticket: A 17
`

// broken lists faults that the schema finds, at the line at which the decoder
// finds them. Lines count from 1; 0 stands for the whole record.
var broken = []struct {
	name     string
	old, new string
	line     int
	editor   string // part of what an editor says
}{
	{"missing field", "certainty: confirmed\n", "", 0, `Missing property "certainty"`},
	{"unknown field", "duration: PT", "durations: PT", 11, "Property durations is not allowed"},
	{"unknown field of a row", "    users: 1200~", "    user: 1200~", 23, "Property user is not allowed"},
	{"unknown field of a fact", "  value: 2023-01-16T09:00~\n  sources", "  value: 2023-01-16T09:00~\n  source", 9, "Property source is not allowed"},
	{"unknown value", "type: outage", "type: outrage", 3, `Value must be "outage" | "attack"`},
	{"unknown value of a fact", "scope: regional", "scope: countrywide", 12, `"regional"`},
	{"unknown value in a list", "[cable-cut]", "[cable-cuts]", 18, `"cable-cut"`},
	{"unknown answer", "affected: false", "affected: maybe", 19, `"unknown"`},
	{"empty value", "scope: regional", "scope:", 12, "Value must be"},
	{"number as title", "Power cut in the north", "2023", 2, "want one line of text"},
	{"title of two lines", "title: Power cut in the north", "title: |\n  Power cut\n  in the north", 2, "want one line of text"},
	{"title too long", "Power cut in the north", strings.Repeat("north ", 40), 2, "longer than the maximum length"},
	{"time as elsewhere", "2023-01-16T11:30", "16.01.2023 11:30", 10, "want a time such as 2025-07-23"},
	{"no such month", "  value: 2023-01-16T09:00~", "  value: 2023-13-16", 8, "want a time such as"},
	{"word for a start", "value: 2023-01-16T09:00~", "value: unknown", 8, "want a time such as"},
	{"set without quotes", "end: 2023-01-16T11:30", "end: [2023-01-16,2023-01-17]", 10, "want a time such as 2025-07-23"},
	{"interval as start", "value: 2023-01-16T09:00~", "value: 2023-01-16/2023-01-17", 8, "want a time such as"},
	{"duration in words", "PT2H30M~", "2 h 30", 11, "want a length of time such as PT4H"},
	{"one country without list", "[LU]", "LU", 13, `Expected "array"`},
	{"unknown country", "[LU]", "[UK]", 13, "want an ISO 3166-1 code"},
	{"list of nothing", "[LU]", "[]", 13, "too few items"},
	{"entry twice", "[LU]", "[LU, LU]", 13, "duplicate items"},
	{"cause without status", "  status: suspected\n", "", 14, `field "status" is missing`},
	{"bare cause without status", "root_cause:\n  value: system-failure\n  status: suspected\n  sources: [paper-1]", "root_cause: system-failure", 14, "a known cause needs a status"},
	{"status of an unknown cause", "value: system-failure", "value: unknown", 16, "Property status is not allowed"},
	{"service is no id", "creos-grid", "Creos_Grid", 21, "want an id"},
	{"users in words", "1200~", "many", 23, "want a number in plain digits"},
	{"negative users", "1200~", "-5", 23, "below the minimum"},
	{"more than all", "12.5", "112.5", 24, "above the maximum"},
	{"row without sources", "    share: 12.5\n    sources: [paper-1]", "    share: 12.5", 21, `Missing property "sources"`},
	{"source without quotes of a set", "value: 3", "value: [3..5]", 28, "want a number in plain digits"},
	{"superseded by nothing", "status: standing", "status: superseded", 36, "name the claim that replaced it"},
	{"superseded and standing", "status: standing", "status: standing\n    superseded_by: 2", 37, "Property superseded_by is not allowed"},
	{"address without scheme", "https://paper.example/1", "paper.example/1", 41, "want an absolute address"},
	{"source without address", "    url: https://paper.example/1\n", "", 39, "the source has no url"},
	{"no language", "language: en", "language: e", 43, "shorter than the minimum length"},
	{"official in words", "official: false", "official: maybe", 45, "want true or false"},
	{"day as elsewhere", "published: 2026-11-22", "published: 22.11.2026", 47, "want a day, YYYY-MM-DD"},
	{"custom field with rows", "x-ticket: A 17", "x-ticket: [[A]]", 49, "want one line of text"},
	{"custom field with capitals", "x-ticket: A 17", "x-Ticket: A 17", 49, "Property x-Ticket is not allowed"},
}

// breakIt gives the broken record.
func breakIt(t testing.TB, from, to string) string {
	t.Helper()
	if strings.Count(good, from) != 1 {
		t.Fatalf("%q stands %d times in the good record, want once", from, strings.Count(good, from))
	}
	return strings.Replace(good, from, to, 1)
}

func TestGoodRecord(t *testing.T) {
	if err := validate(compile(t)["incident"], []byte(good)); err != nil {
		t.Error(err)
	}
	if findings := decode("incident", "x", []byte(good)); len(findings) > 0 {
		t.Errorf("decoder: %v", findings)
	}
}

// TestBrokenRecords wants both the schema and the decoder to refuse each.
func TestBrokenRecords(t *testing.T) {
	schemas := compile(t)
	for _, c := range broken {
		t.Run(c.name, func(t *testing.T) {
			source := []byte(breakIt(t, c.old, c.new))
			if validate(schemas["incident"], source) == nil {
				t.Error("the schema takes it")
			}
			findings := decode("incident", "x", source)
			if len(findings) == 0 {
				t.Error("the decoder takes it")
			}
			for _, f := range findings {
				if f.Line != c.line {
					t.Errorf("the decoder finds it in line %d, want %d: %s", f.Line, c.line, f.Text())
				}
			}
		})
	}
}

// TestSchemaTakesWhatTheDecoderTakes shows values that the decoder takes, in all the ways in
// which people may write them: the schema has to take them too.
func TestSchemaTakesWhatTheDecoderTakes(t *testing.T) {
	schemas := compile(t)
	for _, c := range []struct{ old, new string }{
		{"value: 2023-01-16T09:00~", "value: 2023"},
		{"value: 2023-01-16T09:00~", `value: "2023"`},
		{"value: 2023-01-16T09:00~", "value: 202X"},
		{"value: 2023-01-16T09:00~", "value: 2023-XX-XX?"},
		{"value: 2023-01-16T09:00~", `value: "[2023-01-15,2023-01-16,2023-01-17~]"`},
		{"value: 2023-01-16T09:00~", `value: "[..2023-01-16T09:00:30+01:00]"`},
		{"end: 2023-01-16T11:30", "end: ongoing"},
		{"end: 2023-01-16T11:30", "end: {value: unknown}"},
		{"duration: PT2H30M~", `duration: "[PT3H..]"`},
		{"duration: PT2H30M~", "duration: P2W"},
		{"duration: PT2H30M~", "duration: P1DT2H30M5S?"},
		{"1200~", "1200"}, {"1200~", `"1200"`}, {"1200~", `"[..10]"`}, {"1200~", "0"}, {"1200~", "7.50"},
		{"12.5", "100"}, {"12.5", `"[75..]"`},
		{"affected: false", "affected: true"}, {"affected: false", `affected: "true"`}, {"affected: false", "affected: unknown"},
		{"official: false", "official: true"}, {"official: false", `official: "false"`},
		{"published: 2023\n", "published: 2023-01~\n"},
		{"by: creos", "by: 112"}, {"by: creos", `by: "112"`}, {"by: creos", "by: 1e3"}, {"by: creos", "by: true"},
		{`["old:1"]`, "[2023-01-16-old, 12345]"},
		{"creos-grid", "112"},
		{"language: en", "language: lb-LU"}, {"language: en", "language: no"}, {"language: en", "language: zh_Hant"},
		{"https://paper.example/1", "HTTP://paper.example/a(b)?c=%20d#e"},
		{"Europe/Luxembourg", "America/Argentina/Buenos_Aires"}, {"Europe/Luxembourg", "Etc/GMT+1"}, {"Europe/Luxembourg", "UTC"},
		{"summary: Homes in the north had no electricity.", "summary: |\n  Homes in the north\n\n  had *no* electricity."},
		{"summary: Homes in the north had no electricity.", "summary: >\n  " + strings.Repeat("n", 1000)},
		{"title: Power cut in the north", "title: >\n  Power cut\n  in the north"},
		{"title: Power cut in the north", "title: \"" + strings.Repeat("ü", 200) + "\""},
		{"status: standing", "status: superseded\n    superseded_by: 2\n    sources: [paper-1]\n  - about: cause\n    by: creos\n    date: 2023-02\n    says: It was a switch.\n    status: standing"},
		{"    url: https://paper.example/1\n", "    note: Printed only.\n"},
		{"x-ticket: A 17", "x-a-1: 'true'"},
	} {
		source := []byte(breakIt(t, c.old, c.new))
		if findings := decode("incident", "x", source); len(findings) > 0 {
			t.Errorf("%q: the decoder refuses it: %v", c.new, findings)
		}
		if err := validate(schemas["incident"], source); err != nil {
			t.Errorf("%q: %v", c.new, err)
		}
	}
}

// FuzzRefusals looks for values that only the schema refuses.
func FuzzRefusals(f *testing.F) {
	schemas := compile(f)
	lines := strings.Split(good, "\n")
	for _, c := range broken {
		f.Add(c.line, c.new)
	}
	f.Add(8, "  value: 2023-01-16T09:00%")
	f.Add(24, "    share: 1e1")
	f.Fuzz(func(t *testing.T, line int, text string) {
		if line < 2 || line > len(lines) {
			return
		}
		changed := append([]string{}, lines...)
		changed[line-1] = text
		source := []byte(strings.Join(changed, "\n"))
		if len(decode("incident", "x", source)) > 0 {
			return
		}
		if err := validate(schemas["incident"], source); err != nil && !excepted(text) {
			t.Errorf("only the schema refuses line %d %q: %v", line, text, err)
		}
	})
}

// excepted tells whether a line uses what the package comment leaves out of the
// promise: white space inside quotes or blocks, and letters with separate
// accents.
func excepted(line string) bool {
	return strings.ContainsAny(line, "'\"|>") || strings.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Mn, r) })
}
