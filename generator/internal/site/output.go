package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/afero"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"

	"incidentarchive/generator/internal/compact"
	"incidentarchive/generator/internal/manifest"
)

// Output is the folder that a site is written to. It minifies HTML, CSS,
// JavaScript and SVG on the way to the disk, and counts. As an [afero.Fs] it
// takes what Hugo writes.
type Output struct {
	intake
	ctx    context.Context
	dir    string
	minify *minify.M
	has    func(name string) bool
	before before

	files listing
	made  sync.Map // folders that exist already
}

// NewOutput writes into dir, which exists. When ctx ends, every further write
// fails.
func NewOutput(ctx context.Context, dir string) *Output {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	o := &Output{ctx: ctx, dir: dir, minify: m, has: func(string) bool { return true }}
	o.intake = newIntake(afero.NewBasePathFs(afero.NewOsFs(), dir), o.WriteFile)
	return o
}

// Keep leaves out all files from now on but those that has tells of.
func (o *Output) Keep(has func(name string) bool) { o.has = has }

// Files gives the number of files written so far.
func (o *Output) Files() int { count, _ := o.files.size(); return count }

// Bytes gives the number of bytes written so far.
func (o *Output) Bytes() int64 { _, bytes := o.files.size(); return bytes }

var mediaTypes = map[string]string{
	".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
}

// WriteFile writes one file below the folder, minified; name is slash-separated. Of
// a page it shortens data itself.
func (o *Output) WriteFile(name string, data []byte) error {
	if !o.has(name) {
		return o.ctx.Err()
	}
	switch media := mediaTypes[path.Ext(name)]; {
	case media == "text/html":
		data = compact.HTML(data)
	case media != "" && !strings.HasPrefix(name, "css/") && !strings.HasPrefix(name, "js/"):
		// Layouts minify styles and scripts themselves: their hash stands in the pages.
		small, err := o.minify.Bytes(media, data)
		if err != nil {
			return &fs.PathError{Op: "minify", Path: name, Err: err}
		}
		data = small
	}
	return o.WriteExact(name, data)
}

// WriteExact writes one file below the folder as it is. No file takes the place
// of another, so that a static file cannot replace a page.
func (o *Output) WriteExact(name string, data []byte) error {
	if !o.has(name) {
		return o.ctx.Err()
	}
	sum := sha256.Sum256(data)
	if taken, err := o.again(name, sum); taken || err != nil {
		return err
	}
	file, err := o.place(name)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		return err
	}
	o.files.note(name, int64(len(data)), sum)
	return nil
}

// Replace writes one file again, as it is.
func (o *Output) Replace(name string, data []byte) error {
	if err := o.replaced(name); err != nil {
		return err
	}
	return o.WriteExact(name, data)
}

// Note lists a file below the folder that was written by other means.
func (o *Output) Note(f manifest.File) {
	var sum [sha256.Size]byte
	_, _ = hex.Decode(sum[:], []byte(f.SHA256)) // as package manifest has made it
	o.files.note(f.Path, f.Bytes, sum)
}

// Names gives the names of all files written so far, in order.
func (o *Output) Names() []string {
	names := make([]string, 0, o.Files())
	_ = o.files.each(func(f *listed) error { names = append(names, f.name); return nil })
	return names
}

// List lists all files written so far, by name.
func (o *Output) List() []manifest.File {
	const length = 2 * sha256.Size // of a hash in hex
	var sums strings.Builder       // of all files: one for each takes longer
	sums.Grow(o.Files() * length)
	list := make([]manifest.File, 0, o.Files())
	_ = o.files.each(func(f *listed) error {
		var sum [length]byte
		hex.Encode(sum[:], f.sum[:])
		sums.Write(sum[:])
		list = append(list, manifest.File{Path: f.name, Bytes: f.bytes})
		return nil
	})
	for n := range list {
		list[n].SHA256 = sums.String()[n*length : (n+1)*length]
	}
	return list
}

// place gives the path of a new file on the disk and makes its folder.
func (o *Output) place(name string) (string, error) {
	if err := o.claim(name); err != nil {
		return "", err
	}
	file := filepath.Join(o.dir, filepath.FromSlash(name))
	if f := o.before.files[name]; f != nil && f.standing.Swap(false) { // linked to the site before, and so not to be written over
		return file, os.Remove(file)
	}
	return file, o.folder(path.Dir(name))
}

// claim takes the name of a new file, which no other has.
func (o *Output) claim(name string) error {
	if err := o.ctx.Err(); err != nil {
		return err
	}
	if !fs.ValidPath(name) {
		return &fs.PathError{Op: "write", Path: name, Err: fs.ErrInvalid}
	}
	if other, taken := o.files.take(name); taken {
		return fmt.Errorf("two files of the site are called %q and %q, which many systems take for one: rename what is yours among the layouts and static files", other, name)
	}
	return nil
}

// folder makes a folder below the site's root, and those above it.
func (o *Output) folder(name string) error {
	if _, done := o.made.Load(name); done {
		return nil
	}
	if name == "." {
		return os.MkdirAll(o.dir, 0o755)
	}
	if err := o.folder(path.Dir(name)); err != nil {
		return err
	}
	// Another goroutine may be first, and a file of that name shows when it is used.
	if err := os.Mkdir(filepath.Join(o.dir, filepath.FromSlash(name)), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	o.made.Store(name, true)
	return nil
}

func isNotExist(err error) bool { return errors.Is(err, fs.ErrNotExist) }
