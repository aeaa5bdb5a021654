package compact

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestHTML(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"between blocks", "<ul>\n  <li> a </li>\n  <li>b</li>\n</ul>\n", "<ul><li>a</li><li>b</li></ul>"},
		{"in a line", "<p>a  b <b> c </b> d\n<i>e</i></p>", "<p>a b <b>c </b>d\n<i>e</i></p>"},
		{"at the end of a line", "<p>a <b>b </b> </p> <p>c</p>", "<p>a <b>b</b></p><p>c</p>"},
		{"beside what stands in a line", "<p> <img src=\"a\"> b <input> <button> c </button> d</p>", "<p><img src=\"a\"> b <input> <button> c </button> d</p>"},
		{"in code", "<pre>\n  a\n\n b </pre>  <p>c", "<pre>\n  a\n\n b </pre><p>c"},
		{"in a text field", "<textarea> a\n b </textarea>", "<textarea> a\n b </textarea>"},
		{"in a script", "<script> if (a < b && \"</p>  <p>\") \n {} </script> <p>c", "<script> if (a < b && \"</p>  <p>\") \n {} </script><p>c"},
		{"in a drawing", "<p>a <svg viewBox=\"0 0 1 1\">\n <path d=\"M0 0\"/>\n <text>a  b</text> </svg> c", "<p>a <svg viewBox=\"0 0 1 1\">\n<path d=\"M0 0\"/><text>a b</text> </svg> c"},
		{"between attributes", "<a\n  href=\"a  b\"   title='c  \"d'\n>e</a>", "<a href=\"a  b\" title='c  \"d'>e</a>"},
		{"a sign in an attribute", "<p title=\"a > b  c\" data-x=it's>  d  </p>", "<p title=\"a > b  c\" data-x=it's>d</p>"},
		{"comments", "<!-- a > b --><p>c<!----> d<!--> e</p>", "<p>c d e</p>"},
		{"escapes", "<p title=\"&#34;a&#39;&#43;&lt;&amp;&gt;\">&#34;a&#39;&#43;&gt;&lt;b&amp;lt;&copy;</p>", "<p title=\"&#34;a'+&lt;&amp;>\">\"a'+>&lt;b&amp;lt;&copy;</p>"},
		{"lone signs", "a < b <3 <", "a < b <3 <"},
		{"cut short", "<p title=\"a", "<p title=\"a"},
		{"large letters", "<P>  a </P> <DIV> b</DIV>", "<P>a</P><DIV>b</DIV>"},
		{"nothing", " \n ", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := string(HTML([]byte(test.page))); got != test.want {
				t.Errorf("%s\ngot  %q\nwant %q", test.page, got, test.want)
			}
		})
	}
}

// FuzzHTML compares a page before and after: it is not longer, and has the same
// elements, attributes and words.
func FuzzHTML(f *testing.F) {
	f.Add("<p>a  b</p> <pre> c\n </pre>", "it's")
	f.Add("<ul> <li>a &lt;b&gt; <b>c </b> </ul>", `"><script>x</script>`)
	f.Add("<svg><title> a </title><path d='M0'/></svg>", "&amp; &#34;")
	f.Fuzz(func(t *testing.T, markup, text string) {
		page := "<!doctype html><title>t</title><p title=\"" + html.EscapeString(text) + "\">" + html.EscapeString(text) + "</p>" + markup
		small := string(HTML([]byte(page)))
		if len(small) > len(page) {
			t.Errorf("%q became longer: %q", page, small)
		}
		if strings.ContainsAny(markup, "<&") && !ours(markup) {
			return // markup that no layout writes only must not end the program
		}
		if got, want := seen(t, small), seen(t, page); got != want {
			t.Errorf("%q\ngot  %q\nwant %q", page, got, want)
		}
	})
}

// ours tells whether markup is plain enough to be compared: tags without what
// parsers mend.
func ours(markup string) bool {
	for _, word := range []string{"<!", "<?", "</ ", "\x00", "\r", "<script", "<style", "<title", "<textarea", "<plaintext", "<xmp", "<noscript", "<iframe", "<no", "&"} {
		if strings.Contains(strings.ToLower(markup), word) {
			return false
		}
	}
	return strings.Count(markup, "<") == strings.Count(markup, ">") && !strings.ContainsAny(markup, `"'=`)
}

// seen gives the elements, attributes and words of a page.
func seen(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case html.ElementNode:
			b.WriteString(" <" + n.Data + ">")
			for _, a := range n.Attr {
				b.WriteString(" " + a.Key + "=" + a.Val + ";")
			}
		case html.TextNode:
			for word := range strings.FieldsSeq(n.Data) {
				b.WriteString(" " + word)
			}
		}
	}
	return b.String()
}

func BenchmarkHTML(b *testing.B) {
	row := "\n    <tr data-type=\"outage\" data-keys=\"telecom LU\">\n      <td class=\"when\"><time datetime=\"2025-07-23\">23 July 2025</time></td>\n" +
		"      <th scope=\"row\"><a href=\"/incidents/a/\" dir=\"auto\">Networks of the operator&#39;s are out</a><small dir=\"auto\">DNS, mail</small></th>\n    </tr>\n"
	page := []byte("<!doctype html><table>" + strings.Repeat(row, 100) + "</table>")
	text := make([]byte, len(page))
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		copy(text, page)
		HTML(text)
	}
}
