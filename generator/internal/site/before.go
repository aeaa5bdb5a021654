package site

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/manifest"
)

// before is the site that is replaced, as far as it is known what its files were
// made from.
type before struct {
	dir     string
	entries []cache.Entry
	taken   map[string]bool // files of it that are in the new site
}

// Follow tells the output which site it will replace, and what is known of its
// files.
func (o *Output) Follow(dir string, entries []cache.Entry) {
	o.before = before{dir: dir, entries: entries, taken: make(map[string]bool, len(entries))}
}

// TakeOver takes over from the site before those files whose keys are still the
// same. The zero key is never the same. It is called before anything is written.
// Files that share a key are taken over together or not at all: where one of them is
// gone, or not as it was left, all of them have to be made again.
func (o *Output) TakeOver(key func(name string) cache.Key) error {
	var same []*cache.Entry
	broken := map[cache.Key]bool{}
	for n := range o.before.entries {
		e := &o.before.entries[n]
		if k := key(e.Name); k != e.Key || k == (cache.Key{}) {
			continue
		}
		same = append(same, e)
		if !broken[e.Key] && !e.AsLeft(o.before.dir) {
			broken[e.Key] = true
		}
	}
	for _, e := range same {
		if broken[e.Key] {
			continue
		}
		if err := o.take(e); err != nil {
			return err
		}
	}
	return nil
}

// take links a file of the site before into the folder, or copies it where the
// system cannot link.
func (o *Output) take(e *cache.Entry) error {
	file, err := o.place(e.Name)
	if err != nil {
		return err
	}
	old := filepath.Join(o.before.dir, filepath.FromSlash(e.Name))
	if os.Link(old, file) != nil {
		data, err := os.ReadFile(old)
		if err != nil {
			return err
		}
		if manifest.Sum(data) != hex.EncodeToString(e.SHA256[:]) {
			return fmt.Errorf("%q changed while the site was built", old)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	o.before.taken[e.Name] = true
	o.Note(manifest.File{Path: e.Name, Bytes: e.Bytes, SHA256: hex.EncodeToString(e.SHA256[:])})
	return nil
}

// Taken tells whether a file was taken over from the site before.
func (o *Output) Taken(name string) bool { return o.before.taken[name] }

// Remember lists what has been written so far, for the cache.
func (o *Output) Remember(key func(name string) cache.Key) ([]cache.Entry, error) {
	files := o.List()
	list := make([]cache.Entry, len(files))
	for n, f := range files {
		info, err := os.Lstat(filepath.Join(o.dir, filepath.FromSlash(f.Path)))
		if err != nil {
			return nil, err
		}
		sum, err := hex.DecodeString(f.SHA256)
		if err != nil || len(sum) != len(list[n].SHA256) {
			return nil, errors.Join(err, fmt.Errorf("%q has no hash", f.Path))
		}
		list[n] = cache.Entry{Name: f.Path, Key: key(f.Path), Bytes: f.Bytes, Written: info.ModTime().UnixNano(), SHA256: [32]byte(sum)}
	}
	return list, nil
}

// replaced drops a file that was written before, so that another one can take its
// place. It may be linked to the site before, and so is not written over.
func (o *Output) replaced(name string) error {
	o.taken.Delete(strings.ToLower(name))
	delete(o.before.taken, name)
	err := os.Remove(filepath.Join(o.dir, filepath.FromSlash(name)))
	if isNotExist(err) {
		return nil
	}
	return err
}
