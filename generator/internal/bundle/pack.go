package bundle

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"hash/crc32"
	"io"
	"path"
	"runtime"
	"slices"
	"sync"
)

// packed is a file in the form in which it stands in a zip.
type packed struct {
	name   string
	method uint16
	length int
	check  uint32
	data   []byte
}

// stored are files that are compressed already.
var stored = []string{".png", ".jpg", ".jpeg", ".webp", ".avif", ".woff2", ".zip", ".pdf"}

var compressors = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.DefaultCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

// pack compresses a file.
func pack(name string, data []byte) (packed, error) {
	p := packed{name: name, length: len(data), check: crc32.ChecksumIEEE(data), data: data}
	if len(data) == 0 || slices.Contains(stored, path.Ext(name)) {
		return p, nil
	}
	var b bytes.Buffer
	w := compressors.Get().(*flate.Writer)
	defer compressors.Put(w)
	w.Reset(&b)
	if _, err := w.Write(data); err != nil {
		return p, err
	}
	if err := w.Close(); err != nil {
		return p, err
	}
	if b.Len() < len(data) {
		p.method, p.data = zip.Deflate, b.Bytes()
	}
	return p, nil
}

// packer writes packed files into a zip.
type packer struct {
	zip    *zip.Writer
	folder string
}

func newPacker(w io.Writer, folder string) *packer {
	return &packer{zip.NewWriter(w), folder}
}

// Parts of a file's header. Every file has the first day that a zip can name:
// the clock and the umask of a build are nobody's business.
const (
	firstDay = 1<<5 | 1 // 1 January 1980
	byUnix   = 3<<8 | 20
	mode     = 0o100644 << 16
)

func (z *packer) add(p packed) error {
	w, err := z.zip.CreateRaw(&zip.FileHeader{
		Name: z.folder + "/" + p.name, Method: p.method,
		CreatorVersion: byUnix, ReaderVersion: 20, ExternalAttrs: mode, ModifiedDate: firstDay,
		CRC32: p.check, UncompressedSize64: uint64(p.length), CompressedSize64: uint64(len(p.data)),
	})
	if err != nil {
		return err
	}
	_, err = w.Write(p.data)
	return err
}

func (z *packer) close() error { return z.zip.Close() }

// inOrder makes something of each name, on all cores, and uses the results in
// the order of the names. Few results wait at any time.
func inOrder[T any](ctx context.Context, names []string, work func(string) (T, error), use func(T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	type result struct {
		value T
		err   error
	}
	type job struct {
		name string
		done chan result
	}
	workers := runtime.GOMAXPROCS(0)
	jobs, order := make(chan job), make(chan job, 8*workers)
	var group sync.WaitGroup
	defer group.Wait()
	defer cancel() // before waiting: what is not needed any more stops
	group.Go(func() {
		defer close(order)
		defer close(jobs)
		for _, name := range names {
			j := job{name, make(chan result, 1)}
			select {
			case order <- j:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return
			}
		}
	})
	for range workers {
		group.Go(func() {
			for j := range jobs {
				value, err := work(j.name)
				j.done <- result{value, err}
			}
		})
	}
	for j := range order {
		select {
		case r := <-j.done:
			if r.err != nil {
				return r.err
			}
			if err := use(r.value); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

// counter counts and hashes what passes through it.
type counter struct {
	w     io.Writer
	hash  hash.Hash
	bytes int64
}

func newCounter(w io.Writer) *counter { return &counter{w: w, hash: sha256.New()} }

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.hash.Write(b[:n])
	c.bytes += int64(n)
	return n, err
}

func (c *counter) sum() string { return hex.EncodeToString(c.hash.Sum(nil)) }
