package cache

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzMemory reads memories of any form: what can be read comes back when it is
// saved again.
func FuzzMemory(f *testing.F) {
	f.Setenv("XDG_CACHE_HOME", f.TempDir())
	f.Setenv("HOME", f.TempDir())
	f.Setenv("LocalAppData", f.TempDir())
	c, err := Open(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	whole := Memory{
		Files:  []Entry{{Name: "a", Key: Key{1}, Bytes: 300, Written: -5, Number: 1 << 40, SHA256: [32]byte{2}}, {Name: "b/c"}},
		Chunks: Chunks{Keys: []Key{{3}}, Ends: map[string][]End{"a": {{}, {At: 7, State: "of seven"}, {At: 7, State: "of seven"}, {At: 300}}}},
	}
	for _, m := range []Memory{{}, whole} {
		if err := c.Save(m); err != nil {
			f.Fatal(err)
		}
		text, _ := c.box.Read()
		f.Add(text)
		f.Add(strings.Repeat(text, 2))
		f.Add(text[:len(text)-1])
	}
	f.Fuzz(func(t *testing.T, text string) {
		m := readMemory(text)
		if m.Files == nil {
			return
		}
		if err := c.Save(m); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(m, c.Load()); diff != "" {
			t.Errorf("(-read +saved)\n%s", diff)
		}
	})
}
