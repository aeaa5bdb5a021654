package archive_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
)

// reload loads a folder with what is known of it from before.
func reload(t *testing.T, dir string, previous *archive.Archive) (*archive.Archive, []string) {
	t.Helper()
	return loadOptions(t, dir, archive.Options{Now: archivetest.Now, Previous: previous})
}

// loadOptions loads a folder and gives the findings as lines.
func loadOptions(t testing.TB, dir string, opt archive.Options) (*archive.Archive, []string) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	a, list, err := archive.Load(root, opt)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range list {
		lines = append(lines, f.Text())
	}
	return a, lines
}

// TestPrevious edits files one after the other: each time, the archive is the
// one that a first reading gives, and only changed records are new.
func TestPrevious(t *testing.T) {
	good := incident("2025-01-10T13:05", "2025-01-10T14:55", []string{"myguichet outage"}, "")
	const a, b = "content/incidents/2025/2025-01-10-a.yaml", "content/incidents/2025/2025-01-10-b.yaml"
	dir := write(t, with(base(), map[string]string{
		a: good, b: good,
		"content/about.md": "---\ntitle: About\ndescription: About this.\n---\nText.\n",
	}))
	set := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	previous, _ := reload(t, dir, nil)

	set(a, strings.Replace(good, "title: A test", "title: Another", 1))
	set("content/incidents/2025/2025-01-10-c.yaml", good+"related: [2025-01-10-b]\n")
	set("content/about.md", "---\ntitle: About\ndescription: About this.\n---\nMore.\n")
	now, _ := reload(t, dir, previous)
	if got := now.Incident("2025-01-10-a").Title; got != "Another" || previous.Incident("2025-01-10-a").Title != "A test" {
		t.Errorf("the changed record is called %q, want the new title here and the old one in the old archive", got)
	}
	if now.Incident("2025-01-10-b").Incident != previous.Incident("2025-01-10-b").Incident || now.Service("luxtrust").Service != previous.Service("luxtrust").Service {
		t.Error("records that did not change were decoded again")
	}
	if len(now.Incident("2025-01-10-b").Related) != 1 || len(previous.Incident("2025-01-10-b").Related) != 0 {
		t.Error("links are not those of the archive that they stand in")
	}
	if now.Page("about").Body != "More." {
		t.Errorf("the changed page says %q", now.Page("about").Body)
	}
	fresh, _ := reload(t, dir, nil)
	if now.Version() != fresh.Version() || now.Version() == previous.Version() || now.Incident("2025-01-10-a").Key != fresh.Incident("2025-01-10-a").Key {
		t.Error("the archive differs from one that is read for the first time")
	}

	set("content/services/luxtrust.yaml", "name: LuxTrust\noperator: luxtrst\nsector: digital-infrastructure\ncountries: [LU]\n")
	if err := os.Remove(filepath.Join(dir, filepath.FromSlash(b))); err != nil {
		t.Fatal(err)
	}
	broken, got := reload(t, dir, now)
	_, want := reload(t, dir, nil)
	if diff := cmp.Diff(want, got); diff != "" || broken != nil || len(want) != 2 {
		t.Errorf("findings (-first reading +with the previous archive)\n%s", diff)
	}

	only, err := archive.ParseFilter("id:2025-01-10-c")
	if err != nil {
		t.Fatal(err)
	}
	part, err := now.Select(only)
	if err != nil {
		t.Fatal(err)
	}
	set("content/services/luxtrust.yaml", base()["content/services/luxtrust.yaml"])
	set(b, good)
	if whole, _ := reload(t, dir, part); whole.Incident("2025-01-10-c").Incident == part.Incident("2025-01-10-c").Incident {
		t.Error("a record was taken over from a selection, which cuts references")
	}
}

// TestSource reads a record again: the places of fields and the text itself come
// from the file, as long as it is the one that was loaded.
func TestSource(t *testing.T) {
	good := incident("2025-01-10T13:05", "2025-01-10T14:55", []string{"myguichet outage"}, "# lint:allow x\n")
	const name = "content/incidents/2025/2025-01-10-a.yaml"
	dir := write(t, with(base(), map[string]string{name: good}))
	first, _ := reload(t, dir, nil)
	a, _ := reload(t, dir, first)
	i := a.Incident("2025-01-10-a")
	if got := string(i.Source()); got != good || i.Size != len(good) || !i.Document().Exempts() {
		t.Errorf("the source is %q, want the file", got)
	}
	find := func() string { return i.Document().Finding("impacts[0].service", "x", 0, "found").Position() }
	if got := find(); got != name+":11:14" || a.Err() != nil {
		t.Errorf("a finding stands at %s, want line 11, column 14", got)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.ToUpper(good)), 0o644); err != nil {
		t.Fatal(err)
	}
	runtime.GC() // what was read for the place is gone
	if got := find(); got != name {
		t.Errorf("a finding stands at %s, want no place in a file that has changed", got)
	}
	if i.Source() != nil || a.Err() == nil || !strings.Contains(a.Err().Error(), name+" has changed") || first.Err() != nil {
		t.Errorf("the source of a changed file is given, or the error is %v", a.Err())
	}
}
