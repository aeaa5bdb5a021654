package view

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
)

// Draft is a file that is being written.
type Draft interface {
	io.Writer
	// Close ends the file, which is there from then on. It is told the hash of all
	// that was written.
	Close(sum [sha256.Size]byte) error
	// Discard leaves the file out.
	Discard() error
}

// Stream is a large file that is written bit by bit, and its compressed twin.
type Stream struct {
	view       *View
	file, twin *growing // nil where there is none
	buffer     []byte   // what is not written yet
	compared   bool     // written by Copy
}

// pieceSize is how much is written and compressed at a time, in bytes.
const pieceSize = 1 << 20

// Stream begins a file. When it may have a twin, it has one under the same
// conditions as a file that is handed on with [Emit.Twin]. Streams that a format
// begins before the first chunk are taken over from the build before chunk by
// chunk.
func (v *View) Stream(name string, emit Emit, twin bool) (*Stream, error) {
	s := &Stream{view: v}
	if !v.Wants(name) {
		return s, nil
	}
	var err error
	if s.file, err = v.grow(name, emit); err != nil {
		return nil, err
	}
	if twin {
		if s.twin, err = v.grow(name+".gz", emit); err != nil {
			return nil, err
		}
		if err := s.twin.write(zipHead); err != nil {
			return nil, err
		}
	}
	v.mutex.Lock()
	defer v.mutex.Unlock()
	v.streams = append(v.streams, s)
	return s, nil
}

// Write writes some bytes.
func (s *Stream) Write(data []byte) (int, error) {
	if s.file == nil {
		return len(data), nil
	}
	s.buffer = append(s.buffer, data...)
	if len(s.buffer) < pieceSize {
		return len(data), nil
	}
	return len(data), s.flush()
}

// flush writes what is in the buffer.
func (s *Stream) flush() error {
	if len(s.buffer) == 0 {
		return nil
	}
	err := s.file.write(s.buffer)
	if err == nil && s.twin != nil {
		err = zip(s.buffer, s.twin.write)
	}
	s.buffer = s.buffer[:0]
	return err
}

// cut ends the part of a chunk, or what stands before the first one.
func (s *Stream) cut() error {
	if s.file == nil {
		return nil
	}
	if err := s.flush(); err != nil {
		return err
	}
	if s.file.size == s.file.end() {
		s.buffer = nil // most chunks have nothing in the list of a year
	}
	s.file.cut()
	if s.twin != nil {
		s.twin.cut()
	}
	return nil
}

// again writes the part of a chunk that the build before has written, by its
// number.
func (s *Stream) again(chunk int) error {
	if s.file == nil || !s.file.divided() {
		return nil
	}
	if s.twin == nil || s.twin.divided() {
		err := s.file.again(chunk)
		if err == nil && s.twin != nil {
			err = s.twin.again(chunk)
		}
		return err
	}
	from, to := s.file.old.part(chunk)
	err := s.file.old.each(from, to, func(piece []byte) error {
		s.buffer = append(s.buffer, piece...)
		return nil
	})
	if err != nil {
		return err
	}
	return s.flush()
}

// Close ends the file and its twin.
func (s *Stream) Close() error {
	if s.file == nil {
		return nil
	}
	if err := s.flush(); err != nil {
		return err
	}
	s.buffer = nil
	if err := s.file.close(); err != nil || s.twin == nil {
		return err
	}
	if err := s.twin.write(zipEnd(s.file.sums.crc, s.file.size)); err != nil {
		return err
	}
	if s.file.size < twinSize || s.twin.size > s.file.size/2 {
		return s.twin.discard()
	}
	return s.twin.close()
}

// Size gives the number of bytes of a stream that is closed; 0 when the file is not
// wanted.
func (s *Stream) Size() int {
	if s.file == nil {
		return 0
	}
	return int(s.file.size)
}

// SHA256 gives the hash of a stream that is closed, in hexadecimal digits; nothing
// when the file is not wanted.
func (s *Stream) SHA256() string {
	if s.file == nil {
		return ""
	}
	sum := s.file.sums.sha256()
	return hex.EncodeToString(sum[:])
}

// memoryFile is a file that is handed on when it ends.
type memoryFile struct {
	bytes.Buffer
	name string
	emit Emit
}

func (f *memoryFile) Close([sha256.Size]byte) error { return f.emit(f.name, f.Bytes()) }
func (f *memoryFile) Discard() error                { return nil }
