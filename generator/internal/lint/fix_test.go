package lint

import (
	"os"
	"reflect"
	"testing"
	"unicode/utf8"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// FuzzMend looks that mending any file ends, tells what it changes and keeps to UTF-8.
func FuzzMend(f *testing.F) {
	good, err := os.ReadFile("testdata/archive/" + defaultFile)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	for _, seed := range []string{
		"\xef\xbb\xbftitel: A\n", "\xff\xfea\x00:\x00 \x00b\x00", "title: A: B\ntype: Outage\ncountries: lu\nstart: 23.07.2025\n", "title: @x\n\ttype: [x]\n",
		"start: [2025, 2026]\nsources: [a, a]\nimpacts:\n  - users: 1 200\n    source: x\n", "related: [x-y]\nid: q\nroot_cause: {value: unknown, status: x}\n",
	} {
		f.Add([]byte(seed))
	}
	c := Context{Today: "2026-12-01", IDs: func(string) []string { return []string{"myguichet"} }, File: func(string) string { return "" }}
	f.Fuzz(func(t *testing.T, source []byte) {
		_, _, findings := record.DecodeIncident(defaultFile, "2025-07-23-myguichet-outage", source)
		changed, done := Mend(findings, c, func(string) ([]byte, error) { return source, nil })
		out, ok := changed[defaultFile]
		if ok != (len(done) > 0) {
			t.Fatalf("%d changes, and the file is changed: %v", len(done), ok)
		}
		if ok && utf8.Valid(source) && !utf8.Valid(out) {
			t.Fatalf("mending %q gives %q", source, out)
		}
	})
}

func TestPlainTime(t *testing.T) {
	value, duration := reflect.TypeFor[edtf.Value](), reflect.TypeFor[edtf.Duration]()
	for _, tt := range []struct {
		kind       reflect.Type
		text, want string
	}{
		{value, "23.07.2025", "2025-07-23"}, {value, "2025-7-3", "2025-07-03"}, {value, "2025-07-23 16:15", "2025-07-23T16:15"},
		{value, "about 2025-07-23", "2025-07-23~"}, {value, "July 2025", "2025-07"}, {value, "2025/07/23", "2025-07-23"},
		{value, "01/02/2025", ""}, {value, "23.07.25", ""}, {value, "2025–foo", ""}, {value, "2025-07-23T4:15pm", ""}, {value, "25", ""},
		{value, "2025-W30", ""}, {value, "summer 2025", ""}, {value, "1753286400", ""}, {value, "2025-02-30", ""}, {value, "someday", ""},
		{duration, "4h", "PT4H"}, {duration, "long", ""},
	} {
		if got := plainTime(tt.text, tt.kind); got != tt.want {
			t.Errorf("plainTime(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestWithoutTracking(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org/a?utm_source=x":            "https://example.org/a",
		"https://example.org/a?b=1&UTM_Medium=x&c=2#d":  "https://example.org/a?b=1&c=2#d",
		"https://example.org/a?fbclid=x#top":            "https://example.org/a#top",
		"https://example.org/a?b=%2F&b=2":               "https://example.org/a?b=%2F&b=2",
		"https://example.org/a?reference=utm_source":    "https://example.org/a?reference=utm_source",
		"https://example.org/#/page?utm_source=x&b=c":   "https://example.org/#/page?utm_source=x&b=c",
		"https://example.org/utm_source=x?gclid=1&gcl=": "https://example.org/utm_source=x?gcl=",
	} {
		if got := withoutTracking(in); got != want {
			t.Errorf("withoutTracking(%q) = %q, want %q", in, got, want)
		}
	}
}
