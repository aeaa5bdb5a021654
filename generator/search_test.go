package main

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/browsertest"
)

// searchView is what a reader has before them on the search page.
type searchView struct {
	State, Status, Query, Focus, Address string
	Results                              int
}

const readSearchView = `(() => {
  const box = document.getElementById("search-results"), links = [...box.querySelectorAll("h3 a")], at = document.activeElement;
  return { State: box.dataset.state, Status: box.querySelector("[role=status]").textContent, Query: document.getElementById("q").value,
    Focus: at.id || (links.includes(at) ? "result " + (links.indexOf(at) + 1) : at.className), Address: location.search, Results: links.length };
})()`

// searchPage uses the search page as readers do: by typing, by keys, by the
// button to go back and by addresses that others sent them.
func searchPage(t *testing.T, ctx context.Context, watch *browsertest.Watch, address string) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	do := func(what string, actions ...chromedp.Action) {
		t.Helper()
		if err := chromedp.Run(ctx, actions...); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	// until does something and waits until the page is as wanted.
	until := func(what, want string, actions ...chromedp.Action) searchView {
		t.Helper()
		do(what, actions...)
		for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
			var is struct {
				View   searchView
				Wanted bool
			}
			do(what, chromedp.Evaluate("(v => ({ View: v, Wanted: "+want+" }))("+readSearchView+")", &is))
			if is.Wanted {
				return is.View
			}
			if time.Now().After(end) {
				t.Fatalf("%s: got %+v, want %s", what, is.View, want)
			}
		}
	}
	press := func(keys string) chromedp.Action { return chromedp.KeyEvent(keys) }
	page := address + "search/"
	do("a desk", emulation.SetDeviceMetricsOverride(1280, 900, 1, false))

	until("an empty page", `v.State == "empty" && v.Status.startsWith("Type a word")`, chromedp.Navigate(page), chromedp.WaitVisible("#q"))
	v := until("typing with an error", `v.State == "found" && v.Address == "?q=luxtrust+outge"`, chromedp.Focus("#q"), press("luxtrust outge"))
	if v.Focus != "q" || v.Results == 0 || !strings.Contains(v.Status, "record") || !strings.Contains(v.Status, "Showing results for outage; nothing has outge.") {
		t.Errorf("typing with an error: %+v", v)
	}

	until("arrow down", `v.Focus == "result 1"`, press(kb.ArrowDown))
	until("arrow up", `v.Focus == "q"`, press(kb.ArrowUp))
	until("arrow and escape", `v.Focus == "q" && v.Query != ""`, press(kb.ArrowDown), press(kb.Escape))
	until("escape again", `v.State == "empty" && v.Query == "" && v.Address == "?q="`, press(kb.Escape))
	until("slash", `v.Focus == "q" && v.Query == ""`, chromedp.Blur("#q"),
		// One event that also writes the letter, unless the page prevents it.
		input.DispatchKeyEvent(input.KeyDown).WithKey("/").WithText("/"))

	// Enter keeps a query in the history, typing does not.
	first := until("enter", `v.State == "found" && v.Address == "?q=panne"`, press("panne"), press(kb.Enter))
	until("another query", `v.Address == "?q=cable" && v.State != "loading"`, chromedp.SetValue("#q", "cable"), chromedp.Focus("#q"), press(kb.Enter))
	again := until("back", `v.Query == "panne" && v.Address == "?q=panne" && v.State == "found"`, chromedp.NavigateBack())
	if diff := cmp.Diff(first.Status, again.Status); diff != "" {
		t.Errorf("back: (-before, +after)\n%s", diff)
	}

	// A filter by a click shows as many records as it said.
	until("a shared address", `v.State == "found" && v.Query == "luxembourg" && v.Address.includes("sort=duration")`, chromedp.Navigate(page+"?q=luxembourg&sort=duration"))
	var order, label, service string
	do("the filters", chromedp.Value(".search-order select", &order), chromedp.Click(".search-filters details:nth-of-type(1) summary"),
		chromedp.WaitVisible(".search-filters input"), chromedp.Text(".search-filters label", &label),
		chromedp.Click(".search-filters details:nth-of-type(6) summary"), chromedp.WaitVisible(".search-filters details:nth-of-type(6) label"),
		chromedp.Text(".search-filters details:nth-of-type(6) label", &service))
	if order != "duration" || !strings.Contains(service, "(") {
		t.Errorf("a shared address: the order is %q, the first service %q", order, service)
	}
	_, count, _ := strings.Cut(strings.TrimSuffix(label, ")"), "(")
	until("a filter", `v.Query.startsWith("luxembourg type:") && v.State == "found" && v.Address.includes("type%3A") && v.Status.startsWith("`+count+` ")`, chromedp.Click(".search-filters input"))
	until("without the filter", `v.Query == "luxembourg" && v.State == "found"`, chromedp.Click(".search-filters input"))
	until("another order", `v.Address.includes("sort=date") && v.State == "found"`,
		chromedp.Evaluate(`(s => { s.value = "date"; s.dispatchEvent(new Event("change")) })(document.querySelector(".search-order select"))`, nil))
	more := until("more results", `v.Results > 10 && v.Focus == "result 11"`, chromedp.Click(".search-next"))
	if more.Results > 20 {
		t.Errorf("more results: %+v", more)
	}
	until("nothing found", `v.State == "none" && v.Results == 0 && v.Status.startsWith("No record has this")`, chromedp.Navigate(page+"?q=zzzzqqqq"))
	watch.Report(t, "search")

	// The index comes late, or not at all.
	var fails, holds atomic.Bool
	release := make(chan bool)
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*fetch.EventRequestPaused); ok {
			go func() {
				if holds.Load() {
					<-release
				}
				action := chromedp.Action(fetch.ContinueRequest(e.RequestID))
				if fails.Load() {
					action = fetch.FailRequest(e.RequestID, network.ErrorReasonConnectionReset)
				}
				_ = chromedp.Run(ctx, action) // the page may be gone
			}()
		}
	})
	do("interception", fetch.Enable().WithPatterns([]*fetch.RequestPattern{{URLPattern: "*/search/index/*"}}), network.SetCacheDisabled(true))
	until("an empty page", `v.State == "empty"`, chromedp.Navigate(page))
	holds.Store(true)
	until("loading", `v.State == "loading" && v.Status == "Searching …"`, chromedp.Focus("#q"), press("luxtrust"))
	holds.Store(false)
	close(release)
	until("loaded", `v.State == "found"`)
	fails.Store(true)
	until("a failure", `v.State == "failed" && v.Status == "The search index could not be loaded."`, chromedp.Navigate(page+"?q=luxtrust"))
	fails.Store(false)
	until("another try", `v.State == "found"`, chromedp.Click(".search-error button"))
	do("no interception", fetch.Disable(), network.SetCacheDisabled(false))
	watch.Forgive()

	// Without a script the page says so and leads to the lists. What noscript holds
	// is elements then, and else only text.
	var says, href string
	do("without scripts", emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(page),
		chromedp.OuterHTML("main noscript p", &says, chromedp.ByQuery),
		chromedp.AttributeValue("main .ways-grid a", "href", &href, nil, chromedp.ByQuery), emulation.SetScriptExecutionDisabled(false))
	if !strings.Contains(says, "needs JavaScript") || href == "" {
		t.Errorf("without scripts the page says %q and leads to %q", says, href)
	}
	watch.Report(t, "search without scripts")
}
