// Package folder reads files below a folder whose content strangers can propose:
// no link leads out of it, and nothing but plain files is read.
package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"syscall"
)

// Open opens a file or folder below root. A named pipe opens at once, and not
// when somebody writes to it.
func Open(root *os.Root, name string) (*os.File, error) {
	return root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}

// ErrTooLarge says that a file has more bytes than are read.
type ErrTooLarge struct {
	Size, Max int64
}

func (e *ErrTooLarge) Error() string {
	return fmt.Sprintf("the file has %d bytes, want at most %d", e.Size, e.Max)
}

// Read gives the bytes of a plain file below root. A file of more than max bytes
// is not read: the error is [ErrTooLarge].
func Read(root *os.Root, name string, max int64) ([]byte, error) {
	info, err := root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("is %s, want a plain file", Kind(info.Mode()))
	}
	f, err := Open(root, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil { // what is open now, not what stood there before
		return nil, err
	}
	return read(f, info, max, nil)
}

// ReadSeen is Read for a plain file of which a folder told already what stands
// there. As a rule that is still so, which saves a look. The bytes stand in buffer
// when it is large enough.
func ReadSeen(root *os.Root, name string, seen fs.FileInfo, max int64, buffer []byte) ([]byte, error) {
	f, err := Open(root, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	now, err := f.Stat()
	if err != nil || !os.SameFile(seen, now) {
		return Read(root, name, max)
	}
	return read(f, now, max, buffer)
}

// read gives the bytes of an open file.
func read(f *os.File, info fs.FileInfo, max int64, buffer []byte) ([]byte, error) {
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("is %s, want a plain file", Kind(info.Mode()))
	}
	if info.Size() > max {
		return nil, &ErrTooLarge{info.Size(), max}
	}
	data := slices.Grow(buffer[:0], int(info.Size())+1)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, err
		case int64(len(data)) > max:
			return nil, &ErrTooLarge{int64(len(data)), max}
		case len(data) == cap(data): // it grew while it was read
			data = append(data, 0)[:len(data)]
		}
	}
}

// Kind names what stands where a plain file was wanted.
func Kind(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode.IsRegular():
		return "a plain file"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeDevice != 0:
		return "a device"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "not a plain file"
}

// Plain drops the path from a file system error, for messages that name it
// already.
func Plain(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}
