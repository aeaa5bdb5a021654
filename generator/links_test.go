package main

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// web is a server on this machine that stands for all hosts.
type web struct {
	mu       sync.Mutex
	requests []string
	dial     dialFunc
}

func newWeb(t *testing.T) *web {
	t.Helper()
	w := &web{}
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.requests = append(w.requests, r.Method+" "+r.Host+r.URL.Path)
		w.mu.Unlock()
		switch {
		case strings.HasPrefix(r.Host, "gone."):
			http.NotFound(out, r)
		case strings.HasPrefix(r.Host, "shy."):
			out.WriteHeader(http.StatusForbidden)
		case strings.HasPrefix(r.Host, "old.") && r.Method == http.MethodHead:
			out.WriteHeader(http.StatusMethodNotAllowed)
		case strings.HasPrefix(r.Host, "trap."):
			http.Redirect(out, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		case strings.HasPrefix(r.Host, "loop."):
			http.Redirect(out, r, "http://loop.example.org/"+r.URL.Path+"x", http.StatusFound)
		case r.URL.Path == "/wayback/available":
			http.ServeContent(out, r, "", time.Time{}, strings.NewReader(`{"archived_snapshots":{"closest":{"available":true,"status":"200","url":"http://web.archive.org/web/20250902000000/`+r.URL.Query().Get("url")+`"}}}`))
		}
	}))
	t.Cleanup(server.Close)
	w.dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		if strings.HasPrefix(address, "169.254.") {
			t.Error("a redirect led to a private address")
		}
		return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
	}
	return w
}

func TestLinks(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("internal/lint/testdata/archive")); err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"gone", "shy", "old", "trap", "loop", "fine"} {
		text, err := os.ReadFile(filepath.Join(dir, "content/incidents/2025/2025-09-01-luxtrust-outage.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		changed := strings.Replace(string(text), "https://ctie.example.org", "http://"+host+".example.org", 1)
		if err := os.WriteFile(filepath.Join(dir, "content/incidents/2025/2025-09-01-"+host+".yaml"), []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w := newWeb(t)
	var stdout, stderr bytes.Buffer
	a := &app{stdout: &stdout, stderr: &stderr, dir: dir, dial: w.dial}
	ids := []string{"2025-09-01-gone", "2025-09-01-shy", "2025-09-01-old", "2025-09-01-trap", "2025-09-01-loop", "2025-09-01-fine"}
	if err := a.links(t.Context(), ids, linksOptions{format: "github"}); err != errFindings {
		t.Errorf("links gives %v", err)
	}
	want := `::warning file=content/incidents/2025/2025-09-01-gone.yaml,line=18,col=10,endColumn=52,title=source/dead-url::sources[0].url: the page is gone (status 404): add an archived copy
::warning file=content/incidents/2025/2025-09-01-loop.yaml,line=18,col=10,endColumn=52,title=source/dead-url::sources[0].url: the address cannot be opened (more than 8 redirects): try again later, or add an archived copy
::warning file=content/incidents/2025/2025-09-01-trap.yaml,line=18,col=10,endColumn=52,title=source/dead-url::sources[0].url: the address leads to a private network: replace it
`
	if diff := cmp.Diff(want, stdout.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, r := range w.requests {
		if strings.HasPrefix(r, "GET fine.") {
			t.Error("a page that answers HEAD was asked for with GET too")
		}
	}
	stdout.Reset()
	a.dial = w.dial
	arch, _, err := a.load()
	if err != nil {
		t.Fatal(err)
	}
	checker := newLinkChecker(w.dial)
	checker.lookup = "http://archive.example.org/wayback/available"
	found, err := checker.copies(t.Context(), arch, []string{"2025-09-01-fine"})
	if err != nil || len(found) != 1 || !strings.HasSuffix(found[0].Message, "archive_url: https://web.archive.org/web/20250902000000/http://fine.example.org/reports/2025-09-01") {
		t.Errorf("copies are %v, %v", found, err)
	}
}

func TestLinksRefusesPrivateAddresses(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a private address was opened") }))
	defer server.Close()
	c := newLinkChecker(nil)
	c.pause = 0
	if problem := c.open(t.Context(), server.URL); !strings.Contains(problem, "private network") {
		t.Errorf("opening %s gives %q", server.URL, problem)
	}
	for _, address := range []string{"127.0.0.1:80", "10.0.0.1:80", "192.168.1.1:443", "172.16.0.1:80", "169.254.169.254:80", "0.0.0.0:80", "100.64.0.1:80",
		"[::1]:80", "[fe80::1%eth0]:80", "[fd00::1]:80", "[::ffff:127.0.0.1]:80", "[64:ff9b::7f00:1]:80", "[2002:7f00:1::]:80", "224.0.0.1:80", "x"} {
		if checkPublic(address) == nil {
			t.Errorf("%s counts as public", address)
		}
	}
	for _, address := range []string{"93.184.216.34:443", "[2606:2800:220:1::1]:80"} {
		if err := checkPublic(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestLinksIsPolite(t *testing.T) {
	w := newWeb(t)
	c := newLinkChecker(w.dial)
	c.pause = 50 * time.Millisecond
	begin := time.Now()
	var targets []*target
	for _, path := range []string{"a", "b", "c", "d"} {
		targets = append(targets, &target{address: "http://fine.example.org/" + path})
	}
	n := 0
	for r := range c.check(t.Context(), targets) {
		if n++; r.problem != "" {
			t.Errorf("%s: %s", r.target.address, r.problem)
		}
	}
	if took := time.Since(begin); n != 4 || took < 150*time.Millisecond {
		t.Errorf("%d requests to one host took %v, want at least 150 ms", n, took)
	}
}
