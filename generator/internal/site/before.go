package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/folder"
	"incidentarchive/generator/internal/manifest"
)

// before is the site that is replaced, as far as it is known what its files were
// made from.
type before struct {
	dir     string
	entries []cache.Entry // by name
	formers []former      // of these
	files   map[string]*former
	number  atomic.Int64 // of files taken over
}

// former is a file of the site before. Which one it is does not change once all are
// compared.
type former struct {
	*cache.Entry
	same  bool        // whether it is to be taken over: its key is the same as then
	there bool        // whether it stands in the folder already, as it was left
	taken atomic.Bool // whether it is in the new site

	// standing tells of a file in the folder as long as nobody knows whether it is of
	// the new site.
	standing atomic.Bool
}

// Follow tells the output which site it will replace, and what is known of its
// files, in the order of their names.
func (o *Output) Follow(dir string, entries []cache.Entry) {
	o.before.dir, o.before.entries = dir, entries
}

// TakeOver takes over from the site before those files whose keys are still the
// same. The zero key is never the same. It is called before anything is written:
// whatever else is in the folder, it removes. Files that share a key are taken
// over together or not at all: where one of them is gone, or not as it was left,
// all of them have to be made again. Files that stays tells of may stand in the
// folder until they are written: most of these will be the same, whatever their
// keys. It tells whether every file of the site before was taken over.
func (o *Output) TakeOver(key func(name string) cache.Key, stays func(name string) bool) (all bool, err error) {
	o.compare(key)
	err = sweep(o.dir, o.before.files, func(f *former) bool {
		f.there = f.same
		f.standing.Store(!f.same && stays(f.Name))
		return f.there || f.standing.Load()
	})
	if err != nil {
		return false, err
	}
	if err := o.takeSame(); err != nil {
		return false, err
	}
	taken := int(o.before.number.Load())
	return taken > 0 && taken == len(o.before.formers), nil
}

// compare finds out which files of the site before have the same key.
func (o *Output) compare(key func(name string) cache.Key) {
	b := &o.before
	b.formers = make([]former, len(b.entries))
	b.files = make(map[string]*former, len(b.entries))
	for n := range b.formers {
		f := &b.formers[n]
		f.Entry = &b.entries[n]
		f.same = f.Key != cache.Key{} && f.Key == key(f.Name)
		b.files[f.Name] = f
	}
}

// takeSame takes over the files that have the same key.
func (o *Output) takeSame() error {
	t := o.openTrees()
	defer t.close()
	o.find(t)
	o.files.grow(len(o.before.formers))
	for n := range o.before.formers { // in the order of their names
		f := &o.before.formers[n]
		if !f.same {
			continue
		}
		if err := o.take(f, f.there, t); err != nil {
			return err
		}
	}
	return nil
}

// find looks in the site before for those files that do not stand in the folder.
// Where one is gone, those that share its key may only stand there until they are
// written.
func (o *Output) find(t trees) {
	broken := map[cache.Key]bool{}
	for n := range o.before.formers {
		f := &o.before.formers[n]
		if !f.same || f.there {
			continue
		}
		var as bool
		if f.Number, as = t.before.asLeft(f.Entry); !as {
			broken[f.Key] = true
		}
	}
	if len(broken) == 0 {
		return
	}
	for n := range o.before.formers {
		if f := &o.before.formers[n]; f.same && broken[f.Key] {
			f.same = false
			f.standing.Store(f.there)
		}
	}
}

// trees are the site before and the one that is made. Where one of them cannot be
// opened, no file of it is as it was left, and none can be linked.
type trees struct{ before, next tree }

func (o *Output) openTrees() trees { return trees{openTree(o.before.dir), openTree(o.dir)} }

func (t trees) close() {
	t.before.close()
	t.next.close()
}

// take takes over one file, which may be in the folder already.
func (o *Output) take(f *former, there bool, t trees) (err error) {
	if there {
		err = o.claim(f.Name)
	} else {
		err = o.link(f.Entry, t)
	}
	if err != nil {
		return err
	}
	f.taken.Store(true)
	o.before.number.Add(1)
	o.files.note(f.Name, f.Bytes, f.SHA256)
	return nil
}

