package deploy_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/deploy"
)

// plain are the options of most tests.
var plain = deploy.Options{Jobs: 4, Delete: true, MaxDelete: 100}

// run deploys files to the store.
func run(t *testing.T, s *store, files map[string]string, opt deploy.Options) (*deploy.Plan, error) {
	t.Helper()
	return s.run(t, open(t, files), opt)
}

func (s *store) run(t *testing.T, local *deploy.Site, opt deploy.Options) (*deploy.Plan, error) {
	t.Helper()
	target, err := deploy.ParseTarget(s.address)
	if err != nil {
		t.Fatal(err)
	}
	bucket, err := target.Bucket(s.context)
	if err != nil {
		t.Fatal(err)
	}
	defer bucket.Close()
	plan, err := deploy.NewPlan(s.context, bucket, local, opt)
	if err != nil {
		return nil, err
	}
	return plan, plan.Run(s.context, bucket, local, opt, func(deploy.Action) {})
}

// open writes files into a folder and opens it as a site.
func open(t *testing.T, files map[string]string) *deploy.Site {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, files)
	local, err := deploy.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { local.Close() })
	return local
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReadersFindEverything replaces one site by another in a real store, which
// refuses a request, each in its turn. After every single change, readers find
// everything; see watch. The next deployment does the rest.
func TestReadersFindEverything(t *testing.T) {
	for seed := range uint64(2) {
		old, next := random(seed, 1), random(seed, 2)
		before, after := open(t, old), open(t, next)
		for refuse := 1; ; refuse++ {
			s := newStore(t)
			if _, err := s.run(t, before, plain); err != nil {
				t.Fatal(err)
			}
			s.watch(t, next)
			s.fail = func(change int) int {
				if change == refuse {
					return http.StatusForbidden
				}
				return 0
			}
			_, err := s.run(t, after, plain)
			if refused := s.changes >= refuse; refused != (err != nil) {
				t.Fatalf("seed %d: request %d of %d is refused, error %v", seed, refuse, s.changes, err)
			}
			if err != nil && !strings.Contains(err.Error(), "AccessDenied") {
				t.Fatalf("error %v does not tell the cause", err)
			}
			s.fail = nil
			if _, err := s.run(t, after, plain); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(next, s.files(t)); diff != "" {
				t.Fatalf("seed %d: after request %d was refused and another deployment (-want +got)\n%s", seed, refuse, diff)
			}
			if err == nil {
				break // no request is left to refuse
			}
		}
	}
}

// TestDeployAfterInterrupt goes from one site to a third while the deployment of
// the second was interrupted, at any request.
func TestDeployAfterInterrupt(t *testing.T) {
	for seed := range uint64(12) {
		first, second, third := random(seed, 1), random(seed, 2), random(seed, 3)
		s := newStore(t)
		if _, err := run(t, s, first, plain); err != nil {
			t.Fatal(err)
		}
		s.watch(t, second)
		ctx, cancel := context.WithCancel(s.context)
		all := s.context
		s.context = ctx
		s.fail = func(change int) int {
			if change == 1+int(seed)*2 {
				cancel()
			}
			return 0
		}
		if _, err := run(t, s, second, plain); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatalf("error %v, want one of the interrupt", err)
		}
		cancel()
		s.context, s.fail = all, nil
		s.watch(t, third)
		if _, err := run(t, s, third, plain); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(third, s.files(t)); diff != "" {
			t.Fatalf("seed %d (-want +got)\n%s", seed, diff)
		}
	}
}

