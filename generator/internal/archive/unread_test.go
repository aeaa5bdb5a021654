package archive_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestUnread changes a file behind the back of its stamp: only then is a change
// overlooked, and that is how one sees that files with the same stamp are not read.
func TestUnread(t *testing.T) {
	const id, name = "2025-01-10-a", "content/incidents/2025/2025-01-10-a.yaml"
	good := incident("2025-01-10T13:05", "2025-01-10T14:55", []string{"myguichet outage"}, "")
	edited := strings.Replace(good, "title: A test", "title: B test", 1)
	now := time.Now()
	long := now.Add(-time.Hour)
	for _, test := range []struct {
		name    string
		written time.Time // when the file was written that was loaded first
		edit    func(t *testing.T, file string)
		title   string
	}{
		{"as if unchanged", long, func(t *testing.T, file string) { put(t, file, edited, long) }, "A test"},
		{"another time", long, func(t *testing.T, file string) { put(t, file, edited, long.Add(time.Millisecond)) }, "B test"},
		{"an earlier time", long, func(t *testing.T, file string) { put(t, file, edited, long.Add(-time.Hour)) }, "B test"},
		{"another size", long, func(t *testing.T, file string) {
			put(t, file, strings.Replace(good, "A test", "C", 1), long)
		}, "C"},
		{"another file", long, func(t *testing.T, file string) {
			put(t, file+"~", edited, long)
			if err := os.Rename(file+"~", file); err != nil {
				t.Fatal(err)
			}
		}, "B test"},
		{"at the time of reading", now, func(t *testing.T, file string) { put(t, file, edited, now) }, "B test"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := write(t, with(base(), map[string]string{name: good}))
			file := filepath.Join(dir, filepath.FromSlash(name))
			put(t, file, good, test.written)
			first, _ := reload(t, dir, nil)
			again, _ := reload(t, dir, first)
			test.edit(t, file)
			if again, _ = reload(t, dir, again); again.Incident(id).Title != test.title {
				t.Errorf("the record is called %q, want %q", again.Incident(id).Title, test.title)
			}
		})
	}
}

// TestUnreadReferences takes away and changes what a file refers to that is not
// read again.
func TestUnreadReferences(t *testing.T) {
	const one, other = "content/incidents/2025/2025-01-10-a.yaml", "content/incidents/2025/2025-01-11-b.yaml"
	files := with(base(), map[string]string{
		one:   incident("2025-01-10T13:05", "2025-01-10T14:55", []string{"myguichet outage"}, "related: [2025-01-11-b]\n"),
		other: incident("2025-01-11T13:05", "2025-01-11T14:55", []string{"myguichet outage"}, ""),
	})
	dir := write(t, files)
	for name, text := range files {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), text, time.Now().Add(-time.Hour))
	}
	first, _ := reload(t, dir, nil)

	service := filepath.Join(dir, "content/services/myguichet.yaml")
	put(t, service, strings.Replace(files["content/services/myguichet.yaml"], "name: ", "name: New ", 1), time.Now())
	now, _ := reload(t, dir, first)
	a := now.Incident("2025-01-10-a")
	if a.Incident != first.Incident("2025-01-10-a").Incident {
		t.Error("a record that did not change was decoded again")
	}
	if got := a.Impacts[0].Service; got != now.Service("myguichet") || !strings.HasPrefix(got.Name, "New ") {
		t.Errorf("the impact is on %q, want the changed service", got.Name)
	}
	if before := first.Incident("2025-01-10-a").Impacts[0]; before == a.Impacts[0] || a.Impacts[0].Start != before.Start || a.Duration != first.Incident("2025-01-10-a").Duration {
		t.Error("the times of a record that did not change are not the same")
	}
	if shown := now.Incident("2025-01-11-b").SameService(); len(shown) != 1 || shown[0] != a {
		t.Error("the incidents of the same service are not those of the new archive")
	}

	for gone, want := range map[string]string{service: "unknown service", filepath.Join(dir, other): "unknown incident"} {
		if err := os.Rename(gone, filepath.Join(dir, "kept")); err != nil {
			t.Fatal(err)
		}
		_, findings := reload(t, dir, now)
		if len(findings) == 0 || !strings.Contains(findings[0], one) || !strings.Contains(findings[0], want) {
			t.Errorf("without %s: %q, want %s", filepath.Base(gone), findings, want)
		}
		if err := os.Rename(filepath.Join(dir, "kept"), gone); err != nil {
			t.Fatal(err)
		}
	}
}

// put writes a file, in place, that was changed last at a time.
func put(t *testing.T, file, text string, at time.Time) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file, at, at); err != nil {
		t.Fatal(err)
	}
}
