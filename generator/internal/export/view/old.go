package view

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"incidentarchive/generator/internal/cache"
)

// oldFile is a file of the build before. Nil is a file that there is not.
type oldFile struct {
	*os.File
	size    int64
	written time.Time
	ends    []cache.End // as in growing; none where the file has no parts
}

// openOld opens a file of the build before; nil when it is gone, or was changed
// since.
func (v *View) openOld(name string) *oldFile {
	path, as := v.Before(name)
	if !as {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil
	}
	return &oldFile{f, info.Size(), info.ModTime(), v.Reuse.Past.Ends[name]}
}

// unchanged fails when somebody has written to the file since it was opened: what was
// copied may not be what was hashed.
func (f *oldFile) unchanged() error {
	if f == nil {
		return nil
	}
	info, err := f.Stat()
	if err == nil && (info.Size() != f.size || !info.ModTime().Equal(f.written)) {
		err = fmt.Errorf("%q changed while the site was built", f.Name())
	}
	return err
}

// pieceRead is how much is read at a time, in bytes: little enough to stay in the
// memory of a processor core.
const pieceRead = 128 << 10

var pieces = sync.Pool{New: func() any { return new([pieceRead]byte) }}

// each calls do with the bytes between two places, piece by piece. Do may not keep
// them.
func (f *oldFile) each(from, to int64, do func([]byte) error) error {
	memory := pieces.Get().(*[pieceRead]byte)
	defer pieces.Put(memory)
	for from < to {
		piece := memory[:min(to-from, pieceRead)]
		if _, err := f.ReadAt(piece, from); err != nil {
			return fmt.Errorf("take over a part of %s: %w", f.Name(), err)
		}
		if err := do(piece); err != nil {
			return err
		}
		from += int64(len(piece))
	}
	return nil
}

// errDiffers ends a comparison.
var errDiffers = errors.New("differs")

// has tells whether bytes stand at a place.
func (f *oldFile) has(data []byte, at int64) (bool, error) {
	if at+int64(len(data)) > f.size {
		return false, nil
	}
	err := f.each(at, at+int64(len(data)), func(piece []byte) error {
		if !bytes.Equal(piece, data[:len(piece)]) {
			return errDiffers
		}
		data = data[len(piece):]
		return nil
	})
	if errors.Is(err, errDiffers) {
		return false, nil
	}
	return err == nil, err
}

// part gives where the part of a chunk begins and ends.
func (f *oldFile) part(chunk int) (from, to int64) { return f.ends[chunk].At, f.ends[chunk+1].At }

// before gives the last end that is not behind a place.
func (f *oldFile) before(at int64) (cache.End, bool) {
	n, found := slices.BinarySearchFunc(f.ends, at, func(e cache.End, at int64) int { return cmp.Compare(e.At, at) })
	if found {
		return f.ends[n], true
	}
	if n == 0 {
		return cache.End{}, false
	}
	return f.ends[n-1], true
}

// state gives the state of the sums of all before a place; nothing where it is not
// known.
func (f *oldFile) state(at int64) string {
	if e, ok := f.before(at); ok && e.At == at {
		return e.State
	}
	return ""
}

// sums gives the sums of all before a place.
func (f *oldFile) sums(at int64) (sums, error) {
	if f == nil || at == 0 {
		return newSums(), nil
	}
	from := int64(0)
	s := newSums()
	if e, ok := f.before(at); ok {
		if known, ok := resume(e.State); ok {
			from, s = e.At, known
		}
	}
	err := f.each(from, at, func(piece []byte) error {
		s.add(piece)
		return nil
	})
	return s, err
}

// closeOld closes the file of the build before.
func (g *growing) closeOld() {
	if g.old != nil {
		g.old.Close() // nothing was written
		g.old = nil
	}
}
