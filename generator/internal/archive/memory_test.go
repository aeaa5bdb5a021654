package archive_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
)

// memory keeps records for the next loading.
type memory struct {
	text    string
	written int
}

func (m *memory) Read() (string, bool) { return m.text, m.written > 0 }

func (m *memory) Write(fill func(io.Writer) error) error {
	var text strings.Builder
	err := fill(&text)
	m.text = text.String()
	m.written++
	return err
}

// loadWith loads a folder with a memory.
func loadWith(t testing.TB, dir string, m archive.Memory, now time.Time) (*archive.Archive, []string) {
	t.Helper()
	return loadOptions(t, dir, archive.Options{Now: now, Memory: m})
}

// alike wants two archives to hold the same, down to the last field.
func alike(t *testing.T, what string, want, got *archive.Archive) {
	t.Helper()
	if diff := cmp.Diff(summary(want), summary(got)); diff != "" {
		t.Fatalf("%s: the archive (-first reading +with a memory)\n%s", what, diff)
	}
	for n, i := range want.Incidents {
		if j := got.Incidents[n]; !reflect.DeepEqual(i.Incident, j.Incident) || i.File != j.File || i.Document().Exempts() != j.Document().Exempts() {
			t.Fatalf("%s: got %+v, want %+v", what, j.Incident, i.Incident)
		}
	}
	for n, s := range want.Services {
		if x := got.Services[n]; !reflect.DeepEqual(s.Service, x.Service) || s.File != x.File || s.Key != x.Key || s.Size != x.Size {
			t.Fatalf("%s: got %+v, want %+v", what, x.Service, s.Service)
		}
	}
	for n, o := range want.Organisations {
		if x := got.Organisations[n]; !reflect.DeepEqual(o.Organisation, x.Organisation) || o.File != x.File || o.Key != x.Key || o.Size != x.Size {
			t.Fatalf("%s: got %+v, want %+v", what, x.Organisation, o.Organisation)
		}
	}
}

// few is an archive of some files that were written long ago, and the file of an
// incident in it.
func few(t testing.TB) (dir, file string) {
	t.Helper()
	const name = "content/incidents/2025/2025-01-10-a.yaml"
	files := with(base(), map[string]string{
		name: incident("2025-01-10T13:05", "2025-01-10T14:55", []string{"myguichet outage"}, "x-ticket: 12 # lint:allow x\nx-list: [a, b]\nx-map: {b: 1, a: true}\n"),
		"content/incidents/2025/2025-01-11-b.yaml": incident("2025-01-11~", "ongoing", []string{"luxtrust outage", "myguichet degraded"}, "related: [2025-01-10-a]\n"),
		"content/about.md":                         "---\ntitle: About\ndescription: About this.\n---\nText.\n",
	})
	dir = t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		put(t, file, text, time.Now().Add(-time.Hour))
	}
	return dir, filepath.Join(dir, filepath.FromSlash(name))
}

// TestMemory looks which files are read: those that are not have the title that the
// test gives them in the memory, where it takes away the hash of their bytes, too.
func TestMemory(t *testing.T) {
	const id = "2025-01-10-a"
	for _, test := range edits {
		t.Run(test.name, func(t *testing.T) {
			dir, file := few(t)
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			good := string(source)
			written := time.Now().Add(-test.written)
			put(t, file, good, written)
			m := &memory{}
			a, findings := loadWith(t, dir, m, archivetest.Now)
			if a == nil {
				t.Fatal(findings)
			}
			key := a.Incident(id).Key
			m.text = strings.Replace(strings.Replace(m.text, "A test", "Z test", 1), string(key[:]), strings.Repeat("0", len(key)), 1)
			test.edit(t, file, strings.Replace(good, "title: A test", "title: B test", 1), written)
			a, _ = loadWith(t, dir, m, archivetest.Now)
			if read := a.Incident(id).Title != "Z test"; read != test.shown {
				t.Errorf("the file was read: %t, want %t", read, test.shown)
			}
			fresh, _ := reload(t, dir, nil)
			if got := a.Incident(id); test.shown && (got.Key != fresh.Incident(id).Key || got.Title != fresh.Incident(id).Title) {
				t.Errorf("the record is called %q, want %q", got.Title, fresh.Incident(id).Title)
			}
		})
	}
}

