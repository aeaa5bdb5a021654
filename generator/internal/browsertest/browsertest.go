// Package browsertest opens pages in Chromium, for tests of what readers see.
package browsertest

import (
	"context"
	"fmt"
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
)

// Missing leaves a test out because a tool that only CI installs is not there;
// with CI=true it fails the test instead.
func Missing(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// Module gives the path of a file of an npm package that .ci/run installs. Root
// is the folder of the repository.
func Module(t testing.TB, root, name string) string {
	t.Helper()
	file, err := filepath.Abs(filepath.Join(root, ".ci", "node_modules", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); err != nil {
		Missing(t, "%s is not installed: run npm ci in .ci", name)
	}
	return file
}

// Watch is what a browser did that it should not have done.
type Watch struct {
	allowed string // beginning of the addresses that may be asked for

	mu       sync.Mutex
	requests int
	faults   []string
}

// Requests gives the number of files that the browser asked for.
func (w *Watch) Requests() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.requests
}

// Start starts a browser that reaches no network but this machine, and watches
// it: a request to an address that does not begin with allowed, a request that
// fails, an exception and a complaint on the console are faults.
func Start(t testing.TB, allowed string) (context.Context, *Watch) {
	t.Helper()
	profile := folder(t)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx,
		chromedp.ExecPath(chromium(t)), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"), chromedp.UserDataDir(profile))
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	w := &Watch{allowed: allowed}
	chromedp.ListenTarget(ctx, w.event)
	if err := chromedp.Run(ctx, network.Enable(), log.Enable(), runtime.Enable()); err != nil {
		t.Fatal(err)
	}
	return ctx, w
}

// folder makes a folder for the browser, which goes on writing for a moment after
// it was ended.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "chromium-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for range 50 {
			if os.RemoveAll(dir) == nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
	return dir
}

func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	Missing(t, "there is no Chromium to open pages with")
	return ""
}

func (w *Watch) event(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fault := func(format string, args ...any) { w.faults = append(w.faults, fmt.Sprintf(format, args...)) }
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		w.requests++
		if !strings.HasPrefix(e.Request.URL, w.allowed) && !strings.HasPrefix(e.Request.URL, "data:") {
			fault("request to %s", e.Request.URL)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			fault("request failed: %s", e.ErrorText)
		}
	case *runtime.EventExceptionThrown:
		fault("exception: %s", e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
			fault("console: %s %s", e.Type, e.Args[0].Value)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError || e.Entry.Level == log.LevelWarning {
			fault("console: %s %s", e.Entry.Text, e.Entry.URL)
		}
	}
}

// Take gives the faults since the last report, where faults are wanted.
func (w *Watch) Take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	taken := w.faults
	w.faults = nil
	return taken
}

// Report fails the test for what the browser did since the last report.
func (w *Watch) Report(t testing.TB, where string) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, f := range w.faults {
		t.Errorf("%s: %s", where, f)
	}
	w.faults = nil
}
