package site

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders in one step; on a file system that cannot, in two
// renames.
func exchange(next, target string) error {
	err := unix.Renameat2(unix.AT_FDCWD, next, unix.AT_FDCWD, target, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) {
		return exchangeByRename(next, target)
	}
	if err != nil {
		return &os.LinkError{Op: "exchange", Old: next, New: target, Err: err}
	}
	return nil
}

// syncFolder makes sure that all files below dir are on the disk.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return unix.Syncfs(int(f.Fd()))
}