// again takes over a file that was made anew and is the same, if it is.
func (o *Output) again(name string, sum [sha256.Size]byte) (taken bool, err error) {
	f := o.before.files[name]
	if f == nil || f.same || f.SHA256 != sum {
		return false, nil
	}
	if f.standing.Swap(false) {
		return true, o.take(f, true, trees{})
	}
	t := o.openTrees()
	defer t.close()
	number, as := t.before.asLeft(f.Entry)
	if !as {
		return false, nil
	}
	f.Number = number
	return true, o.take(f, false, t)
}

// Clear removes what still stands in the folder and is not of the new site. It is
// called when all is written that TakeOver let stand.
func (o *Output) Clear() error {
	for n := range o.before.formers {
		f := &o.before.formers[n]
		if !f.standing.Swap(false) {
			continue
		}
		file := filepath.Join(o.dir, filepath.FromSlash(f.Name))
		if err := os.Remove(file); err != nil {
			return err
		}
		for dir := filepath.Dir(file); dir != o.dir && os.Remove(dir) == nil; dir = filepath.Dir(dir) { // that is empty now
		}
	}
	return nil
}

// link links a file of the site before into the folder, or copies it where the
// system cannot link.
func (o *Output) link(e *cache.Entry, t trees) error {
	file, err := o.place(e.Name)
	if err != nil {
		return err
	}
	if t.before.link(e.Name, t.next) == nil {
		return nil
	}
	old := filepath.Join(o.before.dir, filepath.FromSlash(e.Name))
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
	e.Number = 0 // not that of the copy
	written := time.Unix(0, e.Written)
	return os.Chtimes(file, written, written)
}

// TakenOver gives the number of files that were taken over.
func (o *Output) TakenOver() int { return int(o.before.number.Load()) }

// Taken tells whether a file was taken over from the site before.
func (o *Output) Taken(name string) bool {
	f := o.before.files[name]
	return f != nil && f.taken.Load()
}

// Sum gives the hash of a file that was taken over from the site before.
func (o *Output) Sum(name string) (sum [sha256.Size]byte, taken bool) {
	if !o.Taken(name) {
		return sum, false
	}
	return o.before.files[name].SHA256, true
}

// Before gives the path of a file of the site before, when it is as it was left;
// else none.
func (o *Output) Before(name string) (path string, as bool) {
	f := o.before.files[name]
	if f == nil {
		return "", false
	}
	if _, as := f.AsLeft(o.before.dir); !as {
		return "", false
	}
	return filepath.Join(o.before.dir, filepath.FromSlash(name)), true
}

// Remember lists what has been written so far, for the cache.
func (o *Output) Remember(key func(name string) cache.Key) ([]cache.Entry, error) {
	list := make([]cache.Entry, 0, o.Files())
	err := o.files.each(func(f *listed) error {
		if o.Taken(f.name) {
			was := o.before.files[f.name]
			e := *was.Entry
			if !was.same {
				e.Key = key(f.name)
			}
			list = append(list, e)
			return nil
		}
		info, err := os.Lstat(filepath.Join(o.dir, filepath.FromSlash(f.name)))
		if err != nil {
			return err
		}
		list = append(list, cache.Entry{
			Name: f.name, Key: key(f.name), Bytes: f.bytes, Written: info.ModTime().UnixNano(), Number: folder.Number(info), SHA256: f.sum,
		})
		return nil
	})
	return list, err
}

// replaced drops a file that was written before, so that another one can take its
// place. It may be linked to the site before, and so is not written over.
func (o *Output) replaced(name string) error {
	o.files.free(name)
	if f := o.before.files[name]; f != nil {
		f.taken.Store(false)
	}
	err := os.Remove(filepath.Join(o.dir, filepath.FromSlash(name)))
	if isNotExist(err) {
		return nil
	}
	return err
}
