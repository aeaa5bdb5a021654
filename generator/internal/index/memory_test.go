package index_test

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive"
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/basis"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/index"
	"incidentarchive/generator/internal/locale"
)

// box keeps a text. It counts how often it was written.
type box struct {
	text    string
	written int
	broken  bool
}

func (b *box) Read() (string, bool) { return b.text, b.written > 0 }

func (b *box) Write(fill func(io.Writer) error) error {
	if b.broken {
		return errors.New("no room")
	}
	var text strings.Builder
	err := fill(&text)
	b.text, b.written = text.String(), b.written+1
	return err
}

// english gives the words of the interface, after an edit of their table.
func english(t testing.TB, old, new string) *locale.Locale {
	t.Helper()
	table, err := incidentarchive.Files.ReadFile("layouts/_i18n/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	words, err := locale.Parse(bytes.ReplaceAll(table, []byte(old), []byte(new)))
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// with makes the index of an archive with a memory; settings is a hash of the words.
func with(t testing.TB, a *archive.Archive, words *locale.Locale, b *box, settings byte) *index.Index {
	t.Helper()
	x, err := index.New(a, words, &index.Memory{Box: b, Content: basis.New(a, nil, cache.Key{}).Content, Settings: cache.Key{settings}})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// alike wants an index that was made with a memory to be as one made without.
func alike(t *testing.T, what string, a *archive.Archive, words *locale.Locale, got *index.Index) {
	t.Helper()
	want, err := index.New(a, words, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: (-from all texts, +from what was kept)\n%.2000s", what, diff)
	}
}

// TestMemory edits an archive, and wants the same index with and without what is kept
// of the one before.
func TestMemory(t *testing.T) {
	files := archivetest.Synthetic(30, 3)
	words, b := english(t, "", ""), &box{}
	a := archivetest.Load(t, files)
	before := with(t, a, words, b, 1)
	alike(t, "first", a, words, before)

	one := a.Incidents[10]
	service := "content/services/" + one.Services[0].ID + ".yaml"
	operator := "content/organisations/" + one.Services[0].Operator.ID + ".yaml"
	claimant := ""
	for _, i := range a.Incidents {
		for _, c := range i.Claims {
			if c.By != nil && !slices.Contains(i.Operators, c.By) {
				claimant = "content/organisations/" + c.By.ID + ".yaml"
			}
		}
	}
	replace := func(file, line, with string) func() {
		return func() {
			text := regexp.MustCompile(`(?m)^`+line+`: .*$`).ReplaceAllLiteralString(files[file], with)
			if text == files[file] {
				t.Fatalf("%s has no line %s", file, line)
			}
			files[file] = text
		}
	}
	renamed := strings.Replace(one.File, ".yaml", "-again.yaml", 1)
	for _, edit := range []struct {
		name string
		do   func()
	}{
		{"a title", replace(one.File, "title", "title: Unheard of")},
		{"the name of a service", replace(service, "name", "name: Seldom Heard\naliases: [Hardly Ever]")},
		{"its aliases", replace(service, "aliases", "aliases: [Never]")},
		{"the name of an operator", replace(operator, "name", "name: Operator of Note\nshort_name: OON")},
		{"the name of a claimant", replace(claimant, "name", "name: Claimant of Note")},
		{"a record more", func() { files[renamed] = files[one.File] }},
		{"a record that is gone", func() { delete(files, one.File) }},
		{"a new name", func() { files[one.File] = files[renamed]; delete(files, renamed) }},
	} {
		edit.do()
		a = archivetest.Load(t, files)
		x := with(t, a, words, b, 1)
		alike(t, edit.name, a, words, x)
		if x.Root == before.Root {
			t.Errorf("%s: the index is as before", edit.name)
		}
		before = x
	}
	words = english(t, "Outage", "Unterbruch")
	x := with(t, a, words, b, 2)
	alike(t, "other words of the interface", a, words, x)
	if x.Root == before.Root {
		t.Error("other words of the interface: the index is as before")
	}
}

// TestMemoryIsUsed gives two archives the same keys: what is kept of the first is
// found in the index of the second.
func TestMemoryIsUsed(t *testing.T) {
	files := archivetest.Synthetic(10, 3)
	words, b := english(t, "", ""), &box{}
	same := func(*archive.Incident) cache.Key { return cache.Key{1} }
	made := func() *index.Index {
		x, err := index.New(archivetest.Load(t, files), words, &index.Memory{Box: b, Content: same})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	before := made()
	for name, text := range files {
		if strings.HasPrefix(name, "content/incidents/") {
			files[name] = strings.Replace(text, "\ntitle: ", "\ntitle: Unheard of ", 1)
		}
	}
	if after := made(); after.Root != before.Root {
		t.Error("the texts were read again")
	}
	if b.written != 1 {
		t.Errorf("the memory was written %d times, want once", b.written)
	}
}

// TestFewChanges gives incidents other keys, and wants what is kept to be written again
// only when it pays.
func TestFewChanges(t *testing.T) {
	a, words, b := archivetest.Load(t, archivetest.Synthetic(520, 3)), english(t, "", ""), &box{}
	for n, test := range []struct{ changed, written int }{{0, 1}, {0, 1}, {1, 1}, {2, 2}, {2, 2}, {1, 2}} {
		key := func(i *archive.Incident) cache.Key {
			return cache.Key{byte(slices.Index(a.Incidents[:test.changed], i) + 1)}
		}
		if _, err := index.New(a, words, &index.Memory{Box: b, Content: key}); err != nil {
			t.Fatal(err)
		}
		if b.written != test.written {
			t.Errorf("index %d: the memory has been written %d times, want %d", n, b.written, test.written)
		}
	}
}

// TestDamagedMemory wants the same index whatever the box holds, and when nothing can
// be kept in it.
func TestDamagedMemory(t *testing.T) {
	a, words, whole := archivetest.Load(t, archivetest.Synthetic(10, 3)), english(t, "", ""), &box{}
	with(t, a, words, whole, 1)
	for _, text := range []string{"", "short", whole.text[:len(whole.text)/2], whole.text[:len(whole.text)-1], whole.text + "x"} {
		alike(t, "a damaged memory", a, words, with(t, a, words, &box{text: text, written: 1}, 1))
	}
	alike(t, "a memory without room", a, words, with(t, a, words, &box{broken: true}, 1))
}
