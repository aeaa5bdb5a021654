package bundle_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"incidentarchive/generator/internal/bundle"
)

// page wraps the body of a page for a fixture.
func fixturePage(head, body string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(`<!doctype html><html lang="en"><head><meta charset="utf-8">` + head + `</head><body>` + body + `</body></html>`)}
}

// fixture is a small site with one page of everything.
func fixture(head, body string) fstest.MapFS {
	return fstest.MapFS{
		"index.html":         fixturePage("", "<main id=main>Home</main>"),
		"p/index.html":       fixturePage(head, body),
		"search/index.html":  fixturePage("", `<p id="results">Search</p>`),
		"css/a.css":          {Data: []byte(`a{b:url(../img/a.svg)}`)},
		"js/a.js":            {Data: []byte(`"use strict"`)},
		"img/a.svg":          {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><a href="../p/"><use xlink:href="#x"/></a></svg>`)},
		"index/s1/root.js":   {Data: []byte(`_s(1)`)},
		"download/old.zip":   {Data: []byte("PK")},
		"download/.a.part":   {Data: []byte("PK")},
		"_headers":           {Data: []byte("/*")},
		"data/a.csv":         {Data: []byte("a\n")},
		"data/a.csv.gz":      {Data: []byte("a\n")},
		".incident-archive":  {Data: []byte("x")},
		".well-known/x.html": fixturePage("", ""),
	}
}

func write(t *testing.T, site fstest.MapFS, base string) (map[string][]byte, *bundle.Info, error) {
	t.Helper()
	opt := bundle.Options{Title: "Fixture", Language: "en", BaseURL: base, Date: "2026-11-22", Version: "1", Incidents: 2, Whole: 2, Words: words}
	var b bytes.Buffer
	info, err := bundle.Write(context.Background(), &b, site, opt)
	if err != nil {
		return nil, nil, err
	}
	return unzip(t, b.Bytes()), info, nil
}

const leaves = `<span class="offline-hidden"> (leaves the archive)</span></a>`

func TestPagesAreRewritten(t *testing.T) {
	tests := []struct{ name, site, want string }{ // below https://example.org/b/, in p/index.html
		{"link", `<a href="/b/">x</a>`, `<a href="../index.html">x</a>`},
		{"link with state", `<a href="/b/search/?q=a&amp;b=c#d">x</a>`, `<a href="../search/index.html?q=a&amp;b=c#d">x</a>`},
		{"link to itself", `<a href="/b/p/">x</a>`, `<a href="index.html">x</a>`},
		{"fragment", `<a href="#x" id="x">x</a>`, `<a href="#x" id="x">x</a>`},
		{"leaving", `<a href="https://a.lu/?x=1&amp;y" rel="nofollow" class="c">x</a>`, `<a href="https://a.lu/?x=1&amp;y" rel="nofollow" class="c offline-leaves">x` + leaves},
		{"mail", `<a href="mailto:a@a.lu">x</a>`, `<a href="mailto:a@a.lu">x</a>`},
		{"missing page", `<a class="c" href="/b/none/" rel="next" lang="fr">x <b>y</b></a>`, `<span class="c" lang="fr">x <b>y</b></span>`},
		{"left out", `a<div data-online><div>b</div><a href="/b/none/">c</a></div>d<hr data-online>e`, `ade`},
		{"form", `<form action="/b/search/" method="get"><input name="q"></form>`, `<form action="../search/index.html" method="get"><input name="q"></form>`},
		{"form for nobody", `a<form action="/b/none/"><input></form>b`, `ab`},
		{"image", `<img src="/b/img/a.svg" srcset="/b/img/a.svg 1x, /b/img/a.svg 2x" alt="">`, `<img src="../img/a.svg" srcset="../img/a.svg 1x, ../img/a.svg 2x" alt="">`},
		{"data image", `<img src="data:,x" alt="">`, `<img src="data:,x" alt="">`},
		{"script", `<script src="/b/js/a.js" defer integrity="sha256-x" crossorigin="anonymous"></script>`, `<script src="../js/a.js" defer></script>`},
		{"data block", `<script type="application/json">{"a":"/b/"}</script>`, `<script type="application/json">{"a":"/b/"}</script>`},
		{"for search engines", `a<script type="application/ld+json">{"@id":"https://example.org/b/"}</script>b`, `ab`},
		{"data attributes", `<div data-base="/b/" data-index="/b/index/s1/" data-feed="/b/data/a.csv" data-other="/c/"></div>`,
			`<div data-base="./../" data-index="./../index/s1/" data-feed="../data/a.csv" data-other="/c/" data-page="index.html"></div>`},
		{"quote", `<blockquote cite="/b/p/#x">y</blockquote>`, `<blockquote cite="#x">y</blockquote>`},
		{"unchanged as written", `<P Class=x  ID='y' hidden>a &lt; b &nbsp;</P><!-- /b/ --><textarea>/b/<a href="/b/"></textarea>`, `<P Class=x  ID='y' hidden>a &lt; b &nbsp;</P><!-- /b/ --><textarea>/b/<a href="/b/"></textarea>`},
		{"drawing", `<svg viewBox="0 0 1 1"><a href="https://a.lu/"><path d="M0"/></a><a href="/b/"><use href="/b/img/a.svg#x"/></a></svg>`,
			`<svg viewBox="0 0 1 1"><a href="https://a.lu/"><path d="M0"/></a><a href="../index.html"><use href="../img/a.svg#x" /></a></svg>`},
		{"hostile text", `<a href="/b/" title="&quot;&gt;&lt;script&gt;">&lt;/a&gt;</a>`, `<a href="../index.html" title="&quot;&gt;&lt;script&gt;">&lt;/a&gt;</a>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files, _, err := write(t, fixture("", test.site), "https://example.org/b/")
			if err != nil {
				t.Fatal(err)
			}
			_, body, _ := strings.Cut(string(files["p/index.html"]), "<body>")
			body, _, _ = strings.Cut(body, "</body>")
			if body != test.want {
				t.Errorf("got  %s\nwant %s", body, test.want)
			}
		})
	}
}

