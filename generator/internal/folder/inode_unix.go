//go:build unix

package folder

import (
	"io/fs"
	"syscall"
)

// number gives the number of a file: one that takes the place of another has its
// own.
func number(info fs.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Ino)
	}
	return 0
}
