//go:build !unix

package site

import (
	"os"
	"path/filepath"

	"incidentarchive/generator/internal/cache"
)

// tree is a folder.
type tree struct{ dir string }

func openTree(dir string) tree { return tree{dir} }

func (t tree) close() {}

// asLeft is [cache.Entry.AsLeft] for a file of the tree.
func (t tree) asLeft(e *cache.Entry) (number uint64, as bool) { return e.AsLeft(t.dir) }

// link links a file into another tree, under the same name.
func (t tree) link(name string, to tree) error {
	name = filepath.FromSlash(name)
	return os.Link(filepath.Join(t.dir, name), filepath.Join(to.dir, name))
}
