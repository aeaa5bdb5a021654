package bundle_test

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"incidentarchive/generator/internal/browsertest"
	"incidentarchive/generator/internal/bundle"
)

// folder is one in which nothing that is not escaped works.
const folder = "a b #ü%41 c"

// browse starts a browser without a network: whatever it asks for is a file.
func browse(t testing.TB) (context.Context, *browsertest.Watch) {
	t.Helper()
	return browsertest.Start(t, "file://")
}

func fileURL(name string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(name)}).String()
}

// links gives the page's heading, its margin, and the addresses of its links
// within the bundle.
const links = `[document.querySelector("h1").textContent, getComputedStyle(document.body).margin, ...[...document.querySelectorAll("a[href]")].map(a => a.href).filter(h => h.startsWith("file:"))]`

func TestBrowserWalksTheBundle(t *testing.T) {
	ctx, w := browse(t)
	dir := filepath.Join(t.TempDir(), folder)
	unpack(t, whole(t).zip, dir)
	root := fileURL(dir) + "/"
	queue, seen := []string{root + "index.html"}, map[string]bool{root + "index.html": true}
	visited := 0
	for len(queue) > 0 && visited < 200 {
		address := queue[0]
		queue = queue[1:]
		var found []string
		if err := chromedp.Run(ctx, chromedp.Navigate(address), chromedp.Evaluate(links, &found)); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		w.Report(t, address)
		if found[0] == "" || found[1] != "0px" {
			t.Errorf("%s: heading %q, margin %q: the page or its stylesheet is not there", address, found[0], found[1])
		}
		visited++
		for _, next := range found[2:] {
			next, _, _ = strings.Cut(next, "#")
			if !strings.HasPrefix(next, root) || strings.HasSuffix(next, "/") {
				t.Errorf("%s leads to %s", address, next)
			}
			if page, _, _ := strings.Cut(next, "?"); strings.HasSuffix(page, ".html") && !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	if visited < 200 || w.Requests() < 200 {
		t.Errorf("walked %d pages with %d requests, want 200", visited, w.Requests())
	}
	// The same by clicks, from the home page to an incident and back.
	var at string
	err := chromedp.Run(ctx, chromedp.Navigate(root+"index.html"),
		chromedp.Click(`header a[href="incidents/index.html"]`), chromedp.WaitVisible(`a[aria-current][href="index.html"]`),
		chromedp.Click(`main a[href$="/index.html"]:not([href^="."])`), chromedp.WaitVisible(`.breadcrumbs a`),
		chromedp.Click(`.breadcrumbs a`), chromedp.WaitVisible(`header a[href="incidents/index.html"]`), chromedp.Location(&at))
	if err != nil || at != root+"index.html" {
		t.Errorf("clicks led to %s: %v", at, err)
	}
	w.Report(t, "clicks")
}

// The search, the filters and the sorting of the site work in the bundle, and so
// do addresses that hold their state.
func TestBrowserSearchesTheBundle(t *testing.T) {
	ctx, w := browse(t)
	dir := filepath.Join(t.TempDir(), folder)
	unpack(t, whole(t).zip, dir)
	root := fileURL(dir) + "/"
	short, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	var results, first, state, at, heading string
	var rows, sorted int
	const count = `document.querySelectorAll("table.rows tbody tr:not([hidden])").length`
	err := chromedp.Run(short,
		// From the form on the home page, by typing.
		chromedp.Navigate(root+"index.html"), chromedp.WaitReady(`form[role=search] input`),
		chromedp.Evaluate(`(() => { const f = document.querySelector("form[role=search]"); f.elements.q.value = "luxtrust outge"; f.requestSubmit() })()`, nil),
		chromedp.WaitVisible(`.search-list a`), chromedp.Location(&at),
		chromedp.Text(`.search-status`, &results), chromedp.Evaluate(`document.querySelector(".search-list a").href`, &first),
		chromedp.Click(`.search-list a`), chromedp.WaitVisible(`main article, article.record`), chromedp.Text("h1", &heading),
		// Filters and the order, by an address and by hand.
		chromedp.Navigate(root+"incidents/index.html?type=attack"), chromedp.WaitReady("form.filters"), chromedp.Evaluate(count, &rows),
		chromedp.Evaluate(`(() => { const f = document.querySelector("form.filters"); f.elements.sort.value = "oldest"; f.elements.sort.dispatchEvent(new Event("change", { bubbles: true })) })()`, nil),
		chromedp.Location(&state), chromedp.Evaluate(count, &sorted))
	if err != nil {
		w.Report(t, "search")
		t.Fatalf("%v; at %s, %q, %q, %q", err, at, results, first, state)
	}
	if want := root + "search/index.html?q=luxtrust+outge"; at != want {
		t.Errorf("the form led to %s, want %s", at, want)
	}
	if results == "" || !strings.HasPrefix(first, root+"incidents/") || !strings.HasSuffix(first, "/index.html") || !strings.Contains(heading, "LuxTrust") {
		t.Errorf("found %q, first %s, %q", results, first, heading)
	}
	attacks := 0
	for _, i := range whole(t).archive.Incidents {
		if i.Type == "attack" {
			attacks++
		}
	}
	if rows != attacks || sorted != attacks {
		t.Errorf("%d rows, %d when sorted, want the %d attacks", rows, sorted, attacks)
	}
	if want := root + "incidents/index.html?type=attack&sort=oldest"; state != want {
		t.Errorf("the state is %s, want %s", state, want)
	}
	w.Report(t, "search and filters")
}

// Scripts, forms, state in addresses and drawings work from a folder, under the
// policy of the bundle.
func TestBrowserRunsScripts(t *testing.T) {
	ctx, w := browse(t)
	site := fixture(`<link rel="icon" href="/img/a.svg"><link rel="stylesheet" href="/css/a.css"><script src="/js/a.js" defer integrity="sha256-wrong"></script>`,
		`<main data-base="/" data-index="/index/s1/"><form action="/search/"><input name="q" value="a b&amp;ü"><button>Go</button></form><img src="/img/a.svg" alt="x"><p id="out"></p></main>`)
	site["css/a.css"].Data = []byte(`#out{background:url(/img/a.svg)}`)
	site["js/a.js"].Data = []byte(`"use strict";
const { base, index, page } = document.querySelector("main").dataset;
const policy = trustedTypes.createPolicy("archive", { createScriptURL: (s) => s });
window._s = (n) => {
  const a = document.createElement("a");
  a.href = base + "p/" + (page || "");
  document.getElementById("out").append(a);
  document.getElementById("out").id = "done";
  history.replaceState(null, "", "?q=" + n + "#x=1");
};
const s = document.createElement("script");
s.src = policy.createScriptURL(index + "root.js");
document.head.append(s);`)
	files, _, err := write(t, site, "https://example.org/")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), folder)
	for name, content := range files {
		put(t, dir, name, string(content))
	}
	root := fileURL(dir) + "/"
	var link, state, sent string
	short, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	err = chromedp.Run(short, chromedp.Navigate(root+"p/index.html"), chromedp.WaitReady("#done a"),
		chromedp.Evaluate(`document.querySelector("#done a").href`, &link), chromedp.Location(&state),
		chromedp.Evaluate(`document.forms[0].requestSubmit()`, nil), chromedp.WaitVisible("#results"), chromedp.Location(&sent))
	if err != nil {
		w.Report(t, "scripts")
		t.Fatalf("%v; link %q, state %q", err, link, state)
	}
	if want := root + "p/index.html"; link != want {
		t.Errorf("the script's link leads to %s, want %s", link, want)
	}
	if want := root + "p/index.html?q=1#x=1"; state != want {
		t.Errorf("the state is %s, want %s", state, want)
	}
	if want := root + "search/index.html?q=a+b%26%C3%BC"; sent != want {
		t.Errorf("the form led to %s, want %s", sent, want)
	}
	w.Report(t, "scripts")
}

