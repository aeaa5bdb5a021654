package bundle_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"incidentarchive/generator/internal/bundle"
)

func writeSingle(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	info, err := bundle.WriteSingle(&b, whole(t).site, whole(t).entries(), whole(t).opt)
	if err != nil {
		t.Fatal(err)
	}
	if info.Bytes != int64(b.Len()) || info.Bytes > bundle.MaxSingle {
		t.Errorf("%d bytes, %+v", b.Len(), info)
	}
	return b.Bytes()
}

func TestSingleFileHasEverythingItNeeds(t *testing.T) {
	r := whole(t)
	source := writeSingle(t)
	if !bytes.Equal(source, writeSingle(t)) {
		t.Error("two files of the same archive differ")
	}
	p := parse(t, "single", source)
	articles, headings, policy := map[string]string{}, 0, ""
	for _, n := range p.nodes {
		switch n.Data {
		case "article":
			articles[attr(n, "id")] = text(n)
		case "h1":
			headings++
		case "meta":
			if attr(n, "http-equiv") != "" {
				policy = attr(n, "content")
			}
		case "link", "img", "iframe", "form", "base":
			t.Errorf("<%s> %v does not belong here", n.Data, n.Attr)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "src" || a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			case a.Key == "href" && strings.HasPrefix(a.Val, "#") && !p.ids[a.Val[1:]]:
				t.Errorf("%q leads nowhere", a.Val)
			case a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "http://"):
				t.Errorf("%q leads to another file", a.Val)
			case a.Key == "aria-labelledby" && !p.ids[a.Val]:
				t.Errorf("aria-labelledby=%q names nothing", a.Val)
			}
		}
	}
	if headings != 1 {
		t.Errorf("%d first headings, want 1", headings)
	}
	for _, n := range p.nodes {
		if n.Data == "script" || n.Data == "style" {
			sum := sha256.Sum256([]byte(text(n)))
			if !strings.Contains(policy, n.Data+"-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
				t.Errorf("the policy does not allow the <%s>: %s", n.Data, policy)
			}
		}
	}
	for _, i := range r.archive.Incidents {
		if got := articles[i.ID]; !strings.Contains(got, i.Title) || !strings.Contains(got, i.Sources[0].Publisher) {
			t.Errorf("%s is not there with its title and sources", i.ID)
		}
	}
	if len(articles) != len(r.archive.Incidents) {
		t.Errorf("%d articles, want %d", len(articles), len(r.archive.Incidents))
	}
}

func TestSingleFileEscapes(t *testing.T) {
	site := fixture(`<link rel="stylesheet" href="/css/a.css">`, `<main><article class="record"><h1 id="h">T</h1><a href="/p/#h">self</a><a href="/q/">other</a><a href="/q/#z">part</a><a href="/none/">gone</a><article>in</article><details>yaml</details><script src=x></script></article></main>`)
	site["css/a.css"].Data = []byte(`a{content:"</style><script>";b:url(x.woff2)}`)
	site["q/index.html"] = fixturePage("", `<main><article><p id=z>Z</p></article></main>`)
	title := `"><script>alert(1)</script>`
	opt := bundle.Options{Title: title, Language: `"x`, BaseURL: "https://a.example/", Date: "2026-11-22", Version: "1", Selection: title, Words: words}
	var b bytes.Buffer
	_, err := bundle.WriteSingle(&b, site, []bundle.Entry{
		{ID: "i-1", Title: title, Type: `"><b>`, TypeText: title, Date: title, Page: "p/index.html"},
		{ID: "i-2", Title: "x", Type: "outage", TypeText: "Outage", Page: "q/index.html"},
	}, opt)
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	scripts := 0
	var out bytes.Buffer
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "script" {
			scripts++
		}
		if n.Type == html.ElementNode && n.Data == "article" && attr(n, "id") == "i-1" {
			if err := html.Render(&out, n); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := `<article id="i-1" data-type="&#34;&gt;&lt;b&gt;"><h2 id="i-1--h">T</h2><a href="#i-1--h">self</a><a href="#i-2">other</a><a href="#i-2--z">part</a><span>gone</span><div>in</div><p class="single-top"><a href="#contents">Back to the contents</a></p></article>`
	if out.String() != want {
		t.Errorf("got  %s\nwant %s", out.String(), want)
	}
	if scripts != 1 {
		t.Errorf("%d scripts, want 1", scripts)
	}
}

func TestSingleFileHasALimit(t *testing.T) {
	site := fixture("", "<article>"+strings.Repeat("x", bundle.MaxSingle)+"</article>")
	opt := bundle.Options{Title: "T", BaseURL: "https://a.example/", Date: "2026-11-22", Words: words}
	_, err := bundle.WriteSingle(&bytes.Buffer{}, site, []bundle.Entry{{ID: "i", Page: "p/index.html"}}, opt)
	if err == nil || !strings.Contains(err.Error(), "one file with 1 incident is longer than 7.0\u00a0MB") {
		t.Errorf("got %v", err)
	}
}
