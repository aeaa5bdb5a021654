//go:build unix

package archive_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestHostileFolder puts things among the records that a stranger could propose
// or leave behind. Each gets one message that names it; nothing is followed,
// nothing waits, and a message never holds what could move a terminal.
func TestHostileFolder(t *testing.T) {
	const year = "content/incidents/2025/"
	good := incident("2025-01-10T13:05", "2025-01-10T14:55", []string{"myguichet outage"}, "")
	text := func(content string) func(string) error {
		return func(name string) error { return os.WriteFile(name, []byte(content), 0o644) }
	}
	link := func(to string) func(string) error {
		return func(name string) error { return os.Symlink(to, name) }
	}
	pipe := func(name string) error { return syscall.Mkfifo(name, 0o644) }
	folder := func(name string) error { return os.MkdirAll(name, 0o755) }
	sparse := func(name string) error {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		defer f.Close()
		return f.Truncate(5 << 30)
	}
	socket := func(name string) error {
		l, err := net.Listen("unix", name)
		if err == nil {
			t.Cleanup(func() { l.Close() })
		}
		return err
	}
	tests := []struct {
		name, file string
		make       func(string) error
		want       string // one line; nothing when the file is passed over
	}{
		{"link to a file", year + "2025-passwd.yaml", link("/etc/passwd"), year + "2025-passwd.yaml: is a symbolic link, want a plain file"},
		{"link to a record", year + "2025-b.yaml", link("2025-01-10-a.yaml"), year + "2025-b.yaml: is a symbolic link, want a plain file"},
		{"link to nothing", year + "2025-b.yaml", link("nowhere.yaml"), year + "2025-b.yaml: is a symbolic link"},
		{"link to a folder", year + "etc", link("/etc"), year + "etc: is a symbolic link"},
		{"year elsewhere", "content/incidents/2024", link("/etc"), "content/incidents/2024: is a symbolic link"},
		{"services elsewhere", "content/sectors", link("/etc"), "content/sectors: is a symbolic link"},
		{"loop", year + "loop", link("."), year + "loop: is a symbolic link"},
		{"pipe", year + "2025-b.yaml", pipe, year + "2025-b.yaml: is a named pipe"},
		{"prose through a pipe", "content/about.md", pipe, "content/about.md: is a named pipe"},
		{"socket", "content/s", socket, "content/s: is a socket"},
		{"endless device", year + "2025-b.yaml", link("/dev/zero"), year + "2025-b.yaml: is a symbolic link"},
		{"folder called a record", year + "2025-b.yaml", folder, year + "2025-b.yaml: unknown folder"},
		{"deep folders", year + strings.Repeat("d/", 100), folder, year + "d: unknown folder"},
		{"sparse file", year + "2025-huge.yaml", sparse, year + "2025-huge.yaml: the file has 5368709120 bytes, want at most 262144"},
		{"sparse prose", "content/about.md", sparse, "content/about.md: the file has 5368709120 bytes"},

		{"other case", year + "2025-01-10-A.yaml", text(good), year + `2025-01-10-A.yaml: file name: id "2025-01-10-A" has to be lower-case`},
		{"composed letter", year + "2025-caf\u00e9.yaml", text(good), year + "2025-caf\u00e9.yaml: file name: id \"2025-caf\u00e9\" has to be lower-case letters"},
		{"decomposed letter", year + "2025-cafe\u0301.yaml", text(good), year + "2025-cafe\u0301.yaml: file name: id \"2025-cafe\u0301\" has to be lower-case letters"},
		{"Cyrillic letter", year + "2025-\u0430.yaml", text(good), "has to be lower-case letters"},
		{"not UTF-8", year + "2025-\xff.yaml", text(good), year + "2025-\ufffd.yaml: file name: id \"2025-\\xff\" has to be"},
		{"line break", year + "2025-\nb.yaml", text(good), year + "2025-\ufffdb.yaml: file name: id \"2025-\\nb\" has to be"},
		{"colours", year + "2025-\x1b[31m.yaml", text(good), year + "2025-\ufffd[31m.yaml: file name: id \"2025-\\x1b[31m\" has to be"},
		{"reordered", year + "2025-\u202eb.yaml", text(good), "file name: id \"2025-\\u202eb\" has to be"},
		{"CI command", year + "::error::x.yaml", text(good), year + `::error::x.yaml: file name: id "::error::x" has to be`},
		{"option", year + "-rf.yaml", text(good), `id "-rf" has to be`},
		{"device of Windows", year + "con.yaml", text(good), `id "con" is reserved`},
		{"device with an ending", year + "nul.2024.yaml", text(good), "unknown file"},
		{"blank", year + "2025-a .yaml", text(good), `id "2025-a " has to be`},
		{"stream of Windows", year + "2025-a:b.yaml", text(good), `id "2025-a:b" has to be`},
		{"pattern", year + "2025-[a]*?.yaml", text(good), `id "2025-[a]*?" has to be`},
		{"long name", year + strings.Repeat("a", 240) + ".yaml", text(good), "is too long (240 characters)"},
		{"other ending", year + "2025-01-10-a.yml", text(good), "want a file name that ends with .yaml"},
		{"another format", year + "2025-01-10-a.json", text("{}"), "unknown file"},
		{"copy of an editor", year + "2025-01-10-a.yaml~", text(good), "unknown file"},
		{"swap file of an editor", year + ".2025-01-10-a.yaml.swp", text("\x00"), ""},
		{"folder of a system", "content/.Trashes", folder, ""},
		{"picture database", year + "Thumbs.db", text("x"), "unknown file"},
	}
	for _, name := range []string{"_redirects", "_headers", "netlify.toml", "vercel.json", "web.config", "CNAME", "robots.txt", "hugo.toml", "_content.gotmpl", "_index.md", "index.html", "sw.js", "a.svg"} {
		tests = append(tests, struct {
			name, file string
			make       func(string) error
			want       string
		}{"settings of a host: " + name, year + name, text("x"), year + name + ": unknown file"})
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, err := os.MkdirTemp("", "a") // short, for the address of the socket
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(dir)
			writeTo(t, dir, with(base(), map[string]string{year + "2025-01-10-a.yaml": good}))
			if err := test.make(filepath.Join(dir, filepath.FromSlash(test.file))); err != nil {
				t.Fatal(err)
			}
			got := findings(t, dir)
			if test.want == "" && len(got) > 0 || test.want != "" && (len(got) != 1 || !strings.Contains(got[0], test.want)) {
				t.Errorf("says %q, want %q", got, test.want)
			}
			for _, line := range got {
				if strings.HasPrefix(line, "::") || strings.ContainsAny(line, "\x1b\n\u202e") {
					t.Errorf("prints %q", line)
				}
			}
		})
	}
}
