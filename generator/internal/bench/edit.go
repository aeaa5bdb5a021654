package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// edit changes the title of the n-th incident from the middle of an archive on.
func edit(archive string, n int) error {
	files, err := filepath.Glob(filepath.Join(archive, "content", "incidents", "*", "*.yaml"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("%s has no incidents (%v)", archive, err)
	}
	file := files[(len(files)/2+n)%len(files)]
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, bytes.Replace(data, []byte("\ntitle: "), []byte("\ntitle: Corrected "), 1), 0o644)
}
