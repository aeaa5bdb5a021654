package view

import (
	"bytes"
	"io"
	"time"

	"github.com/klauspost/compress/gzip"
)

// twinSize is the size from which a file gets a compressed twin, in bytes. Web
// servers compress what they send anyway; below this size a twin saves nobody
// anything.
const twinSize = 128 << 10

// twinLevel is how hard a twin is compressed: twins are a good part of what the
// data cost. Level 1 saves nothing to speak of, and the levels above this one cost
// twice as much for a few hundredths less.
const twinLevel = 3

// Twin hands on a file, and with it its gzip twin NAME.gz when the file is large
// and the twin at most half as large. The twin holds neither name nor time.
func (emit Emit) Twin(name string, data []byte) error {
	if err := emit(name, data); err != nil || len(data) < twinSize {
		return err
	}
	var b bytes.Buffer
	z, err := newZip(&b)
	if err != nil {
		return err
	}
	if _, err := z.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	if b.Len() > len(data)/2 {
		return nil
	}
	return emit(name+".gz", b.Bytes())
}

// newZip begins a compressed file that holds neither name nor time.
func newZip(to io.Writer) (*gzip.Writer, error) {
	z, err := gzip.NewWriterLevel(to, twinLevel)
	if err == nil {
		z.ModTime = time.Unix(0, 0) // which is written as no time
	}
	return z, err
}
