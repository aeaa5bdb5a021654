package archive_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"incidentarchive/generator/internal/archive"
)

// edits are ways to change a file, and whether its stamp shows it.
var edits = []struct {
	name    string
	written time.Duration // how long ago the file was written that was loaded first
	edit    func(t *testing.T, file, text string, written time.Time)
	shown   bool
}{
	{"none", time.Hour, func(*testing.T, string, string, time.Time) {}, false},
	{"another time", time.Hour, func(t *testing.T, file, text string, written time.Time) {
		put(t, file, text, written.Add(time.Millisecond))
	}, true},
	{"an earlier time", time.Hour, func(t *testing.T, file, text string, written time.Time) {
		put(t, file, text, written.Add(-time.Hour))
	}, true},
	{"another size", time.Hour, func(t *testing.T, file, text string, written time.Time) {
		put(t, file, text+"\n", written)
	}, true},
	{"another file", time.Hour, func(t *testing.T, file, text string, written time.Time) {
		put(t, file+"~", text, written)
		if err := os.Rename(file+"~", file); err != nil {
			t.Fatal(err)
		}
	}, true},
	{"at the time of reading", 0, func(t *testing.T, file, text string, written time.Time) { put(t, file, text, written) }, true},
	{"none, at the time of reading", 0, func(*testing.T, string, string, time.Time) {}, true},
}

// TestUnread looks which files are read again: those that are not have the key that
// the test gives them in the archive before.
func TestUnread(t *testing.T) {
	const id, name = "2025-01-10-a", "content/incidents/2025/2025-01-10-a.yaml"
	good := incident("2025-01-10T13:05", "2025-01-10T14:55", []string{"myguichet outage"}, "")
	for _, test := range edits {
		t.Run(test.name, func(t *testing.T) {
			dir := write(t, with(base(), map[string]string{name: good}))
			file := filepath.Join(dir, filepath.FromSlash(name))
			written := time.Now().Add(-test.written)
			put(t, file, good, written)
			first, _ := reload(t, dir, nil)
			first.Incident(id).Key = archive.Key{1}
			again, _ := reload(t, dir, first)
			test.edit(t, file, strings.Replace(good, "title: A test", "title: B test", 1), written)
			again, _ = reload(t, dir, again)
			if read := again.Incident(id).Key != (archive.Key{1}); read != test.shown {
				t.Errorf("the file was read: %t, want %t", read, test.shown)
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
func put(t testing.TB, file, text string, at time.Time) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file, at, at); err != nil {
		t.Fatal(err)
	}
}
