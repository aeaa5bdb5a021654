package prose

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestHTML(t *testing.T) {
	tests := []struct{ in, want string }{
		{"One *two* **three** `four`.", "<p>One <em>two</em> <strong>three</strong> <code>four</code>.</p>"},
		{"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"},
		{"<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"},
		{"a <b onclick=x>b</b> <!-- c -->", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt; &lt;!-- c --&gt;</p>"},
		{"# no heading", "<p># no heading</p>"},
		{"[a](https://example.org/?a=1&b=2)", `<p><a href="https://example.org/?a=1&amp;b=2" rel="nofollow ugc noopener noreferrer">a</a></p>`},
		{"[a](/services/x/)", `<p><a href="/base/services/x/">a</a></p>`},
		{"<https://example.org/>", `<p><a href="https://example.org/" rel="nofollow ugc noopener noreferrer">https://example.org/</a></p>`},
		{"[a](javascript:alert(1))", "<p>a</p>"},
		{"[a](JaVaScRiPt:alert(1))", "<p>a</p>"},
		{"[a](data:text/html,x)", "<p>a</p>"},
		{"[a](//evil.example/)", "<p>a</p>"},
		{"[a](https://u:p@example.org/)", "<p>a</p>"},
		{"![alt](https://example.org/x.png)", "<p>alt</p>"},
		{"{{< figure >}} {{ .Site }}", "<p>{{&lt; figure &gt;}} {{ .Site }}</p>"},
		{`[a](https://example.org/ "x\" onmouseover=\"y")`, `<p><a href="https://example.org/" rel="nofollow ugc noopener noreferrer">a</a></p>`},
	}
	for _, test := range tests {
		if got := string(HTML(test.in, "/base/")); got != test.want {
			t.Errorf("HTML(%q)\n got %s\nwant %s", test.in, got, test.want)
		}
	}
}

func TestPageHeadings(t *testing.T) {
	got := string(Page("## Main\n\n| a | b |\n|---|---|\n| 1 | 2 |", "/"))
	for _, want := range []string{`<h2 id="s-main">Main</h2>`, `<table tabindex="0">`, "<td>1</td>"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s does not hold %s", got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"One *two* [three](https://example.org/).\nFour": "One two three. Four",
		"- a\n- b":            "a b",
		"a &amp; b <i>":       "a & b <i>",
		"<https://e.example>": "https://e.example",
	} {
		if got := Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCheck(t *testing.T) {
	refuse := func(address string) error {
		if strings.HasPrefix(address, "https://") {
			return nil
		}
		return errors.New("not https")
	}
	for in, want := range map[string]string{
		"[a](https://example.org)":            "",
		"[a](javascript:x)":                   "link: not https",
		"[a][b]\n\n[b]: javascript:x":         "", // no reference links: it stays text
		"<javascript:x>":                      "link: not https",
		"![a](https://example.org/x.png)":     "images are not allowed in the text: remove it, or name it among the sources",
		strings.Repeat(">", 17) + "a":         "quotes are nested more than 16 deep",
		strings.Repeat("[a](b", 501) + ")":    "the text has 501 links, want at most 500",
		strings.Repeat("a", MaxBytes+1):       "the text has 32769 bytes, want at most 32768",
		strings.Repeat(" ", 80) + "- a":       "lists are nested more than 16 deep",
		"if a > b > c then [a](https://b.lu)": "",
	} {
		got := ""
		if err := Check(in, refuse); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("Check(%.40q) = %q, want %q", in, got, want)
		}
	}
}

// TestCost looks that no text within the limits takes long, whatever it holds.
func TestCost(t *testing.T) {
	for _, part := range []string{"*a ", "**a", "`", "_a_", "[", "](", "![", "<a ", "a.b.", "- ", "> ", "1. ", "\\", "&#", "\t", "~~~\n"} {
		text := strings.Repeat(part, MaxBytes/len(part))
		started := time.Now()
		_ = Check(text, func(string) error { return nil })
		_ = HTML(text, "/")
		if took := time.Since(started); took > 5*time.Second {
			t.Errorf("%d times %q took %v", MaxBytes/len(part), part, took)
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"*a*", "<script>", "[a](javascript:x)", "![a](b)", "> > a", "- a\n  - b", "```\na\n```", "[a]: <b>\n[a]", "&lt;", "\x00"} {
		f.Add(seed)
	}
	allowed := map[string]bool{"p": true, "em": true, "strong": true, "code": true, "pre": true, "a": true, "ul": true, "ol": true, "li": true, "blockquote": true, "br": true}
	f.Fuzz(func(t *testing.T, text string) {
		nodes, err := html.ParseFragment(strings.NewReader(string(HTML(text, "/"))), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
		if err != nil {
			t.Fatal(err)
		}
		for _, top := range nodes {
			for n := range top.Descendants() {
				checkNode(t, text, n, allowed)
			}
			checkNode(t, text, top, allowed)
		}
		if got, want := Plain(text), withoutMarks(text); got != want {
			t.Errorf("Plain(%q) = %q, want %q", text, got, want)
		}
		_ = Links(text)
	})
}

// checkNode wants nothing but the subset's own elements, and links that lead to
// the web or stay within the site.
func checkNode(t *testing.T, text string, n *html.Node, allowed map[string]bool) {
	t.Helper()
	if n.Type == html.CommentNode || n.Type == html.ElementNode && !allowed[n.Data] {
		t.Errorf("%q gives <%s>", text, n.Data)
	}
	for _, a := range n.Attr {
		u, err := url.Parse(a.Val)
		switch {
		case a.Key == "href" && (err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" || strings.HasPrefix(a.Val, "//")):
			t.Errorf("%q gives a link to %q", text, a.Val)
		case a.Key != "href" && a.Key != "rel" && a.Key != "class" && a.Key != "start":
			t.Errorf("%q gives the attribute %s", text, a.Key)
		}
	}
}

// FuzzUnmarked holds texts that are not parsed to what the parser makes of them.
func FuzzUnmarked(f *testing.F) {
	for _, text := range []string{
		"", "A text.", "One\n\nTwo\n\n\nThree\n", "Two\nlines", "Say \"no\" to 5 % - or #1, 1. item", "a  b", " a", "a \nb", "a\n    b", "a\n- b", "a\n---", "a\n1. b", "a\u00a0b\u2028c", "\x80",
		"a\tb", "https://a.lu www.a.lu a@b.lu", "a &amp; b", "![a](b)", "a!", "\u0085a\n\n\u0085", "a\u00a0\u2003\nb", "a: 'b' (c), \"d\"; 20 % e/f?", "é\n    code", "\x85\xff a",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !unmarked(text) || len(text) > MaxBytes {
			return
		}
		if got, want := Plain(text), withoutMarks(text); got != want {
			t.Errorf("%q in plain text is %q, want %q", text, got, want)
		}
		if got, want := HTML(text, "/"), (Site{Base: "/"}).render(record, text); got != want {
			t.Errorf("%q as HTML is %q, want %q", text, got, want)
		}
	})
}
