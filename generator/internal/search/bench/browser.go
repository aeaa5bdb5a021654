package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// visit is what a fresh page of the browser loaded for one query.
type visit struct {
	files    []string
	status   string
	titles   []string
	problems []string
	first    time.Duration // from the start of the page to its results
}

// browse opens the search page at address for each query, each time in a fresh
// browser context without a cache, and says what it loaded.
func browse(chromium, address string, queries []string, each func(query string, v visit)) error {
	ctx, stop, err := start(chromium)
	if err != nil {
		return err
	}
	defer stop()
	for _, q := range queries {
		v, err := visitPage(ctx, address+"?q="+url.QueryEscape(q))
		if err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
		each(q, v)
	}
	return nil
}

// start starts the browser with an empty profile.
func start(chromium string) (context.Context, func(), error) {
	profile, err := os.MkdirTemp("", "search-bench-")
	if err != nil {
		return nil, nil, err
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(chromium), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(profile))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel2 := chromedp.NewContext(ctx)
	stop := func() {
		cancel2()
		cancel()
		os.RemoveAll(profile)
	}
	if err := chromedp.Run(ctx); err != nil {
		stop()
		return nil, nil, err
	}
	return ctx, stop, nil
}

func visitPage(browser context.Context, address string) (visit, error) {
	ctx, cancel := chromedp.NewContext(browser)
	defer cancel()
	ctx, stop := context.WithTimeout(ctx, 20*time.Second)
	defer stop()
	var v visit
	var mu sync.Mutex
	chromedp.ListenTarget(ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			v.files = append(v.files, e.Request.URL)
		case *runtime.EventConsoleAPICalled:
			v.problems = append(v.problems, string(e.Type))
		case *runtime.EventExceptionThrown:
			v.problems = append(v.problems, e.ExceptionDetails.Error())
		case *network.EventLoadingFailed:
			v.problems = append(v.problems, e.ErrorText)
		}
	})
	start := time.Now()
	err := chromedp.Run(ctx, network.Enable(), network.SetCacheDisabled(true), chromedp.Navigate(address),
		chromedp.Poll(`["found","none","failed"].includes(document.getElementById("search-results").dataset.state)`, nil, chromedp.WithPollingInterval(5*time.Millisecond)))
	v.first = time.Since(start)
	if err == nil {
		err = chromedp.Run(ctx, chromedp.Text("[role=status]", &v.status),
			chromedp.Evaluate(`[...document.querySelectorAll(".search-list h3")].map((e) => e.textContent)`, &v.titles))
	}
	mu.Lock()
	defer mu.Unlock()
	return v, err
}

// serve serves dir on a loopback address.
func serve(dir string) *httptest.Server {
	return httptest.NewServer(http.FileServer(http.Dir(dir)))
}

// sum adds the compressed sizes of the files that a visit loaded from a site.
func (v visit) sum(base string, sizes map[string]int) int {
	n := 0
	for _, f := range v.files {
		f, _, _ = strings.Cut(strings.TrimPrefix(f, base), "?")
		n += sizes[f]
	}
	return n
}

func fileAddress(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	return "file://" + filepath.ToSlash(abs) + "/"
}
