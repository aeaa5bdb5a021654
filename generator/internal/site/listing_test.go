package site

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/manifest"
)

func TestListing(t *testing.T) {
	one, two := sha256.Sum256([]byte("1")), sha256.Sum256([]byte("2"))
	var l listing
	if other, taken := l.take("a/B.html"); taken {
		t.Errorf("a new name is taken by %q", other)
	}
	if got := l.list(); len(got) != 0 {
		t.Errorf("a file that is not written yet is listed: %v", got)
	}
	l.note("a/B.html", 1, one)
	if other, taken := l.take("A/b.html"); !taken || other != "a/B.html" {
		t.Errorf("a name that differs in case only: taken is %t, by %q", taken, other)
	}
	l.note("z", 5, two)
	l.note("a/B.html", 20, two)
	want := []manifest.File{
		{Path: "a/B.html", Bytes: 20, SHA256: hex.EncodeToString(two[:])},
		{Path: "z", Bytes: 5, SHA256: hex.EncodeToString(two[:])},
	}
	if diff := cmp.Diff(want, l.list()); diff != "" {
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
