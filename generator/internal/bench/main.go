// Bench measures whole builds of synthetic archives against what people would use
// instead, each as a process of its own:
//
//   - the generator, with all that it makes: pages, search, data, feeds
//   - the hugo program of the same version on the same records, written out as
//     Markdown with front matter and ordinary templates (folder plain)
//   - cp -r of the generator's output, below which no build can come
//   - the generator again, each time with one record changed
//
// The three run in turn, as often as -runs says, and are compared run by run, so
// that what else the machine does weighs on all of them. The result is a table in
// Markdown on standard output. Nothing is removed before the end, since some file
// systems make new files at a higher price for minutes after others were removed: a
// run takes 0.33 MB on the disk for each record.
//
//	go run ./generator/internal/bench                     1,000 and 10,000 records
//	go run ./generator/internal/bench -n 50000 -runs 1    one run of 50,000
//
// Stages of a build are measured by the benchmarks of this package:
//
//	go test -run - -bench . -benchtime 1x ./generator/internal/bench
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/synthetic"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	sizes := flag.String("n", "1000,10000", "`numbers` of records, with commas")
	runs := flag.Int("runs", 3, "how often each program runs at each number")
	seed := flag.Uint64("seed", 1, "what the records are drawn from")
	generator := flag.String("generator", "", "the generator's `program` (default: built from this module)")
	hugo := flag.String("hugo", "", "the hugo `program` (default: installed in the version of this module; none: left out)")
	flag.Parse()
	dir, err := os.MkdirTemp("", "incident-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	programs, err := prepare(ctx, dir, *generator, *hugo)
	if err != nil {
		return err
	}
	var results []result
	for text := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 {
			return fmt.Errorf("-n has %q, want numbers of records such as 1000,10000", text)
		}
		r, err := programs.measure(ctx, filepath.Join(dir, strconv.Itoa(n)), n, *seed, *runs)
		if err != nil {
			return err
		}
		results = append(results, r)
	}
	return writeTables(os.Stdout, results)
}

// programs are what is compared; hugo is empty when it is left out.
type programs struct{ generator, hugo string }

// prepare builds what was not named.
func prepare(ctx context.Context, dir, generator, hugo string) (programs, error) {
	p := programs{generator, hugo}
	if p.generator == "" {
		p.generator = filepath.Join(dir, "generator")
		if err := goTool(ctx, nil, "build", "-o", p.generator, "incidentarchive/generator"); err != nil {
			return p, err
		}
	}
	switch p.hugo {
	case "none":
		p.hugo = ""
	case "":
		version, err := hugoVersion()
		if err != nil {
			return p, err
		}
		if err := goTool(ctx, []string{"GOBIN=" + dir}, "install", "github.com/gohugoio/hugo@"+version); err != nil {
			return p, err
		}
		p.hugo = filepath.Join(dir, "hugo")
	}
	return p, nil
}

func goTool(ctx context.Context, env []string, args ...string) error {
	fmt.Fprintln(os.Stderr, "go", strings.Join(args, " "))
	c := exec.CommandContext(ctx, "go", args...)
	c.Env, c.Stdout, c.Stderr = append(os.Environ(), env...), os.Stderr, os.Stderr
	return c.Run()
}

// hugoVersion gives the version of Hugo that the generator is built with.
func hugoVersion() (string, error) {
	info, ok := debug.ReadBuildInfo()
	if ok {
		for _, m := range info.Deps {
			if m.Path == "github.com/gohugoio/hugo" {
				return m.Version, nil
			}
		}
	}
	return "", errors.New("the version of Hugo is not known: name a program with -hugo")
}

// measure runs all programs in turn on an archive of n records.
func (p programs) measure(ctx context.Context, dir string, n int, seed uint64, runs int) (result, error) {
	r := result{records: n}
	archive, plain := filepath.Join(dir, "archive"), filepath.Join(dir, "plain")
	if err := synthetic.Write(archive, n, seed); err != nil {
		return r, err
	}
	if p.hugo != "" {
		if err := writePlain(archive, plain); err != nil {
			return r, err
		}
	}
	for k := range runs {
		fmt.Fprintf(os.Stderr, "%d records, run %d of %d\n", n, k+1, runs)
		run := filepath.Join(dir, "run-"+strconv.Itoa(k+1))
		if err := os.Mkdir(run, 0o755); err != nil {
			return r, err
		}
		site, plainSite, twin := filepath.Join(run, "site"), filepath.Join(run, "plain-site"), filepath.Join(run, "copy")
		cache := filepath.Join(run, "cache")
		build := func() (cost, error) {
			return measure(ctx, cache, site, p.generator, "build", "-C", archive, "-o", site, "--no-history")
		}
		ours, err := build()
		if err != nil {
			return r, err
		}
		r.ours = append(r.ours, ours)
		if p.hugo != "" {
			theirs, err := measure(ctx, cache, plainSite, p.hugo, "--source", plain, "--destination", plainSite)
			if err != nil {
				return r, err
			}
			r.hugo = append(r.hugo, theirs)
		}
		copied, err := measure(ctx, cache, twin, "cp", "-r", site, twin)
		if err != nil {
			return r, err
		}
		r.copy = append(r.copy, copied)
		for n := range r.again {
			if err := edit(archive, len(r.again)*k+n); err != nil {
				return r, err
			}
			again, err := build()
			if err != nil {
				return r, err
			}
			r.again[n] = append(r.again[n], again)
		}
	}
	return r, nil
}
