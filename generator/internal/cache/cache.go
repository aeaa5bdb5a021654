// Package cache remembers, from one build to the next, what each file of a
// published site was made from, so that files that would come out the same are
// taken over instead of being made again.
//
// The bytes themselves stay in the published folder. The cache, one file in the
// user's cache folder, holds for each of them a key of all that it was made
// from, and how large it was, when it was written and what its hash was. It is
// believed only where it is whole, where it was written by the very program that
// reads it, and, file by file, where the published file is as it was left. It
// can be removed at any time: the next build then makes all files.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Key is a hash of all that a file is made from. Equal keys mean equal files.
type Key [sha256.Size]byte

// Entry is one file of a published site.
type Entry struct {
	Name    string // slash-separated, below the site's root
	Key     Key
	Bytes   int64
	Written int64 // when it was written, in nanoseconds since 1970
	SHA256  [sha256.Size]byte
}

// AsLeft tells whether a file below dir is as it was when it was remembered: a
// regular file of the same size that nobody has written to since.
func (e *Entry) AsLeft(dir string) (fs.FileInfo, bool) {
	info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(e.Name)))
	return info, err == nil && info.Mode().IsRegular() && info.Size() == e.Bytes && info.ModTime().UnixNano() == e.Written
}

// Cache is what is known of one published folder.
type Cache struct {
	file    string // of the cache itself
	folder  string
	program [sha256.Size]byte
}

// Open finds the cache of a published folder, which need not exist. It fails
// where the system names no cache folder for the user.
func Open(folder string) (*Cache, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	root, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	c := &Cache{folder: folder}
	name := sha256.Sum256([]byte(folder))
	c.file = filepath.Join(root, "incidentarchive", hex.EncodeToString(name[:16])+extension)
	c.program, err = program()
	return c, err
}

const extension = ".cache"

// Spare gives a folder for a copy of the published folder, beside the cache.
func (c *Cache) Spare() string { return strings.TrimSuffix(c.file, extension) + ".spare" }

// program gives the hash of the program that runs, which stays the same: another
// one may make other files from the same records.
var program = sync.OnceValues(func() (sum [sha256.Size]byte, err error) {
	name, err := os.Executable()
	if err != nil {
		return sum, err
	}
	f, err := os.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.CopyBuffer(h, f, make([]byte, 1<<20))
	return [sha256.Size]byte(h.Sum(nil)), err
})

// Program gives the hash of the program that runs.
func (c *Cache) Program() [sha256.Size]byte { return c.program }

// magic begins a cache; it changes with its form.
const magic = "incident archive, cache 2\n"

// Memory is what is remembered of a published folder.
type Memory struct {
	Files  []Entry // in the order of their names
	Chunks Chunks
}

// Chunks tells where the parts of records stand in large files. Each chunk is a run
// of records that are written together.
type Chunks struct {
	Keys []Key // of all that the parts of a chunk are made from
	// Ends gives for a file, by its name, where what stands before the first chunk
	// ends, and where the part of each chunk does.
	Ends map[string][]int64
}

// Load gives what is remembered of the folder; nothing when there is no cache, or
// one that is damaged or not of this program.
func (c *Cache) Load() Memory {
	data, err := os.ReadFile(c.file)
	if err != nil {
		return Memory{}
	}
	body, ok := whole(data)
	if !ok {
		return Memory{}
	}
	r := reader{rest: body}
	if r.text() != c.folder || string(r.bytes(sha256.Size)) != string(c.program[:]) {
		return Memory{}
	}
	m := Memory{Files: make([]Entry, r.count(leastEntry))}
	for n := range m.Files {
		e := &m.Files[n]
		e.Name = r.text()
		copy(e.Key[:], r.bytes(len(e.Key)))
		e.Bytes, e.Written = r.number(), r.number()
		copy(e.SHA256[:], r.bytes(len(e.SHA256)))
	}
	m.Chunks = r.chunks()
	if r.failed || len(r.rest) > 0 {
		return Memory{}
	}
	return m
}

// leastEntry is the least that an entry takes, in bytes.
const leastEntry = 2*sha256.Size + 3

// whole takes off the magic and the hash at the end, and tells whether both are
// right.
func whole(data []byte) ([]byte, bool) {
	body, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok || len(body) < sha256.Size {
		return nil, false
	}
	body, end := body[:len(body)-sha256.Size], body[len(body)-sha256.Size:]
	sum := sha256.Sum256(body)
	return body, bytes.Equal(sum[:], end)
}

// Save remembers what there is to know of the folder, in place of what was there.
// It removes the caches of folders that are gone.
func (c *Cache) Save(m Memory) error {
	list := m.Files
	slices.SortFunc(list, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	data := appendText([]byte(magic), c.folder)
	data = append(data, c.program[:]...)
	data = binary.AppendVarint(data, int64(len(list)))
	for n := range list {
		e := &list[n]
		data = append(appendText(data, e.Name), e.Key[:]...)
		data = binary.AppendVarint(binary.AppendVarint(data, e.Bytes), e.Written)
		data = append(data, e.SHA256[:]...)
	}
	data = appendChunks(data, m.Chunks)
	sum := sha256.Sum256(data[len(magic):])
	dir := filepath.Dir(c.file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	prune(dir)
	return replace(c.file, append(data, sum[:]...))
}

func appendText(data []byte, text string) []byte {
	return append(binary.AppendVarint(data, int64(len(text))), text...)
}

// replace writes a file in one step.
func replace(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), "new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// prune removes the caches of folders that are gone.
func prune(dir string) {
	names, _ := filepath.Glob(filepath.Join(dir, "*"+extension))
	for _, name := range names {
		if folder := folderOf(name); folder != "" {
			if _, err := os.Lstat(folder); errors.Is(err, fs.ErrNotExist) {
				os.Remove(name)
				os.RemoveAll(strings.TrimSuffix(name, extension) + ".spare")
			}
		}
	}
}

// folderOf reads which folder a cache is of; empty when it is none.
func folderOf(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	head := make([]byte, len(magic)+binary.MaxVarintLen64+1<<14)
	n, _ := io.ReadFull(f, head)
	rest, ok := bytes.CutPrefix(head[:n], []byte(magic))
	if !ok {
		return ""
	}
	r := reader{rest: rest}
	return r.text()
}

// reader takes a cache apart.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) number() int64 {
	v, n := binary.Varint(r.rest)
	if n <= 0 {
		r.failed, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.failed, r.rest = true, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// count reads how many things follow, each of which takes least bytes or more.
func (r *reader) count(least int) int64 {
	n := r.number()
	if n < 0 || n > int64(len(r.rest)/least) {
		r.failed, r.rest = true, nil
		return 0
	}
	return n
}

func (r *reader) text() string { return string(r.bytes(int(r.number()))) }
