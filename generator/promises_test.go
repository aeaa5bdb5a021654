package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPromisesAreTested looks that each promise of the page names a test, and that
// each test named is there.
func TestPromisesAreTested(t *testing.T) {
	tests := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		switch {
		case strings.HasSuffix(name, ".txtar"):
			tests[filepath.Base(name)] = true
		case strings.HasSuffix(name, "_test.go"):
			source, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			for _, m := range declared.FindAllSubmatch(source, -1) {
				tests[string(m[1])] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../content/promises.md")
	if err != nil {
		t.Fatal(err)
	}
	promises := 0
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if !strings.HasPrefix(line, "|") || len(cells) != 2 || strings.HasPrefix(line, "|---") || strings.Contains(line, "held by") {
			continue
		}
		promises++
		names := regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[1], -1)
		if len(names) == 0 {
			t.Errorf("no test holds %q", strings.TrimSpace(cells[0]))
		}
		for _, m := range names {
			if !tests[m[1]] {
				t.Errorf("%q names %s, which is no test", strings.TrimSpace(cells[0]), m[1])
			}
		}
	}
	if promises < 20 {
		t.Errorf("found %d promises", promises)
	}
}
