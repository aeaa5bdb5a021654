package preview

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// watched are the ways to learn of changes.
var watched = map[string]func(ctx context.Context, t *testing.T, dir string, changes chan<- []string){
	"told": func(ctx context.Context, t *testing.T, dir string, changes chan<- []string) {
		watch(ctx, dir, func(err error) { t.Error(err) }, changes)
	},
	"looked for": func(ctx context.Context, t *testing.T, dir string, changes chan<- []string) {
		poll(ctx, dir, time.Millisecond, changes)
	},
}

func TestWatch(t *testing.T) {
	for name, run := range watched {
		t.Run(name, func(t *testing.T) {
			dir := small(t)
			changes := make(chan []string)
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan bool)
			go func() {
				run(ctx, t, dir, changes)
				close(ended)
			}()
			write := func(file string) {
				t.Helper()
				file = filepath.Join(dir, filepath.FromSlash(file))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(time.Now().String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			seen := map[string]bool{}
			// expect waits for a file; the watch may begin after it was written first.
			expect := func(file string, act func()) {
				t.Helper()
				limit := time.After(patience)
				clear(seen)
				for act(); !seen[file]; {
					select {
					case list := <-changes:
						for _, name := range list {
							seen[name] = true
						}
					case <-time.After(time.Second):
						act()
					case <-limit:
						t.Fatalf("%s changed and was not told, only %v", file, seen)
					}
				}
			}
			expect(outageFile, func() { write(outageFile) })
			expect("hugo.toml", func() { write("hugo.toml") })
			expect("layouts/_partials/own/mark.html", func() { write("layouts/_partials/own/mark.html") })
			expect("static/css/site.css", func() { write("static/css/site.css") })
			expect("content/incidents/2026/new.yaml", func() { write("content/incidents/2026/new.yaml") })
			expect("content/incidents/2026/renamed.yaml", func() {
				write("content/incidents/2026/new.yaml")
				if err := os.Rename(filepath.Join(dir, "content/incidents/2026/new.yaml"), filepath.Join(dir, "content/incidents/2026/renamed.yaml")); err != nil {
					t.Fatal(err)
				}
			})
			expect(outageFile, func() {
				write(outageFile)
				if err := os.Remove(filepath.Join(dir, outageFile)); err != nil {
					t.Fatal(err)
				}
			})
			for _, ignored := range []string{"content/incidents/2025/.x.yaml.swp", "content/incidents/2025/x.yaml~", "content/services/4913", "content/#x#", "public/index.html", "README.md"} {
				write(ignored)
			}
			expect("hugo.toml", func() { write("hugo.toml") })
			for name := range seen {
				if name != "hugo.toml" && name != outageFile {
					t.Errorf("%s was told", name)
				}
			}
			cancel()
			select {
			case <-ended:
			case <-time.After(patience):
				t.Error("the watch does not end")
			}
		})
	}
}

func TestDifferences(t *testing.T) {
	at := func(n int) stamp { return stamp{time.Unix(int64(n), 0), 1} }
	got := differences(map[string]stamp{"a": at(1), "b": at(1), "c": at(1)}, map[string]stamp{"a": at(1), "b": at(2), "d": at(1)})
	if want := []string{"b", "c", "d"}; !slices.Equal(got, want) {
		t.Errorf("the differences are %v, want %v", got, want)
	}
}
