//go:build unix

package asset

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestNotPlain puts what is no plain file in the place of one. Nothing waits for
// a pipe, and nothing is read through a link.
func TestNotPlain(t *testing.T) {
	link := func(to string) func(string) error {
		return func(name string) error { return os.Symlink(to, name) }
	}
	pipe := func(name string) error { return syscall.Mkfifo(name, 0o644) }
	socket := func(name string) error {
		l, err := net.Listen("unix", name)
		if err == nil {
			t.Cleanup(func() { l.Close() })
		}
		return err
	}
	sparse := func(name string) error {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer f.Close()
		return f.Truncate(5 << 30)
	}
	tests := []struct {
		name, file string
		make       func(string) error
		want       string
	}{
		{"link to a file", "static/a.css", link("/etc/passwd"), "static/a.css: is a symbolic link, want a plain file"},
		{"link within", "static/a.css", link("b.css"), "static/a.css: is a symbolic link, want a plain file"},
		{"link to a folder", "static/etc", link("/etc"), "static/etc: is a symbolic link"},
		{"loop", "layouts/loop", link("."), "layouts/loop: is a symbolic link"},
		{"all static files elsewhere", "static", link("/etc"), "static: is a symbolic link, want a folder"},
		{"all layouts are a pipe", "layouts", pipe, "layouts: is a named pipe, want a folder"},
		{"settings elsewhere", "hugo.toml", link("/etc/passwd"), "hugo.toml: is a symbolic link"},
		{"settings are a pipe", "hugo.toml", pipe, "hugo.toml: is a named pipe"},
		{"settings are a folder", "hugo.toml", func(name string) error { return os.Mkdir(name, 0o755) }, "hugo.toml: is a folder, want a plain file"},
		{"settings are a device", "hugo.toml", link("/dev/zero"), "hugo.toml: is a symbolic link"},
		{"pipe", "layouts/home.html", pipe, "layouts/home.html: is a named pipe"},
		{"socket", "static/s", socket, "static/s: is a socket"},
		{"sparse", "static/a.css", sparse, "static/a.css: the file has 5368709120 bytes, want at most 8388608"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, err := os.MkdirTemp("", "a") // short, for the address of the socket
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(dir)
			place := filepath.Join(dir, filepath.FromSlash(test.file))
			if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := test.make(place); err != nil {
				t.Fatal(err)
			}
			if got := findings(t, dir); strings.Count(got, "\n") > 0 || !strings.HasPrefix(got, test.want) {
				t.Errorf("says %q, want %q", got, test.want)
			}
		})
	}
}
