package view

import (
	"errors"
	"os"
	"sync/atomic"
)

// Spool keeps pieces of data in a temporary file until they are wanted again. It
// may be used by several goroutines.
type Spool struct {
	file *os.File
	end  atomic.Int64
}

// Piece is where a piece stands in a spool.
type Piece struct {
	at   int64
	size int
}

// NewSpool makes an empty spool.
func NewSpool() (*Spool, error) {
	f, err := os.CreateTemp("", "archive-*.spool")
	if err != nil {
		return nil, err
	}
	return &Spool{file: f}, nil
}

// Put keeps a piece.
func (s *Spool) Put(data []byte) (Piece, error) {
	p := Piece{s.end.Add(int64(len(data))) - int64(len(data)), len(data)}
	_, err := s.file.WriteAt(data, p.at)
	return p, err
}

// Part gives the part of a piece between two places in it.
func (p Piece) Part(from, to int) Piece { return Piece{p.at + int64(from), to - from} }

// Size is the number of bytes of the piece.
func (p Piece) Size() int { return p.size }

// Read gives a piece back; b is as long as the piece.
func (s *Spool) Read(b []byte, p Piece) error {
	_, err := s.file.ReadAt(b[:p.size], p.at)
	return err
}

// Close removes the spool.
func (s *Spool) Close() error {
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}
