package site

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func fill(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func published(t *testing.T, target string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(target, "index.html"))
	if err != nil {
		return ""
	}
	return string(data)
}

// alone fails when anything but the site stands in its folder.
func alone(t *testing.T, target string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != filepath.Base(target) {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

func TestPublish(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	for _, text := range []string{"one", "two", "three"} {
		err := Publish(t.Context(), target, func(dir string) error { fill(t, dir, text); return nil })
		if err != nil {
			t.Fatal(err)
		}
		if got := published(t, target); got != text {
			t.Errorf("the site holds %q, want %q", got, text)
		}
		alone(t, target)
	}
}

func TestPublishFails(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	broken := errors.New("broken")
	fails := func(dir string) error { fill(t, dir, "half"); return broken }
	if err := Publish(t.Context(), target, fails); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(target); !errors.Is(err, os.ErrNotExist) {
		t.Error("a build that failed published something")
	}
	if err := Publish(t.Context(), target, func(dir string) error { fill(t, dir, "old"); return nil }); err != nil {
		t.Fatal(err)
	}
	if err := Publish(t.Context(), target, fails); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if got := published(t, target); got != "old" {
		t.Errorf("the site holds %q after a build that failed", got)
	}
	alone(t, target)
}

func TestPublishInterrupted(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	ctx, cancel := context.WithCancel(t.Context())
	hang := make(chan bool)
	defer close(hang)
	started := time.Now()
	err := Publish(ctx, target, func(dir string) error {
		fill(t, dir, "half")
		cancel()
		<-hang // a build that does not notice
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if took := time.Since(started); took > 10*grace {
		t.Errorf("the interrupt took %v", took)
	}
	if entries, _ := os.ReadDir(filepath.Dir(target)); len(entries) > 0 {
		t.Errorf("%s was left behind", entries[0].Name())
	}
}

func TestPublishTwice(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	err := Publish(t.Context(), target, func(dir string) error {
		fill(t, dir, "first")
		second := Publish(t.Context(), target, func(string) error { t.Error("the second build ran"); return nil })
		if !errors.Is(second, ErrBusy) {
			t.Errorf("the second build says %v", second)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := published(t, target); got != "first" {
		t.Errorf("the site holds %q", got)
	}
}

func TestPublishRefuses(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine")
	if err := os.Mkdir(mine, 0o755); err != nil {
		t.Fatal(err)
	}
	fill(t, mine, "precious")
	link := filepath.Join(dir, "link")
	if err := os.Symlink(mine, link); err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]string{
		mine: "no build made", link: "is a symbolic link", filepath.Join(mine, "index.html"): "is a file",
	} {
		err := Publish(t.Context(), target, func(string) error { t.Error("the build ran"); return nil })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", target, err, want)
		}
	}
	if got := published(t, mine); got != "precious" {
		t.Errorf("the folder holds %q", got)
	}
}

func TestExchangeByRename(t *testing.T) {
	dir := t.TempDir()
	next, target := filepath.Join(dir, "next"), filepath.Join(dir, "target")
	for path, text := range map[string]string{next: "new", target: "old"} {
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
		fill(t, path, text)
	}
	if err := exchangeByRename(next, target); err != nil {
		t.Fatal(err)
	}
	if published(t, target) != "new" || published(t, next) != "old" {
		t.Errorf("target holds %q, next %q", published(t, target), published(t, next))
	}
	if err := exchangeByRename(filepath.Join(dir, "nothing"), target); err == nil || published(t, target) != "new" {
		t.Errorf("a swap that failed left %q (%v)", published(t, target), err)
	}
}

// TestRecover finishes what a build that was killed between two renames left: the
// old site comes back, even if the build that does so fails.
func TestRecover(t *testing.T) {
	for _, both := range []bool{false, true} {
		target := filepath.Join(t.TempDir(), "public")
		if err := Publish(t.Context(), target, func(dir string) error { fill(t, dir, "old"); return nil }); err != nil {
			t.Fatal(err)
		}
		old := oldName(filepath.Join(filepath.Dir(target), ".public.next"))
		if both { // killed after the second rename
			if err := os.CopyFS(old, os.DirFS(target)); err != nil {
				t.Fatal(err)
			}
		} else if err := os.Rename(target, old); err != nil {
			t.Fatal(err)
		}
		broken := errors.New("broken")
		if err := Publish(t.Context(), target, func(string) error { return broken }); !errors.Is(err, broken) {
			t.Errorf("error %v", err)
		}
		if got := published(t, target); got != "old" {
			t.Errorf("the site holds %q", got)
		}
		alone(t, target)
	}
}

func TestOutputKeepsNamesApart(t *testing.T) {
	out := NewOutput(t.Context(), t.TempDir())
	if err := out.WriteExact("incidents/a/index.html", nil); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"incidents/a/index.html", "Incidents/A/index.html"} {
		if err := out.WriteExact(name, nil); err == nil || !strings.Contains(err.Error(), "two files of the site") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	for _, name := range []string{"../a", "/a", "a/../../b", "a//b", "", "."} {
		if err := out.WriteExact(name, nil); err == nil {
			t.Errorf("%q was written", name)
		}
	}
}
