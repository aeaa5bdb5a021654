//go:build unix

package site

import (
	"golang.org/x/sys/unix"

	"incidentarchive/generator/internal/cache"
)

// tree is an open folder from which the files below it are found: it takes the
// system less time than to begin at the root for each.
type tree struct{ folder int }

// openTree opens a tree; one that cannot be opened has no files.
func openTree(dir string) tree {
	folder, err := openFolder(unix.AT_FDCWD, dir)
	if err != nil {
		return tree{-1} // which the system does not take for a folder
	}
	return tree{folder}
}

func (t tree) close() { unix.Close(t.folder) }

// asLeft is [cache.Entry.AsLeft] for a file of the tree.
func (t tree) asLeft(e *cache.Entry) (number uint64, as bool) { return asLeft(t.folder, e.Name, e) }

// link links a file into another tree, under the same name.
func (t tree) link(name string, to tree) error {
	return retry(func() error { return unix.Linkat(t.folder, name, to.folder, name, 0) })
}

// asLeft is [cache.Entry.AsLeft] for a file in an open folder.
func asLeft(folder int, name string, e *cache.Entry) (number uint64, as bool) {
	var stat unix.Stat_t
	err := retry(func() error { return unix.Fstatat(folder, name, &stat, unix.AT_SYMLINK_NOFOLLOW) })
	as = err == nil && stat.Mode&unix.S_IFMT == unix.S_IFREG && stat.Size == e.Bytes && stat.Mtim.Nano() == e.Written
	return uint64(stat.Ino), as
}
