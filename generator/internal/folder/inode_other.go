//go:build !unix

package folder

import "io/fs"

// number gives nothing where files have no numbers.
func number(fs.FileInfo) uint64 { return 0 }
