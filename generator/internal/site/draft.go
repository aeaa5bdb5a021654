package site

import (
	"bufio"
	"crypto/sha256"
	"hash"
	"os"
)

// Draft is a file that is written bit by bit, as it is.
type Draft struct {
	out    *Output
	name   string
	file   *os.File      // nil when the file is left out
	buffer *bufio.Writer // before the file
	bytes  int64
	sum    hash.Hash
}

// Begin begins a file below the folder. It is one of the site when it is closed.
func (o *Output) Begin(name string) (*Draft, error) {
	if !o.has(name) {
		return &Draft{}, o.ctx.Err()
	}
	file, err := o.place(name)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err
	}
	return &Draft{out: o, name: name, file: f, buffer: bufio.NewWriterSize(f, 64<<10), sum: sha256.New()}, nil
}

// Write writes some bytes.
func (d *Draft) Write(data []byte) (int, error) {
	if d.file == nil {
		return len(data), nil
	}
	if err := d.out.ctx.Err(); err != nil {
		return 0, err
	}
	d.bytes += int64(len(data))
	d.sum.Write(data)
	return d.buffer.Write(data)
}

// Close ends the file.
func (d *Draft) Close() error {
	if d.file == nil {
		return nil
	}
	err := d.buffer.Flush()
	if fault := d.file.Close(); err == nil {
		err = fault
	}
	if err == nil {
		d.out.files.note(d.name, d.bytes, [sha256.Size]byte(d.sum.Sum(nil)))
	}
	return err
}

// Sum gives the SHA-256 hash of what is written.
func (d *Draft) Sum() (sum [sha256.Size]byte) {
	if d.file != nil {
		d.sum.Sum(sum[:0])
	}
	return sum
}

// Discard removes the file.
func (d *Draft) Discard() error {
	if d.file == nil {
		return nil
	}
	d.file.Close()
	d.out.files.free(d.name)
	return os.Remove(d.file.Name())
}