// TestMemoryOfBytes gives files another time, as a fresh clone does, and looks which
// are decoded: those that are not have the title that the test gives them in the
// memory.
func TestMemoryOfBytes(t *testing.T) {
	const id = "2025-01-10-a"
	dir, file := few(t)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m := &memory{}
	loadWith(t, dir, m, archivetest.Now)
	m.text = strings.Replace(m.text, "A test", "Z test", 1)
	for _, step := range []struct {
		what    string
		written time.Duration // how long ago the file was written
		text    string
		title   string
		times   int // that the memory was written
	}{
		{"the same bytes at another time", time.Minute, string(text), "Z test", 2},
		{"the same time", time.Minute, string(text), "Z test", 2},
		{"the same bytes, so lately that its time says nothing", 0, string(text), "Z test", 3},
		{"other bytes", 0, strings.Replace(string(text), "A test", "Y test", 1), "Y test", 4},
	} {
		if step.what != "the same time" {
			put(t, file, step.text, time.Now().Add(-step.written))
		}
		a, _ := loadWith(t, dir, m, archivetest.Now)
		if got := a.Incident(id).Title; got != step.title || m.written != step.times {
			t.Errorf("%s: the record is called %q and the memory was written %d times, want %q and %d", step.what, got, m.written, step.title, step.times)
		}
	}
}

// TestMemoryIsWritten wants a memory to be written when something in it has changed.
func TestMemoryIsWritten(t *testing.T) {
	dir, file := few(t)
	m := &memory{}
	load := func(what string, written int) {
		t.Helper()
		want, findings := reload(t, dir, nil)
		got, again := loadWith(t, dir, m, archivetest.Now)
		if diff := cmp.Diff(findings, again); diff != "" {
			t.Errorf("%s: findings (-first reading +with a memory)\n%s", what, diff)
		}
		if (want == nil) != (got == nil) {
			t.Fatalf("%s: one of the archives is broken", what)
		}
		if want != nil {
			alike(t, what, want, got)
		}
		if m.written != written {
			t.Errorf("%s: the memory was written %d times, want %d", what, m.written, written)
		}
	}
	load("first", 1)
	load("nothing changed", 1)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	put(t, file, strings.Replace(string(text), "outage", "outag", 1), time.Now().Add(-time.Minute))
	load("a record with an error", 1)
	put(t, file, strings.Replace(string(text), "A test", "Another", 1), time.Now().Add(-time.Minute))
	load("another record", 2)
	service := filepath.Join(dir, "content", "services", "myguichet.yaml")
	if err := os.Rename(service, service+"~"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(service+"~", filepath.Join(dir, "kept")); err != nil {
		t.Fatal(err)
	}
	load("records that refer to nothing", 2)
	if err := os.Rename(filepath.Join(dir, "kept"), service); err != nil {
		t.Fatal(err)
	}
	load("the service is back", 3) // its status has changed
	if err := os.Remove(filepath.Join(dir, "content", "incidents", "2025", "2025-01-11-b.yaml")); err != nil {
		t.Fatal(err)
	}
	load("a record gone", 4)
	m.text = m.text[:len(m.text)-1]
	load("a memory that is cut off", 5)
}

// TestMemoryChecks wants records that are not read to be checked all the same.
func TestMemoryChecks(t *testing.T) {
	dir, _ := few(t)
	m := &memory{}
	loadWith(t, dir, m, archivetest.Now)
	early := time.Date(2024, 12, 1, 0, 0, 0, 0, time.UTC)
	_, want := loadWith(t, dir, nil, early)
	_, got := loadWith(t, dir, m, early)
	if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
		t.Errorf("findings at an earlier time (-first reading +with a memory)\n%s", diff)
	}
}

// TestDamagedMemory cuts a memory off and changes bytes all over it. What is cut off
// gives nothing; whoever keeps the memory sees to it that no byte changes, and yet
// nothing may break.
func TestDamagedMemory(t *testing.T) {
	dir, _ := few(t)
	whole := &memory{}
	want, _ := loadWith(t, dir, whole, archivetest.Now)
	for n := 0; n < len(whole.text); n += 7 {
		m := &memory{text: whole.text[:n], written: 1}
		a, _ := loadWith(t, dir, m, archivetest.Now)
		alike(t, fmt.Sprintf("%d bytes", n), want, a)
		changed := []byte(whole.text)
		changed[n] ^= 0x81
		loadWith(t, dir, &memory{text: string(changed), written: 1}, archivetest.Now)
	}
}

// FuzzMemory loads an archive with any memory.
func FuzzMemory(f *testing.F) {
	dir, _ := few(f)
	m := &memory{}
	loadWith(f, dir, m, archivetest.Now)
	f.Add(m.text)
	f.Add("")
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, text string) {
		loadWith(t, dir, &memory{text: text, written: 1}, archivetest.Now)
	})
}
