package history

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// repo is a git repository in a temporary folder.
type repo struct {
	t   *testing.T
	dir string
}

func newRepo(t *testing.T) *repo {
	t.Helper()
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	t.Setenv("GIT_AUTHOR_NAME", "A")
	t.Setenv("GIT_AUTHOR_EMAIL", "a@example.org")
	t.Setenv("GIT_COMMITTER_NAME", "A")
	t.Setenv("GIT_COMMITTER_EMAIL", "a@example.org")
	r := &repo{t, t.TempDir()}
	r.git("init", "-q", "-b", "main")
	return r
}

func (r *repo) git(args ...string) {
	r.t.Helper()
	if out, err := exec.Command("git", append([]string{"-C", r.dir}, args...)...).CombinedOutput(); err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func (r *repo) write(name, text string) {
	r.t.Helper()
	path := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// commit commits everything at noon of a day, in a zone far east, where it is
// the same day in UTC.
func (r *repo) commit(day string) {
	r.t.Helper()
	r.t.Setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z")
	r.t.Setenv("GIT_COMMITTER_DATE", day+"T12:00:00+02:00")
	r.git("add", "-A")
	r.git("commit", "-q", "-m", "x")
}

func (r *repo) dates(file string) string {
	r.t.Helper()
	h, err := Load(r.dir)
	if err != nil {
		r.t.Fatal(err)
	}
	first, last, ok := h.Dates(file)
	if !ok {
		return "unknown"
	}
	return first + " " + last
}

func TestDates(t *testing.T) {
	r := newRepo(t)
	r.write("archive/content/ä b.yaml", "one\ntwo\nthree\nfour\n")
	r.commit("2025-01-02")
	r.write("other.txt", "x")
	r.commit("2025-01-03")
	r.write("archive/content/ä b.yaml", "one\ntwo\nthree\nfive\n")
	r.commit("2025-02-03")
	outer := r.dir
	r.dir = filepath.Join(outer, "archive") // the archive is a folder of the repository
	if got := r.dates("content/ä b.yaml"); got != "2025-01-02 2025-02-03" {
		t.Errorf("dates are %s", got)
	}
	h, _ := Load(r.dir)
	for day, want := range map[string]string{"2025-01-31": "four", "2025-02-03": "five", "2024-01-01": "four"} {
		if old, err := h.Before("content/ä b.yaml", day); err != nil || !strings.Contains(string(old), want) {
			t.Errorf("on %s it was %q, %v, want %q", day, old, err, want)
		}
	}
	r.git("mv", "content/ä b.yaml", "content/c.yaml")
	r.commit("2025-03-04")
	if got := r.dates("content/c.yaml"); got != "2025-01-02 2025-03-04" {
		t.Errorf("dates of the renamed file are %s", got)
	}
	if got := r.dates("content/none.yaml"); got != "unknown" {
		t.Errorf("dates of no file are %s", got)
	}
	var none *History
	if _, _, ok := none.Dates("x"); ok {
		t.Error("no history knows dates")
	}
}

func TestNoHistory(t *testing.T) {
	r := newRepo(t)
	if got := r.dates("a"); got != "unknown" {
		t.Errorf("before the first commit: %s", got)
	}
	for _, day := range []string{"2025-01-02", "2025-01-03"} {
		r.write("a", day)
		r.commit(day)
	}
	clone := filepath.Join(t.TempDir(), "clone")
	r.git("clone", "-q", "--depth=1", "file://"+r.dir, clone)
	shallow := &repo{t, clone}
	if got := shallow.dates("a"); got != "unknown" {
		t.Errorf("shallow clone: %s", got)
	}
	bare := &repo{t, t.TempDir()}
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(bare.dir))
	if got := bare.dates("a"); got != "unknown" {
		t.Errorf("no repository: %s", got)
	}
	if _, err := Changed(bare.dir, ""); !errors.Is(err, ErrNoGit) {
		t.Errorf("Changed gives %v, want ErrNoGit", err)
	}
	t.Setenv("PATH", "")
	if got := r.dates("a"); got != "unknown" {
		t.Errorf("no git: %s", got)
	}
	if _, err := Changed(r.dir, ""); !errors.Is(err, ErrNoGit) {
		t.Errorf("Changed gives %v, want ErrNoGit", err)
	}
}

func TestChanged(t *testing.T) {
	r := newRepo(t)
	for _, name := range []string{"content/kept.yaml", "content/changed.yaml", "content/deleted.yaml", "content/edited.yaml"} {
		r.write(name, name)
	}
	r.commit("2025-01-02")
	r.git("checkout", "-q", "-b", "work")
	r.write("content/changed.yaml", "new")
	r.git("rm", "-q", "content/deleted.yaml")
	r.commit("2025-01-03")
	r.git("checkout", "-q", "main")
	r.write("content/kept.yaml", "changed on main")
	r.commit("2025-01-04")
	r.git("checkout", "-q", "work")
	r.write("content/edited.yaml", "not committed")
	r.write("content/né w.yaml", "not known to git")
	for _, base := range []string{"", "main"} {
		got, err := Changed(r.dir, base)
		if diff := cmp.Diff([]string{"content/changed.yaml", "content/edited.yaml", "content/né w.yaml"}, got); diff != "" || err != nil {
			t.Errorf("base %q: %v (-want +got):\n%s", base, err, diff)
		}
	}
	for _, base := range []string{"nowhere", "--output=x"} {
		if _, err := Changed(r.dir, base); err == nil || !strings.Contains(err.Error(), base) {
			t.Errorf("base %q gives %v, want an error that names it", base, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("\x021735819200\n\x00:100644 100644 a b M\x00x.yaml\x00:100644 100644 b c R090\x00x.yaml\x00y.yaml\x00")
	f.Add("\x02x\x00:1 2 3 4 A\x00")
	f.Fuzz(func(t *testing.T, log string) {
		h := &History{files: map[string][]version{}}
		if err := h.parse(log); err != nil {
			return
		}
		for file := range h.files {
			if first, last, ok := h.Dates(file); !ok || first == "" || last == "" {
				t.Fatalf("%q has the dates %q and %q", file, first, last)
			}
		}
	})
}
