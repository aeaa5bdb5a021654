package lint

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/diagnostic"
)

// Check reads the archive in a folder and gives all findings, sorted. The
// archive is nil when one of them is an error.
func Check(dir string, now time.Time) (*archive.Archive, diagnostic.List, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	opt := archive.Options{Now: now}
	if source, err := root.ReadFile(config.Name); err == nil {
		c, err := config.Parse(source)
		if err != nil {
			return nil, nil, err
		}
		opt.Fields = c.Params.Fields
	}
	a, findings, err := archive.Load(root, opt)
	if err != nil || a == nil {
		return nil, findings, err
	}
	return a, append(findings, Run(a, diagnostic.Note)...).Sort(), nil
}

// maxRounds bounds how often mending is repeated; each round may bring to light
// what an error hid.
const maxRounds = 8

// MendFolder mends the records below dir/content that wanted names, in place, until
// nothing more can be mended without a doubt. More holds findings that the folder
// alone does not show, such as those of [Stale].
func MendFolder(dir string, now time.Time, wanted func(file string) bool, more diagnostic.List) ([]Done, error) {
	path := func(file string) string { return filepath.Join(dir, filepath.FromSlash(file)) }
	read := func(file string) ([]byte, error) { return os.ReadFile(path(file)) }
	c := folderContext(dir, now)
	var all []Done
	for round := range maxRounds {
		_, findings, err := Check(dir, now)
		if err != nil {
			return nil, err
		}
		if round == 0 {
			findings = append(findings, more...).Sort()
		}
		changed, done := Mend(findings, c, read)
		written := false
		for _, file := range slices.Sorted(maps.Keys(changed)) {
			before, err := read(file)
			if err != nil || !wanted(file) || bytes.Equal(before, changed[file]) {
				continue
			}
			if err := os.WriteFile(path(file), changed[file], 0o644); err != nil {
				return nil, err
			}
			written = true
		}
		if !written {
			break
		}
		all = append(all, slices.DeleteFunc(done, func(d Done) bool { return !wanted(d.File) })...)
	}
	return all, nil
}

// folderContext takes what mending has to know from the names of the files.
func folderContext(dir string, now time.Time) Context {
	return Context{
		Today: now.UTC().Format(time.DateOnly),
		IDs: func(kind string) []string {
			var ids []string
			for _, pattern := range []string{"*.yaml", "*/*.yaml"} {
				files, _ := filepath.Glob(filepath.Join(dir, "content", kind+"s", pattern))
				for _, file := range files {
					ids = append(ids, strings.TrimSuffix(filepath.Base(file), ".yaml"))
				}
			}
			slices.Sort(ids)
			return ids
		},
		File: func(id string) string {
			if len(id) < 4 {
				return ""
			}
			file := "content/incidents/" + id[:4] + "/" + id + ".yaml"
			if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(file))); err != nil {
				return ""
			}
			return file
		},
	}
}
