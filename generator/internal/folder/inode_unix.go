//go:build unix && !darwin && !netbsd && !freebsd

package folder

import (
	"io/fs"
	"syscall"
)

// inode gives when anything about a file changed last, in nanoseconds since 1970,
// and the number of the file: one that takes the place of another has its own, until
// that one is gone.
func inode(info fs.FileInfo) (touched int64, number uint64) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ctim.Nano(), uint64(s.Ino)
	}
	return 0, 0
}
