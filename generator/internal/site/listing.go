package site

import (
	"crypto/sha256"
	"slices"
	"strings"
	"sync"
)

// listing is the list of a site's files, for several goroutines. A large site has
// hundreds of thousands of them, so that it takes little memory for each.
type listing struct {
	mu    sync.Mutex
	files []listed       // in the order in which their names were taken
	at    map[string]int // where a file stands among these, by its name in small letters
	bytes int64          // of all files that are listed
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

// grow makes room for a number of files.
func (l *listing) grow(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.at == nil {
		l.files, l.at = make([]listed, 0, n), make(map[string]int, n)
	}
}

// file finds the file of a name, as it is taken or written in small and capital
// letters.
func (l *listing) file(name string) *listed {
	key := strings.ToLower(name)
	at, known := l.at[key]
	if !known {
		if l.at == nil {
			l.at = map[string]int{}
		}
		at = len(l.files)
		l.at[key] = at
		l.files = append(l.files, listed{name: name})
	}
	return &l.files[at]
}

// take takes a name for a new file. When there is one whose name differs at most in
// case, it gives that one's name.
func (l *listing) take(name string) (other string, taken bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.file(name)
	if f.taken {
		return f.name, true
	}
	f.name, f.taken = name, true
	return "", false
}

// free lets another file take a name.
func (l *listing) free(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.file(name).taken = false
}

// note notes a file that is written, in place of one of its name.
func (l *listing) note(name string, bytes int64, sum [sha256.Size]byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.file(name)
	if f.there {
		l.bytes -= f.bytes
		l.count--
	}
	f.name, f.bytes, f.sum, f.there = name, bytes, sum, true
	l.bytes += bytes
	l.count++
}

// size gives the number of files and of their bytes.
func (l *listing) size() (count int, bytes int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.count, l.bytes
}

// each calls do for every file that is written, in the order of their names, up to
// the first error.
func (l *listing) each(do func(*listed) error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := make([]*listed, 0, l.count)
	for n := range l.files {
		if f := &l.files[n]; f.there {
			list = append(list, f)
		}
	}
	for _, f := range sorted(list) {
		if err := do(f); err != nil {
			return err
		}
	}
	return nil
}

// sorted puts files in the order of their names. In a site that is built again most
// were taken over, in that order, before any other was written.
func sorted(list []*listed) []*listed {
	in := min(1, len(list)) // how many are in order
	for in < len(list) && list[in-1].name < list[in].name {
		in++
	}
	first, rest := list[:in], list[in:]
	if len(rest) == 0 {
		return list
	}
	slices.SortFunc(rest, func(a, b *listed) int { return strings.Compare(a.name, b.name) })
	all := make([]*listed, 0, len(list))
	for _, f := range rest {
		n := 0
		for n < len(first) && first[n].name < f.name {
			n++
		}
		all = append(append(all, first[:n]...), f)
		first = first[n:]
	}
	return append(all, first...)
}
