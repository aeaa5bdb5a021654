package site

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"sync"

	"incidentarchive/generator/internal/manifest"
)

// listing is the list of a site's files, for several goroutines. A large site has
// hundreds of thousands of them, so that it takes little memory for each.
type listing struct {
	mu    sync.Mutex
	files map[string]listed // by name, in lower case
	bytes int64             // of all files that are listed
	count int
}

// listed is what is known of a file.
type listed struct {
	name  string
	bytes int64
	sum   [sha256.Size]byte
	taken bool // no other file may have the name
	there bool // whether the file is written and counts
}

// take takes a name for a new file. When there is one whose name differs at most in
// case, it gives that one's name.
func (l *listing) take(name string) (other string, taken bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := strings.ToLower(name)
	f := l.files[key]
	if f.taken {
		return f.name, true
	}
	if l.files == nil {
		l.files = map[string]listed{}
	}
	f.name, f.taken = name, true
	l.files[key] = f
	return "", false
}

// free lets another file take a name.
func (l *listing) free(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := strings.ToLower(name)
	f := l.files[key]
	if f.taken = false; f.there {
		l.files[key] = f
	} else {
		delete(l.files, key)
	}
}

// note notes a file that is written, in place of one of its name.
func (l *listing) note(name string, bytes int64, sum [sha256.Size]byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.files == nil {
		l.files = map[string]listed{}
	}
	key := strings.ToLower(name)
	f := l.files[key]
	if f.there {
		l.bytes -= f.bytes
		l.count--
	}
	l.files[key] = listed{name: name, bytes: bytes, sum: sum, taken: f.taken, there: true}
	l.bytes += bytes
	l.count++
}

// size gives the number of files and of their bytes.
func (l *listing) size() (count int, bytes int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.count, l.bytes
}

// each calls do for every file that is written, in no order, up to the first error.
func (l *listing) each(do func(listed) error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.files {
		if !f.there {
			continue
		}
		if err := do(f); err != nil {
			return err
		}
	}
	return nil
}

// list lists the files by name.
func (l *listing) list() []manifest.File {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := make([]manifest.File, 0, l.count)
	for _, f := range l.files {
		if f.there {
			list = append(list, manifest.File{Path: f.name, Bytes: f.bytes, SHA256: hex.EncodeToString(f.sum[:])})
		}
	}
	slices.SortFunc(list, func(a, b manifest.File) int { return strings.Compare(a.Path, b.Path) })
	return list
}
