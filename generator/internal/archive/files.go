package archive

import (
	"crypto/sha256"
	"fmt"
	"os"
	"sync"

	"incidentarchive/generator/internal/folder"
	"incidentarchive/generator/internal/record"
)

// files reads the files of an archive that was loaded once more: the text of all
// records at once would take more memory than the records themselves.
type files struct {
	root *os.Root // our own, which the runtime closes

	mu  sync.Mutex // for err
	err error      // about the first file that was not as it had been
}

// newFiles opens the archive's folder, or takes the one that is open already: a
// record that is taken over from an earlier archive keeps that one open.
func newFiles(root *os.Root, previous *files) (*files, error) {
	if previous != nil {
		now, err1 := root.Stat(".")
		before, err2 := previous.root.Stat(".")
		if err1 == nil && err2 == nil && os.SameFile(now, before) {
			return &files{root: previous.root}, nil
		}
	}
	own, err := root.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	return &files{root: own}, nil
}

// reader gives what reads a file that had a key, and refuses one that has not.
func (f *files) reader(key Key) func(name string) ([]byte, error) {
	root := f.root
	return func(name string) ([]byte, error) {
		source, err := folder.Read(root, name, record.MaxFileSize)
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s cannot be read any more: %w", name, folder.Plain(err))
		case sha256.Sum256(source) != key:
			return nil, fmt.Errorf("%s has changed since it was read: start again", name)
		}
		return source, nil
	}
}

// source gives the bytes of a file that had a key; nil, and an error to be asked
// for later, when it has not.
func (f *files) source(name string, key Key) []byte {
	source, err := f.reader(key)(name)
	if err != nil {
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.err == nil {
			f.err = err
		}
	}
	return source
}

func (f *files) failure() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}
