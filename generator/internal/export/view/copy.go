package view

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// comparedSize is the size of the pieces in which a file is compared with that of
// the build before, in bytes.
const comparedSize = 256 << 10

// Copy writes all that r gives into a stream with nothing in it yet. Where a piece
// is the same as in the file of the build before, its compressed form is taken
// over. That is for files that are not made chunk by chunk.
func (s *Stream) Copy(r io.Reader) (err error) {
	if s.file == nil {
		return nil
	}
	s.compared = true
	s.twin.cut()
	old := s.view.openPieces(s.file.name)
	defer func() { err = errors.Join(err, old.close()) }()
	piece, zipped := make([]byte, comparedSize), []byte(nil)
	for n := 0; ; n++ {
		size, err := io.ReadFull(r, piece)
		if size == 0 {
			return ignore(err, io.EOF)
		}
		if ignore(err, io.ErrUnexpectedEOF) != nil {
			return err
		}
		if err := s.plain(piece[:size]); err != nil {
			return err
		}
		same := false
		if zipped, same = old.zipped(zipped[:0], n, piece[:size]); same {
			err = s.twin.write(zipped)
		} else {
			err = zip(piece[:size], s.twin.write)
		}
		if err != nil {
			return err
		}
		s.twin.cut()
	}
}

func ignore(err, what error) error {
	if errors.Is(err, what) {
		return nil
	}
	return err
}

// oldPieces are a file of the build before and its twin, in pieces that can be
// compared. Nil is a file that there is not.
type oldPieces struct {
	plain  *os.File
	size   int64
	twin   *oldFile
	buffer []byte
}

// openPieces opens a file of the build before; nil when it or its twin is gone or
// was changed since.
func (v *View) openPieces(name string) *oldPieces {
	plain, as := v.Before(name)
	twin, asTwin := v.Before(name + ".gz")
	if !as || !asTwin {
		return nil
	}
	ends := v.Reuse.Past.Ends[name+".gz"]
	p, err := os.Open(plain)
	if err != nil || len(ends) == 0 {
		return nil
	}
	o := &oldPieces{plain: p, buffer: make([]byte, comparedSize)}
	info, err := p.Stat()
	if err == nil {
		o.size = info.Size()
		o.twin = &oldFile{ends: ends}
		o.twin.File, err = os.Open(twin)
	}
	if err != nil {
		p.Close()
		return nil
	}
	return o
}

// zipped appends the compressed form of the n-th piece to b, if that is the same
// one.
func (o *oldPieces) zipped(b []byte, n int, piece []byte) ([]byte, bool) {
	if o == nil || n+1 >= len(o.twin.ends) {
		return b, false
	}
	at := int64(n) * comparedSize
	old := o.buffer[:len(piece)]
	if min(o.size-at, comparedSize) != int64(len(piece)) {
		return b, false
	}
	if _, err := o.plain.ReadAt(old, at); err != nil || !bytes.Equal(old, piece) {
		return b, false
	}
	b, err := o.twin.read(b, n)
	return b, err == nil
}

func (o *oldPieces) close() error {
	if o == nil {
		return nil
	}
	return errors.Join(o.plain.Close(), o.twin.Close())
}
