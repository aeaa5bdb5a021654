// Package cache remembers, from one build to the next, what each file of a
// published site was made from, so that files that would come out the same are
// taken over instead of being made again.
//
// The bytes themselves stay in the published folder. The cache, one file in the
// user's cache folder, holds for each of them a key of all that it was made
// from, and how large it was, when it was written, what its hash was and by which
// number the file system knows it; and where in large files the parts of which
// records stand. It is believed only where it is whole, where it was written by the
// very program that reads it, and, file by file, where the published file, or a link
// to it that was kept, is as it was left. It can be removed at any time: the next
// build then makes all files.
//
// Two more files of that kind keep records as they were decoded, see [Records], and
// the words that the search index has found in them, see [Cache.Words].
package cache

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"incidentarchive/generator/internal/folder"
	"incidentarchive/generator/internal/packed"
)

// Key is a hash of all that a file is made from. Equal keys mean equal files.
type Key [sha256.Size]byte

// Entry is one file of a published site.
type Entry struct {
	Name    string // slash-separated, below the site's root
	Key     Key
	Bytes   int64
	Written int64  // when it was written, in nanoseconds since 1970
	Number  uint64 // see [folder.Number]; 0 where it is not known
	SHA256  [sha256.Size]byte
}

// AsLeft tells whether a file below dir is as it was when it was remembered: a
// regular file of the same size that nobody has written to since. It gives the
// number that the file has now: a copy has another one.
func (e *Entry) AsLeft(dir string) (number uint64, as bool) {
	info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(e.Name)))
	if err != nil || !info.Mode().IsRegular() || info.Size() != e.Bytes || info.ModTime().UnixNano() != e.Written {
		return 0, false
	}
	return folder.Number(info), true
}

// Cache is what is known of one published folder.
type Cache struct{ box *Box }

const extension = ".cache"

// Open finds the cache of a published folder, which need not exist. It fails
// where the system names no cache folder for the user.
func Open(folder string) (*Cache, error) {
	b, err := newBox(folder, extension)
	return &Cache{b}, err
}

// Spare gives a folder for a copy of the published folder, beside the cache.
func (c *Cache) Spare() string { return strings.TrimSuffix(c.box.file, extension) + spareExtension }

const spareExtension = ".spare"

// Words gives the box, beside the cache, for what the search index of the published
// folder holds of each record.
func (c *Cache) Words() *Box {
	b := *c.box
	b.file = strings.TrimSuffix(b.file, extension) + ".words"
	return &b
}

// Program gives a hash of the program that runs.
func (c *Cache) Program() [sha256.Size]byte { return c.box.program }

// Memory is what is remembered of a published folder.
type Memory struct {
	Files  []Entry // in the order of their names
	Chunks Chunks
}

// Load gives what is remembered of the folder; nothing when there is no cache, or
// one that is damaged or not of this program.
func (c *Cache) Load() Memory {
	text, ok := c.box.Read()
	if !ok {
		return Memory{}
	}
	return readMemory(text)
}

// readMemory reads what Save wrote; nothing of what is cut off or of another form.
func readMemory(text string) Memory {
	r := packed.Reader{Rest: text}
	m := Memory{Files: make([]Entry, r.Count(leastEntry))}
	for n := range m.Files {
		e := &m.Files[n]
		e.Name = strings.Clone(r.Text())
		copy(e.Key[:], r.Fixed(len(e.Key)))
		e.Bytes, e.Written, e.Number = r.Int(), r.Int(), r.Number()
		copy(e.SHA256[:], r.Fixed(len(e.SHA256)))
	}
	m.Chunks = readChunks(&r)
	if r.Failed || r.Rest != "" {
		return Memory{}
	}
	return m
}

// leastEntry is the least that an entry takes, in bytes.
const leastEntry = 2*sha256.Size + 4

// Save remembers what there is to know of the folder, in place of what was there.
func (c *Cache) Save(m Memory) error {
	slices.SortFunc(m.Files, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	return c.box.Write(func(w io.Writer) error {
		data := packed.AppendNumber(nil, uint64(len(m.Files)))
		for n := range m.Files {
			e := &m.Files[n]
			data = append(packed.AppendText(data, e.Name), e.Key[:]...)
			data = packed.AppendInt(packed.AppendInt(data, e.Bytes), e.Written)
			data = append(packed.AppendNumber(data, e.Number), e.SHA256[:]...)
			if _, err := w.Write(data); err != nil {
				return err
			}
			data = data[:0]
		}
		_, err := w.Write(appendChunks(data, m.Chunks))
		return err
	})
}

// prune removes what is known of folders that are gone.
func prune(dir string) {
	names, _ := filepath.Glob(filepath.Join(dir, "*.*"))
	for _, name := range names {
		extension := filepath.Ext(name)
		if extension == spareExtension { // goes with its cache
			continue
		}
		if folder := folderOf(name); folder != "" {
			if _, err := os.Lstat(folder); errors.Is(err, fs.ErrNotExist) {
				os.Remove(name)
				os.RemoveAll(strings.TrimSuffix(name, extension) + spareExtension)
			}
		}
	}
}
