package header_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/header"
	"incidentarchive/generator/internal/header/headertest"
)

func usual(t *testing.T) *header.Set {
	t.Helper()
	s, err := header.New(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// names are files of a site, and paths what a browser asks for.
var (
	names = []string{"index.html", "404.html", "favicon.svg", "feed.xml", "incidents/index.html", "incidents/a/index.html", "css/a.1.css",
		"search/index.html", "search/index/s1/root.js", "api/v1/index.json", "embed/a.html", "embed/card.css", "MANIFEST.json", ".well-known/security.txt"}
	paths = []string{"/", "/incidents/", "/incidents/a/", "/css/a.1.css", "/search/", "/search/index/s1/root.js", "/api/v1/index.json",
		"/embed/a.html", "/embed/card.css", "/favicon.svg", "/404.html", "/.well-known/security.txt", "/incidents/nowhere/"}
)

// A host that joins the values of matching rules and one that takes the last
// send the same, which is what a server that knows the paths sends.
func TestRulesAgreeOnEveryHost(t *testing.T) {
	s := usual(t)
	source := string(s.File(names))
	rules, err := headertest.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		want := map[string]string{}
		for _, f := range s.For(path) {
			want[f.Name] = f.Value
		}
		// A value that two rules give would be joined, and differ.
		if diff := cmp.Diff(want, headertest.Match(rules, path)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", path, diff)
		}
	}
	// Cloudflare Pages reads 100 rules, and 2000 characters of a line.
	if len(rules) > 100 {
		t.Errorf("%d rules, want at most 100", len(rules))
	}
	for line := range strings.Lines(source) {
		if len(line) > 2000 {
			t.Errorf("a line has %d characters, want at most 2000", len(line))
		}
	}
}

func get(fields []header.Field, name string) string {
	for _, f := range fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

func TestHeadersOfPaths(t *testing.T) {
	s := usual(t)
	tests := []struct{ path, name, want string }{
		{"/", "X-Frame-Options", "DENY"},
		{"/embed/a.html", "X-Frame-Options", ""},
		{"/embed/a.svg", "Cross-Origin-Resource-Policy", "cross-origin"},
		{"/incidents/", "Cross-Origin-Resource-Policy", "same-origin"},
		{"/css/a.css", "Cache-Control", "public, max-age=31536000, immutable"},
		{"/search/index/x/a.js", "Cache-Control", "public, max-age=31536000, immutable"},
		{"/search/", "Cache-Control", ""},
		{"/data/a.csv", "Access-Control-Allow-Origin", "*"},
		{"/data/a.csv", "X-Content-Type-Options", "nosniff"},
		{"/incidents/", "Access-Control-Allow-Origin", ""},
	}
	for _, test := range tests {
		if got := get(s.For(test.path), test.name); got != test.want {
			t.Errorf("%s: %s is %q, want %q", test.path, test.name, got, test.want)
		}
	}
	if p := get(s.For("/embed/a.html"), "Content-Security-Policy"); !strings.Contains(p, "frame-ancestors *") || strings.Contains(p, "script-src") {
		t.Errorf("cards have the policy %q", p)
	}
	if p := header.InPage(map[string]string{"img-src": "data:"}); strings.Contains(p, "frame-ancestors") || !strings.Contains(p, "img-src data:") {
		t.Errorf("pages carry %q", p)
	}
}

func TestSettings(t *testing.T) {
	s, err := header.New(map[string]string{"strict-transport-security": "max-age=63072000; preload", "Permissions-Policy": "", "X-Robots-Tag": "noai"},
		map[string]string{"font-src": "'self'", "img-src": "'self' data:"})
	if err != nil {
		t.Fatal(err)
	}
	fields := s.For("/")
	if got := get(fields, "Strict-Transport-Security"); got != "max-age=63072000; preload" {
		t.Errorf("HSTS is %q", got)
	}
	if got := get(fields, "X-Robots-Tag"); got != "noai" {
		t.Errorf("the new header is %q", got)
	}
	if slices.ContainsFunc(fields, func(f header.Field) bool { return f.Name == "Permissions-Policy" }) {
		t.Error("a header that was taken away is there")
	}
	if p := get(fields, "Content-Security-Policy"); !strings.Contains(p, "img-src 'self' data:;") || !strings.HasSuffix(p, "; font-src 'self'") {
		t.Errorf("the policy is %q", p)
	}
	for name, headers := range map[string]map[string]string{
		"line": {"X-A": "b\n/evil"}, "name": {"X A": "b"}, "quote": {"X-A": `"; }`}, "by path": {"content-security-policy": "x"},
	} {
		if _, err := header.New(headers, nil); err == nil {
			t.Errorf("%s: %q passes", name, headers)
		}
	}
	for _, directives := range []map[string]string{{"img-src": "'self'; script-src *"}, {"img src": "x"}, {"img-src": "a,b"}, {"img-src": "a\nb"}} {
		if _, err := header.New(nil, directives); err == nil {
			t.Errorf("policy %q passes", directives)
		}
	}
}

func TestServers(t *testing.T) {
	s := usual(t)
	for _, name := range header.Servers {
		text, err := s.Server(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, group := range [][]header.Field{s.Everywhere, s.Guarded, s.Embedded, s.Fixed, s.Open} {
			for _, f := range group {
				if !strings.Contains(text, f.Name) || !strings.Contains(text, `"`+f.Value+`"`) {
					t.Errorf("%s: %s: %s is not in\n%s", name, f.Name, f.Value, text)
				}
			}
		}
	}
	if _, err := s.Server("iis"); err == nil {
		t.Error("an unknown server passes")
	}
}

var update = flag.Bool("update", false, "rewrite the examples in the page on serving")

// TestServingPage compares the configuration of servers in the page on serving
// with what it is made from.
func TestServingPage(t *testing.T) {
	const name = "../../../content/serving.md"
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	page := string(source)
	for _, server := range header.Servers {
		text, err := usual(t).Server(server)
		if err != nil {
			t.Fatal(err)
		}
		before, rest, found := strings.Cut(page, "```"+server+"\n")
		old, after, closed := strings.Cut(rest, "```\n")
		if !found || !closed {
			t.Fatalf("the page has no example for %s", server)
		}
		if old != text && !*update {
			t.Errorf("the example for %s is not what the generator makes: run go test ./generator/internal/header -update", server)
		}
		page = before + "```" + server + "\n" + text + "```\n" + after
	}
	if *update {
		if err := os.WriteFile(name, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
