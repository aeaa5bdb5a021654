package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestKilled kills 50 builds, each at a random moment of the time that a build
// takes. After each, the old or the new site stands there, whole; what the kill
// left behind does not grow, and the next build that is let alone removes it.
func TestKilled(t *testing.T) {
	h := newHouse(t)
	whole := max(h.build("b"), h.build("a"))
	random := rand.New(rand.NewPCG(8, 50))
	outcomes := map[string]int{}
	for n := range 50 {
		old := h.published()
		next := map[string]string{"a": "b", "b": "a"}[old]
		c := h.buildCommand(next)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		moment := random.Float64()
		if n%2 == 1 { // around the end, where the sites change places
			moment = 0.8 + moment/2
		}
		timer := time.AfterFunc(time.Duration(moment*float64(whole)), func() { c.Process.Kill() })
		err := c.Wait()
		timer.Stop()
		switch now := h.published(); {
		case err == nil && now != next:
			t.Errorf("build %d ended well, and version %q is published", n, now)
		case now == old:
			outcomes["old"]++
		case err == nil:
			outcomes["ended before"]++
		default:
			outcomes["new"]++
		}
		if beside := names(t, filepath.Dir(h.target)); len(beside) > 2 {
			t.Errorf("after build %d, %q stand beside each other", n, beside)
		}
	}
	t.Logf("the sites after 50 kills: %v", outcomes)
	if outcomes["old"] < 10 {
		t.Errorf("only %d builds were killed before they published", outcomes["old"])
	}
	h.build("a")
	h.published()
	h.alone()
}

// TestSignals ends builds by the signals that a terminal and a host send.
func TestSignals(t *testing.T) {
	h := newHouse(t)
	for signal, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		interrupted := false
		for range 20 { // a build may be through before the signal reaches it
			old := h.published()
			c := h.buildCommand(map[string]string{"a": "b", "b": "a"}[old])
			var output bytes.Buffer
			c.Stdout, c.Stderr = &output, &output
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			ended := make(chan bool)
			go func() {
				for next := filepath.Join(h.dir, "out", ".site.next"); ; time.Sleep(time.Millisecond) {
					select {
					case <-ended:
						return
					default:
					}
					if _, err := os.Stat(next); err == nil {
						c.Process.Signal(signal)
						return
					}
				}
			}()
			err := c.Wait()
			close(ended)
			h.alone()
			if err == nil {
				h.published()
				continue
			}
			if code := c.ProcessState.ExitCode(); code != want || !strings.Contains(output.String(), "interrupted, nothing was changed") {
				t.Errorf("%v: exit code %d, want %d: %s", signal, code, want, &output)
			}
			if now := h.published(); now != old {
				t.Errorf("%v: version %q is published", signal, now)
			}
			interrupted = true
			break
		}
		if !interrupted {
			t.Errorf("%v: no build was interrupted", signal)
		}
	}
}

// TestFullDisk lets builds run out of room: in a file system of their own, where
// the machine allows to make one, and by a limit for the size of a file.
func TestFullDisk(t *testing.T) {
	h := newHouse(t)
	const limited = `ulimit -f 16; exec generator build --no-history -C "$1" -o "$2"`
	c := exec.Command("sh", "-c", limited, "sh", filepath.Join(h.dir, "b"), h.target)
	c.Env = command().Env
	code, output := exit(t, c)
	if code != 1 || !strings.Contains(output, "file too large") || strings.Contains(output, "goroutine") {
		t.Errorf("with small files only, exit code %d: %s", code, output)
	}
	if now := h.published(); now != "a" {
		t.Errorf("version %q is published", now)
	}
	h.alone()

	const full = `set -e
mount -t tmpfs -o size="$3" tmpfs "$2"
cp -R "$2.old" "$2/site"
sum() { (cd "$1" && find . -type f | sort | xargs sha256sum | sha256sum); }
before=$(sum "$2/site")
status=0; generator build --no-history -C "$1" -o "$2/site" || status=$?
[ "$before" = "$(sum "$2/site")" ] || echo "the old site changed"
[ "$(ls -A "$2")" = site ] || echo "left: $(ls -A "$2")"
exit "$status"`
	disk := filepath.Join(t.TempDir(), "disk")
	if err := errors.Join(os.Mkdir(disk, 0o755), os.CopyFS(disk+".old", os.DirFS(h.target))); err != nil {
		t.Fatal(err)
	}
	c = exec.Command("sh", "-c", full, "sh", filepath.Join(h.dir, "b"), disk, "1500k")
	c.Env = command().Env
	c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}, GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}}}
	out, err := c.CombinedOutput()
	var status *exec.ExitError
	if err != nil && !errors.As(err, &status) || strings.Contains(string(out), "mount:") {
		t.Logf("this machine lets nobody mount a small disk (%v): only the limit for files was tried", err)
		return
	}
	if code := c.ProcessState.ExitCode(); code != 1 || !strings.Contains(string(out), "no space left on device") || strings.Contains(string(out), "the old site changed") || strings.Contains(string(out), "left:") {
		t.Errorf("on a full disk, exit code %d: %s", code, out)
	}
}