func TestHeadsAreRewritten(t *testing.T) {
	tests := []struct{ site, want string }{
		{`<link rel="canonical" href="https://example.org/b/p/">`, ``},
		{`<link rel="manifest" href="/b/none.json"><link rel=search href="/b/none.xml">`, ``},
		{`<link rel="stylesheet" href="/b/css/a.css" integrity="sha256-x" crossorigin>`, `<link rel="stylesheet" href="../css/a.css">`},
		{`<link rel="alternate" type="text/csv" href="/b/data/a.csv"><link rel="alternate" href="/b/none.xml">`, `<link rel="alternate" type="text/csv" href="../data/a.csv">`},
		{`<meta property="og:url" content="https://example.org/b/"><meta property="og:title" content="x">`, `<meta property="og:title" content="x">`},
		{`<meta http-equiv="Content-Security-Policy" content="default-src *">`, ``},
		{`<meta http-equiv="refresh" content="0; url=/b/search/?q=x">`, `<meta http-equiv="refresh" content="0; url=../search/index.html?q=x">`},
		{`<meta http-equiv="refresh" content="0;URL='/b/none/'">`, ``},
	}
	for _, test := range tests {
		files, _, err := write(t, fixture(test.site, ""), "https://example.org/b/")
		if err != nil {
			t.Errorf("%s: %v", test.site, err)
			continue
		}
		head := string(files["p/index.html"])
		_, head, _ = strings.Cut(head, `trusted-types archive">`)
		head, _, found := strings.Cut(head, `<link rel="stylesheet" href="../offline.css"></head>`)
		if head != test.want || !found {
			t.Errorf("%s\ngot  %s\nwant %s", test.site, head, test.want)
		}
	}
}

