//go:build unix

package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/folder"
)

// TestSweep leaves those files that are as they were left and stay. It follows no
// link and waits for no pipe.
func TestSweep(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	files := map[string]*former{}
	for _, name := range []string{
		"a/stays", "a/b/c/stays", "a/goes", "goes", "other/number", "other/none", "other/size", "other/time", "as/folder", "as/link", "foreign", "more/foreign",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte("text"), 0o644)); err != nil {
			t.Fatal(err)
		}
		info, err := os.Lstat(file)
		if err != nil {
			t.Fatal(err)
		}
		e := &cache.Entry{Name: name, Bytes: 4, Written: info.ModTime().UnixNano(), Number: folder.Number(info)}
		switch name {
		case "other/number":
			e.Number++
		case "other/none":
			e.Number = 0
		case "other/size":
			e.Bytes++
		case "other/time":
			e.Written++
		}
		if !strings.Contains(name, "foreign") {
			files[name] = &former{Entry: e}
		}
	}
	kept := filepath.Join(outside, "kept")
	err := errors.Join(
		os.WriteFile(kept, []byte("text"), 0o644), os.Symlink(outside, filepath.Join(dir, "link")), syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o644),
		os.Remove(filepath.Join(dir, "as", "folder")), os.MkdirAll(filepath.Join(dir, "as", "folder", "more"), 0o755),
		os.Remove(filepath.Join(dir, "as", "link")), os.Symlink(kept, filepath.Join(dir, "as", "link")),
		os.Mkdir(filepath.Join(dir, "empty"), 0o755),
	)
	if err != nil {
		t.Fatal(err)
	}
	if err := sweep(dir, files, func(f *former) bool { return !strings.Contains(f.Name, "goes") }); err != nil {
		t.Fatal(err)
	}
	var left []string
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, _ fs.DirEntry, err error) error {
		left = append(left, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{".", "a", "a/b", "a/b/c", "a/b/c/stays", "a/stays"}; !slices.Equal(left, want) {
		t.Errorf("%q are left, want %q", left, want)
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("a link was followed: %v", err)
	}
	if err := sweep(filepath.Join(dir, "nowhere"), files, func(*former) bool { return true }); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("a folder that is not there is swept: %v", err)
	}
}
