package manifest_test

import (
	"bytes"
	"strings"
	"testing"

	"incidentarchive/generator/internal/manifest"
)

// continued gives the file that follows another one.
func continued(t *testing.T, m *manifest.Manifest, previous []byte) []byte {
	t.Helper()
	file, err := m.Continue(previous)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestUnchangedEditionsKeepTheirNumber(t *testing.T) {
	first := continued(t, sample(), nil)
	same := sample()
	if again := continued(t, same, first); !bytes.Equal(again, first) || same.Sequence != 1 {
		t.Errorf("an edition that has not changed has number %d and the file\n%s", same.Sequence, again)
	}
	changed := sample()
	changed.Files[0].Bytes++
	second := continued(t, changed, first)
	if again := continued(t, changed, second); !bytes.Equal(again, second) || changed.Sequence != 2 {
		t.Errorf("the second edition has number %d", changed.Sequence)
	}
	// Back to what was: a new edition, not the old one.
	back := sample()
	if third := continued(t, back, second); bytes.Equal(third, first) || back.Sequence != 3 {
		t.Errorf("an edition that takes a change back has number %d", back.Sequence)
	}
	for name, change := range map[string]func(*manifest.Manifest){
		"date": func(m *manifest.Manifest) { m.Date = "2026-11-23" }, "title": func(m *manifest.Manifest) { m.Title = "x" },
		"version": func(m *manifest.Manifest) { m.Version = "x" }, "base": func(m *manifest.Manifest) { m.Base = "https://a.lu/" },
		"fewer": func(m *manifest.Manifest) { m.Files = m.Files[:1] },
	} {
		m := sample()
		change(m)
		if continued(t, m, first); m.Sequence != 2 {
			t.Errorf("a change of %s gives number %d, want 2", name, m.Sequence)
		}
	}
	if _, err := sample().Continue([]byte("[]")); err == nil {
		t.Error("a file that is no manifest can be continued")
	}
}

func TestCheckSince(t *testing.T) {
	change := func(bytes int64) *manifest.Manifest {
		m := sample()
		m.Files[0].Bytes = bytes
		return m
	}
	first := continued(t, change(1), nil)
	second := continued(t, change(2), first)
	third := continued(t, change(3), second)
	other := continued(t, change(4), nil)
	otherSecond := continued(t, change(5), other)
	bare := encode(t, sample())
	tests := []struct {
		name             string
		current, earlier []byte
		want             string
	}{
		{"same", second, second, ""},
		{"next", second, first, ""},
		{"later", third, first, ""},
		{"rolled back", first, third, "was rolled back: this is edition 1, and edition 3 was seen before"},
		{"replaced", other, first, "edition 1 was replaced by another of the same number"},
		{"rewritten", otherSecond, first, "edition 2 does not follow edition 1 as it was seen before"},
		{"no chain", bare, first, "stands in no chain"},
		{"no manifest", first, []byte("{}"), "the edition seen before"},
	}
	for _, test := range tests {
		err := manifest.CheckSince(test.current, test.earlier)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
}