func TestSitesThatCannotBeBundled(t *testing.T) {
	tests := []struct{ body, want string }{
		{`<script src="/js/a.js" type="module"></script>`, "classic script"},
		{`<script>alert(1)</script>`, "put it into a file"},
		{`<script src="https://cdn.example/x.js"></script>`, "loaded from another site"},
		{`<img src="/none.png">`, `p/index.html: <img src="/none.png"> is not a file of the site`},
		{`<img srcset="https://a.lu/x 2x">`, "is not a file of the site"},
		{`<iframe src="/"></iframe>`, "mark it with data-online"},
		{`<base href="/">`, "<base>"},
		{`<div data-online>`, "is not closed"},
		{`<div data-base="/none/">`, "is not a folder of the site"},
	}
	for _, test := range tests {
		if _, _, err := write(t, fixture("", test.body), "https://example.org/"); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.body, err, test.want)
		}
	}
	for name, want := range map[string]string{
		"services/aux/index.html": "device on Windows", "P/INDEX.html": "the same on Windows", "é.html": "want only letters",
		"README.txt": "rename it", strings.Repeat("a", 121): "at most 120",
	} {
		site := fixture("", "")
		site[name] = fixturePage("", "")
		if _, _, err := write(t, site, "https://example.org/"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
	}
}

func TestOtherFiles(t *testing.T) {
	site := fixture("", "")
	site["feed/atom.xml"] = &fstest.MapFile{Data: []byte(`<feed><link href="https://incidents.lu/p/"/><id>https://incidents.lu/p/</id><guid isPermaLink="true">https://incidents.lu/p/</guid><link>https://incidents.lu/p/#x</link><a>https://incidents.lu/none/</a><content>&lt;a href="https://incidents.lu/">x&lt;/a> https://incidents.lux</content></feed>`)}
	site["feed.json"] = &fstest.MapFile{Data: []byte(`{"id": "https://incidents.lu/p/","url":"https://incidents.lu/p/"}`)}
	site["api/x.json"] = &fstest.MapFile{Data: []byte(`{"url":"https://incidents.lu/p/"}`)}
	site["css/b.css"] = &fstest.MapFile{Data: []byte(`@import "/css/a.css";a{b:url( "/img/a.svg#x" );c:"/img/a.svg";d:url(data:,x)}`)}
	files, _, err := write(t, site, "https://incidents.lu/")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"feed/atom.xml": `<feed><link href="../p/index.html"/><id>https://incidents.lu/p/</id><guid isPermaLink="true">https://incidents.lu/p/</guid><link>../p/index.html#x</link><a>https://incidents.lu/none/</a><content>&lt;a href="../index.html">x&lt;/a> https://incidents.lux</content></feed>`,
		"feed.json":     `{"id": "https://incidents.lu/p/","url":"p/index.html"}`,
		"api/x.json":    `{"url":"https://incidents.lu/p/"}`,
		"css/b.css":     `@import "a.css";a{b:url("../img/a.svg#x");c:"/img/a.svg";d:url(data:,x)}`,
		"css/a.css":     `a{b:url(../img/a.svg)}`,
		"img/a.svg":     `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><a href="../p/index.html"><use xlink:href="#x"/></a></svg>`,
		"data/a.csv":    "a\n",
	} {
		if got := string(files[name]); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", name, got, want)
		}
	}
	for _, name := range []string{"download/old.zip", "download/.a.part", "_headers", "data/a.csv.gz", ".incident-archive", ".well-known/x.html"} {
		if files[name] != nil {
			t.Errorf("%s is in the bundle", name)
		}
	}
}

func TestMissingPagesLeadToTheWebsite(t *testing.T) {
	files, info, err := write(t, fixture("", `<a href="/none/#x">y</a>`), "https://incidents.lu/")
	if err != nil {
		t.Fatal(err)
	}
	if want := `<a href="https://incidents.lu/none/#x" class="offline-leaves">y` + leaves; !strings.Contains(string(files["p/index.html"]), want) || info.Dropped != 1 {
		t.Errorf("got %s, %d dropped, want %s", files["p/index.html"], info.Dropped, want)
	}
}
