package site

import (
	"bytes"
	"context"
	"errors"
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
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"

	"incidentarchive/generator/internal/manifest"
)

// Output is the folder that a site is written to. It minifies HTML, CSS,
// JavaScript and SVG on the way to the disk, and counts. As an [afero.Fs] it
// takes what Hugo writes.
type Output struct {
	afero.Fs
	ctx    context.Context
	dir    string
	minify *minify.M

	files  atomic.Int64
	bytes  atomic.Int64
	made   sync.Map // folders that exist already
	listed sync.Map // name -> manifest.File
}

// NewOutput writes into dir, which exists. When ctx ends, every further write
// fails.
func NewOutput(ctx context.Context, dir string) *Output {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true})
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	return &Output{Fs: afero.NewBasePathFs(afero.NewOsFs(), dir), ctx: ctx, dir: dir, minify: m}
}

// Files gives the number of files written so far.
func (o *Output) Files() int { return int(o.files.Load()) }

// Bytes gives the number of bytes written so far.
func (o *Output) Bytes() int64 { return o.bytes.Load() }

var mediaTypes = map[string]string{
	".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
}

// WriteFile writes one file below the folder, minified; name is slash-separated.
func (o *Output) WriteFile(name string, data []byte) error {
	if media := mediaTypes[path.Ext(name)]; media != "" {
		small, err := o.minify.Bytes(media, data)
		if err != nil {
			return &fs.PathError{Op: "minify", Path: name, Err: err}
		}
		if media == "text/html" {
			// The minifier writes some ampersands bare; not every reader of HTML likes it.
			small = bytes.ReplaceAll(small, []byte("& "), []byte("&amp; "))
		}
		data = small
	}
	return o.WriteExact(name, data)
}

// WriteExact writes one file below the folder as it is.
func (o *Output) WriteExact(name string, data []byte) error {
	if err := o.ctx.Err(); err != nil {
		return err
	}
	if !fs.ValidPath(name) {
		return &fs.PathError{Op: "write", Path: name, Err: fs.ErrInvalid}
	}
	file := filepath.Join(o.dir, filepath.FromSlash(name))
	folder := filepath.Dir(file)
	if _, done := o.made.Load(folder); !done {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		o.made.Store(folder, true)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		return err
	}
	o.Note(manifest.File{Path: name, Bytes: int64(len(data)), SHA256: manifest.Sum(data)})
	return nil
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

// Create starts a file; it is written when it is closed.
func (o *Output) Create(name string) (afero.File, error) {
	if err := o.ctx.Err(); err != nil {
		return nil, err
	}
	return &pending{out: o, name: relative(name)}, nil
}

// OpenFile starts a file when it is opened for writing.
func (o *Output) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	if flag&(os.O_WRONLY|os.O_RDWR|os.O_CREATE) != 0 {
		return o.Create(name)
	}
	return o.Fs.OpenFile(relative(name), flag, perm)
}

// MkdirAll does nothing: folders are made with the files in them.
func (o *Output) MkdirAll(string, os.FileMode) error { return nil }

// relative drops the folder that Hugo believes to publish into.
func relative(name string) string {
	name = filepath.ToSlash(name)
	name = strings.TrimPrefix(name, "/public")
	return strings.TrimPrefix(path.Clean(name), "/")
}

// fingerprinted are files that layouts minify themselves: their hash stands in
// their name and in the pages that load them.
var fingerprinted = []string{".css", ".js"}

// pending is a file that Hugo is writing.
type pending struct {
	afero.File // no other method is called
	out        *Output
	name       string
	data       bytes.Buffer
	closed     bool
}

func (p *pending) Name() string                      { return p.name }
func (p *pending) Write(b []byte) (int, error)       { return p.data.Write(b) }
func (p *pending) WriteString(s string) (int, error) { return p.data.WriteString(s) }
func (p *pending) Sync() error                       { return nil }

func (p *pending) Close() error {
	if p.closed {
		return fs.ErrClosed
	}
	p.closed = true
	if slices.Contains(fingerprinted, path.Ext(p.name)) {
		return p.out.WriteExact(p.name, p.data.Bytes())
	}
	return p.out.WriteFile(p.name, p.data.Bytes())
}

func isNotExist(err error) bool { return errors.Is(err, fs.ErrNotExist) }
