package site

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/afero"
)

// Target is where a site is written to: a folder ([Output]) or the memory
// ([Memory]). As an [afero.Fs] it takes what Hugo writes.
type Target interface {
	afero.Fs
	// WriteFile writes one file below the site's root; name is slash-separated. It
	// may change the data, but not keep them.
	WriteFile(name string, data []byte) error
}

// intake takes what Hugo writes, and hands on each file when it is whole.
type intake struct {
	afero.Fs // for reading
	write    func(name string, data []byte) error
	buffers  *sync.Pool
}

func newIntake(reading afero.Fs, write func(name string, data []byte) error) intake {
	return intake{Fs: reading, write: write, buffers: &sync.Pool{New: func() any { return new(bytes.Buffer) }}}
}

// Create starts a file; it is written when it is closed.
func (i intake) Create(name string) (afero.File, error) {
	return &pending{to: i, name: relative(name), data: i.buffers.Get().(*bytes.Buffer)}, nil
}

// OpenFile starts a file when it is opened for writing.
func (i intake) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	if flag&(os.O_WRONLY|os.O_RDWR|os.O_CREATE) != 0 {
		return i.Create(name)
	}
	return i.Fs.OpenFile(relative(name), flag, perm)
}

// MkdirAll does nothing: folders are made with the files in them.
func (i intake) MkdirAll(string, os.FileMode) error { return nil }

// relative drops the folder that Hugo believes to publish into.
func relative(name string) string {
	name = filepath.ToSlash(name)
	name = strings.TrimPrefix(name, "/public")
	return strings.TrimPrefix(path.Clean(name), "/")
}

// pending is a file that Hugo is writing.
type pending struct {
	afero.File // no other method is called
	to         intake
	name       string
	data       *bytes.Buffer // nil once it is closed
}

func (p *pending) Name() string                      { return p.name }
func (p *pending) WriteString(s string) (int, error) { return p.Write([]byte(s)) }
func (p *pending) Sync() error                       { return nil }

func (p *pending) Write(b []byte) (int, error) {
	if p.data == nil {
		return 0, fs.ErrClosed
	}
	return p.data.Write(b)
}

func (p *pending) Close() error {
	if p.data == nil {
		return fs.ErrClosed
	}
	data := p.data
	p.data = nil
	err := p.to.write(p.name, data.Bytes())
	data.Reset()
	p.to.buffers.Put(data)
	return err
}
