// Package asset checks what stands in an archive's folder besides its records:
// layouts, static files and hugo.toml.
//
// A stranger can propose any of them. A layout or a script is code, and a person
// has to read it; what this package refuses is what a reader overlooks: links
// that lead out of the archive, pipes that never end, files that a host takes
// for its settings, pictures that run scripts or fill the memory, two names that
// are one on another system.
package asset

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/folder"
)

// Limits of what an archive brings along.
const (
	MaxFileSize = 8 << 20
	maxFiles    = 2000
	maxDepth    = 8 // folders below layouts or static
)

// Check looks at layouts/, static/ and hugo.toml below root. It follows no links
// and opens plain files only.
func Check(root *os.Root) diagnostic.List {
	c := &checker{root: root, names: map[string]string{}}
	for _, top := range []string{"layouts", "static"} {
		c.tree(top)
	}
	if info, err := root.Lstat(config.Name); err == nil {
		c.file(config.Name, info)
	}
	return c.findings.Sort()
}

type checker struct {
	root     *os.Root
	names    map[string]string // by what they are on a disk that ignores case
	files    int
	findings diagnostic.List
}

func (c *checker) fault(name, rule, format string, args ...any) {
	c.findings = append(c.findings, diagnostic.Finding{File: name, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// tree looks at all files below a folder, which may be missing.
func (c *checker) tree(top string) {
	switch info, err := c.root.Lstat(top); {
	case errors.Is(err, fs.ErrNotExist):
		return
	case err != nil:
		c.fault(top, "file/unreadable", "cannot be read: %v", folder.Plain(err))
		return
	case !info.IsDir():
		c.fault(top, "file/not-regular", "is %s, want a folder", folder.Kind(info.Mode()))
		return
	}
	err := fs.WalkDir(c.root.FS(), top, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			c.fault(name, "file/unreadable", "cannot be read: %v", folder.Plain(err))
			return nil
		case name == top:
			return nil
		case entry.IsDir() && strings.Count(name, "/") > maxDepth:
			c.fault(name, "file/folder", "the folder lies too deep, want at most %d folders below %s", maxDepth, top)
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		if c.files++; c.files > maxFiles {
			c.fault(top, "file/folder", "more than %d files stand in layouts and static: keep large collections on another server", maxFiles)
			return fs.SkipAll
		}
		info, err := entry.Info()
		if err != nil {
			c.fault(name, "file/unreadable", "cannot be read: %v", folder.Plain(err))
			return nil
		}
		c.file(name, info)
		return nil
	})
	if err != nil {
		c.fault(top, "file/unreadable", "cannot be read: %v", folder.Plain(err))
	}
}

// file looks at one file: what it is, what it is called and what is in it.
func (c *checker) file(name string, info fs.FileInfo) {
	switch {
	case !info.Mode().IsRegular():
		c.fault(name, "file/not-regular", "is %s, want a plain file", folder.Kind(info.Mode()))
		return
	case Hidden(name):
		return
	case info.Size() > MaxFileSize:
		c.fault(name, "asset/too-large", "the file has %d bytes, want at most %d", info.Size(), MaxFileSize)
		return
	}
	folded := strings.ToLower(norm.NFC.String(name))
	if other, taken := c.names[folded]; taken {
		c.fault(name, "asset/name", "on many systems this name is the same as %q: rename one of the two files", other)
		return
	}
	c.names[folded] = name
	if problem := badName(name); problem != "" {
		c.fault(name, "asset/name", "%s", problem)
		return
	}
	if static, ok := strings.CutPrefix(name, "static/"); ok {
		if problem := forHosts(static); problem != "" {
			c.fault(name, "asset/host-settings", "%s", problem)
			return
		}
	}
	data, err := folder.Read(c.root, name, MaxFileSize)
	if err != nil {
		c.fault(name, "file/unreadable", "cannot be read: %v", folder.Plain(err))
		return
	}
	if rule, problem := content(name, data); problem != "" {
		c.fault(name, rule, "%s", problem)
	}
}

// Hidden tells files that are not published and not used as layouts: those whose
// name or folder begins with a dot, but for .well-known.
func Hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != ".well-known" && !hostSettings[strings.ToLower(part)] {
			return true
		}
	}
	return false
}

// Dir gives the files of a folder, none of which may lead out of it. Files whose
// name begins with a dot are left out.
func Dir(dir string) fs.FS { return own(dir) }

type own string

func (dir own) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if Hidden(name) && name != "." {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	root, err := os.OpenRoot(string(dir))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return folder.Open(root, name)
}

// ReadDir lists a folder, sorted by name.
func (dir own) ReadDir(name string) ([]fs.DirEntry, error) {
	root, err := os.OpenRoot(string(dir))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), name)
	kept := entries[:0]
	for _, e := range entries {
		if !Hidden(path.Join(name, e.Name())) {
			kept = append(kept, e)
		}
	}
	return kept, err
}
