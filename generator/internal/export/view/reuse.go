package view

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"slices"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/cache"
)

// Reuse lets the parts of large files that belong to a chunk of incidents be taken
// over from the build before. A chunk is taken over in all files or in none.
type Reuse struct {
	// Key gives a hash of all that the published form of some incidents rests on.
	Key func([]*archive.Incident) cache.Key
	// Past is what the build before has left.
	Past cache.Chunks
	// File gives the path of a file of that build, when it is still as it was left.
	File func(name string) (path string, as bool)
	// Sum gives the hash of a file that is taken over whole.
	Sum func(name string) (sum [sha256.Size]byte, taken bool)

	// Next is what there is to leave for the next build; Write sets it.
	Next cache.Chunks
}

// Taken gives the hash of a file that is taken over whole.
func (v *View) Taken(name string) (sum [sha256.Size]byte, taken bool) {
	if v.Reuse == nil {
		return sum, false
	}
	return v.Reuse.Sum(name)
}

// Before gives the path of a file of the build before, when it is still as it was
// left.
func (v *View) Before(name string) (path string, as bool) {
	if v.Reuse == nil || len(v.Reuse.Past.Keys) == 0 {
		return "", false
	}
	return v.Reuse.File(name)
}

// oldFile is a file of the build before.
type oldFile struct {
	*os.File
	ends []int64 // as in growing
}

// read appends the part of a chunk to b.
func (f *oldFile) read(b []byte, chunk int) ([]byte, error) {
	from, to := f.ends[chunk], f.ends[chunk+1]
	at := len(b)
	b = append(b, make([]byte, to-from)...)
	if _, err := f.ReadAt(b[at:], from); err != nil {
		return nil, fmt.Errorf("take over a part of %s: %w", f.Name(), err)
	}
	return b, nil
}

// past is what can be taken over: the numbers of chunks by their keys.
type past map[cache.Key]int

// openPast finds what can be taken over for some streams. That is nothing when one
// of the files is gone, or was changed since; a twin alone is made again.
func (v *View) openPast() (past, error) {
	if v.Reuse == nil {
		return nil, nil
	}
	for _, s := range v.streams {
		for _, g := range []*growing{s.file, s.twin} {
			if g == nil {
				continue
			}
			ends, known := v.Reuse.Past.Ends[g.name]
			if !known { // it had no part of any chunk
				continue
			}
			path, as := v.Reuse.File(g.name)
			if as && len(ends) == len(v.Reuse.Past.Keys)+1 {
				f, err := os.Open(path)
				if err != nil {
					return nil, err
				}
				g.old = &oldFile{f, ends}
			} else if g == s.file {
				return nil, nil
			}
		}
	}
	p := past{}
	for n, key := range v.Reuse.Past.Keys {
		p[key] = n
	}
	return p, nil
}

// closePast closes the files of the build before.
func (v *View) closePast() (err error) {
	for _, s := range v.streams {
		for _, g := range []*growing{s.file, s.twin} {
			if g != nil && g.old != nil {
				err = errors.Join(err, g.old.Close())
				g.old = nil
			}
		}
	}
	return err
}

// leave notes the chunks for the next build. Of a file that is taken over whole,
// they are known where no chunk has changed.
func (v *View) leave(keys []cache.Key) {
	if v.Reuse == nil {
		return
	}
	v.Reuse.Next = cache.Chunks{Keys: keys, Ends: map[string][]int64{}}
	for _, s := range v.streams {
		for _, g := range []*growing{s.file, s.twin} {
			if g != nil && (len(g.ends) == len(keys)+1 || s.compared && g == s.twin) {
				v.Reuse.Next.Ends[g.name] = g.ends
			}
		}
	}
	for name, ends := range v.Reuse.Past.Ends {
		if _, taken := v.Taken(name); !taken {
			continue
		}
		if !slices.Equal(keys, v.Reuse.Past.Keys) {
			v.Reuse.Next = cache.Chunks{}
			return
		}
		v.Reuse.Next.Ends[name] = ends
	}
}

// keys gives the keys of chunks. What stands before a chunk shows in it: the first
// entry of a list has no comma before it, and each year has a list of its own.
func (v *View) keys(chunks [][]*archive.Incident) []cache.Key {
	if v.Reuse == nil {
		return nil
	}
	years := map[int]bool{} // that have an incident before the chunk
	keys := make([]cache.Key, len(chunks))
	for n, c := range chunks {
		h := sha256.New()
		key := v.Reuse.Key(c)
		h.Write(key[:])
		fmt.Fprint(h, n == 0)
		for _, i := range c {
			fmt.Fprint(h, years[i.Year])
		}
		for _, i := range c {
			years[i.Year] = true
		}
		keys[n] = cache.Key(h.Sum(nil))
	}
	return keys
}
