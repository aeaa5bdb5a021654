package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"incidentarchive/generator/internal/search/searchtest"
)

// pagefind asks the peer that only runs in a browser, in a fresh page each, and
// counts the bytes of the files that it loads, which are compressed already.
func (b *bench) pagefind(w io.Writer, dir string, queries []searchtest.Query) error {
	if err := os.WriteFile(filepath.Join(dir, "blank.html"), []byte("<!doctype html><title>Blank</title>"), 0o644); err != nil {
		return err
	}
	server := serve(dir)
	defer server.Close()
	browser, stop, err := start(b.chromium)
	if err != nil {
		return err
	}
	defer stop()
	var bytes []int
	found, asked, none := map[string]int{}, map[string]int{}, 0
	for i := 0; i < len(queries) && len(bytes) < 60; i += 21 {
		q := queries[i]
		ids, loaded, err := askPagefind(browser, server.URL, q.Text)
		if err != nil {
			return fmt.Errorf("%s: %w", q.Text, err)
		}
		sum := 0
		for _, name := range loaded {
			if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
				sum += int(info.Size())
			}
		}
		bytes = append(bytes, sum)
		asked[q.Kind]++
		asked["all"]++
		if len(ids) == 0 {
			none++
		}
		for _, id := range ids {
			if id == "/"+q.Want || id == "/"+q.Want+"/" {
				found[q.Kind]++
				found["all"]++
			}
		}
	}
	fmt.Fprintf(w, "pagefind       cold query %s B; %d with nothing found\n", quantiles(bytes), none)
	for _, kind := range []string{"exact", "typo and word", "typo alone", "prefix", "all"} {
		fmt.Fprintf(w, "  %s: %d of %d in the first ten (%.1f %%)\n", kind, found[kind], asked[kind], 100*float64(found[kind])/float64(max(asked[kind], 1)))
	}
	return nil
}

const pagefindScript = `(async (q) => {
  const p = await import("/pagefind/pagefind.js");
  const r = await p.search(q);
  return (await Promise.all(r.results.slice(0, 10).map((x) => x.data()))).map((d) => d.raw_url || d.url);
})(%q)`

func askPagefind(browser context.Context, base, query string) (ids, loaded []string, err error) {
	ctx, cancel := chromedp.NewContext(browser)
	defer cancel()
	ctx, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	var mu sync.Mutex
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			mu.Lock()
			defer mu.Unlock()
			if u, err := url.Parse(e.Request.URL); err == nil {
				loaded = append(loaded, strings.TrimPrefix(u.Path, "/"))
			}
		}
	})
	err = chromedp.Run(ctx, network.Enable(), network.SetCacheDisabled(true), chromedp.Navigate(base+"/blank.html"),
		chromedp.Evaluate(fmt.Sprintf(pagefindScript, query), &ids, func(p *cdpruntime.EvaluateParams) *cdpruntime.EvaluateParams { return p.WithAwaitPromise(true) }))
	mu.Lock()
	defer mu.Unlock()
	return ids, loaded, err
}
