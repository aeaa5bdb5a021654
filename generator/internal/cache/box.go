package cache

import (
	"bufio"
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"incidentarchive/generator/internal/packed"
)

// Box is a file in the user's cache folder that holds what is known of another
// folder, from one run of the program to the next. What is in it is believed only
// where the box is whole and was filled by the very program that opens it.
type Box struct {
	file, folder string
	program      [sha256.Size]byte
}

// Records finds the box that holds what is known of the records below a folder. It
// fails where the system names no cache folder for the user.
func Records(folder string) (*Box, error) { return newBox(folder, ".records") }

func newBox(folder, extension string) (*Box, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	root, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	name := sha256.Sum256([]byte(folder))
	b := &Box{file: filepath.Join(root, "incidentarchive", hex.EncodeToString(name[:16])+extension), folder: folder}
	b.program, err = program()
	return b, err
}

// magic begins a box; it changes with the form.
const magic = "incident archive, cache 2\n"

// Read gives what the box holds; false when it is damaged, not of this program, or
// not there at all.
func (b *Box) Read() (string, bool) {
	f, err := os.Open(b.file)
	if err != nil {
		return "", false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() < sha256.Size {
		return "", false
	}
	var text strings.Builder
	text.Grow(int(info.Size()))
	hash := sha256.New()
	if _, err := io.CopyN(io.MultiWriter(&text, hash), f, info.Size()-sha256.Size); err != nil {
		return "", false
	}
	end, err := io.ReadAll(io.LimitReader(f, sha256.Size+1))
	if err != nil || string(end) != string(hash.Sum(nil)) {
		return "", false
	}
	if rest, ok := strings.CutPrefix(text.String(), b.head()); ok {
		return rest, true
	}
	return "", false
}

// head begins the box of this folder and program.
func (b *Box) head() string {
	return string(append(packed.AppendText([]byte(magic), b.folder), b.program[:]...))
}

// Write lets fill put something into the box in place of what was in it, in one
// step. It removes the boxes of folders that are gone.
func (b *Box) Write(fill func(w io.Writer) error) error {
	dir := filepath.Dir(b.file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	prune(dir)
	f, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		return err
	}
	hash := sha256.New()
	w := bufio.NewWriterSize(io.MultiWriter(f, hash), 1<<16)
	_, err = io.WriteString(w, b.head())
	if err == nil {
		err = fill(w)
	}
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		_, err = f.Write(hash.Sum(nil))
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), b.file)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// folderOf reads which folder a box is of; empty when it is none.
func folderOf(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	head := make([]byte, len(magic)+1<<14)
	n, _ := io.ReadFull(f, head)
	rest, ok := strings.CutPrefix(string(head[:n]), magic)
	if !ok {
		return ""
	}
	r := packed.Reader{Rest: rest}
	return r.Text()
}

// program gives a hash of the program that runs, which stays the same: another
// one may make other files from the same records.
var program = sync.OnceValues(func() (sum [sha256.Size]byte, err error) {
	name, err := os.Executable()
	if err != nil {
		return sum, err
	}
	if id := linked(name); id != "" {
		return sha256.Sum256([]byte(id)), nil
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

// linked gives the id that the Go linker leaves in a program where the system has
// the format ELF: four hashes, the last of them of all that the program holds. It
// saves reading the program. It is empty where there is none, or one that somebody
// set by hand.
func linked(name string) string {
	f, err := elf.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	note := f.Section(".note.go.buildid")
	if note == nil {
		return ""
	}
	data, err := note.Data()
	if err != nil {
		return ""
	}
	_, id, _ := strings.Cut(string(data), "Go\x00\x00")
	parts := strings.Split(id, "/")
	for _, p := range parts {
		if len(strings.TrimRight(p, "\x00")) != 20 || len(parts) != 4 {
			return ""
		}
	}
	return id
}
