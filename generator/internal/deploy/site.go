package deploy

import (
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"incidentarchive/generator/internal/site"
)

// File is one file of a site.
type File struct {
	Path string // slash-separated, below the site's folder
	Size int64  // bytes
	MD5  [md5.Size]byte
}

func (f File) sum() string { return hex.EncodeToString(f.MD5[:]) }

// Site is a published site in a folder. Every file is read through the folder
// that was opened, also when a build puts another in its place meanwhile.
type Site struct {
	Files []File // by path

	root *os.Root
}

// Open reads the names and sums of all files of the site in dir, which has to be
// the result of a build.
func Open(dir string) (*Site, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no folder %q: build the site first", dir)
	}
	if err != nil {
		return nil, err
	}
	s := &Site{root: root}
	if err := s.scan(); err != nil {
		root.Close()
		return nil, err
	}
	if !s.has(site.Marker) || !s.has("index.html") {
		root.Close()
		return nil, fmt.Errorf("folder %q is not a published site (it wants %s and index.html): name the folder that build wrote", dir, site.Marker)
	}
	return s, nil
}

// Close gives the folder free.
func (s *Site) Close() error { return s.root.Close() }

func (s *Site) scan() error {
	hash := md5.New()
	err := fs.WalkDir(s.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if !entry.Type().IsRegular() {
			return fmt.Errorf("%s is not an ordinary file: build the site again", name)
		}
		f, err := s.root.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		hash.Reset()
		size, err := io.Copy(hash, f)
		if err != nil {
			return err
		}
		s.Files = append(s.Files, File{name, size, [md5.Size]byte(hash.Sum(nil))})
		return nil
	})
	slices.SortFunc(s.Files, byPath)
	return err
}

func byPath(a, b File) int { return strings.Compare(a.Path, b.Path) }

func (s *Site) has(name string) bool {
	_, found := slices.BinarySearchFunc(s.Files, File{Path: name}, byPath)
	return found
}

// changed is the error of a file that is not what it was when the site was
// opened.
type changed struct{ error }

func (c changed) Error() string {
	return fmt.Sprintf("the file was changed while it was deployed, deploy again: %v", c.error)
}

func (c changed) Unwrap() error { return c.error }
