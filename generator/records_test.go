package main

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"time"

	"incidentarchive/generator/internal/archive"
)

// TestRecords checks every record of the real archive, one subtest each, so that
// a pull request that adds a record sees its own name.
func TestRecords(t *testing.T) {
	root, err := os.OpenRoot("..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	arch, findings, err := archive.Load(root, archive.Options{Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	byFile := map[string][]string{}
	for _, f := range findings {
		byFile[f.File] = append(byFile[f.File], f.Text())
	}
	count := 0
	err = fs.WalkDir(root.FS(), "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		count++
		t.Run(strings.TrimSuffix(path.Base(name), ".yaml"), func(t *testing.T) {
			for _, text := range byFile[name] {
				t.Error(text)
			}
			delete(byFile, name)
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, texts := range byFile {
		t.Error(strings.Join(texts, "\n"))
	}
	if arch == nil {
		t.Fatal("the archive does not load")
	}
	if got := len(arch.Incidents) + len(arch.Services) + len(arch.Organisations); got != count || len(arch.Incidents) < 14 {
		t.Errorf("the archive holds %d records (%d incidents), the folder %d", got, len(arch.Incidents), count)
	}
}
