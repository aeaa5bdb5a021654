package view

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"

	"github.com/klauspost/compress/gzip"
)

// Draft is a file that is being written.
type Draft interface {
	io.Writer
	// Close ends the file, which is there from then on.
	Close() error
	// Discard leaves the file out.
	Discard() error
}

// Stream is a large file that is written bit by bit, and its compressed twin.
type Stream struct {
	file, twin Draft
	zip        *gzip.Writer
	sum        hash.Hash
	size       int
	zipped     counter
}

// Stream begins a file. When it may have a twin, it has one under the same
// conditions as a file that is handed on with [Emit.Twin].
func (v *View) Stream(name string, emit Emit, twin bool) (*Stream, error) {
	s := &Stream{sum: sha256.New()}
	var err error
	if s.file, err = v.create(name, emit); err != nil || !twin {
		return s, err
	}
	if s.twin, err = v.create(name+".gz", emit); err != nil {
		return nil, err
	}
	s.zipped.to = s.twin
	s.zip, err = newZip(&s.zipped)
	return s, err
}

// create begins a file where the view was told to, else in memory.
func (v *View) create(name string, emit Emit) (Draft, error) {
	if v.Create != nil {
		return v.Create(name)
	}
	return &memoryFile{name: name, emit: emit}, nil
}

// Write writes some bytes.
func (s *Stream) Write(data []byte) (int, error) {
	s.sum.Write(data)
	s.size += len(data)
	if s.zip != nil {
		if _, err := s.zip.Write(data); err != nil {
			return 0, err
		}
	}
	return s.file.Write(data)
}

// Close ends the file and its twin.
func (s *Stream) Close() error {
	if err := s.file.Close(); err != nil || s.zip == nil {
		return err
	}
	if err := s.zip.Close(); err != nil {
		return err
	}
	if s.size < twinSize || s.zipped.bytes > s.size/2 {
		return s.twin.Discard()
	}
	return s.twin.Close()
}

// Size gives the number of bytes so far.
func (s *Stream) Size() int { return s.size }

// SHA256 gives the hash of the bytes so far, in hexadecimal digits.
func (s *Stream) SHA256() string { return hex.EncodeToString(s.sum.Sum(nil)) }

// counter counts what goes through it.
type counter struct {
	to    io.Writer
	bytes int
}

func (c *counter) Write(data []byte) (int, error) {
	c.bytes += len(data)
	return c.to.Write(data)
}

// memoryFile is a file that is handed on when it ends.
type memoryFile struct {
	bytes.Buffer
	name string
	emit Emit
}

func (f *memoryFile) Close() error   { return f.emit(f.name, f.Bytes()) }
func (f *memoryFile) Discard() error { return nil }
