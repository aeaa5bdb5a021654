package record

import (
	"strings"
	"testing"
	"time"
)

// plainRecord is a record that passes. Each hostile case changes one thing.
const plainRecord = `title: Example outage
type: outage
certainty: confirmed
summary: One sentence.
time_zone: Europe/Luxembourg
start: 2024-01-02T03:04
end: 2024-01-02T05:00
countries: [LU]
root_cause: unknown
impacts:
  - service: example
    level: outage
    sources: [status-page]
sources:
  - id: status-page
    title: Status page
    publisher: Operator
    url: https://example.org/status/1
    language: en
    type: web
published: 2024-02-01
modified: 2024-02-01
`

// field replaces the value of one field of the plain record.
func field(name, value string) string {
	lines := strings.Split(plainRecord, "\n")
	for n, line := range lines {
		if key, _, ok := strings.Cut(strings.TrimLeft(line, " -"), ":"); ok && key == name {
			lines[n] = line[:strings.Index(line, ":")+1] + " " + value
			return strings.Join(lines, "\n")
		}
	}
	panic("no field " + name)
}

func details(markdown string) string {
	return plainRecord + "details: |\n  " + strings.ReplaceAll(markdown, "\n", "\n  ") + "\n"
}

// TestHostile gives each hostile input the verdict that it has to get: a
// message, or none. A message says want somewhere.
func TestHostile(t *testing.T) {
	rlo := "\u202e"
	tests := []struct{ name, record, want string }{
		// The parser.
		{"alias bomb", "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n", "an anchor (&a) is not allowed"},
		{"merge key", "base: &b {title: x}\n<<: *b\n" + plainRecord, "an anchor (&b) is not allowed"},
		{"nested lists", "x: " + strings.Repeat("[", 9000) + strings.Repeat("]", 9000), "nested more than 8 deep"},
		{"unclosed lists", "x: " + strings.Repeat("[", 100_000), "yaml"},
		{"deep blocks", "x:\n" + deepBlocks(400), "nested more than 8 deep"},
		{"key twice", plainRecord + "title: Another\n", `field "title" stands here a second time (first in line 1)`},
		{"key twice, once quoted", plainRecord + "\"title\": Another\n", `field "title" stands here a second time`},
		{"key in capitals", plainRecord + "Details: x\n", `unknown field "Details" (did you mean "details"?)`},
		{"Cyrillic key", plainRecord + "detаils: x\n", `unknown field "detаils" (did you mean "details"?)`},
		{"tag of an object", field("title", "!!python/object x"), "a tag (!!python/object) is not allowed"},
		{"binary tag", field("title", "!!binary aGk="), "a tag (!!binary) is not allowed"},
		{"local tag", field("title", "!x y"), "a tag (!x) is not allowed"},
		{"directive", "%YAML 1.1\n---\n" + plainRecord, "a directive is not allowed"},
		{"second document", plainRecord + "---\ntitle: Another\n", "a second document begins here"},
		{"complex key", "? [a, b]\n: x\n" + plainRecord, "a field name has to be plain text"},
		{"number as title", field("title", "1e3"), "YAML reads 1e3 as something other than text"},
		{"yes as title", field("title", "true"), "YAML reads true as something other than text"},
		{"empty title", field("title", ""), "the value is empty"},
		{"null as title", field("title", "~"), "the value is empty"},
		{"list as title", field("title", "[a, b]"), "want one value here, not a list"},
		{"mapping as title", field("title", "{a: b}"), "want one value here, not a list or mapping"},
		{"UTF-16", "\xff\xfet\x00", "the file is UTF-16"},
		{"byte-order mark", "\ufeff" + plainRecord, "byte-order mark"},
		{"not UTF-8", field("title", "a\xffb"), "the line is not UTF-8"},
		{"NUL", field("title", "a\x00b"), "a control character (U+0000)"},
		{"NUL by escape", field("title", `"a\0b"`), "a control character (U+0000)"},
		{"C1 control by escape", field("title", `"a\x9bb"`), "a control character (U+009B)"},
		{"carriage returns alone", strings.ReplaceAll(plainRecord, "\n", "\r"), "a carriage return without a line feed"},
		{"Windows line ends", strings.ReplaceAll(plainRecord, "\n", "\r\n"), ""},
		{"conflict", "<<<<<<< HEAD\n" + plainRecord, "a merge conflict is not resolved"},
		{"LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "this is a Git LFS pointer"},
		{"nothing", "", "the file is empty"},
		{"only a comment", "# nothing\n", "the file is empty"},
		{"a list", "- a\n", "want a record made of"},
		{"too large", "# " + strings.Repeat("x", MaxFileSize) + "\n" + plainRecord, "want at most 262144"},

		{"merge bomb", "a: {b: x}\nc:\n  <<: [{<<: [{d: x}, {d: x}]}, {d: x}]\n", "a merge key"},
		{"one text a thousand times", "a: &a " + strings.Repeat("x", 20_000) + "\nb: [" + strings.Repeat("*a, ", 5000) + "]\n", "an anchor (&a) is not allowed"},
		{"JSON with a key twice", `{"title": "a", "title": "b"}`, `field "title" stands here a second time`},
		{"half of a pair by escape", field("title", `"a\ud800b"`), "invalid Unicode character escape code"},
		{"exponent", field("start", "1e999999999"), "1e999999999"},
		{"400 figures", field("start", strings.Repeat("9", 400)), "longer than 100 bytes"},
		{"octal", plainRecord + "id: 0123\n", "differs from the file name"},
		{"quoted sexagesimal", field("title", `"12:30:45"`), ""},
		{"infinity", field("title", ".inf"), "YAML reads .inf as something other than text"},
		{"number in hexadecimal", field("title", "0x1F"), "YAML reads 0x1F as something other than text"},
		{"override in a key", "\"ti\u202etle\": x\n" + plainRecord, "reorders text"},
		{"key with a line break", "? |\n  a\n  b\n: x\n" + plainRecord, "a\\nb"},
		{"many keys", strings.Repeat("x-a: b\n", 30_000) + plainRecord, "more than 20000 values"},
		{"long line of keys", "{" + strings.Repeat("a: {", 20_000), "yaml"},
		{"tab as indentation", "impacts:\n\t- service: x\n", "yaml"},
		{"comment bomb", strings.Repeat("#\n", 100_000) + plainRecord, ""},
		{"block that never ends", plainRecord + "details: |\n" + strings.Repeat("  x\n", 20_000), "characters, want at most"},

		// Hidden and look-alike characters.
		{"override in a title", field("title", "abc"+rlo+"def"), "a character that reorders text (U+202E)"},
		{"override in a comment", "# " + rlo + "x\n" + plainRecord, "a character that reorders text (U+202E)"},
		{"override by escape", field("title", `"abc\u202edef"`), "a character that reorders text (U+202E)"},
		{"isolate", field("summary", "a \u2067 b"), "a character that reorders text (U+2067)"},
		{"line separator", field("title", "a\u2028b"), "a line separator (U+2028)"},
		{"tag characters", field("title", "a\U000e0041b"), "an invisible tag character"},
		{"non-character", field("title", `"a\uFFFEb"`), "a non-character (U+FFFE)"},
		{"variation selectors", field("title", "a\ufe0f\ufe0f\ufe0f"), "a variation selector"},
		{"blank title", field("title", "\u3164\u200b\u00a0\u2800"), "shows nothing"},
		{"Arabic", field("title", "انقطاع الشبكة"), ""},
		{"Persian with a joiner", field("title", "می‌خواهم"), ""},
		{"emoji", field("title", "👩‍💻 offline ☎️"), ""},

		// Text that would be code elsewhere.
		{"script", field("title", `"<script>pwn(1)</script>"`), ""},
		{"template", field("title", `"{{ .Site.Title }} {{< figure >}}"`), ""},
		{"formula", field("title", `"=cmd|' /C calc'!A0"`), ""},
		{"CI command", field("title", `"::error file=x::forged %0A"`), ""},
		{"line break in a title", field("title", `"a\nb"`), "want one line of text"},
		{"tab in a title", field("title", `"\t=1+1"`), "want one line of text"},
		{"calendar break in a summary", field("summary", `"x\r\nEND:VEVENT\r\nBEGIN:VEVENT"`), ""},
		{"long title", field("title", strings.Repeat("x", 201)), "the text has 201 characters, want at most 200"},

		// Times.
		{"no such day", field("start", "2023-02-29"), "February 2023 has 28 days"},
		{"hour 24", field("end", "2024-01-02T24:00"), "00:00"},
		{"leap second", field("end", "2016-12-31T23:59:60Z"), "59"},
		{"Unix seconds", field("start", "1704164645"), "1704164645"},
		{"year 10000", field("start", "10000-01-01"), "10000"},
		{"default date", field("start", "1899-12-30"), "1899"},
		{"end before start", field("end", "2024-01-01"), "end 2024-01-01 lies before start 2024-01-02T03:04"},
		{"far offset", field("start", "2024-01-01T23:30+14:00"), ""},
		{"span for a start", field("start", "2024-01-01/2024-01-02"), "is a span of time, want one time"},

		// Addresses.
		{"script address", field("url", "JaVaScRiPt:pwn(1)"), "has to begin with https:// or http://"},
		{"script address with a tab", field("url", `"java\tscript:pwn(1)"`), "white space"},
		{"script address with a control", field("url", `"\x01javascript:pwn(1)"`), "control character"},
		{"script address with a host", field("url", "javascript://example.org/%0apwn(1)"), "has to begin with https:// or http://"},
		{"leading spaces", field("url", `"  https://example.org/"`), "begins or ends with white space"},
		{"data address", field("url", "data:text/html,x"), "has to begin with https:// or http://"},
		{"ftp", field("url", "ftp://example.org/x"), "has to begin with https:// or http://"},
		{"no scheme", field("url", "//canary.invalid/x"), "has to begin with https:// or http://"},
		{"user name", field("url", "https://example.org:443@canary.invalid/"), "holds a user name or password"},
		{"port", field("url", "https://example.org:99999/"), "port 99999, want 1 to 65535"},
		{"loopback", field("url", "http://127.0.0.1:8080/"), "names a machine by number"},
		{"loopback as one number", field("url", "http://2130706433/"), "names a machine by number"},
		{"IPv6", field("url", "http://[::1]/"), "names a machine by number"},
		{"localhost", field("url", "https://localhost/"), "is not on a public host"},
		{"line break", field("url", `"https://example.org/\r\nSet-Cookie:a=b"`), "address"},
		{"override in an address", field("url", "https://example.org/"+rlo+"gpj.exe"), "reorders text"},
		{"long address", field("url", "https://example.org/"+strings.Repeat("a", 3000)), "want at most 2048"},
		{"backslash", field("url", `https://example.org\@evil.example/`), "backslash"},
		{"quote in an address", field("url", `'https://example.org/"onmouseover="pwn(1)'`), ""},
		{"encoded line break", field("url", "https://example.org/%0d%0aX:y"), ""},

		{"data address in capitals", field("url", "DATA:text/html,x"), "has to begin with https:// or http://"},
		{"view source", field("url", "view-source:https://example.org/"), "has to begin with https:// or http://"},
		{"file", field("url", "file:///etc/passwd"), "has to begin with https:// or http://"},
		{"blob", field("url", "blob:https://example.org/x"), "has to begin with https:// or http://"},
		{"no host", field("url", "https:///x"), "host"},
		{"opaque", field("url", "https:example.org"), "host"},
		{"loopback in octal", field("url", "http://0177.0.0.1/"), "names a machine by number"},
		{"loopback in hexadecimal", field("url", "http://0x7f.0.0.1/"), "names a machine by number"},
		{"short loopback", field("url", "http://127.1/"), "names a machine by number"},
		{"loopback in circled figures", field("url", "http://①②⑦.⓪.⓪.①/"), "names a machine by number"},
		{"mapped IPv6", field("url", "http://[::ffff:127.0.0.1]/"), "names a machine by number"},
		{"machine of a cloud", field("url", "http://169.254.169.254/latest/"), "names a machine by number"},
		{"local name", field("url", "http://router.lan/"), "is not on a public host"},
		{"quote in a host", field("url", `'https://exa"mple.org/'`), "address"},
		{"angle brackets", field("url", "https://example.org/<script>pwn(1)</script>"), ""},
		{"template", field("url", "'https://example.org/{{ .Site.Title }}'"), ""},
		{"Cyrillic host", field("url", "https://\u0435xample.org/"), ""},
		{"punycode host", field("url", "https://xn--xample-2of.org/"), ""},
		{"open redirector", field("url", "https://example.org/?to=//canary.invalid/"), ""},
		{"full-width dots", field("url", "http://１２７。０。０。１/"), "names a machine by number"},

		// Markdown.
		{"script link", details("[a](javascript:pwn(1))"), "has to begin with https:// or http://"},
		{"automatic script link", details("<javascript:pwn(1)>"), "has to begin with https:// or http://"},
		{"remote image", details("![a](https://canary.invalid/x.png)"), "images are not allowed"},
		{"nested quotes", details(strings.Repeat(">", 5000) + " a"), "nested more than 16 deep"},
		{"nested lists in text", details("a\n" + strings.Repeat(" ", 200) + "- a"), "nested more than 16 deep"},
		{"unclosed links", details(strings.Repeat("[a](b", 6000)), "links, want at most 500"},
		{"emphasis", details(strings.Repeat("*a _b ", 2000)), ""},
		{"backticks", details(strings.Repeat("` `` ", 2000)), ""},
		{"script link by reference", details("[a][b]\n\n[b]: javascript:pwn(1)"), ""}, // references are text,
		{"script link in capitals and entities", details("[a](&#74;avaScript:pwn(1))"), "has to begin with https:// or http://"},
		{"script link with a line break", details("[a](java&#10;script:pwn(1))"), "address"},
		{"link within the site that leads out", details("[a](//canary.invalid/x)"), "has to begin with https:// or http://"},
		{"link to the host", details("[a](/_redirects)"), "address"},
		{"mail link", details("[a](mailto:a@example.org)"), "has to begin with https:// or http://"},
		{"link title", details(`[a](https://example.org/ "x\" onmouseover=pwn(1)")`), ""},
		{"heading ids", details("# main {#main onclick=pwn(1)}\n\n## search"), ""},
		{"code with attributes", details("```html {onclick=pwn(1)} <script>\nx\n```"), ""},
		{"automatic links", details(strings.Repeat("a.b.c.", 3000)), ""},
		{"emphasis without end", details(strings.Repeat("**_", 5000)), ""},
		{"control in details", details("a\x07b"), "a control character (U+0007)"},
		{"override in code", details("`a\u202eb`"), "a character that reorders text"},
		{"image by reference", details("![a][b]\n\n[b]: https://canary.invalid/x.png"), ""},
		{"table of links", details(strings.Repeat("<https://example.org/>", 600)), ""},
		{"raw HTML", details("<img src=x onerror=pwn(1)>"), ""},
		{"shortcodes", details(`{{% include "/etc/passwd" %}}`), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			started := time.Now()
			_, _, findings := DecodeIncident("content/incidents/2024/2024-01-02-example.yaml", "2024-01-02-example", []byte(test.record))
			if took := time.Since(started); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
			var text strings.Builder
			if err := findings.WriteText(&text, false); err != nil {
				t.Fatal(err)
			}
			switch {
			case test.want == "" && len(findings) > 0:
				t.Errorf("refused:\n%s", text.String())
			case test.want != "" && !strings.Contains(text.String(), test.want):
				t.Errorf("does not say %q:\n%.2000s", test.want, text.String())
			}
			for line := range strings.Lines(text.String()) {
				if strings.HasPrefix(line, "::") || strings.ContainsAny(line, "\x1b\x07\u202e") {
					t.Errorf("prints %q", line)
				}
			}
		})
	}
}

