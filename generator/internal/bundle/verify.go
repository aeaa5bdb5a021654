package bundle

import (
	"bytes"
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
	"incidentarchive/generator/internal/published"
)

// Report is the result of a verification.
type Report struct {
	Manifest *manifest.Manifest // nil when there is none that can be read
	Files    int                // that were read
	Bytes    int64
	Problems []published.Problem // by path
}

// verifier reads a copy and compares it with its manifest.
type verifier struct {
	*published.Edition
	earlier map[string]string // hashes of files in an earlier edition, by path
	number  int               // of that edition
}

// maxPage is the length up to which pages are checked: far more than any has,
// and little enough for every machine.
const maxPage = 64 << 20

// Verify checks the copy at name, a zip file, a folder or a web address: that it
// has all files of its manifest, unchanged, and no other; that their names are
// safe; that no file is empty; that no link within it leads nowhere; and that its
// pages load nothing from elsewhere. What a web server has besides the files of
// its manifest cannot be seen.
//
// Since is the manifest of an edition that was seen before, or nil: the copy has
// to be that edition or a later one, and no file may be of the earlier one.
//
// The error is set when the copy cannot be read at all.
func Verify(ctx context.Context, name string, since []byte) (*Report, error) {
	e, err := published.Open(ctx, name)
	if errors.Is(err, published.ErrNothing) {
		return &Report{Problems: []published.Problem{missingManifest}}, nil
	}
	if err != nil {
		return nil, err
	}
	defer e.Close()
	v := &verifier{Edition: e}
	if since != nil {
		earlier, err := manifest.Parse(since)
		if err != nil {
			return nil, fmt.Errorf("the edition seen before: %w", err)
		}
		v.earlier, v.number = map[string]string{}, earlier.Sequence
		for _, f := range earlier.Files {
			v.earlier[f.Path] = f.SHA256
		}
	}
	return v.verify(ctx, since)
}

var missingManifest = published.Problem{Path: manifest.Name, Text: "is missing: without it nothing can be verified"}

func (v *verifier) verify(ctx context.Context, since []byte) (*Report, error) {
	r := &Report{Problems: v.Problems}
	add := func(name, format string, args ...any) {
		r.Problems = append(r.Problems, published.Problem{Path: name, Text: fmt.Sprintf(format, args...)})
	}
	finish := func() (*Report, error) {
		slices.SortStableFunc(r.Problems, func(a, b published.Problem) int { return cmp.Compare(a.Path, b.Path) })
		r.Problems = slices.Compact(r.Problems)
		return r, ctx.Err()
	}
	source, err := v.Read(ctx, manifest.Name, published.MaxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		r.Problems = append(r.Problems, missingManifest)
		return finish()
	}
	if err == nil {
		r.Manifest, err = manifest.Parse(source)
	}
	if err != nil {
		add("", "%v", err)
		return finish()
	}
	if since != nil {
		if err := manifest.CheckSince(source, since); err != nil {
			add("", "%v", err)
		}
	}
	listed := map[string]manifest.File{}
	names := make([]string, len(r.Manifest.Files))
	for n, f := range r.Manifest.Files {
		listed[f.Path], names[n] = f, f.Path
	}
	for _, name := range v.Names {
		if _, found := listed[name]; !found && name != manifest.Name && (name != manifest.Marker || r.Manifest.Kind != manifest.Site) {
			add(name, "is not in the manifest: it was added later")
		}
	}
	links, err := newChecker(r.Manifest)
	if err != nil {
		add("", "%v", err)
		return finish()
	}
	err = inOrder(ctx, names, func(name string) (examined, error) { return v.examine(ctx, listed[name]), nil }, func(x examined) error {
		if !x.missing {
			r.Files, r.Bytes = r.Files+1, r.Bytes+x.Bytes
		}
		r.Problems = append(r.Problems, x.problems...)
		links.note(x)
		return nil
	})
	if err != nil {
		return nil, err
	}
	r.Problems = append(r.Problems, links.check()...)
	if v.Web {
		if again, err := v.Read(ctx, manifest.Name, published.MaxManifest); err != nil || !bytes.Equal(again, source) {
			add("", "another edition was published while this one was read: verify again")
		}
	}
	return finish()
}

// examined is what was found in one file.
type examined struct {
	manifest.File
	document
	missing  bool
	problems []published.Problem
}

func (x *examined) add(format string, args ...any) {
	x.problems = append(x.problems, published.Problem{Path: x.Path, Text: fmt.Sprintf(format, args...)})
}

// examine reads a file once: hashes it, and collects its links when it has some.
// It reads one byte more than the file should have, however much it claims to be.
func (v *verifier) examine(ctx context.Context, want manifest.File) (x examined) {
	x.File = want
	f, err := v.Open(ctx, want.Path)
	if errors.Is(err, fs.ErrNotExist) {
		x.missing = true
		if !v.Web || !strings.HasPrefix(want.Path, "_") { // hosts read such files and do not serve them
			x.add("is missing")
		}
		return x
	}
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
	got := hex.EncodeToString(sum.Sum(nil))
	switch {
	case err != nil:
		x.add("cannot be read: %v", cause(err))
		return x
	case got != want.SHA256 && got == v.earlier[want.Path]:
		x.add("is that of edition %d: the copy mixes two editions", v.number)
		return x
	case length != want.Bytes:
		x.add("was changed: it has %s bytes, want %d", atMost(length, want.Bytes), want.Bytes)
		return x
	case got != want.SHA256:
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
