package reference

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"incidentarchive/generator/internal/browsertest"
	"incidentarchive/generator/internal/record"
)

// builderPage is a page with the markup that builder.js asks for.
const builderPage = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Builder</title>
<script src="js/builder-data.js" defer></script><script src="js/builder-times.js" defer></script>
<script src="js/builder-check.js" defer></script><script src="js/builder.js" defer></script></head>
<body><main><h1>Builder</h1><div id="record-builder" data-repository="https://code.example/o/archive" data-branch="main"><p>Without script.</p></div></main></body></html>`

// policy is stricter than the site's own.
const policy = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; form-action 'none'; base-uri 'none'"

// fill types into the control with a label, inside the row or group given.
const fill = `function fill(label, value, inside) {
  const scope = inside ? [...document.querySelectorAll("fieldset")].find(f => f.querySelector("legend").textContent === inside) : document;
  const node = [...scope.querySelectorAll("label")].find(l => l.textContent.replace(" (required)", "").trim() === label);
  if (!node) throw new Error("no label " + label);
  const control = document.getElementById(node.htmlFor);
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}`

// TestBuilderInBrowser fills the form in, over http under a strict policy and
// from a file, and reads the record that it writes.
func TestBuilderInBrowser(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil {
		browsertest.Missing(t, "there is no Chromium to open the builder with")
	}
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "js"), os.DirFS(filepath.Join(root, "static", "js"))); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(folder, "builder.html")
	if err := os.WriteFile(page, []byte(builderPage), 0o644); err != nil {
		t.Fatal(err)
	}
	files := http.FileServer(http.Dir(folder))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox)
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	defer stop()
	for _, address := range []string{server.URL + "/builder.html", "file://" + page} {
		scheme, _, _ := strings.Cut(address, ":")
		t.Run(scheme, func(t *testing.T) {
			ctx, cancel := chromedp.NewContext(allocator)
			defer cancel()
			ctx, cancelTime := context.WithTimeout(ctx, time.Minute)
			defer cancelTime()
			tryBuilder(t, ctx, address)
		})
	}
}

func tryBuilder(t *testing.T, ctx context.Context, address string) {
	chromedp.ListenTarget(ctx, func(event any) {
		if thrown, ok := event.(*runtime.EventExceptionThrown); ok {
			t.Errorf("script error: %s", thrown.ExceptionDetails.Error())
		}
	})
	var first, message, yaml, status, link, mark, service, jump string
	err := chromedp.Run(ctx,
		chromedp.Navigate(address),
		chromedp.WaitVisible(".builder-result"),
		chromedp.Text(".builder-result p[role=status]", &first),
		chromedp.Evaluate(fill, nil),
		chromedp.Evaluate(`fill("Start", "23.07.2025"); document.querySelector("[aria-invalid=true]").closest(".builder-field").querySelector(".builder-message").textContent`, &message),
		chromedp.Evaluate(`fill("Title", "Outage <b>of</b> \"everything\""); fill("Type", "outage"); fill("Certainty", "confirmed"); fill("Summary", "All was out: <script>alert(1)</script>");
fill("Time zone", "Europe/Luxembourg"); fill("Start", "2025-07-23T16:15~"); fill("End", "unknown"); fill("Countries", "LU, FR"); fill("Value", "unknown", "Root cause");
fill("Service", "post-mobile", "Impacts"); fill("Level", "outage", "Impacts"); fill("Sources", "rtl-1", "Impacts");
fill("ID", "rtl-1", "Sources"); fill("Publisher", "RTL", "Sources"); fill("URL", "https://today.rtl.lu/1", "Sources"); fill("Language", "en", "Sources"); fill("Type", "article", "Sources"); 0`, nil),
		chromedp.Text(".builder-result pre", &yaml),
		chromedp.Text(".builder-result p[role=status]", &status),
		chromedp.Evaluate(`document.querySelector(".builder-buttons a").href`, &link),
		chromedp.Evaluate(`fill("Status", "confirmed", "Root cause"); document.querySelector(".builder-findings button").click(); document.activeElement.closest(".builder-field").querySelector("label").textContent`, &jump),
		chromedp.Evaluate(`[...document.querySelectorAll("input, select, textarea")].filter(c => !document.querySelector("label[for='" + c.id + "']") && !c.closest("label")).map(c => c.outerHTML).join()`, &mark),
		chromedp.Evaluate(`fill("Kind of record", "service"); fill("Name", "Counter"); fill("Operator", "ctie"); fill("Sector", "other"); fill("Countries", "LU"); fill("Aliases", "Desk; The Counter"); document.querySelector(".builder-result pre").textContent`, &service),
	)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(first, "things are still to do") {
		t.Errorf("an empty form says %q", first)
	}
	if want := `"23.07.2025": the year stands first, then month and day; write 2025-07-23`; message != want {
		t.Errorf("message %q, want %q", message, want)
	}
	i, _, findings := record.DecodeIncident("x.yaml", "x", []byte(yaml+"\n"))
	for _, f := range findings {
		t.Errorf("%s\n%s", f.Text(), yaml)
	}
	if i.Title != `Outage <b>of</b> "everything"` || len(i.Countries) != 2 || i.Published == "" {
		t.Errorf("read %+v from\n%s", i, yaml)
	}
	if !strings.HasPrefix(status, "No fault found") {
		t.Errorf("status %q", status)
	}
	u, err := url.Parse(link)
	if err != nil || u.Host != "code.example" || u.Path != "/o/archive/new/main" || strings.TrimSpace(u.Query().Get("value")) != strings.TrimSpace(yaml) ||
		u.Query().Get("filename") != "content/incidents/2025/2025-07-23-outage-b-of-b-everything.yaml" {
		t.Errorf("link %s: %v", link, err)
	}
	if jump != "Status" {
		t.Errorf("a finding about the status leads to %q", jump)
	}
	if want := "name: Counter\noperator: ctie\nsector: other\ncountries: [LU]\naliases: [Desk, The Counter]\n"; !strings.HasSuffix(service, want) {
		t.Errorf("service\n%s, want\n%s", service, want)
	}
	if mark != "" {
		t.Errorf("controls without label: %s", mark)
	}
}
