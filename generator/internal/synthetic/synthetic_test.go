package synthetic

import (
	"bytes"
	"maps"
	"testing"
)

// TestArchive looks that a synthetic archive is one: every record passes, and
// the same seed gives the same bytes.
func TestArchive(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, 300, 1); err != nil {
		t.Fatal(err)
	}
	a := load(t, dir)
	if len(a.Incidents) != 300 {
		t.Errorf("%d incidents, want 300", len(a.Incidents))
	}
	one, two, three := maps.Collect(Files(20, 7)), maps.Collect(Files(20, 7)), maps.Collect(Files(20, 8))
	if !maps.EqualFunc(one, two, bytes.Equal) || maps.EqualFunc(one, three, bytes.Equal) {
		t.Error("the bytes do not depend on the seed alone")
	}
}
