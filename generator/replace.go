package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".tmp-*")
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
