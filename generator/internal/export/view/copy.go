package view

import (
	"errors"
	"io"
)

// comparedSize is the size of the pieces in which a file is compared with that of
// the build before, in bytes.
const comparedSize = 256 << 10

// Copy writes all that r gives into a stream with nothing in it yet. Where a piece
// is the same as in the file of the build before, its compressed form is taken
// over. That is for files that are not made chunk by chunk.
func (s *Stream) Copy(r io.Reader) error {
	if s.file == nil {
		return nil
	}
	s.compared = true
	s.twin.cut()
	piece := make([]byte, comparedSize)
	for n := 0; ; n++ {
		size, err := io.ReadFull(r, piece)
		if size == 0 {
			return ignore(err, io.EOF)
		}
		if ignore(err, io.ErrUnexpectedEOF) != nil {
			return err
		}
		same, err := s.same(piece[:size], n)
		if err != nil {
			return err
		}
		if err := s.file.write(piece[:size]); err != nil {
			return err
		}
		if same {
			err = s.twin.again(n)
		} else {
			err = zip(piece[:size], s.twin.write)
		}
		if err != nil {
			return err
		}
		s.twin.cut()
	}
}

// same tells whether the n-th piece is as it was, and its compressed form is there.
func (s *Stream) same(piece []byte, n int) (bool, error) {
	old, twin := s.file.old, s.twin.old
	if old == nil || twin == nil || n+1 >= len(twin.ends) {
		return false, nil
	}
	at := int64(n) * comparedSize
	if min(old.size-at, comparedSize) != int64(len(piece)) {
		return false, nil
	}
	return old.has(piece, at)
}

func ignore(err, what error) error {
	if errors.Is(err, what) {
		return nil
	}
	return err
}