// TestFirstDeployment fills an empty bucket: the home page comes last, and a
// deployment that was cut off can be continued.
func TestFirstDeployment(t *testing.T) {
	s := newStore(t)
	files := random(1, 1)
	s.fail = func(change int) int {
		if change == 4 {
			return http.StatusForbidden
		}
		return 0
	}
	if _, err := run(t, s, files, deploy.Options{}); err == nil {
		t.Fatal("a refused request is no error")
	}
	if there := s.files(t); there["index.html"] != "" || len(there) != 3 {
		t.Errorf("%d files are there, want 3 and no home page", len(there))
	}
	s.fail = nil
	if _, err := run(t, s, files, deploy.Options{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(files, s.files(t)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestOnlyWhatChanged(t *testing.T) {
	s := newStore(t)
	files := random(1, 1)
	files["data/large.bin"] = strings.Repeat("0123456789abcdef", 17<<16) // is sent in parts
	if _, err := run(t, s, files, plain); err != nil {
		t.Fatal(err)
	}
	s.changes = 0
	if plan, err := run(t, s, files, plain); err != nil || s.changes > 0 || plan.Unchanged != len(files) {
		t.Errorf("the same site: %d changes, %d of %d files unchanged, error %v", s.changes, plan.Unchanged, len(files), err)
	}
	files["p1/index.html"] += " "
	files["new.txt"] = "new"
	delete(files, "robots.txt")
	plan, err := run(t, s, files, plain)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range plan.Actions() {
		got = append(got, string(a.Kind)+" "+a.File.Path)
	}
	if diff := cmp.Diff([]string{"upload new.txt", "update p1/index.html", "delete robots.txt"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	all := plain
	all.All = true
	if plan, err := run(t, s, files, all); err != nil || plan.Unchanged > 0 || len(plan.Actions()) != len(files) {
		t.Errorf("--all: %d actions, error %v", len(plan.Actions()), err)
	}
	kept := plain
	kept.Delete = false
	delete(files, "new.txt")
	if _, err := run(t, s, files, kept); err != nil || s.files(t)["new.txt"] == "" {
		t.Errorf("--no-delete deletes (error %v)", err)
	}
}

// TestFailuresPass lets every change fail once, for a reason that the library of
// the store does not try again for.
func TestFailuresPass(t *testing.T) {
	s := newStore(t)
	s.fail = func(change int) int {
		if change%2 == 1 {
			return http.StatusConflict
		}
		return 0
	}
	opt := plain
	opt.Jobs, opt.Pauses = 1, []time.Duration{0}
	files := random(2, 1)
	if _, err := run(t, s, files, opt); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(files, s.files(t)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestHeaders looks at what the store is asked to tell browsers.
func TestHeaders(t *testing.T) {
	s := newStore(t)
	const fresh, forever = "public, max-age=0, must-revalidate", "public, max-age=31536000, immutable"
	want := map[string][2]string{
		".incident-archive":                    {"text/plain; charset=utf-8", fresh},
		"index.html":                           {"text/html; charset=utf-8", fresh},
		"css/archive.min.0123456789abcdef.css": {"text/css; charset=utf-8", forever},
		"js/list.min.0123456789abcdef.js":      {"text/javascript; charset=utf-8", forever},
		"search/index/s1-0123456789/t1.js":     {"text/javascript; charset=utf-8", forever},
		"services/a/feed.xml":                  {"application/rss+xml", fresh},
		"services/a/feed.json":                 {"application/feed+json", fresh},
		"sitemap.xml":                          {"application/xml", fresh},
		"data/archive.sqlite":                  {"application/vnd.sqlite3", fresh},
		"data/0123456789abcdef.bin":            {"application/octet-stream", fresh},
	}
	files := map[string]string{}
	for name := range want {
		files[name] = name
	}
	if _, err := run(t, s, files, plain); err != nil {
		t.Fatal(err)
	}
	for name, want := range want {
		got := [2]string{s.headers[name].Get("Content-Type"), s.headers[name].Get("Cache-Control")}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	files := random(1, 1)
	t.Run("other files", func(t *testing.T) {
		s := newStore(t)
		s.put(t, "holiday.jpg", "precious")
		_, err := run(t, s, files, plain)
		if err == nil || !strings.Contains(err.Error(), "no deployment made them") || s.files(t)["holiday.jpg"] != "precious" {
			t.Errorf("error %v", err)
		}
		force := plain
		force.Force, force.Delete = true, false
		if _, err := run(t, s, files, force); err != nil || s.files(t)["holiday.jpg"] != "precious" {
			t.Errorf("error %v", err)
		}
	})
	t.Run("share", func(t *testing.T) {
		s := newStore(t)
		if _, err := run(t, s, files, plain); err != nil {
			t.Fatal(err)
		}
		small := map[string]string{".incident-archive": "", "index.html": ""}
		opt := plain
		opt.MaxDelete = 20
		s.changes = 0
		if _, err := run(t, s, small, opt); err == nil || !strings.Contains(err.Error(), "want at most 20 %") || s.changes > 0 {
			t.Errorf("error %v after %d changes", err, s.changes)
		}
		opt.Force = true
		if _, err := run(t, s, small, opt); err != nil || len(s.files(t)) != 2 {
			t.Errorf("--force leaves %d files, error %v", len(s.files(t)), err)
		}
	})
	t.Run("folder", func(t *testing.T) {
		dir := t.TempDir()
		write(t, dir, map[string]string{"index.html": "mine"})
		if _, err := deploy.Open(dir); err == nil || !strings.Contains(err.Error(), "not a published site") {
			t.Errorf("error %v", err)
		}
		if _, err := deploy.Open(filepath.Join(dir, "none")); err == nil || !strings.Contains(err.Error(), "build the site first") {
			t.Errorf("error %v", err)
		}
	})
}

// TestChangedMeanwhile refuses a file that a build replaced after it was compared.
func TestChangedMeanwhile(t *testing.T) {
	s := newStore(t)
	files := random(1, 1)
	dir := t.TempDir()
	write(t, dir, files)
	local, err := deploy.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer local.Close()
	files["p1/index.html"] = strings.ToUpper(files["p1/index.html"])
	write(t, dir, files)
	target, err := deploy.ParseTarget(s.address)
	if err != nil {
		t.Fatal(err)
	}
	bucket, err := target.Bucket(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer bucket.Close()
	plan, err := deploy.NewPlan(t.Context(), bucket, local, plain)
	if err != nil {
		t.Fatal(err)
	}
	err = plan.Run(t.Context(), bucket, local, plain, func(deploy.Action) {})
	if err == nil || !strings.Contains(err.Error(), "p1/index.html: the file was changed while it was deployed") {
		t.Errorf("error %v", err)
	}
	if _, there := s.files(t)["p1/index.html"]; there {
		t.Error("the changed file was stored")
	}
}

func ExamplePlan_Count() {
	plan := &deploy.Plan{Steps: [][]deploy.Action{
		{{Kind: deploy.Upload, File: deploy.File{Path: "new.html", Size: 10}}},
		{{Kind: deploy.Update, File: deploy.File{Path: "index.html", Size: 20}}},
	}}
	fmt.Println(plan.Count(deploy.Update))
	// Output: 1 20
}
