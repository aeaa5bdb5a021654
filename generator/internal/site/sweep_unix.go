//go:build unix

package site

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// numbered tells whether files have numbers by which they are known again.
const numbered = true

// sweep removes all that stands below dir but for those files that stays tells of,
// and the folders that are empty then. It asks of the given files, and only where
// one is as it was left: it has the number, the size and the time that it had.
//
// A large site has tens of thousands of files, and a fifth as many folders: each is
// looked at once, from the folder that it stands in, since the system takes most of
// the time to find its way there.
func sweep(dir string, files map[string]*former, stays func(*former) bool) error {
	s := &sweeper{files: files, stays: stays, entries: make([]byte, 32<<10)}
	root, err := openFolder(unix.AT_FDCWD, dir)
	if err == nil {
		defer unix.Close(root)
		_, err = s.folder(root)
	}
	if err != nil {
		return fmt.Errorf("clear %q: %w", dir+"/"+string(s.path), err)
	}
	return nil
}

type sweeper struct {
	files map[string]*former // by name
	stays func(*former) bool

	path    []byte   // of what is looked at, below the folder that is swept
	names   []string // of what stands in the folders that are open, one after the other
	entries []byte   // of a folder, as the system gives them
}

// folder sweeps an open folder and tells whether anything stays there.
func (s *sweeper) folder(folder int) (stays bool, err error) {
	first, length := len(s.names), len(s.path)
	if err := s.list(folder); err != nil {
		return false, err
	}
	for n := first; n < len(s.names); n++ {
		name := s.names[n]
		s.path = append(s.path[:length], name...)
		kept := s.keeps(folder, name)
		if !kept {
			if kept, err = s.clear(folder, name); err != nil {
				return false, err
			}
		}
		stays = stays || kept
	}
	s.names, s.path = s.names[:first], s.path[:length]
	return stays, nil
}

// list adds the names of all that stands in an open folder.
func (s *sweeper) list(folder int) error {
	for {
		var size int
		err := retry(func() (err error) { size, err = unix.ReadDirent(folder, s.entries); return err })
		if size <= 0 || err != nil {
			return err
		}
		_, _, s.names = unix.ParseDirent(s.entries[:size], -1, s.names)
	}
}

// keeps tells whether a file stays.
func (s *sweeper) keeps(folder int, name string) bool {
	f := s.files[string(s.path)]
	if f == nil || f.Number == 0 {
		return false
	}
	number, as := asLeft(folder, name, f.Entry)
	return as && number == f.Number && s.stays(f)
}

// clear removes a file, or sweeps a folder and removes it when nothing stays there.
func (s *sweeper) clear(folder int, name string) (stays bool, err error) {
	inner, err := openFolder(folder, name)
	if err != nil { // no folder
		return false, remove(folder, name, 0)
	}
	s.path = append(s.path, '/')
	stays, err = s.folder(inner)
	unix.Close(inner)
	if stays || err != nil {
		return stays, err
	}
	return false, remove(folder, name, unix.AT_REMOVEDIR)
}

// openFolder opens a folder in another one that is open. It follows no link, and
// does not wait for a pipe.
func openFolder(in int, name string) (folder int, err error) {
	const flags = unix.O_RDONLY | unix.O_DIRECTORY | unix.O_NOFOLLOW | unix.O_NONBLOCK | unix.O_CLOEXEC
	err = retry(func() error { folder, err = unix.Openat(in, name, flags, 0); return err })
	return folder, err
}

func remove(folder int, name string, flags int) error {
	err := retry(func() error { return unix.Unlinkat(folder, name, flags) })
	if errors.Is(err, unix.ENOENT) {
		return nil
	}
	return err
}

// retry calls the system again when a signal came between.
func retry(call func() error) error {
	for {
		if err := call(); err != unix.EINTR {
			return err
		}
	}
}