// deepBlocks nests mappings by indentation.
func deepBlocks(n int) string {
	var b strings.Builder
	for k := 1; k < n; k++ {
		b.WriteString(strings.Repeat(" ", k) + "x:\n")
	}
	return b.String()
}

// FuzzDecode reads records that were changed at random: the reader never
// panics, and whatever passes is harmless text.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(plainRecord))
	f.Add([]byte("title: [\n"))
	f.Add([]byte("a: &b *b\n"))
	f.Add([]byte(field("start", `"[2024-01-01..2024-01-02]"`)))
	f.Fuzz(func(t *testing.T, source []byte) {
		i, d, findings := DecodeIncident("x.yaml", "2024-01-02-example", source)
		for _, finding := range findings {
			if strings.TrimSpace(finding.Message) == "" || finding.Rule == "" {
				t.Errorf("a finding says nothing: %+v", finding)
			}
		}
		if len(findings) > 0 {
			return
		}
		for _, s := range i.Sources {
			if s.URL != "" && !strings.HasPrefix(s.URL, "https://") && !strings.HasPrefix(s.URL, "http://") {
				t.Errorf("address %q passes", s.URL)
			}
		}
		if blank(i.Title) || strings.ContainsAny(i.Title, "\n\x00\u202e") {
			t.Errorf("title %q passes", i.Title)
		}
		_ = d.Finding("impacts[0].service", "x", 0, "x")
	})
}
