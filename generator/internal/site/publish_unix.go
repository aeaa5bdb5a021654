//go:build unix

package site

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lockFolder makes the folder dir if need be and locks it for this process. The
// lock ends with the process, so that a build that was killed leaves none.
func lockFolder(dir string) (unlock func(), err error) {
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, err
	}
	return lockExisting(dir)
}

func lockExisting(dir string) (unlock func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, ErrBusy
		}
		return nil, err
	}
	// Another build may have swapped or removed the folder since it was opened.
	locked, err1 := f.Stat()
	now, err2 := os.Lstat(dir)
	if err1 != nil || err2 != nil || !os.SameFile(locked, now) {
		f.Close()
		return nil, ErrBusy
	}
	return func() { f.Close() }, nil
}