// asNobody runs a command without the rights of root.
func asNobody(c *exec.Cmd) *exec.Cmd {
	if os.Getuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		c.Env = append(c.Env, "HOME=/nonexistent")
	}
	return c
}

// open lets everybody look into the folders of a test.
func open(t *testing.T, h *house) {
	t.Helper()
	for _, dir := range []string{filepath.Dir(h.dir), h.dir} {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNoPermission takes rights away: to write the site, and to read a record.
func TestNoPermission(t *testing.T) {
	h := newHouse(t)
	open(t, h)
	out := filepath.Dir(h.target)
	if err := os.Chmod(out, 0o555); err != nil {
		t.Fatal(err)
	}
	code, output := exit(t, asNobody(h.buildCommand("b")))
	if code != 1 || !strings.Contains(output, "permission denied") || !strings.HasPrefix(output, "generator: ") {
		t.Errorf("where nothing may be written, exit code %d: %s", code, output)
	}
	if now := h.published(); now != "a" {
		t.Errorf("version %q is published", now)
	}
	if err := os.Chmod(out, 0o777); err != nil {
		t.Fatal(err)
	}
	h.alone()

	record := "content/incidents/2025/2025-09-01-luxtrust-outage.yaml"
	if err := os.Chmod(filepath.Join(h.dir, "b", record), 0); err != nil {
		t.Fatal(err)
	}
	code, output = exit(t, asNobody(h.buildCommand("b")))
	if code != 1 || !strings.Contains(output, record+": cannot be read: permission denied") || !strings.Contains(output, "1 error, nothing was published") {
		t.Errorf("with a record that cannot be read, exit code %d: %s", code, output)
	}
	if now := h.published(); now != "a" {
		t.Errorf("version %q is published", now)
	}
	h.alone()
}

// TestAtOnce starts several builds into one folder. One of them publishes, the
// others say that it is at work, and the site is whole at every moment.
func TestAtOnce(t *testing.T) {
	h := newHouse(t)
	var group sync.WaitGroup
	codes := make([]int, 6)
	outputs := make([]string, len(codes))
	for n := range codes {
		group.Go(func() {
			c := h.buildCommand(string("ab"[n%2]))
			out, _ := c.CombinedOutput()
			codes[n], outputs[n] = c.ProcessState.ExitCode(), string(out)
		})
	}
	group.Wait()
	published := 0
	for n, code := range codes {
		switch {
		case code == 0:
			published++
		case code != 1 || !strings.Contains(outputs[n], "another build is running for "+h.target+": wait for it to end"):
			t.Errorf("exit code %d: %s", code, outputs[n])
		}
	}
	if published == 0 {
		t.Error("no build published anything")
	}
	h.published()
	h.alone()
}

// TestFilesThatMove changes the records while they are read, over and over: a run
// either reads a good archive or says what it could not read.
func TestFilesThatMove(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("internal/lint/testdata/archive")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "1796083200")
	place := filepath.Join(dir, "content/incidents/2025/2025-09-01-luxtrust-outage.yaml")
	content, err := os.ReadFile(place)
	if err != nil {
		t.Fatal(err)
	}
	var stop sync.WaitGroup
	ctx, cancel := context.WithCancel(t.Context())
	stop.Go(func() {
		for ctx.Err() == nil {
			os.Remove(place)
			os.WriteFile(place, content[:len(content)/2], 0o644)
			os.Remove(place)
			syscall.Mkfifo(place, 0o644)
			os.Remove(place)
			os.Symlink("/dev/zero", place)
			os.Remove(place)
			os.Mkdir(place, 0o755)
			os.Remove(place)
			os.WriteFile(place, content, 0o644)
		}
	})
	seen := map[int]int{}
	for range 60 {
		var output bytes.Buffer
		code := run(t.Context(), []string{"check", "-C", dir}, io.Discard, &output)
		if seen[code]++; code != exitOK && code != exitFindings {
			t.Errorf("exit code %d: %s", code, &output)
		}
	}
	cancel()
	stop.Wait()
	t.Logf("exit codes: %v", seen)
}

// TestSurroundings builds with an environment that is odd or empty: the site is
// the same, byte for byte.
func TestSurroundings(t *testing.T) {
	h := newHouse(t)
	for _, environment := range [][]string{
		{},
		{"TZ=Pacific/Kiritimati", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8"},
		{"TZ=:/nonexistent", "LANG=\xff", "HOME=", "PATH="},
		{"TZ=../../etc/passwd", "LC_ALL=" + strings.Repeat("x", 5000), "HOME=/dev/null", "XDG_CACHE_HOME=/dev/null"},
		{"SOURCE_DATE_EPOCH=253402300799", "HUGO_BASEURL=https://canary.invalid/", "HUGO_TITLE=x", "HUGO_PARAMS_DESCRIPTION=x", "HUGO_ENVIRONMENT=x"},
		{"GIT_DIR=/nonexistent", "GIT_EXTERNAL_DIFF=false", "PAGER=false", "GODEBUG=zipinsecurepath=0", "GOMAXPROCS=1", "GOGC=1"},
	} {
		next := map[string]string{"a": "b", "b": "a"}[h.published()]
		c := h.buildCommand(next)
		c.Env = append([]string{"SOURCE_DATE_EPOCH=1796083200"}, environment...)
		if code, output := exit(t, c); code != 0 {
			t.Errorf("%q: exit code %d: %s", environment, code, output)
		}
		if now := h.published(); now != next {
			t.Errorf("%q: version %q is published, want %s", environment, now, next)
		}
	}
	h.alone()
}

// TestLittleMemory builds the real archive with 512 MiB for all of its data. The
// limit is one for written memory, since Go reserves more addresses than it uses.
func TestLittleMemory(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	c := exec.Command("sh", "-c", `ulimit -d 524288 && exec generator build --no-history -C .. -o "$1"`, "sh", public)
	c.Env = command().Env
	if code, output := exit(t, c); code != 0 {
		t.Errorf("exit code %d: %.2000s", code, output)
	}
	if _, err := os.Stat(filepath.Join(public, "index.html")); err != nil {
		t.Error(err)
	}
}

// TestFullOutput prints to where nothing can be printed: that is a failure.
func TestFullOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	for _, args := range [][]string{
		{"explain", "file/name"}, {"check", "--notes", "-C", ".."}, {"check", "-C", "..", "--format", "json"}, {"search", "-C", "..", "post"}, {"schema", "incident"}, {"version"},
	} {
		c := command(args...)
		c.Stdout = full
		var output bytes.Buffer
		c.Stderr = &output
		if err := c.Run(); c.ProcessState.ExitCode() != 1 || !strings.Contains(output.String(), "no space left on device") {
			t.Errorf("%q: %v: %s", args, err, &output)
		}
	}
}

// TestLeftovers removes what killed runs left long ago, and nothing else.
func TestLeftovers(t *testing.T) {
	dir := t.TempDir()
	ancient := time.Now().Add(-2 * leftoverAge)
	for name, old := range map[string]bool{".x.zip.tmp-123": true, ".x.zip.tmp-456": false, ".x.zip.tmp-mine": true, ".y.zip.tmp-123": true, "x.zip": true} {
		place := filepath.Join(dir, name)
		if err := os.WriteFile(place, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if old {
			if err := os.Chtimes(place, ancient, ancient); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := replaceBytes(filepath.Join(dir, "x.zip"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(names(t, dir), " "), ".x.zip.tmp-456 .x.zip.tmp-mine .y.zip.tmp-123 x.zip"; got != want {
		t.Errorf("the folder holds %s, want %s", got, want)
	}
}
