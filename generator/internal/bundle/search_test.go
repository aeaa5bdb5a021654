package bundle_test

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/browsertest"
	"incidentarchive/generator/internal/search"
)

// found is what the search page says and shows, once it has an answer.
const found = `new Promise((done) => {
  const box = document.getElementById("search-results"), look = () =>
    !["empty", "found", "none", "failed"].includes(box.dataset.state) ? setTimeout(look, 10) : done([
      box.dataset.state, parseInt(box.querySelector("[role=status]").textContent) || 0,
      ...[...box.querySelectorAll("h3 a")].map((a) => a.textContent)].map(String));
  look();
})`

// TestSearchFromFiles asks the search page of the bundle in Chromium and in
// Firefox, which both keep files apart as they do for readers, and asks the engine in
// Go about the same index.
func TestSearchFromFiles(t *testing.T) {
	ctx, chromium := browse(t)
	firefox := browsertest.StartFirefox(t, "file://")
	dir := filepath.Join(t.TempDir(), folder)
	unpack(t, whole(t).zip, dir)
	index, err := search.Open(os.DirFS(filepath.Join(dir, "search", "index")), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{
		"luxtrust", "luxtrust outge", "panne", "rseau", `"denial of service"`, `"service denial"`, "type:attack year:2025", "year:2024-03 luxembourg",
		"luxembourg -post", "duration:>4h", "service:myguichet", "before:2018", "zzzzqqqq",
	} {
		r, err := index.Query(query, "", 10)
		if err != nil {
			t.Fatal(err)
		}
		state := "found"
		if r.Total == 0 {
			state = "none"
		}
		want := []string{state, fmt.Sprint(r.Total)}
		for _, h := range r.Hits {
			want = append(want, h.Title)
		}
		address := fileURL(dir) + "/search/index.html?q=" + url.QueryEscape(query)
		var got []string
		err = chromedp.Run(ctx, chromedp.Navigate(address),
			chromedp.Evaluate(found, &got, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("query %q: (-Go, +Chromium)\n%s", query, diff)
		}
		chromium.Report(t, "Chromium, query "+query)
		firefox.Open(t, address)
		firefox.Evaluate(t, found, &got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("query %q: (-Go, +Firefox)\n%s", query, diff)
		}
		firefox.Report(t, "Firefox, query "+query)
	}
}

// TestFirefoxKeepsFilesApart makes sure that the test above is strict: what
// Firefox forbids to files by default it forbids here, and the watch sees it.
func TestFirefoxKeepsFilesApart(t *testing.T) {
	firefox := browsertest.StartFirefox(t, "file://")
	dir := t.TempDir()
	for name, content := range map[string]string{"page.html": "<!doctype html><title>Page</title>", "data.json": "{}"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	firefox.Open(t, fileURL(filepath.Join(dir, "page.html")))
	var read string
	firefox.Evaluate(t, `fetch("data.json").then(() => "read", () => "refused")`, &read)
	if read != "refused" {
		t.Errorf("a file could be read by fetch: %s", read)
	}
	var seen int
	firefox.Evaluate(t, `(setTimeout(() => { throw Error("seen") }), new Promise((done) => setTimeout(done, 100, 1)))`, &seen)
	if firefox.Faults() == 0 {
		t.Error("an exception in the page was not seen")
	}
}
