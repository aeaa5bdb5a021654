// Package published reads an edition of an archive as it was published: a
// folder, a zip file, or a site at a web address. What it reads may be damaged or
// made by somebody else: it never follows a link out of a folder, trusts no name
// in a zip, and reads no more than it is told to.
package published

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"

	"incidentarchive/generator/internal/manifest"
)

// ErrNothing says that a place holds no edition yet: the folder is empty, or the
// server answers that it has no page there.
var ErrNothing = errors.New("nothing is published there")

// Problem is something that is wrong with an edition.
type Problem struct {
	Path string // of the file; empty when it is the edition as a whole
	Text string
}

func (p Problem) String() string {
	if p.Path == "" {
		return p.Text
	}
	return p.Path + ": " + p.Text
}

// Edition is an edition that can be read.
type Edition struct {
	Name     string    // as it was opened
	Names    []string  // of all files; nil for a web address, which does not tell
	Web      bool      // whether it is read from a web address
	Problems []Problem // with the files of a folder or zip, which are not among Names

	open  func(ctx context.Context, name string) (io.ReadCloser, error)
	close func() error
}

// Open opens an edition by the name of a folder or zip file, or by its address.
func Open(ctx context.Context, name string) (*Edition, error) {
	if u, err := url.Parse(name); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		return openWeb(ctx, u)
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return openFolder(name)
	}
	r, err := zip.OpenReader(name)
	if err != nil && r == nil {
		return nil, fmt.Errorf("%s is not a zip file that can be read: %w", name, err)
	}
	// Unsafe names come with an error of their own; they are reported below.
	e := readZip(&r.Reader)
	e.Name, e.close = name, r.Close
	return e, nil
}

// Close ends the reading.
func (e *Edition) Close() error { return e.close() }

// Open opens a file; the error is [fs.ErrNotExist] when there is none.
func (e *Edition) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	if _, found := slices.BinarySearch(e.Names, name); !found && !e.Web {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return e.open(ctx, name)
}

// Read gives the content of a file of at most limit bytes.
func (e *Edition) Read(ctx context.Context, name string, limit int64) ([]byte, error) {
	f, err := e.Open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%s has more than %d bytes, which no such file has", name, limit)
	}
	return data, err
}

// MaxManifest is the greatest length of a manifest: some hundred thousand files.
const MaxManifest = 64 << 20

// Manifest reads the manifest of an edition, or a manifest that was kept: name is
// a folder, a zip file, a web address, or a file that ends in .json.
func Manifest(ctx context.Context, name string) ([]byte, error) {
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && path.Ext(name) == ".json" {
		if info.Size() > MaxManifest {
			return nil, fmt.Errorf("%s has more than %d bytes, which no manifest has", name, MaxManifest)
		}
		return os.ReadFile(name)
	}
	e, err := Open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer e.Close()
	return e.Read(ctx, manifest.Name, MaxManifest)
}

// openFolder opens a folder. It follows no links and never reads beyond it.
func openFolder(name string) (*Edition, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	e := &Edition{Name: name, Names: []string{}, close: root.Close}
	e.open = func(_ context.Context, name string) (io.ReadCloser, error) { return root.Open(name) }
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			e.Problems = append(e.Problems, Problem{name, fmt.Sprintf("cannot be read: %v", cause(err))})
		case entry.IsDir():
		case !entry.Type().IsRegular():
			e.Problems = append(e.Problems, Problem{name, "is not a plain file"})
		default:
			e.Names = append(e.Names, name)
		}
		return nil
	})
	if err == nil && len(e.Names) == 0 && len(e.Problems) == 0 {
		err = fmt.Errorf("%s: %w", name, ErrNothing)
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	slices.Sort(e.Names)
	return e, nil
}

// cause drops the path from a file system error: the problem names it already.
func cause(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}

// readZip reads the list of files in a zip. All stand in one folder, or the
// manifest at the root and all others beside it; every file whose name cannot be
// trusted is a problem and is not read.
func readZip(r *zip.Reader) *Edition {
	files := map[string]*zip.File{}
	e := &Edition{Names: []string{}}
	e.open = func(_ context.Context, name string) (io.ReadCloser, error) { return files[name].Open() }
	fault := func(name, format string, args ...any) {
		e.Problems = append(e.Problems, Problem{name, fmt.Sprintf(format, args...)})
	}
	bare := slices.ContainsFunc(r.File, func(f *zip.File) bool { return f.Name == manifest.Name })
	folder := ""
	for _, f := range r.File {
		top, name, found := strings.Cut(f.Name, "/")
		if bare {
			top, name, found = "", f.Name, true
		}
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
			e.Names = append(e.Names, name)
		}
	}
	if err := manifest.CheckName(folder); err != nil && folder != "" {
		fault("", "the folder in the zip has an unsafe name: %v", err)
	}
	if err := manifest.CheckNames(e.Names); err != nil {
		fault("", "%v", err)
	}
	slices.Sort(e.Names)
	return e
}
