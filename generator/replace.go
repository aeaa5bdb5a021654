package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// replaceFile writes a file whole or not at all: beside its place first, then in
// it. A file that exists keeps its permissions.
func replaceFile(name string, write func(io.Writer) error) error {
	mode := fs.FileMode(0o644)
	switch info, err := os.Lstat(name); {
	case err == nil && !info.Mode().IsRegular():
		return fmt.Errorf("%q is not a plain file", name)
	case err == nil:
		mode = info.Mode().Perm()
	}
	pattern := "." + filepath.Base(name) + ".tmp-"
	removeLeftovers(filepath.Dir(name), pattern)
	f, err := os.CreateTemp(filepath.Dir(name), pattern+"*")
	if err != nil {
		return plainError(err)
	}
	defer os.Remove(f.Name()) // after the rename there is nothing to remove
	err = errors.Join(write(f), f.Chmod(mode), f.Sync(), f.Close())
	if err != nil {
		return plainError(err)
	}
	return plainError(os.Rename(f.Name(), name))
}

// replaceBytes is replaceFile for content that is at hand.
func replaceBytes(name string, content []byte) error {
	return replaceFile(name, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(content))
		return err
	})
}

// scratchFolder makes a folder for work, and gives what removes it.
func scratchFolder(prefix string) (dir string, remove func(), err error) {
	removeLeftovers(os.TempDir(), prefix)
	dir, err = os.MkdirTemp("", prefix+"*")
	if err != nil {
		return "", nil, fmt.Errorf("make a folder to work in: %w", err)
	}
	return dir, func() { os.RemoveAll(dir) }, nil
}

// leftoverAge is after how long nobody works on a temporary file any more.
const leftoverAge = 24 * time.Hour

// removeLeftovers removes what programs that were killed left in a folder, as far
// as it is ours, so that it does not grow.
func removeLeftovers(dir, prefix string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		random, ok := strings.CutPrefix(e.Name(), prefix)
		if !ok || random == "" || strings.Trim(random, "0123456789") != "" {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > leftoverAge {
			os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
}
