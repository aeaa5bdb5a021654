package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// A house is a folder with an archive in two versions and the place that they are
// published to. However a build ends, a whole site of one version stands there.
type house struct {
	t      *testing.T
	dir    string
	trees  map[string]string // the version of a whole site, by the hash of its files but the list of them, which names the site before
	target string
}

// newHouse publishes version a.
func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, dir: t.TempDir(), trees: map[string]string{}}
	h.target = filepath.Join(h.dir, "out", "site")
	for _, version := range []string{"b", "a"} {
		archive := filepath.Join(h.dir, version)
		if err := os.CopyFS(archive, os.DirFS("internal/lint/testdata/archive")); err != nil {
			t.Fatal(err)
		}
		settings := fmt.Sprintf("title = \"Version %s\"\nbaseURL = \"https://archive.example/\"\n", version)
		if err := os.WriteFile(filepath.Join(archive, "hugo.toml"), []byte(settings), 0o644); err != nil {
			t.Fatal(err)
		}
		h.build(version)
		h.trees[treeHash(t, h.target, "MANIFEST.json")] = version
	}
	if len(h.trees) != 2 {
		t.Fatal("both versions give the same site")
	}
	return h
}

// command makes a run of the program, which is this test binary under its name.
func command(args ...string) *exec.Cmd {
	c := exec.Command("/proc/self/exe", args...)
	c.Args[0] = "generator"
	c.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1796083200", "NO_COLOR=1")
	return c
}

func (h *house) buildCommand(version string) *exec.Cmd {
	return command("build", "--no-history", "-C", filepath.Join(h.dir, version), "-o", h.target)
}

// build builds a version that has to come out, and gives how long that took.
func (h *house) build(version string) time.Duration {
	h.t.Helper()
	started := time.Now()
	if out, err := h.buildCommand(version).CombinedOutput(); err != nil {
		h.t.Fatalf("build %s: %v\n%s", version, err, out)
	}
	return time.Since(started)
}

// published gives the version that stands in the place of the site, and fails the
// test when that is not whole.
func (h *house) published() string {
	h.t.Helper()
	version, whole := h.trees[treeHash(h.t, h.target, "MANIFEST.json")]
	if !whole {
		h.t.Errorf("the site is neither the old nor the new one")
	}
	return version
}

// alone fails when anything but the site stands where it is published.
func (h *house) alone() {
	h.t.Helper()
	if names := names(h.t, filepath.Dir(h.target)); len(names) != 1 {
		h.t.Errorf("%q stand beside each other, want the site alone", names)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// exit runs a command and gives its exit code and what it printed.
func exit(t *testing.T, c *exec.Cmd) (code int, output string) {
	t.Helper()
	out, err := c.CombinedOutput()
	var status *exec.ExitError
	if err != nil && !errors.As(err, &status) {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), string(out)
}
