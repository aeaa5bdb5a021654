package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"incidentarchive/generator/internal/browsertest"
	"incidentarchive/generator/internal/header/headertest"
)

// kinds is a page of each kind.
var kinds = []string{
	"", "incidents/", "incidents/2025-07-23-post-luxembourg-network-outage/", "incidents/2025-07-23-post-luxembourg-network-outage/record/",
	"incidents/2017-luxembourg-112-failures/", "services/", "services/myguichet/", "organisations/", "organisations/post-luxembourg/",
	"years/", "years/2025/", "years/2025/07/", "sectors/", "sectors/transport/", "root-causes/malicious-action/", "techniques/availability-ddos/",
	"countries/", "countries/lu/", "statistics/", "search/", "search/?q=post", "about/", "data/", "contribute/", "contribute/incident/",
	"contribute/rules/", "contribute/builder/", "accessibility/", "manual/", "manual/settings/", "manual/commands/import/vcdb/", "404.html", "embed/post-mobile.html",
}

// serve publishes the real archive with the headers that it asks its host for.
func serve(t *testing.T) (dir, address string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "public")
	server := httptest.NewUnstartedServer(nil)
	address = "http://" + server.Listener.Addr().String() + "/"
	var stderr bytes.Buffer
	if code := run(context.Background(), []string{"build", "-C", "..", "-o", dir, "--bundle", "--base-url", address}, io.Discard, &stderr); code != 0 {
		t.Fatal(stderr.String())
	}
	handler, err := headertest.Handler(dir)
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = handler
	server.Start()
	t.Cleanup(server.Close)
	return dir, address
}

// TestBrowser opens a page of each kind in Chromium, in light and dark, on a
// phone and on a desk, under the policy that the site is served with: no fault
// of accessibility, nothing wider than the screen, no complaint, no request to
// anybody else.
func TestBrowser(t *testing.T) {
	browsertest.Module(t, "..", "axe-core/axe.min.js")
	dir, address := serve(t)
	ctx, watch := browsertest.Start(t, address)
	t.Run("Pages", func(t *testing.T) { checkPages(t, ctx, watch, address) })
	t.Run("Policy", func(t *testing.T) { checkPolicy(t, ctx, watch, address) })
	t.Run("Search", func(t *testing.T) { searchPage(t, ctx, watch, address) })
	t.Run("HTML", func(t *testing.T) { checkHTML(t, dir) })
}

func checkPages(t *testing.T, ctx context.Context, watch *browsertest.Watch, address string) {
	axe, err := os.ReadFile(browsertest.Module(t, "..", "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, view := range []struct {
		width, height int64
		scheme        string
	}{{1280, 900, "light"}, {1280, 900, "dark"}, {320, 640, "light"}, {320, 640, "dark"}} {
		err := chromedp.Run(ctx,
			emulation.SetDeviceMetricsOverride(view.width, view.height, 1, view.width < 600),
			emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: view.scheme}}))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range kinds {
			where := fmt.Sprintf("%s (%s, %d px)", name, view.scheme, view.width)
			var overflow int64
			var faults []string
			err := chromedp.Run(ctx,
				page.SetBypassCSP(false), chromedp.Navigate(address+name), chromedp.WaitReady("body"),
				chromedp.Evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &overflow))
			if err != nil {
				t.Fatalf("%s: %v", where, err)
			}
			watch.Report(t, where)
			if overflow > 0 {
				t.Errorf("%s: is %d px wider than the screen", where, overflow)
			}
			err = chromedp.Run(ctx, chromedp.Evaluate(string(axe)+";0", nil), chromedp.Evaluate(axeRun, &faults, awaited))
			if err != nil {
				t.Fatalf("%s: axe: %v", where, err)
			}
			for _, f := range faults {
				t.Errorf("%s: %s", where, f)
			}
		}
	}
}

func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// axeRun looks for faults against WCAG 2.2 AA and good practice.
const axeRun = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
	r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target + " " + n.html.slice(0, 120))))`

// checkHTML has every page of the site read by html-validate.
func checkHTML(t *testing.T, dir string) {
	tool := browsertest.Module(t, "..", "html-validate/bin/html-validate.mjs")
	node, err := exec.LookPath("node")
	if err != nil {
		browsertest.Missing(t, "there is no Node.js")
	}
	config, err := filepath.Abs("../.ci/html-validate.json")
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(node, tool, "--config", config, "--formatter", "json", "**/*.html")
	c.Dir = dir
	out, err := c.Output()
	var results []struct {
		FilePath string
		Messages []struct {
			RuleID, Message string
			Line            int
		}
	}
	if jsonErr := json.Unmarshal(out, &results); jsonErr != nil {
		t.Fatalf("html-validate: %v\n%s", err, out)
	}
	told := map[string]int{}
	for _, r := range results {
		for _, m := range r.Messages {
			if told[m.RuleID]++; told[m.RuleID] <= 5 {
				t.Errorf("%s:%d: %s: %s", r.FilePath, m.Line, m.RuleID, m.Message)
			}
		}
	}
}
