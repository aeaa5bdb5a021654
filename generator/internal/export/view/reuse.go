package view

import (
	"crypto/sha256"
	"fmt"
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
	// Again takes over a file whole that comes out the same, if it has this hash.
	Again func(name string, sum [sha256.Size]byte) (taken bool, err error)

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

// past is what can be taken over: the numbers of chunks by their keys.
type past map[cache.Key]int

// divided tells whether the old file has a part for each chunk.
func (g *growing) divided() bool {
	return g.old != nil && len(g.old.ends) == len(g.view.Reuse.Past.Keys)+1
}

// past finds what can be taken over for the streams. That is nothing when one of the
// files is gone, or was changed since; a twin alone is made again.
func (v *View) past() past {
	if v.Reuse == nil {
		return nil
	}
	for _, s := range v.streams {
		if s.file == nil {
			continue
		}
		// A file without parts had nothing of any chunk.
		if _, parts := v.Reuse.Past.Ends[s.file.name]; parts && !s.file.divided() {
			return nil
		}
	}
	p := past{}
	for n, key := range v.Reuse.Past.Keys {
		p[key] = n
	}
	return p
}

// closeOld closes all files of the build before.
func (v *View) closeOld() {
	for _, s := range v.streams {
		for _, g := range []*growing{s.file, s.twin} {
			if g != nil {
				g.closeOld()
			}
		}
	}
}

// leave notes the chunks for the next build. Of a file that is taken over whole,
// they are known where no chunk has changed.
func (v *View) leave(keys []cache.Key) {
	if v.Reuse == nil {
		return
	}
	v.Reuse.Next = cache.Chunks{Keys: keys, Ends: map[string][]cache.End{}}
	for _, s := range v.streams {
		for _, g := range []*growing{s.file, s.twin} {
			if g != nil && (len(g.ends) == len(keys)+1 || s.compared && g == s.twin) {
				v.Reuse.Next.Ends[g.name] = g.ends
			}
		}
	}
	for name, ends := range v.Reuse.Past.Ends {
		_, known := v.Reuse.Next.Ends[name]
		if _, taken := v.Taken(name); known || !taken {
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
