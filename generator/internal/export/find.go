package export

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
)

// Find tells which kind of files a name below the site's root belongs to, and
// whether there is one. Of a compressed twin, it gives the file itself.
func Find(name string) (File, bool) {
	file, _, ok := find(name)
	return file, ok
}

// WriteWith hands on all files that are made together with one, as [Write] does:
// those of its format. It is an error when the name belongs to none.
func WriteWith(ctx context.Context, a *archive.Archive, c *config.Config, name string, emit func(name string, data []byte) error) error {
	_, f, ok := find(name)
	if !ok {
		return fmt.Errorf("export: no format has a file %q", name)
	}
	return writeFormats(ctx, a, c, []format{f}, emit)
}

func find(name string) (File, format, bool) {
	name = strings.TrimSuffix(name, ".gz")
	for _, f := range formats() {
		for _, file := range f.files() {
			if matches(file.Path, name) {
				return file, f, true
			}
		}
	}
	return File{}, format{}, false
}

// placeholder is the part of a path that differs from file to file.
var placeholder = regexp.MustCompile(`\{\w+\}`)

// matches tells whether name is of the form of path, whose {id} stands for one
// part of a name without a slash.
func matches(path, name string) bool {
	at := placeholder.FindStringIndex(path)
	if at == nil {
		return path == name
	}
	before, after := path[:at[0]], path[at[1]:]
	id, ok := strings.CutPrefix(name, before)
	if !ok {
		return false
	}
	id, ok = strings.CutSuffix(id, after)
	return ok && id != "" && !strings.Contains(id, "/")
}
