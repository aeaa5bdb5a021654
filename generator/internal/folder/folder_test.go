package folder

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadSeen reads a file as a folder told of it, after it was replaced.
func TestReadSeen(t *testing.T) {
	for _, test := range []struct {
		name    string
		replace func(file string) error
		want    string // of the text or the error
	}{
		{"as told", func(string) error { return nil }, "first"},
		{"grown", func(file string) error { return os.WriteFile(file, []byte("first and more"), 0o600) }, "first and more"},
		{"too large", func(file string) error { return os.WriteFile(file, []byte(strings.Repeat("x", 101)), 0o600) }, "has 101 bytes"},
		{"another file", func(file string) error {
			return errors.Join(os.WriteFile(file+"2", []byte("second"), 0o600), os.Rename(file+"2", file))
		}, "second"},
		{"a link", func(file string) error {
			return errors.Join(os.WriteFile(file+"2", []byte("second"), 0o600), os.Remove(file), os.Symlink("file2", file))
		}, "is a symbolic link, want a plain file"},
		{"a folder", func(file string) error { return errors.Join(os.Remove(file), os.Mkdir(file, 0o700)) }, "is a folder, want a plain file"},
		{"gone", os.Remove, "no such file"},
	} {
		t.Run(test.name, func(t *testing.T) {
			root, err := os.OpenRoot(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			file := filepath.Join(root.Name(), "file")
			if err := os.WriteFile(file, []byte("first"), 0o600); err != nil {
				t.Fatal(err)
			}
			seen, err := root.Lstat("file")
			if err != nil {
				t.Fatal(err)
			}
			if err := test.replace(file); err != nil {
				t.Fatal(err)
			}
			for _, buffer := range [][]byte{nil, make([]byte, 3), make([]byte, 50)} {
				data, err := ReadSeen(root, "file", seen, 100, buffer)
				got := string(data)
				if err != nil {
					got = err.Error()
				}
				if got != test.want && (err == nil || !strings.Contains(got, test.want)) {
					t.Errorf("with a buffer of %d bytes: %q, want %q", len(buffer), got, test.want)
				}
			}
		})
	}
}
