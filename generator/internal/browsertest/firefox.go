package browsertest

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

// Firefox is a Firefox with one open page, driven over WebDriver BiDi
// (https://w3c.github.io/webdriver-bidi/).
type Firefox struct {
	*Watch
	conn net.Conn
	last int    // number of the last command
	page string // browsing context
}

// preferences keep Firefox to this machine and leave the rules for files as
// readers have them; test drivers usually relax these.
const preferences = `user_pref("remote.prefs.recommended", false);
user_pref("security.fileuri.strict_origin_policy", true);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 1);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 1);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
`

// StartFirefox starts a Firefox that reaches no network but this machine, and
// watches it as Start does.
func StartFirefox(t testing.TB, allowed string) *Firefox {
	t.Helper()
	profile := folder(t)
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(preferences), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, firefox(t), "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank")
	cmd.Env = append(os.Environ(), "HOME="+profile, "MOZ_CRASHREPORTER_DISABLE=1")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = cmd.Wait() // it was killed
	})
	address, said := "", ""
	lines := bufio.NewScanner(stderr)
	for address == "" && lines.Scan() {
		said += lines.Text() + "\n"
		_, address, _ = strings.Cut(lines.Text(), "WebDriver BiDi listening on ")
	}
	if address == "" {
		t.Fatalf("Firefox does not listen:\n%s", said)
	}
	go func() {
		for lines.Scan() { // so that it can go on writing
		}
	}()
	conn, _, _, err := ws.Dial(ctx, address+"/session")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	f := &Firefox{Watch: &Watch{allowed: allowed}, conn: conn}
	f.must(t, "session.new", map[string]any{"capabilities": map[string]any{}}, nil)
	f.must(t, "session.subscribe", map[string]any{"events": []string{"log.entryAdded", "network.beforeRequestSent", "network.fetchError"}}, nil)
	var tree struct{ Contexts []struct{ Context string } }
	f.must(t, "browsingContext.getTree", map[string]any{}, &tree)
	f.page = tree.Contexts[0].Context
	return f
}

func firefox(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"firefox-esr", "firefox"} {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	Missing(t, "there is no Firefox to open pages with")
	return ""
}

// Open goes to an address and waits until the page has loaded.
func (f *Firefox) Open(t testing.TB, address string) {
	t.Helper()
	f.must(t, "browsingContext.navigate", map[string]any{"context": f.page, "url": address, "wait": "complete"}, nil)
}

// Evaluate reads the value of an expression, or of the promise that it is, in the page.
func (f *Firefox) Evaluate(t testing.TB, expression string, into any) {
	t.Helper()
	var answer struct {
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	f.must(t, "script.evaluate", map[string]any{"expression": "Promise.resolve(" + expression + ").then(JSON.stringify)",
		"target": map[string]any{"context": f.page}, "awaitPromise": true}, &answer)
	if answer.ExceptionDetails.Text != "" {
		t.Fatalf("%s: %s", expression, answer.ExceptionDetails.Text)
	}
	if err := json.Unmarshal([]byte(answer.Result.Value), into); err != nil {
		t.Fatalf("%s: %q: %v", expression, answer.Result.Value, err)
	}
}

func (f *Firefox) must(t testing.TB, method string, params map[string]any, into any) {
	t.Helper()
	if err := f.command(method, params, into); err != nil {
		t.Fatalf("Firefox: %s: %v", method, err)
	}
}

// message is an answer to a command, or an event.
type message struct {
	ID      int
	Result  json.RawMessage
	Error   string
	Message string
	Method  string
	Params  json.RawMessage
}

// command sends a command and reads what comes up to its answer.
func (f *Firefox) command(method string, params map[string]any, into any) error {
	f.last++
	data, err := json.Marshal(map[string]any{"id": f.last, "method": method, "params": params})
	if err != nil {
		return err
	}
	if err := f.conn.SetDeadline(time.Now().Add(2 * time.Minute)); err != nil {
		return err
	}
	if err := wsutil.WriteClientText(f.conn, data); err != nil {
		return err
	}
	for {
		data, err := wsutil.ReadServerText(f.conn)
		if err != nil {
			return err
		}
		var m message
		if err := json.Unmarshal(data, &m); err != nil {
			return err
		}
		switch {
		case m.Method != "":
			f.happened(m.Method, m.Params)
		case m.ID != f.last:
		case m.Error != "":
			return fmt.Errorf("%s: %s", m.Error, m.Message)
		case into != nil:
			return json.Unmarshal(m.Result, into)
		default:
			return nil
		}
	}
}

// happened notes the requests of pages, and their faults.
func (f *Firefox) happened(method string, params []byte) {
	var event struct {
		Context, Level, Text, ErrorText string
		Source                          struct{ Context string }
		Request                         struct{ URL string }
	}
	if json.Unmarshal(params, &event) != nil || event.Context == "" && event.Source.Context == "" {
		return // Firefox's own
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch method {
	case "log.entryAdded":
		if event.Level == "error" || event.Level == "warn" {
			f.fault("console: %s", event.Text)
		}
	case "network.fetchError":
		f.fault("request failed: %s %s", event.Request.URL, event.ErrorText)
	case "network.beforeRequestSent":
		f.requests++
		if u := event.Request.URL; !strings.HasPrefix(u, f.allowed) && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "about:") {
			f.fault("request to %s", u)
		}
	}
}
