package view

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"incidentarchive/generator/internal/cache"
)

// TestGrowing writes a file of several parts beside the one of the build before.
func TestGrowing(t *testing.T) {
	long := strings.Repeat("some words of a record, ", 20_000)
	parts := func(texts ...string) []string { return texts }
	old := parts("head ", long, "two ", "", "three ", "tail")
	for _, c := range []struct {
		name   string
		parts  []string
		taken  bool                    // whether the old file is taken over whole
		change func(file string) error // of the old file, before the new one ends
		fails  bool
	}{
		{name: "the same", parts: old, taken: true},
		{name: "another head", parts: parts("another head ", long, "two ", "", "three ", "tail")},
		{name: "another part", parts: parts("head ", long, "2 ", "", "three ", "tail")},
		{name: "a part gone", parts: parts("head ", long, "", "", "three ", "tail")},
		{name: "the last part gone", parts: parts("head ", long, "two ", "", "", "tail")},
		{name: "another tail", parts: parts("head ", long, "two ", "", "three ", "tail of another length")},
		{name: "no tail", parts: parts("head ", long, "two ", "", "three ", "")},
		{name: "nothing", parts: parts("", "", "", "", "", "")},
		{name: "written to", parts: parts("head ", long, "two ", "", "three ", "end"), fails: true,
			change: func(file string) error { return os.WriteFile(file, []byte("other"), 0o644) }},
	} {
		for _, states := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, with states %t", c.name, states), func(t *testing.T) {
				file := filepath.Join(t.TempDir(), "old")
				if err := os.WriteFile(file, []byte(strings.Join(old, "")), 0o644); err != nil {
					t.Fatal(err)
				}
				ends := grow(t, &View{}, old, false).ends
				if !states {
					for n := range ends {
						ends[n].State = ""
					}
				}
				taken := false
				v := &View{Reuse: &Reuse{
					Past: cache.Chunks{Keys: make([]cache.Key, len(ends)-1), Ends: map[string][]cache.End{"file": ends}},
					File: func(string) (string, bool) { return file, true },
					Again: func(_ string, sum [sha256.Size]byte) (bool, error) {
						taken = sum == sha256.Sum256([]byte(strings.Join(old, "")))
						return taken, nil
					},
				}}
				g := grow(t, v, c.parts, true)
				if c.change != nil {
					if err := c.change(file); err != nil {
						t.Fatal(err)
					}
				}
				if err := g.close(); (err != nil) != c.fails {
					t.Fatalf("the error is %v", err)
				}
				if taken != c.taken {
					t.Errorf("the old file is taken over: %t, want %t", taken, c.taken)
				}
				want := []byte(strings.Join(c.parts, ""))
				if g.draft != nil && !bytes.Equal(g.draft.(*memoryFile).Bytes(), want) && !c.fails {
					t.Error("the file is another one")
				}
				if g.sums.sha256() != sha256.Sum256(want) || g.sums.crc != crc32.ChecksumIEEE(want) || g.size != int64(len(want)) {
					t.Error("the sums are others")
				}
				at := int64(0)
				for n, e := range g.ends {
					at += int64(len(c.parts[n]))
					if e.At != at {
						t.Errorf("part %d ends at %d, want %d", n, e.At, at)
					}
					if s, known := resume(e.State); known && s.sha256() != sha256.Sum256(want[:at]) {
						t.Errorf("the state after part %d is not that of what is before it", n)
					}
				}
			})
		}
	}
}

// grow writes all parts, the last of which follows the last end. Parts that the file of
// the build before has at their place are taken from there, if that is wanted.
func grow(t *testing.T, v *View, parts []string, again bool) *growing {
	t.Helper()
	g, err := v.grow("file", func(string, []byte) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	for n, text := range parts {
		write := func() error { return g.write([]byte(text)) }
		if again && n > 0 && n < len(parts)-1 {
			from, to := g.old.part(n - 1)
			if same, err := g.old.has([]byte(text), from); err == nil && same && to-from == int64(len(text)) {
				write = func() error { return g.again(n - 1) }
			}
		}
		if err := write(); err != nil {
			t.Fatal(err)
		}
		if n < len(parts)-1 {
			g.cut()
		}
	}
	return g
}
