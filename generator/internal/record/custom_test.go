package record

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// organisation is a record that passes, with lines added.
func organisationWith(lines string) []byte {
	return []byte("name: Acme\nkind: operator\n" + lines)
}

func TestCustom(t *testing.T) {
	for _, x := range []struct {
		yaml string
		want Custom
		json string
	}{
		{"x-a: NOC 4711", Custom{Text: "NOC 4711"}, `"NOC 4711"`},
		{"x-a: 9.80", Custom{Kind: CustomNumber, Text: "9.80"}, `9.80`},
		{"x-a: -3", Custom{Kind: CustomNumber, Text: "-3"}, `-3`},
		{`x-a: "9.8"`, Custom{Text: "9.8"}, `"9.8"`},
		{"x-a: 007", Custom{Text: "007"}, `"007"`},
		{"x-a: 0x1f", Custom{Text: "0x1f"}, `"0x1f"`},
		{"x-a: .inf", Custom{Text: ".inf"}, `".inf"`},
		{"x-a: 1_000", Custom{Text: "1_000"}, `"1_000"`},
		{"x-a: 12345678901234567890", Custom{Text: "12345678901234567890"}, `"12345678901234567890"`},
		{"x-a: true", Custom{Kind: CustomBoolean, Text: "true"}, `true`},
		{"x-a: yes", Custom{Text: "yes"}, `"yes"`},
		{"x-a: 2024-05-01", Custom{Text: "2024-05-01"}, `"2024-05-01"`},
		{"x-a: [b, 1, \"1\"]", Custom{Kind: CustomList, Entries: []Custom{{Text: "b"}, {Kind: CustomNumber, Text: "1"}, {Text: "1"}}}, `["b",1,"1"]`},
		{"x-a: {z: 1, a: x}", Custom{Kind: CustomMapping, Names: []string{"z", "a"}, Entries: []Custom{{Kind: CustomNumber, Text: "1"}, {Text: "x"}}}, `{"z":1,"a":"x"}`},
		{`x-a: "</script><b>=1+1"`, Custom{Text: "</script><b>=1+1"}, `"\u003c/script\u003e\u003cb\u003e=1+1"`},
	} {
		o, _, findings := DecodeOrganisation("x.yaml", "x", organisationWith(x.yaml+"\n"))
		if len(findings) > 0 {
			t.Errorf("%s: %v", x.yaml, findings)
			continue
		}
		if diff := cmp.Diff(map[string]Custom{"x-a": x.want}, o.Custom); diff != "" {
			t.Errorf("%s is read as (-want +got):\n%s", x.yaml, diff)
		}
		if data, err := json.Marshal(o.Custom["x-a"]); err != nil || string(data) != x.json {
			t.Errorf("%s is written as %s (%v), want %s", x.yaml, data, err, x.json)
		}
		// Written and formatted, it says the same.
		again, err := Encode(o)
		if err != nil {
			t.Fatal(err)
		}
		formatted, err := Format(organisationWith(x.yaml + "\n"))
		if err != nil {
			t.Errorf("%s: %v", x.yaml, err)
		}
		for _, source := range [][]byte{again, formatted} {
			back, _, findings := DecodeOrganisation("x.yaml", "x", source)
			if diff := cmp.Diff(o, back); diff != "" || len(findings) > 0 {
				t.Errorf("%s changes (-before +after):\n%s%v\n%s", x.yaml, diff, findings, source)
			}
		}
		if twice, err := Format(again); err != nil || string(twice) != string(again) {
			t.Errorf("%s is not in the canonical style: %v\n%s", again, err, twice)
		}
	}
}

func TestCustomRefused(t *testing.T) {
	many := strings.Repeat("a, ", 51)
	var fields, names strings.Builder
	for n := range 51 {
		fmt.Fprintf(&fields, "x-f%d: 1\n", n)
		fmt.Fprintf(&names, "n%d: 1, ", n)
	}
	for lines, want := range map[string]string{
		"x-a:":                             "the value is empty",
		"x-a: ''":                          "the value is empty",
		"x-a: []":                          "the list is empty",
		"x-a: {}":                          "the mapping is empty",
		"x-a: [[b]]":                       "nothing deeper",
		"x-a: {b: {c: d}}":                 "nothing deeper",
		"x-a: [b, {c: d}]":                 "nothing deeper",
		"x-a: {b: }":                       "the value is empty",
		"x-a: {? [b] : c}":                 "a name has to be plain text",
		"x-a: {b: 1, b: 2}":                "stands here a second time",
		"x-a: |\n  b\n  c":                 "want one line of text",
		"x-a: \"b\\u202ec\"":               "U+202E",
		"x-a: {\"b\\u202e\": c}":           "U+202E",
		"x-a: " + strings.Repeat("b", 501): "the text has 501 characters, want at most 500",
		"x-a: {" + strings.Repeat("b", 61) + ": c}": "the text has 61 characters, want at most 60",
		"x-a: [" + many + "]":                       "want at most 50",
		"x-a: {" + names.String() + "}":             "want at most 50",
		fields.String():                             "more than 50 custom fields",
		"x-A: b":                                    "lower-case words joined by hyphens",
		"x-a: *b":                                   "",
	} {
		_, _, findings := DecodeOrganisation("x.yaml", "x", organisationWith(lines+"\n"))
		if len(findings) == 0 || !strings.Contains(findings[0].Message, want) {
			t.Errorf("%.60s: %v, want %q", lines, findings, want)
		}
	}
}

func TestDeclaration(t *testing.T) {
	number, text := Custom{Kind: CustomNumber, Text: "1"}, Custom{Text: "a"}
	for _, x := range []struct {
		kind  string
		value Custom
		wrong bool
	}{
		{"", text, false}, {"text", number, false}, {"number", number, false}, {"number", text, true},
		{"number", Custom{Kind: CustomList, Entries: []Custom{number}}, true},
		{"url", Custom{Text: "https://example.org/"}, false}, {"url", Custom{Text: "javascript:alert(1)"}, true},
		{"url", Custom{Kind: CustomList, Entries: []Custom{{Text: "https://example.org/"}, text}}, true},
		{"date", Custom{Text: "2024-05~"}, false}, {"date", Custom{Text: "May"}, true},
	} {
		if why := (Declaration{Type: x.kind}).Wrong(x.value); (why != "") != x.wrong {
			t.Errorf("%s as %q: %q", x.value, x.kind, why)
		}
	}
	d := Declared{"x-b": {Records: []string{"service"}}, "x-a": {}}
	if diff := cmp.Diff([]string{"x-a"}, d.Of("incident")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"x-b"}, d.Of("service")); diff != "" {
		t.Error(diff)
	}
}
