package view

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash/crc32"
	"io"
)

// Draft is a file that is being written.
type Draft interface {
	io.Writer
	// Close ends the file, which is there from then on.
	Close() error
	// Discard leaves the file out.
	Discard() error
	// Sum gives the SHA-256 hash of what is written.
	Sum() [sha256.Size]byte
}

// Stream is a large file that is written bit by bit, and its compressed twin.
type Stream struct {
	view       *View
	file, twin *growing // nil where there is none
	buffer     []byte   // what is not written yet
	crc        uint32
	compared   bool // written by Copy
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

// grow begins a file where the view was told to, else in memory.
func (v *View) grow(name string, emit Emit) (*growing, error) {
	if v.Create == nil {
		return &growing{name: name, draft: &memoryFile{name: name, emit: emit}}, nil
	}
	d, err := v.Create(name)
	return &growing{name: name, draft: d}, err
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
	err := s.plain(s.buffer)
	if err == nil && s.twin != nil {
		err = zip(s.buffer, s.twin.write)
	}
	s.buffer = s.buffer[:0]
	return err
}

// plain writes bytes into the file itself.
func (s *Stream) plain(data []byte) error {
	if s.twin != nil {
		s.crc = crc32.Update(s.crc, crc32.IEEETable, data)
	}
	return s.file.write(data)
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
func (s *Stream) again(chunk int) (err error) {
	if s.file == nil || s.file.old == nil {
		return nil
	}
	if s.buffer, err = s.file.old.read(s.buffer, chunk); err != nil {
		return err
	}
	if s.twin == nil || s.twin.old == nil {
		return s.flush()
	}
	if err := s.plain(s.buffer); err != nil {
		return err
	}
	if s.buffer, err = s.twin.old.read(s.buffer[:0], chunk); err != nil {
		return err
	}
	err = s.twin.write(s.buffer)
	s.buffer = s.buffer[:0]
	return err
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
	if err := s.file.draft.Close(); err != nil || s.twin == nil {
		return err
	}
	if err := s.twin.write(zipEnd(s.crc, s.file.size)); err != nil {
		return err
	}
	if s.file.size < twinSize || s.twin.size > s.file.size/2 {
		return s.twin.draft.Discard()
	}
	return s.twin.draft.Close()
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
	sum := s.file.draft.Sum()
	return hex.EncodeToString(sum[:])
}

// growing is a file that grows part by part.
type growing struct {
	name  string
	draft Draft
	size  int64
	ends  []int64  // of what stands before the first chunk, and of the part of each chunk
	old   *oldFile // as the build before has written it; nil when nothing is taken over
}

func (g *growing) write(data []byte) error {
	g.size += int64(len(data))
	_, err := g.draft.Write(data)
	return err
}

// end gives where the part before ends.
func (g *growing) end() int64 {
	if len(g.ends) == 0 {
		return 0
	}
	return g.ends[len(g.ends)-1]
}

func (g *growing) cut() { g.ends = append(g.ends, g.size) }

// memoryFile is a file that is handed on when it ends.
type memoryFile struct {
	bytes.Buffer
	name string
	emit Emit
}

func (f *memoryFile) Close() error           { return f.emit(f.name, f.Bytes()) }
func (f *memoryFile) Discard() error         { return nil }
func (f *memoryFile) Sum() [sha256.Size]byte { return sha256.Sum256(f.Bytes()) }
