package preview

import (
	"bufio"
	"context"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"incidentarchive"
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/header"
	"incidentarchive/generator/internal/lint"
	"incidentarchive/generator/internal/starter"
)

// patience is how long a test waits for what has to come.
const patience = time.Minute

// bench is a preview of a copy of a small archive.
type bench struct {
	dir, address string
	updates      chan Update
	advice       chan Advice
	server       *Server
}

// start starts a preview of the archive in dir.
func start(t testing.TB, dir string) *bench {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{dir: dir, address: "http://" + listener.Addr().String() + "/", updates: make(chan Update, 100), advice: make(chan Advice, 100)}
	files := []fs.FS{os.DirFS(dir), incidentarchive.Files, starter.Fallback()}
	s := New(Options{
		Dir: dir, Files: files,
		Load: func(previous *archive.Archive) (*archive.Archive, diagnostic.List, error) {
			root, err := os.OpenRoot(dir)
			if err != nil {
				return nil, nil, err
			}
			defer root.Close()
			return archive.Load(root, archive.Options{Previous: previous})
		},
		Check: func() diagnostic.List { return nil },
		Settings: func() (*build.Settings, error) {
			settings, err := build.Read(files)
			if err != nil {
				return nil, err
			}
			return settings, settings.Config.SetBaseURL(b.address)
		},
		Report: func(u Update) { b.updates <- u },
		Lint: func(a *archive.Archive, wanted func(string) bool) diagnostic.List {
			return lint.RunOn(a, diagnostic.Warning, wanted)
		},
		Advise: func(x Advice) {
			select {
			case b.advice <- x:
			default: // nobody waits
			}
		},
		Warn: func(err error) { t.Error(err) },
	})
	b.server = s
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, listener) }()
	t.Cleanup(func() {
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("the preview ended with %v", err)
			}
		case <-time.After(patience):
			t.Error("the preview does not end")
		}
	})
	if u := b.wait(t); !u.First {
		t.Fatalf("the first report is %+v", u)
	}
	return b
}

// small copies the small archive of package lint's tests.
func small(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../lint/testdata/archive")); err != nil {
		t.Fatal(err)
	}
	return dir
}

const (
	outagePage = "incidents/2025-07-23-myguichet-outage/"
	outageFile = "content/incidents/2025/2025-07-23-myguichet-outage.yaml"
)

// wait gives the next report.
func (b *bench) wait(t testing.TB) Update {
	t.Helper()
	select {
	case u := <-b.updates:
		return u
	case <-time.After(patience):
		t.Fatal("nothing was reported")
	}
	return Update{}
}

// until waits for a report that is wanted: a change may be seen in two steps.
func (b *bench) until(t testing.TB, wanted func(Update) bool) Update {
	t.Helper()
	for {
		if u := b.wait(t); wanted(u) {
			return u
		}
	}
}

func broken(u Update) bool { return len(u.Findings) > 0 }
func sound(u Update) bool  { return len(u.Findings) == 0 }

