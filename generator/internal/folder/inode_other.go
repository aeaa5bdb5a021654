//go:build !unix

package folder

import "io/fs"

// inode gives nothing where files have no numbers.
func inode(fs.FileInfo) (touched int64, number uint64) { return 0, 0 }
