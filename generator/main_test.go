package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"generator": main})
}

// TestScripts runs the commands as people do. Each script starts in a folder of
// its own that holds a small good archive, "archive"; it is 1 December 2026.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOURCE_DATE_EPOCH", "1796083200")
			env.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
			env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			env.Setenv("GIT_CEILING_DIRECTORIES", env.WorkDir)
			for _, who := range []string{"AUTHOR", "COMMITTER"} {
				env.Setenv("GIT_"+who+"_NAME", "A")
				env.Setenv("GIT_"+who+"_EMAIL", "a@example.org")
				env.Setenv("GIT_"+who+"_DATE", "2026-11-22T12:00:00Z")
			}
			return os.CopyFS(filepath.Join(env.WorkDir, "archive"), os.DirFS("internal/lint/testdata/archive"))
		},
	})
}
