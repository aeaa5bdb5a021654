package site

import (
	"crypto/sha256"
	"io"
	"os"
)

// Draft is a file that is written bit by bit, as it is.
type Draft struct {
	out   *Output
	name  string
	file  *os.File // nil when the file is left out
	bytes int64
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
	return &Draft{out: o, name: name, file: f}, nil
}

// Write writes some bytes.
func (d *Draft) Write(data []byte) (int, error) {
	if d.file == nil {
		return len(data), nil
	}
	if err := d.out.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := d.file.Write(data)
	d.bytes += int64(n)
	return n, err
}

// ReadFrom writes all that r gives. What comes from a file is copied by the system
// itself, where it can do that.
func (d *Draft) ReadFrom(r io.Reader) (int64, error) {
	if d.file == nil {
		return io.Copy(io.Discard, r)
	}
	if err := d.out.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := d.file.ReadFrom(r)
	d.bytes += n
	return n, err
}

// Close ends the file. Sum is the SHA-256 hash of what was written.
func (d *Draft) Close(sum [sha256.Size]byte) error {
	if d.file == nil {
		return nil
	}
	err := d.file.Close()
	if err == nil {
		d.out.files.note(d.name, d.bytes, sum)
	}
	return err
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

// Again takes over a file of the site before that was to be written and comes out
// the same: with this hash.
func (o *Output) Again(name string, sum [sha256.Size]byte) (taken bool, err error) {
	if !o.has(name) {
		return false, o.ctx.Err()
	}
	return o.again(name, sum)
}
