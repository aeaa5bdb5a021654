package main

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// lines collects what a program says while it runs.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// expect waits until the program has said a text.
func (l *lines) expect(t *testing.T, text string) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !strings.Contains(l.String(), text); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("the program does not say %q, but\n%s", text, l)
		}
	}
}

// startServe runs "generator serve" on a copy of the small archive and gives the
// address that it prints.
func startServe(t *testing.T, args ...string) (c *exec.Cmd, dir, address string, stderr *lines) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("internal/lint/testdata/archive")); err != nil {
		t.Fatal(err)
	}
	stderr = &lines{}
	c = exec.Command("generator", append([]string{"serve", "-C", dir}, args...)...)
	c.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1796083200", "NO_COLOR=1")
	c.Stderr = stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the program prints no address: %v\n%s", err, stderr)
	}
	return c, dir, strings.TrimSpace(line), stderr
}

func request(t *testing.T, address string) (code int, body string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(data)
}

// TestServe edits a record while it is previewed, and ends the preview.
func TestServe(t *testing.T) {
	for _, end := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(end.String(), func(t *testing.T) {
			c, dir, address, stderr := startServe(t, "--port", "0")
			if !strings.HasPrefix(address, "http://127.0.0.1:") {
				t.Errorf("the address is %s", address)
			}
			stream, err := http.Get(address + "_preview/events") // an open browser is no reason to go on
			if err != nil {
				t.Fatal(err)
			}
			defer stream.Body.Close()

			file := filepath.Join(dir, "content/incidents/2025/2025-07-23-myguichet-outage.yaml")
			good, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, bytes.Replace(good, []byte("type: outage"), []byte("type: outrage"), 1), 0o644); err != nil {
				t.Fatal(err)
			}
			stderr.expect(t, "2025-07-23-myguichet-outage.yaml:2:7: type: unknown value \"outrage\"")
			stderr.expect(t, "    2 | type: outrage\n      |       ^^^^^^^\ngenerator: 1 error, shown on every page until mended\n")
			if code, body := request(t, address); code != 500 || !strings.Contains(body, "<mark>outrage</mark>") {
				t.Errorf("with a broken record, the home page answers %d:\n%s", code, body)
			}
			if err := os.WriteFile(file, bytes.Replace(good, []byte("Outage of"), []byte("Long outage of"), 1), 0o644); err != nil {
				t.Fatal(err)
			}
			stderr.expect(t, "mended: content/incidents/2025/2025-07-23-myguichet-outage.yaml in ")
			if code, body := request(t, address+"incidents/2025-07-23-myguichet-outage/"); code != 200 || !strings.Contains(body, "Long outage of MyGuichet") {
				t.Errorf("with a mended record, its page answers %d:\n%s", code, body)
			}

			if err := os.WriteFile(file, bytes.Replace(good, []byte("title: Outage of MyGuichet"), []byte("title: Outage of MyGuichet."), 1), 0o644); err != nil {
				t.Fatal(err)
			}
			stderr.expect(t, "2025-07-23-myguichet-outage.yaml:1:8: warning: title: a title has no full stop at its end: remove it\n")
			stderr.expect(t, "generator: 1 warning in content/incidents/2025/2025-07-23-myguichet-outage.yaml\n")

			if err := c.Process.Signal(end); err != nil {
				t.Fatal(err)
			}
			ended := make(chan error, 1)
			go func() { ended <- c.Wait() }()
			select {
			case err := <-ended:
				if err != nil {
					t.Errorf("the preview ends with %v, want 0\n%s", err, stderr)
				}
			case <-time.After(time.Minute):
				t.Error("the preview does not end")
			}
			if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
				t.Errorf("the preview left %v, %v", entries, err)
			}
		})
	}
}

// TestServeLoopback asks from this machine's address in its network.
func TestServeLoopback(t *testing.T) {
	_, _, address, _ := startServe(t, "--port", "0")
	_, port, err := net.SplitHostPort(strings.Trim(strings.TrimPrefix(address, "http://"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range append(addresses, &net.IPNet{IP: net.IPv4(127, 0, 0, 2)}) {
		ip, ok := a.(*net.IPNet)
		if !ok || ip.IP.Equal(net.IPv4(127, 0, 0, 1)) || ip.IP.To4() == nil {
			continue
		}
		if c, err := net.DialTimeout("tcp", net.JoinHostPort(ip.IP.String(), port), time.Second); err == nil {
			c.Close()
			t.Errorf("the preview answers at %s", ip.IP)
		}
	}
}

func TestServePorts(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:1313")
	if err == nil { // else somebody has it already
		defer l.Close()
	}
	if _, _, address, _ := startServe(t); strings.HasSuffix(address, ":1313/") {
		t.Errorf("the address is %s, which is taken", address)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, err := net.SplitHostPort(taken.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--port", port}, exitFindings, "port " + port + " is taken by another program"},
		{[]string{"--port", "70000"}, exitUsage, "port is 70000, want a number from 0 to 65535"},
		{[]string{"here"}, exitUsage, `takes no argument, got "here"`},
		{[]string{"-C", t.TempDir()}, exitFindings, `has no folder "content"`},
	} {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), append([]string{"serve", "-C", "internal/lint/testdata/archive"}, test.args...), &stdout, &stderr)
		if code != test.code || !strings.Contains(stderr.String(), test.want) || stdout.Len() > 0 {
			t.Errorf("serve %v ends with %d, want %d with %q: %s", test.args, code, test.code, test.want, stderr.String())
		}
	}
}
