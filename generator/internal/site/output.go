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
	"slices"
	"strings"
	"sync"
	"sync/atomic"

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

	files  atomic.Int64
	bytes  atomic.Int64
	made   sync.Map // folders that exist already
	taken  sync.Map // names written, in lower case, to the name itself
	listed sync.Map // name -> manifest.File
}

// NewOutput writes into dir, which exists. When ctx ends, every further write
// fails.
func NewOutput(ctx context.Context, dir string) *Output {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	o := &Output{ctx: ctx, dir: dir, minify: m, has: func(string) bool { return true }}
	o.intake = intake{Fs: afero.NewBasePathFs(afero.NewOsFs(), dir), write: o.WriteFile}
	return o
}

// Keep leaves out all files from now on but those that has tells of.
func (o *Output) Keep(has func(name string) bool) { o.has = has }

// Files gives the number of files written so far.
func (o *Output) Files() int { return int(o.files.Load()) }

// Bytes gives the number of bytes written so far.
func (o *Output) Bytes() int64 { return o.bytes.Load() }

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
	if e := o.before.changed[name]; e != nil && e.SHA256 == sum { // made anew, and the same
		if _, as := e.AsLeft(o.before.dir); as {
			return o.take(e, false)
		}
	}
	file, err := o.place(name)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		return err
	}
	o.Note(manifest.File{Path: name, Bytes: int64(len(data)), SHA256: hex.EncodeToString(sum[:])})
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
	before, again := o.listed.Swap(f.Path, f)
	if again {
		o.bytes.Add(-before.(manifest.File).Bytes)
	} else {
		o.files.Add(1)
	}
	o.bytes.Add(f.Bytes)
}

// List lists all files written so far, by name.
func (o *Output) List() []manifest.File {
	var list []manifest.File
	o.listed.Range(func(_, f any) bool {
		list = append(list, f.(manifest.File))
		return true
	})
	slices.SortFunc(list, func(a, b manifest.File) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// place gives the path of a new file on the disk and makes its folder.
func (o *Output) place(name string) (string, error) {
	if err := o.ctx.Err(); err != nil {
		return "", err
	}
	if !fs.ValidPath(name) {
		return "", &fs.PathError{Op: "write", Path: name, Err: fs.ErrInvalid}
	}
	if other, taken := o.taken.LoadOrStore(strings.ToLower(name), name); taken {
		return "", fmt.Errorf("two files of the site are called %q and %q, which many systems take for one: rename what is yours among the layouts and static files", other, name)
	}
	file := filepath.Join(o.dir, filepath.FromSlash(name))
	folder := filepath.Dir(file)
	if _, done := o.made.Load(folder); !done {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return "", err
		}
		o.made.Store(folder, true)
	}
	return file, nil
}

func isNotExist(err error) bool { return errors.Is(err, fs.ErrNotExist) }
