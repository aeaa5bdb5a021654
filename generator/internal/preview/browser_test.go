package preview

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"incidentarchive/generator/internal/browsertest"
)

// TestBrowser edits with a page open in Chromium: it shows each change by itself,
// under the policy of the published site.
func TestBrowser(t *testing.T) {
	b := start(t, small(t))
	good := b.read(t, outageFile)
	ctx, watch := browsertest.Start(t, b.address)
	if err := chromedp.Run(ctx, chromedp.Navigate(b.address+outagePage), chromedp.Evaluate(`scrollTo({top: 400, behavior: "instant"})`, nil)); err != nil {
		t.Fatal(err)
	}
	comes(t, ctx, `document.querySelector("h1").textContent`, "Outage of MyGuichet")
	connected(t, b)

	b.write(t, outageFile, strings.Replace(good, "Outage of MyGuichet", "Long outage of MyGuichet", 1))
	comes(t, ctx, `document.querySelector("h1").textContent`, "Long outage of MyGuichet")
	comes(t, ctx, `String(scrollY > 300)`, "true")
	connected(t, b)

	// A style is exchanged in the page as it stands.
	css := "h1 { color: rgb(1, 2, 3) }"
	b.write(t, "static/css/site.css", css) // this makes the folders, too
	comes(t, ctx, `getComputedStyle(document.querySelector("h1")).color`, "rgb(1, 2, 3)")
	connected(t, b)
	if err := chromedp.Run(ctx, chromedp.Evaluate(`document.body.dataset.mark = "same page"`, nil)); err != nil {
		t.Fatal(err)
	}
	b.write(t, "static/css/site.css", strings.Replace(css, "3)", "4)", 1))
	comes(t, ctx, `getComputedStyle(document.querySelector("h1")).color`, "rgb(1, 2, 4)")
	comes(t, ctx, `document.body.dataset.mark || ""`, "same page")
	comes(t, ctx, `String(document.querySelectorAll("link[rel=stylesheet]").length)`, "1")
	watch.Report(t, "while the site is sound")

	b.write(t, outageFile, strings.Replace(good, "type: outage", "type: outrage", 1))
	comes(t, ctx, `document.querySelector("mark") ? document.querySelector("mark").textContent : ""`, "outrage")
	b.write(t, outageFile, good)
	comes(t, ctx, `document.querySelector("h1").textContent`, "Outage of MyGuichet")
}

// connected waits until the page waits for changes.
func connected(t *testing.T, b *bench) {
	t.Helper()
	for end := time.Now().Add(patience); len(b.server.hub.pages()) == 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the page does not wait for changes")
		}
	}
}

// comes waits until an expression gives a text; the page may be loading.
func comes(t *testing.T, ctx context.Context, expression, want string) {
	t.Helper()
	got := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if chromedp.Run(ctx, chromedp.Evaluate(expression, &got)) == nil && got == want {
			return
		}
	}
	t.Fatalf("%s gives %q, want %q", expression, got, want)
}
