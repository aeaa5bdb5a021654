package bundle

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"incidentarchive/generator/internal/manifest"
)

// Problem is something that is wrong with a copy.
type Problem struct {
	Path string // of the file; empty when it is the copy as a whole
	Text string
}

func (p Problem) String() string {
	if p.Path == "" {
		return p.Text
	}
	return p.Path + ": " + p.Text
}

// Report is the result of a verification.
type Report struct {
	Manifest *manifest.Manifest // nil when there is none that can be read
	Files    int                // that were read
	Bytes    int64
	Problems []Problem // by path
}

// tree is a copy: the files in a folder or in a zip.
type tree struct {
	names    []string
	open     func(name string) (io.ReadCloser, error)
	problems []Problem
}

// maxPage is the length up to which pages are checked: far more than any has,
// and little enough for every machine.
const maxPage = 64 << 20

// Verify checks the copy at name, a zip file or a folder: that it has all files
// of its manifest, unchanged, and no other; that their names are safe; that no
// file is empty; that no link within it leads nowhere; and that its pages load
// nothing from elsewhere. The error is set when it cannot be read at all.
func Verify(ctx context.Context, name string) (*Report, error) {
	t, closeTree, err := openTree(name)
	if err != nil {
		return nil, err
	}
	defer closeTree()
	return t.verify(ctx)
}

func (t *tree) verify(ctx context.Context) (*Report, error) {
	r := &Report{Problems: t.problems}
	add := func(name, format string, args ...any) {
		r.Problems = append(r.Problems, Problem{name, fmt.Sprintf(format, args...)})
	}
	finish := func() (*Report, error) {
		slices.SortStableFunc(r.Problems, func(a, b Problem) int { return cmp.Compare(a.Path, b.Path) })
		r.Problems = slices.Compact(r.Problems)
		return r, ctx.Err()
	}
	if !slices.Contains(t.names, manifest.Name) {
		add(manifest.Name, "is missing: without it nothing can be verified")
		return finish()
	}
	source, err := t.read(manifest.Name)
	if err == nil {
		r.Manifest, err = manifest.Parse(source)
	}
	if err != nil {
		add("", "%v", err)
		return finish()
	}
	listed := map[string]manifest.File{}
	var present []string
	have := map[string]bool{}
	for _, name := range t.names {
		have[name] = true
	}
	for _, f := range r.Manifest.Files {
		listed[f.Path] = f
		if have[f.Path] {
			present = append(present, f.Path)
		} else {
			add(f.Path, "is missing")
		}
	}
	for _, name := range t.names {
		if _, found := listed[name]; !found && name != manifest.Name {
			add(name, "is not in the manifest: it was added later")
		}
	}
	links, err := newChecker(r.Manifest)
	if err != nil {
		add("", "%v", err)
		return finish()
	}
	err = inOrder(ctx, present, func(name string) (examined, error) { return t.examine(listed[name]), nil }, func(x examined) error {
		r.Files, r.Bytes = r.Files+1, r.Bytes+x.Bytes
		r.Problems = append(r.Problems, x.problems...)
		links.note(x)
		return nil
	})
	if err != nil {
		return nil, err
	}
	r.Problems = append(r.Problems, links.check()...)
	return finish()
}

// read gives the content of a file that is not large.
func (t *tree) read(name string) ([]byte, error) {
	f, err := t.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxPage+1))
	if err == nil && len(data) > maxPage {
		err = fmt.Errorf("%s has more than %d bytes, which no such file has", name, maxPage)
	}
	return data, err
}

// examined is what was found in one file.
type examined struct {
	manifest.File
	document
	problems []Problem
}

func (x *examined) add(format string, args ...any) {
	x.problems = append(x.problems, Problem{x.Path, fmt.Sprintf(format, args...)})
}

// examine reads a file once: hashes it, and collects its links when it has some.
// It reads one byte more than the file should have, however much it claims to be.
func (t *tree) examine(want manifest.File) (x examined) {
	x.File = want
	f, err := t.open(want.Path)
	if err != nil {
		x.add("cannot be read: %v", cause(err))
		return x
	}
	defer f.Close()
	sum := sha256.New()
	reader := io.TeeReader(io.LimitReader(f, want.Bytes+1), sum)
	var content []byte
	var length int64
	parse := linked(want.Path) && want.Bytes <= maxPage
	if parse {
		content, err = io.ReadAll(reader)
		length = int64(len(content))
	} else {
		length, err = io.Copy(io.Discard, reader)
	}
	switch {
	case err != nil:
		x.add("cannot be read: %v", cause(err))
		return x
	case length != want.Bytes:
		x.add("was changed: it has %s bytes, want %d", atMost(length, want.Bytes), want.Bytes)
		return x
	case hex.EncodeToString(sum.Sum(nil)) != want.SHA256:
		x.add("was changed: its SHA-256 is %x, want %s", sum.Sum(nil), want.SHA256)
		return x
	case length == 0:
		x.add("is empty")
	}
	if linked(want.Path) && !parse {
		x.add("has %d bytes: pages of more than %d are not checked", want.Bytes, maxPage)
	}
	if parse {
		x.document = readDocument(want.Path, content)
	}
	return x
}

func atMost(length, want int64) string {
	if length > want {
		return "more than " + fmt.Sprint(want)
	}
	return fmt.Sprint(length)
}

// linked tells whether a file may hold links that have to lead somewhere.
func linked(name string) bool {
	return slices.Contains([]string{".html", ".css", ".svg"}, path.Ext(name))
}

// cause drops the path from a file system error: the problem names it already.
func cause(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}

// escapes tells whether a relative path leads out of the copy.
func escapes(name string) bool { return name == ".." || strings.HasPrefix(name, "../") }