// get asks for a page.
func (b *bench) get(t testing.TB, path string) (response *http.Response, body string) {
	t.Helper()
	response, err := http.Get(b.address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(data)
}

// shows fails unless a page answers with a code and a text.
func (b *bench) shows(t testing.TB, path string, code int, text string) {
	t.Helper()
	response, body := b.get(t, path)
	if response.StatusCode != code || !strings.Contains(body, text) {
		t.Errorf("%s answers %d, want %d with %q:\n%s", path, response.StatusCode, code, text, body)
	}
}

func (b *bench) write(t testing.TB, name, text string) {
	t.Helper()
	file := filepath.Join(b.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// replace puts a whole file in the place of another, so that the change is seen in
// one step.
func (b *bench) replace(t testing.TB, name, text string) {
	t.Helper()
	file := filepath.Join(b.dir, filepath.FromSlash(name))
	whole := filepath.Join(filepath.Dir(file), ".whole")
	if err := os.WriteFile(whole, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(whole, file); err != nil {
		t.Fatal(err)
	}
}

func (b *bench) read(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// listen opens the stream of changes as a page does, and gives its events.
func (b *bench) listen(t testing.TB, page, seen string) <-chan string {
	t.Helper()
	response, err := http.Get(b.address + "_preview/events?seen=" + seen + "&page=/" + page)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	events := make(chan string, 100)
	go func() {
		defer close(events)
		lines := bufio.NewScanner(response.Body)
		name := ""
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				name = text
			} else if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				events <- name + " " + text
			}
		}
	}()
	return events
}

func event(t testing.TB, events <-chan string, kind string) string {
	t.Helper()
	select {
	case e, open := <-events:
		if text, ok := strings.CutPrefix(e, kind+" "); ok && open {
			return text
		}
		t.Fatalf("the event is %q, want %s", e, kind)
	case <-time.After(patience):
		t.Fatalf("no event came, want %s", kind)
	}
	return ""
}

func TestFiles(t *testing.T) {
	b := start(t, small(t))
	for _, test := range []struct {
		path string
		code int
		kind string
		text string
	}{
		{"", 200, "text/html; charset=utf-8", "/_preview/reload.js?version="},
		{outagePage, 200, "text/html; charset=utf-8", "Outage of MyGuichet"},
		{outagePage + "index.html", 200, "text/html; charset=utf-8", "Outage of MyGuichet"},
		{strings.TrimSuffix(outagePage, "/") + "?q=1", 200, "text/html; charset=utf-8", "Outage of MyGuichet"},
		{"services/myguichet/", 200, "text/html; charset=utf-8", "MyGuichet"},
		{"search/", 200, "text/html; charset=utf-8", "search/index/root"},
		{outagePage + "card.png", 200, "image/png", "PNG"},
		{"favicon.svg", 200, "image/svg+xml", "<svg"},
		{"favicon.ico", 200, "image/vnd.microsoft.icon", ""},
		{"schema/v1/incident.schema.json", 200, "application/json", "$schema"},
		{"feed.atom", 200, "application/atom+xml", "Outage of MyGuichet"},
		{"incidents.ics", 200, "text/calendar; charset=utf-8", "BEGIN:VCALENDAR"},
		{"data/incidents.csv", 200, "text/csv; charset=utf-8", "2025-07-23-myguichet-outage"},
		{"data/SHA256SUMS", 200, "text/plain; charset=utf-8", "incidents.csv"},
		{"api/v1/incidents/2025-07-23-myguichet-outage.json", 200, "application/json", "Outage of MyGuichet"},
		{"statistics/durations.csv", 200, "text/csv; charset=utf-8", "min_seconds"},
		{"sitemap.xml", 200, "application/xml", outagePage},
		{"_preview/reload.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"_preview/fault.css", 200, "text/css; charset=utf-8", ".faults"},
		{"nowhere/", 404, "text/html; charset=utf-8", "/_preview/reload.js"},
		{"incidents/no/card.png", 404, "text/html; charset=utf-8", "/_preview/reload.js"},
		{"api/v1/incidents/no.json", 404, "text/html; charset=utf-8", "/_preview/reload.js"},
		{"css/site.css", 404, "text/html; charset=utf-8", ""}, // published with a fingerprint only
		{"..%2fhugo.toml", 404, "text/html; charset=utf-8", ""},
	} {
		response, body := b.get(t, test.path)
		if kind := response.Header.Get("Content-Type"); response.StatusCode != test.code || kind != test.kind || !strings.Contains(body, test.text) {
			t.Errorf("/%s answers %d, %s, want %d, %s, with %q in:\n%.300s", test.path, response.StatusCode, kind, test.code, test.kind, test.text, body)
		}
	}
	_, home := b.get(t, "")
	_, rest, _ := strings.Cut(home, `<link rel="stylesheet" href="/`)
	style, _, _ := strings.Cut(rest, `"`)
	if response, body := b.get(t, style); response.Header.Get("Content-Type") != "text/css; charset=utf-8" || !strings.Contains(body, "color-scheme") {
		t.Errorf("the stylesheet %s is %s", style, response.Header.Get("Content-Type"))
	}
}

// TestHeaders compares with the headers that the site is published with.
func TestHeaders(t *testing.T) {
	b := start(t, small(t))
	for _, path := range []string{"", outagePage, "nowhere/"} {
		response, _ := b.get(t, path)
		for _, f := range header.Usual().For(path) {
			got := response.Header.Get(f.Name)
			switch {
			case f.Name == "Content-Security-Policy":
				if !strings.HasPrefix(got, f.Value) || !strings.Contains(got, "connect-src 'self'") {
					t.Errorf("/%s: the policy is %q, want %q and connections to the site", path, got, f.Value)
				}
			case f.Name != "Strict-Transport-Security" && f.Name != "Cache-Control" && got != f.Value:
				t.Errorf("/%s: %s is %q, want %q", path, f.Name, got, f.Value)
			}
		}
		if got := response.Header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("/%s: Cache-Control is %q", path, got)
		}
	}
	response, _ := b.get(t, "api/v1/incidents/2025-07-23-myguichet-outage.json")
	if got := response.Header.Get("Access-Control-Allow-Origin"); got != "" {
		t.Errorf("drafts are open to %q", got)
	}
}

func TestHosts(t *testing.T) {
	b := start(t, small(t))
	for host, want := range map[string]int{
		"localhost": 200, "LOCALHOST:1313": 200, "127.0.0.1": 200, "127.0.0.1:8080": 200, "[::1]:1313": 200,
		"evil.example": 403, "evil.example:1313": 403, "localhost.evil.example": 403, "127.0.0.1.evil.example": 403, "192.168.1.7:1313": 403, "0.0.0.0:1313": 403,
	} {
		request, err := http.NewRequest(http.MethodGet, b.address, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Host = host
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("host %q gets %d, want %d", host, response.StatusCode, want)
		}
	}
	response, err := http.Post(b.address, "text/plain", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST gets %d", response.StatusCode)
	}
}
