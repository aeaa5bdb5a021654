package bundle

import (
	"archive/zip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"incidentarchive/generator/internal/manifest"
)

// openTree opens a zip file or a folder.
func openTree(name string) (*tree, func() error, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		return openFolder(name)
	}
	r, err := zip.OpenReader(name)
	if err != nil && r == nil {
		return nil, nil, fmt.Errorf("%s is not a zip file that can be read: %w", name, err)
	}
	// Unsafe names come with an error of their own; they are reported below.
	return zipTree(&r.Reader), r.Close, nil
}

// openFolder opens a folder. It follows no links and never reads beyond it.
func openFolder(name string) (*tree, func() error, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, nil, err
	}
	t := &tree{open: func(name string) (io.ReadCloser, error) { return root.Open(name) }}
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			t.problems = append(t.problems, Problem{name, fmt.Sprintf("cannot be read: %v", cause(err))})
		case entry.IsDir():
		case !entry.Type().IsRegular():
			t.problems = append(t.problems, Problem{name, "is not a plain file"})
		default:
			t.names = append(t.names, name)
		}
		return nil
	})
	if err != nil {
		root.Close()
		return nil, nil, err
	}
	return t, root.Close, nil
}

// zipTree reads the list of files in a zip. All stand in one folder; every file
// whose name cannot be trusted is a problem and is not read.
func zipTree(r *zip.Reader) *tree {
	files := map[string]*zip.File{}
	t := &tree{open: func(name string) (io.ReadCloser, error) { return files[name].Open() }}
	fault := func(name, format string, args ...any) {
		t.problems = append(t.problems, Problem{name, fmt.Sprintf(format, args...)})
	}
	folder := ""
	for _, f := range r.File {
		top, name, found := strings.Cut(f.Name, "/")
		if folder == "" {
			folder = top
		}
		switch {
		case !found || top != folder:
			fault(f.Name, "does not stand in the folder %q, as all files of a bundle do", folder)
		case name == "" && f.Mode().IsDir():
		case f.Mode().IsDir():
			if err := manifest.CheckName(strings.TrimSuffix(name, "/")); err != nil {
				fault(f.Name, "is an unsafe name: %v", err)
			}
		case !f.Mode().IsRegular():
			fault(name, "is not a plain file")
		case manifest.CheckName(name) != nil:
			fault(f.Name, "is an unsafe name: %v", manifest.CheckName(name))
		case files[name] != nil:
			fault(name, "stands in the zip twice")
		default:
			files[name] = f
			t.names = append(t.names, name)
		}
	}
	if err := manifest.CheckName(folder); err != nil && folder != "" {
		fault("", "the folder in the zip has an unsafe name: %v", err)
	}
	if err := manifest.CheckNames(t.names); err != nil {
		fault("", "%v", err)
	}
	return t
}
