package bundle_test

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"incidentarchive/generator/internal/bundle"
)

// folder is one in which nothing that is not escaped works.
const folder = "a b #ü%41 c"

// chromium finds the browser. Without one the tests are left out, but never on
// a machine that checks changes.
func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("there is no Chromium to open the bundle with")
	}
	t.Skip("there is no Chromium to open the bundle with")
	return ""
}

// watch is what a browser did that it should not have done.
type watch struct {
	sync.Mutex
	requests int
	faults   []string
}

func (w *watch) fault(format string, args ...any) {
	w.faults = append(w.faults, fmt.Sprintf(format, args...))
}

func (w *watch) event(event any) {
	w.Lock()
	defer w.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		w.requests++
		if !strings.HasPrefix(e.Request.URL, "file://") && !strings.HasPrefix(e.Request.URL, "data:") {
			w.fault("request to %s", e.Request.URL)
		}
	case *network.EventLoadingFailed:
		w.fault("request failed: %s", e.ErrorText)
	case *runtime.EventExceptionThrown:
		w.fault("exception: %s", e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
			w.fault("console: %s %s", e.Type, e.Args[0].Value)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError || e.Entry.Level == log.LevelWarning {
			w.fault("console: %s %s", e.Entry.Text, e.Entry.URL)
		}
	}
}

// browse starts a browser without a network and watches it.
func browse(t testing.TB) (context.Context, *watch) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	t.Cleanup(cancel)
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(chromium(t)), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"), chromedp.UserDataDir(t.TempDir()),
	}
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	w := &watch{}
	chromedp.ListenTarget(ctx, w.event)
	if err := chromedp.Run(ctx, network.Enable(), log.Enable(), runtime.Enable()); err != nil {
		t.Fatal(err)
	}
	return ctx, w
}

// report fails the test for what the browser did.
func (w *watch) report(t *testing.T, where string) {
	t.Helper()
	w.Lock()
	defer w.Unlock()
	for _, f := range w.faults {
		t.Errorf("%s: %s", where, f)
	}
	w.faults = nil
}

func fileURL(name string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(name)}).String()
}

// links gives the addresses of the page's links within the bundle.
const links = `[...document.querySelectorAll("a[href]")].map(a => a.href).filter(h => h.startsWith("file:"))`

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
		var title, sheet string
		err := chromedp.Run(ctx, chromedp.Navigate(address), chromedp.Evaluate(links, &found),
			chromedp.Evaluate(`document.querySelector("h1").textContent`, &title),
			chromedp.Evaluate(`getComputedStyle(document.body).margin`, &sheet))
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		w.report(t, address)
		if title == "" || sheet != "0px" {
			t.Errorf("%s: title %q, margin %q: the page or its stylesheet is not there", address, title, sheet)
		}
		visited++
		for _, next := range found {
			next, _, _ = strings.Cut(next, "#")
			if !strings.HasPrefix(next, root) || !strings.HasSuffix(next, ".html") && strings.Count(next, ".html?") == 0 {
				t.Errorf("%s leads to %s", address, next)
			}
			if !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	if visited < 200 || w.requests < 200 {
		t.Errorf("walked %d pages with %d requests, want 200", visited, w.requests)
	}
	// The same by clicks, from the home page to an incident and back.
	var at string
	err := chromedp.Run(ctx, chromedp.Navigate(root+"index.html"),
		chromedp.Click(`a[href="incidents/index.html"]`, chromedp.NodeVisible),
		chromedp.WaitVisible(`main ol.incidents a`), chromedp.Click(`main ol.incidents a`),
		chromedp.WaitVisible(`article.record`), chromedp.Click(`.breadcrumbs a`),
		chromedp.WaitVisible(`dl.figures`), chromedp.Location(&at))
	if err != nil || at != root+"index.html" {
		t.Errorf("clicks led to %s: %v", at, err)
	}
	w.report(t, "clicks")
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
		w.report(t, "scripts")
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
	w.report(t, "scripts")
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
		chromedp.Evaluate(`document.querySelectorAll("article:not([hidden])").length + " " + document.querySelectorAll("nav li:not([hidden])").length`, &all))
	if err != nil {
		t.Fatal(err)
	}
	w.report(t, "single file")
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
