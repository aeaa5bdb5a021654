package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(apart{m}, map[string]func(){
		"generator": main,
	})
}

// apart keeps what builds remember apart from what the user's own remember.
type apart struct{ *testing.M }

// Run runs the tests.
func (m apart) Run() int {
	dir, err := os.MkdirTemp("", "cache-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	os.Setenv("XDG_CACHE_HOME", dir)
	return m.M.Run()
}

// TestScripts runs the commands as users do; see testdata/script. Each script
// starts in a folder of its own; it is 1 December 2026, $REPOSITORY is the folder
// of this repository, and $ARCHIVE a small good archive to copy.
func TestScripts(t *testing.T) {
	repository, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			env.Setenv("REPOSITORY", repository)
			env.Setenv("ARCHIVE", filepath.Join(repository, "generator", "internal", "lint", "testdata", "archive"))
			env.Setenv("SOURCE_DATE_EPOCH", "1796083200")
			env.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
			env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			env.Setenv("GIT_CEILING_DIRECTORIES", env.WorkDir)
			for _, who := range []string{"AUTHOR", "COMMITTER"} {
				env.Setenv("GIT_"+who+"_NAME", "A")
				env.Setenv("GIT_"+who+"_EMAIL", "a@example.org")
				env.Setenv("GIT_"+who+"_DATE", "2026-11-22T12:00:00Z")
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"same-tree": sameTree,
			"copy-tree": copyTree,
		},
	})
}

// sameTree compares two folders: "same-tree a b" wants the same files with the
// same bytes.
func sameTree(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same-tree folder folder")
	}
	a, b := hashes(ts, args[0]), hashes(ts, args[1])
	if len(a) == 0 {
		ts.Fatalf("%s is empty", args[0])
	}
	var differ []string
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if a[name] != b[name] {
			differ = append(differ, name)
		}
		delete(b, name)
	}
	differ = append(differ, slices.Sorted(maps.Keys(b))...)
	if same := len(differ) == 0; same == neg {
		ts.Fatalf("%d files differ: %q", len(differ), differ[:min(len(differ), 10)])
	}
}

func hashes(ts *testscript.TestScript, dir string) map[string][32]byte {
	root := ts.MkAbs(dir)
	files := map[string][32]byte{}
	ts.Check(filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, name)
		files[relative] = sha256.Sum256(data)
		return err
	}))
	return files
}

// copyTree copies a folder over another one, which may not exist: "copy-tree
// from to".
func copyTree(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copy-tree from to")
	}
	from, to := ts.MkAbs(args[0]), ts.MkAbs(args[1])
	ts.Check(filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		ts.Check(err)
		inside, err := filepath.Rel(from, name)
		ts.Check(err)
		if entry.IsDir() {
			return os.MkdirAll(filepath.Join(to, inside), 0o755)
		}
		data, err := os.ReadFile(name)
		ts.Check(err)
		return os.WriteFile(filepath.Join(to, inside), data, 0o644)
	}))
}

// treeHash stands for the names and bytes of all files below a folder.
func treeHash(t *testing.T, dir string, but ...string) string {
	t.Helper()
	sum := sha256.New()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || slices.Contains(but, entry.Name()) {
			return err
		}
		data, err := os.ReadFile(name)
		fmt.Fprintf(sum, "%s %x\n", strings.TrimPrefix(name, dir), sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
}
