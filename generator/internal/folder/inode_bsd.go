//go:build darwin || netbsd || freebsd

package folder

import (
	"io/fs"
	"syscall"
)

// inode is as on other systems, where the field has another name.
func inode(info fs.FileInfo) (touched int64, number uint64) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ctimespec.Nano(), uint64(s.Ino)
	}
	return 0, 0
}
