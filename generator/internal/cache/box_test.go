package cache

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestBox fills the boxes that a folder has: each keeps what is its own.
func TestBox(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", filepath.Join(t.TempDir(), "cache"))
	t.Setenv("HOME", t.TempDir())
	t.Setenv("LocalAppData", t.TempDir())
	folder := t.TempDir()
	one, err1 := Records(folder)
	c, err2 := Open(folder)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	two, three := c.box, c.Words()
	fill := func(b *Box, text string) {
		t.Helper()
		if err := b.Write(func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
			t.Fatal(err)
		}
	}
	want := func(b *Box, text string, there bool) {
		t.Helper()
		if got, ok := b.Read(); got != text || ok != there {
			t.Errorf("a box holds %q, %t; want %q, %t", got, ok, text, there)
		}
	}
	want(one, "", false)
	fill(one, "one")
	fill(two, "")
	fill(three, "three")
	want(one, "one", true)
	want(two, "", true)
	want(three, "three", true)

	for _, other := range []*Box{
		{one.file, folder + "2", one.program},
		{one.file, folder, [32]byte{1}},
	} {
		want(other, "", false)
	}
	if err := one.Write(func(w io.Writer) error { io.WriteString(w, "half"); return io.ErrShortWrite }); err == nil {
		t.Error("a box that could not be filled is no fault")
	}
	want(one, "one", true)

	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	other, err := Records(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	fill(other, "other")
	want(one, "", false)
	want(two, "", false)
	want(three, "", false)
	want(other, "other", true)
}

// TestLinked finds the id of the program that runs this test, and none in a file
// that is no program.
func TestLinked(t *testing.T) {
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if got := linked(name); (got != "") != (runtime.GOOS == "linux") {
		t.Errorf("the id is %q on %s", got, runtime.GOOS)
	}
	text := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(text, []byte("\x7fELF text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := linked(text); got != "" {
		t.Errorf("a text has id %q", got)
	}
}