func TestBrowserSearchesTheSingleFile(t *testing.T) {
	ctx, w := browse(t)
	dir := filepath.Join(t.TempDir(), folder)
	put(t, dir, "all.html", string(writeSingle(t)))
	var first, words, attacks, all string
	status := func(to *string) chromedp.Action { return chromedp.Text("#found", to) }
	settle := chromedp.Sleep(300 * time.Millisecond)
	err := chromedp.Run(ctx, chromedp.Navigate(fileURL(filepath.Join(dir, "all.html"))), chromedp.WaitVisible("#words"), status(&first),
		chromedp.SendKeys("#words", "PÔST mobile"), settle, status(&words),
		chromedp.Evaluate(`(() => { const s = document.getElementById("type"); s.value = "attack"; s.dispatchEvent(new Event("change")) })()`, nil), status(&attacks),
		chromedp.Evaluate(`document.querySelectorAll("article:not([hidden])").length + " " + document.querySelectorAll(".single-contents > li:not([hidden])").length`, &all))
	if err != nil {
		t.Fatal(err)
	}
	w.Report(t, "single file")
	total := len(whole(t).archive.Incidents)
	if want := fmt.Sprintf("%d of %d incidents", total, total); first != want {
		t.Errorf("at first %q, want %q", first, want)
	}
	var found, rest, listed, shown int
	if _, err := fmt.Sscan(words[:strings.Index(words+" ", " ")]+" "+attacks[:strings.Index(attacks+" ", " ")]+" "+all, &found, &rest, &shown, &listed); err != nil {
		t.Errorf("%q, %q, %q: %v", words, attacks, all, err)
	}
	if found == 0 || found >= total || rest == 0 || rest >= found || shown != rest || listed != rest {
		t.Errorf("%q, then %q with %q shown and listed", words, attacks, all)
	}
}

// BenchmarkBrowserOpensTheLimit measures how long Chromium takes to open the
// longest file that is written in one.
func BenchmarkBrowserOpensTheLimit(b *testing.B) {
	ctx, _ := browse(b)
	r := whole(b)
	var entries []bundle.Entry
	for n := range 6 {
		for _, e := range r.entries() {
			e.ID = fmt.Sprintf("%s-%d", e.ID, n)
			entries = append(entries, e)
		}
	}
	var file bytes.Buffer
	if _, err := bundle.WriteSingle(&file, r.site, entries, r.opt); err != nil {
		b.Fatal(err)
	}
	name := filepath.Join(b.TempDir(), "all.html")
	if err := os.WriteFile(name, file.Bytes(), 0o644); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	for b.Loop() {
		if err := chromedp.Run(ctx, chromedp.Navigate(fileURL(name)), chromedp.WaitVisible("#words")); err != nil {
			b.Fatal(err)
		}
	}
}
