package bundle

import (
	"bytes"
	"net/url"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	nethtml "golang.org/x/net/html"
)

// FuzzSplit holds our reading of a start tag against that of x/net/html.
func FuzzSplit(f *testing.F) {
	for _, seed := range []string{
		`<a href="/x/">`, `<A HREF=/x/ class='a "b"' disabled>`, `<a href = "a&amp;b" a=1 a=2>`, `<img src=x/>`, `<br/>`,
		`<a / b / c=/d>`, `<a ="x">`, `<a b="c"d='e'f>`, `<svg viewBox="0 0 1 1" />`, "<a\n\tb\r\n=\fc>", `<a b=">" c>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if strings.ContainsRune(source, 0) {
			return // replaced by the parser; Hugo's pages have none
		}
		z := nethtml.NewTokenizer(strings.NewReader(source))
		if kind := z.Next(); kind != nethtml.StartTagToken && kind != nethtml.SelfClosingTagToken {
			return
		}
		raw := bytes.Clone(z.Raw())
		want := z.Token()
		got := split(raw)
		if len(raw) > 0 && raw[len(raw)-1] != '>' {
			return // cut off by the end of the file
		}
		attributes := map[string]string{}
		for _, a := range want.Attr {
			if _, twice := attributes[a.Key]; !twice {
				attributes[a.Key] = a.Val
			}
		}
		ours := map[string]string{}
		for _, a := range got.attributes {
			ours[a.name] = a.value
		}
		if !asciiOnly(source) {
			return // x/net/html lowers ASCII letters only; names of ours are ASCII
		}
		if diff := cmp.Diff(attributes, ours); diff != "" {
			t.Errorf("%q (-want +got)\n%s", raw, diff)
		}
		var b bytes.Buffer
		got.writeTo(&b)
		if !bytes.Equal(b.Bytes(), raw) {
			t.Errorf("%q became %q", raw, b.Bytes())
		}
		got.set("data-new", `"<&'`)
		b.Reset()
		got.writeTo(&b)
		again := split(b.Bytes())
		if again.get("data-new") != `"<&'` {
			t.Errorf("%q: the new attribute reads %q", b.Bytes(), again.get("data-new"))
		}
	})
}

func asciiOnly(s string) bool {
	for _, r := range s {
		if r > 0x7e {
			return false
		}
	}
	return true
}

func TestRelative(t *testing.T) {
	tests := []struct{ from, to, want string }{
		{"index.html", "index.html", "index.html"},
		{"index.html", "a/index.html", "a/index.html"},
		{"a/index.html", "index.html", "../index.html"},
		{"a/b/index.html", "a/c/index.html", "../c/index.html"},
		{"a/b/index.html", "a/b/x.css", "x.css"},
		{"a/index.html", "ab/index.html", "../ab/index.html"},
	}
	for _, test := range tests {
		if got := relative(test.from, test.to); got != test.want {
			t.Errorf("from %s to %s: %q, want %q", test.from, test.to, got, test.want)
		}
		if got := path.Join(path.Dir(test.from), test.want); got != test.to {
			t.Errorf("%s from %s leads to %s", test.want, test.from, got)
		}
	}
}

func testPlaces(base string) *places {
	u, err := url.Parse(base)
	if err != nil {
		panic(err)
	}
	return newPlaces(u, []string{"index.html", "a/index.html", "a/b/index.html", "x.css", "search/1/root.js"})
}

func TestResolve(t *testing.T) {
	const base = "https://example.org/base/"
	tests := []struct {
		address string // in a/index.html
		kind    kind
		want    string
	}{
		{"/base/", inside, "../index.html"},
		{"/base", inside, "../index.html"},
		{"/base/a/b/", inside, "b/index.html"},
		{"/base/a/b", inside, "b/index.html"},
		{"/base/a/b/?q=1&r=2#x", inside, "b/index.html?q=1&r=2#x"},
		{"/base/a/#x%20y", inside, "#x%20y"},
		{"/base/a/?q", inside, "index.html?q"},
		{"/base/a/", inside, "index.html"},
		{"https://example.org/base/x.css", inside, "../x.css"},
		{"//example.org/base/x.css", inside, "../x.css"},
		{"b/", inside, "b/index.html"},
		{"../x.css", inside, "../x.css"},
		{"./", inside, "index.html"},
		{"#x", unchanged, "#x"},
		{"?q=a/b", unchanged, "?q=a/b"},
		{"mailto:a@example.org", unchanged, "mailto:a@example.org"},
		{"data:,x", unchanged, "data:,x"},
		{"javascript:x", unchanged, "javascript:x"},
		{"/base/none/", missing, "https://example.org/base/none/"},
		{"/base/x.css/", missing, "https://example.org/base/x.css/"},
		{"/base/search/", missing, "https://example.org/base/search/"},
		{"/other/", outside, "https://example.org/other/"},
		{"../../x", outside, "https://example.org/x"},
		{"http://elsewhere.org", outside, "http://elsewhere.org"},
		{"//elsewhere.org/x", outside, "https://elsewhere.org/x"},
	}
	p := testPlaces(base)
	for _, test := range tests {
		got := p.resolve("a/index.html", test.address)
		if got.kind != test.kind || got.address != test.want {
			t.Errorf("%q: %d %q, want %d %q", test.address, got.kind, got.address, test.kind, test.want)
		}
	}
}

func TestFolder(t *testing.T) {
	p := testPlaces("https://example.org/base/")
	tests := []struct{ address, want string }{
		{"/base/", "./../"}, {"/base/search/1/", "./../search/1/"}, {"/base/a/", "./"}, {"/base/none/", ""}, {"/", ""},
	}
	for _, test := range tests {
		if got, found := p.folder("a/index.html", test.address); got != test.want || found != (test.want != "") {
			t.Errorf("%s: %q, %v, want %q", test.address, got, found, test.want)
		}
	}
}

// FuzzResolve: whatever an address says, a file that it is said to lead to is
// there, by the relative way that is written.
func FuzzResolve(f *testing.F) {
	for _, seed := range []string{"/base/a/", "../x.css", "a/../../base/x.css#y", "%2e%2e/x.css", "//", "http://[", "/base/a%2Fb/", "?#", "/base//a/"} {
		f.Add(seed)
	}
	p := testPlaces("https://example.org/base/")
	f.Fuzz(func(t *testing.T, address string) {
		to := p.resolve("a/index.html", address)
		if to.kind != inside {
			return
		}
		u, err := url.Parse(to.address)
		if err != nil || u.IsAbs() || u.Host != "" || strings.HasPrefix(u.Path, "/") {
			t.Fatalf("%q became %q", address, to.address)
		}
		file := "a/index.html"
		if u.Path != "" {
			file = path.Join("a", u.Path)
		}
		if !p.files[file] || file != to.file {
			t.Errorf("%q became %q, which is no file", address, to.address)
		}
	})
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"https://incidents.lu/": true, "https://somebody.github.io/x/": true, "https://192.0.66.1/": true,
		"https://incidents.example/": false, "https://example.org/": false, "https://www.example.com/": false,
		"http://localhost:1313/": false, "http://127.0.0.1/": false, "http://192.168.1.2/": false, "https://a.test/": false, "http://intranet/": false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := public(u); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
}
