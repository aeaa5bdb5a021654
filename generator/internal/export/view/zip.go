package view

import (
	"bytes"
	"encoding/binary"
	"sync"

	"github.com/klauspost/compress/flate"
)

// A compressed twin (gzip, RFC 1952) is made of pieces that are compressed each
// on its own, so that a piece that stays the same can be taken over.

// zipHead begins a gzip file that holds neither name nor time.
var zipHead = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff}

// zipEnd gives the end of a gzip file: an empty last block (RFC 1951), the CRC-32
// of what was compressed, and its size.
func zipEnd(sum uint32, size int64) []byte {
	end := []byte{3, 0}
	end = binary.LittleEndian.AppendUint32(end, sum)
	return binary.LittleEndian.AppendUint32(end, uint32(size))
}

// zipper compresses pieces. What it gives does not depend on what it compressed
// before.
type zipper struct {
	writer *flate.Writer
	out    bytes.Buffer
}

// zippers are kept, since each has a megabyte of tables.
var zippers = sync.Pool{New: func() any {
	z := &zipper{}
	z.writer, _ = flate.NewWriter(&z.out, twinLevel) // fails for unknown levels only
	return z
}}

// zip hands on the compressed form of a piece.
func zip(piece []byte, to func(zipped []byte) error) error {
	z := zippers.Get().(*zipper)
	defer zippers.Put(z)
	if err := z.zip(piece); err != nil {
		return err
	}
	return to(z.out.Bytes())
}

func (z *zipper) zip(piece []byte) error {
	z.out.Reset()
	z.writer.Reset(&z.out)
	if _, err := z.writer.Write(piece); err != nil {
		return err
	}
	return z.writer.Flush() // ends at a byte
}
