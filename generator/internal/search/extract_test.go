package search_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/search"
	"incidentarchive/generator/internal/search/searchtest"
)

// keep makes an index with the extracts that a text holds. Documents whose extract
// is known lose their texts. It gives the files, the number of these documents and
// the extracts of the new index.
func keep(t *testing.T, docs []search.Document, text string) (files map[string]string, known int, next string) {
	t.Helper()
	x := search.ReadExtracts(text)
	docs = slices.Clone(docs)
	for i := range docs {
		d := &docs[i]
		if d.Extract = x.Of(d.ID, search.Key(sha256.Sum256(fmt.Append(nil, docs[i])))); d.Extract.Known() {
			d.URL, d.Summary, d.DateText, d.DurationText, d.Language, d.Organisations, d.Text = "", "", "", "", "", nil, nil
			known++
		}
	}
	fsys, _ := folder(t, docs, search.Options{Extracts: x})
	var b strings.Builder
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	if x.Len() != len(docs) {
		t.Errorf("%d extracts of %d documents", x.Len(), len(docs))
	}
	return contents(t, fsys), known, b.String()
}

// TestExtracts edits documents and makes an index of them, of all texts and with
// what is kept of those before: the files have to be the same.
func TestExtracts(t *testing.T) {
	docs := searchtest.Synthetic(300, 1)
	text := ""
	for n, edit := range []struct {
		name string
		do   func()
		want int // known documents
	}{
		{"first", func() {}, 0},
		{"again", func() {}, 300},
		{"in another order", func() { slices.Reverse(docs) }, 300},
		{"words that are new", func() { docs[3].Summary += " Unheard 𠀀 of."; docs[70].Title = "" + docs[70].Title + " 通信" }, 298},
		{"gone", func() { docs = docs[40:] }, 260},
		{"new", func() { docs = append(docs, newest(2)...) }, 260},
		{"operators", func() { docs[5].Organisations = []string{"operator-of-old"} }, 261},
		{"moved to another year", func() { searchtest.SetDate(&docs[9], 1999, 1, 2) }, 261},
		{"again", func() {}, 262},
	} {
		edit.do()
		plain, _ := folder(t, docs, search.Options{})
		files, known, next := keep(t, docs, text)
		if diff := cmp.Diff(contents(t, plain), files); diff != "" {
			t.Fatalf("%d, %s: (-from all texts, +from what was kept)\n%s", n, edit.name, diff)
		}
		if known != edit.want {
			t.Errorf("%d, %s: %d documents were known, want %d", n, edit.name, known, edit.want)
		}
		text = next
	}
}

// newest gives documents of the newest year.
func newest(n int) []search.Document {
	docs := searchtest.Synthetic(n, 9)
	for i := range docs {
		docs[i].ID = fmt.Sprintf("new-%d", i)
		searchtest.SetDate(&docs[i], 2025, 11, i+1)
	}
	return docs
}

// TestChanged counts the documents whose extracts differ from those before.
func TestChanged(t *testing.T) {
	key := func(n byte) search.Key { return search.Key{n} }
	docs := searchtest.Synthetic(3, 1)
	x := search.NewExtracts()
	for i := range docs {
		docs[i].Extract = x.Of(docs[i].ID, key(1))
	}
	folder(t, docs, search.Options{Extracts: x})
	var b strings.Builder
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		keys []byte // 0 for a document that is gone
		want int
	}{{[]byte{1, 1, 1}, 0}, {[]byte{1, 2, 1}, 2}, {[]byte{1, 0, 1}, 1}, {[]byte{2, 0, 2}, 5}} {
		x := search.ReadExtracts(b.String())
		for i, k := range test.keys {
			if k > 0 && x.Of(docs[i].ID, key(k)).Known() != (k == 1) {
				t.Errorf("keys %d: document %d is known where its key is another, or not where it is the same", test.keys, i)
			}
		}
		if got := x.Changed(); got != test.want {
			t.Errorf("keys %d: %d changes, want %d", test.keys, got, test.want)
		}
	}
}

// TestWordsLeftBehind wants all to be read again, once most of the words that are kept
// are of no document any more.
func TestWordsLeftBehind(t *testing.T) {
	docs := searchtest.Synthetic(300, 1)
	_, _, text := keep(t, docs, "")
	_, known, text := keep(t, docs[:10], text)
	if known != 10 {
		t.Errorf("%d documents are known, want 10", known)
	}
	if _, known, _ = keep(t, docs[:10], text); known != 0 {
		t.Errorf("%d documents are known beside the words of 290 others, want none", known)
	}
}

// FuzzReadExtracts makes an index with what is kept in any text: no panic.
func FuzzReadExtracts(f *testing.F) {
	docs := searchtest.Synthetic(3, 1)
	written := func() string {
		x := search.NewExtracts()
		for i := range docs {
			docs[i].Extract = x.Of(docs[i].ID, search.Key{})
		}
		if _, err := search.Write(docs, search.Options{Extracts: x}, func(string, []byte) error { return nil }); err != nil {
			f.Fatal(err)
		}
		var b strings.Builder
		if err := x.Write(&b); err != nil {
			f.Fatal(err)
		}
		return b.String()
	}
	whole := written()
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	// A word and a document, of which one has the word twice, one has none such, and one a mark that is cut off.
	head := "\x01\x02ab\x01" + string(rune(len(docs[0].ID))) + docs[0].ID + strings.Repeat("\x00", len(search.Key{})) + "\x01c"
	for _, postings := range []string{"\x00\x04", "\x00\x04\x00\x04", "\x01\x04", "\x00\xff", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x04"} {
		f.Add(head + string(rune(len(postings))) + postings)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x := search.ReadExtracts(text)
		for i := range docs {
			docs[i].Extract = x.Of(docs[i].ID, search.Key{})
		}
		if _, err := search.Write(docs, search.Options{Extracts: x}, func(string, []byte) error { return nil }); err != nil {
			t.Error(err)
		}
	})
}
