package site

import (
	"crypto/sha256"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// all gives the files of a listing.
func all(l *listing) (files []listed) {
	_ = l.each(func(f *listed) error { files = append(files, *f); return nil })
	return files
}

func TestListing(t *testing.T) {
	one, two := sha256.Sum256([]byte("1")), sha256.Sum256([]byte("2"))
	var l listing
	if other, taken := l.take("a/B.html"); taken {
		t.Errorf("a new name is taken by %q", other)
	}
	if got := all(&l); len(got) != 0 {
		t.Errorf("a file that is not written yet is listed: %v", got)
	}
	l.note("a/B.html", 1, one)
	if other, taken := l.take("A/b.html"); !taken || other != "a/B.html" {
		t.Errorf("a name that differs in case only: taken is %t, by %q", taken, other)
	}
	l.note("z", 5, two)
	l.note("a/B.html", 20, two)
	want := []listed{
		{name: "a/B.html", bytes: 20, sum: two, taken: true, there: true},
		{name: "z", bytes: 5, sum: two, there: true},
	}
	if diff := cmp.Diff(want, all(&l), cmp.AllowUnexported(listed{})); diff != "" {
		t.Errorf("list (-want +got)\n%s", diff)
	}
	l.free("a/B.html")
	if count, bytes := l.size(); count != 2 || bytes != 25 {
		t.Errorf("%d files of %d bytes, want 2 of 25: a freed name stays listed until it is written again", count, bytes)
	}
	if other, taken := l.take("a/b.html"); taken {
		t.Errorf("a name that was freed is taken by %q", other)
	}
	l.take("draft")
	l.free("draft")
	if count, _ := l.size(); count != 2 {
		t.Errorf("%d files, want 2: a draft that was dropped counts", count)
	}
}

// TestListingInOrder lists files by name, however many of them came in order.
func TestListingInOrder(t *testing.T) {
	for _, names := range []string{"", "a", "a b c", "c b a", "b d f a c g e", "b d a", "b d c", "b d e", "a/b a-b a b"} {
		var l listing
		l.grow(2)
		for _, name := range strings.Fields(names) {
			l.note(name, 1, [sha256.Size]byte{})
		}
		var got []string
		for _, f := range all(&l) {
			got = append(got, f.name)
		}
		if want := slices.Sorted(strings.FieldsSeq(names)); !slices.Equal(got, want) {
			t.Errorf("%q are listed as %q, want %q", names, got, want)
		}
	}
}
