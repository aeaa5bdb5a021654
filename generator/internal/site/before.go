package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/manifest"
)

// before is the site that is replaced, as far as it is known what its files were
// made from.
type before struct {
	dir     string
	entries []cache.Entry
	changed map[string]*cache.Entry // files whose keys are no longer the same
	number  atomic.Int64            // of files taken over
	taken   sync.Map                // those files of it that are in the new site, by name

	// standing has the names of files in the folder that are those of the site before,
	// as long as nobody knows whether they are of the new one.
	standing sync.Map
}

// Follow tells the output which site it will replace, and what is known of its
// files.
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
	same := map[string]*cache.Entry{}
	stands := map[string]fs.FileInfo{} // in the site before
	broken := map[cache.Key]bool{}
	for n := range o.before.entries {
		e := &o.before.entries[n]
		if k := key(e.Name); k != e.Key || k == (cache.Key{}) {
			continue
		}
		info, as := e.AsLeft(o.before.dir)
		if !as {
			broken[e.Key] = true
		}
		same[e.Name], stands[e.Name] = e, info
	}
	o.before.changed = map[string]*cache.Entry{}
	for n := range o.before.entries {
		if e := &o.before.entries[n]; same[e.Name] == nil {
			o.before.changed[e.Name] = e
		}
	}
	maps.DeleteFunc(same, func(_ string, e *cache.Entry) bool { return broken[e.Key] })
	there := map[string]bool{}
	err = sweep(o.dir, func(name string, info fs.FileInfo) bool {
		if e := o.before.changed[name]; e != nil && stays(name) {
			was, as := e.AsLeft(o.before.dir)
			if as = as && os.SameFile(info, was); as {
				o.before.standing.Store(name, true)
			}
			return as
		}
		there[name] = same[name] != nil && os.SameFile(info, stands[name])
		return there[name]
	})
	if err != nil {
		return false, err
	}
	for n := range o.before.entries { // in the order of their names
		e := &o.before.entries[n]
		if same[e.Name] == nil {
			continue
		}
		if err := o.take(e, there[e.Name]); err != nil {
			return false, err
		}
	}
	return len(same) > 0 && len(same) == len(o.before.entries), nil
}

// take takes over one file, which may be in the folder already.
func (o *Output) take(e *cache.Entry, there bool) error {
	bring := o.link
	if there {
		bring = func(e *cache.Entry) error { return o.claim(e.Name) }
	}
	if err := bring(e); err != nil {
		return err
	}
	o.before.taken.Store(e.Name, e)
	o.before.number.Add(1)
	o.files.note(e.Name, e.Bytes, e.SHA256)
	return nil
}

// again takes over a file that was made anew and is the same, if it is.
func (o *Output) again(name string, sum [sha256.Size]byte) (taken bool, err error) {
	e := o.before.changed[name]
	if e == nil || e.SHA256 != sum {
		return false, nil
	}
	_, there := o.before.standing.LoadAndDelete(name)
	if !there {
		if _, as := e.AsLeft(o.before.dir); !as {
			return false, nil
		}
	}
	return true, o.take(e, there)
}

// Clear removes what still stands in the folder and is not of the new site. It is
// called when all is written that TakeOver let stand.
func (o *Output) Clear() (err error) {
	o.before.standing.Range(func(name, _ any) bool {
		file := filepath.Join(o.dir, filepath.FromSlash(name.(string)))
		err = os.Remove(file)
		for dir := filepath.Dir(file); dir != o.dir && os.Remove(dir) == nil; dir = filepath.Dir(dir) { // that is empty now
		}
		return err == nil
	})
	o.before.standing.Clear()
	return err
}

// link links a file of the site before into the folder, or copies it where the
// system cannot link.
func (o *Output) link(e *cache.Entry) error {
	file, err := o.place(e.Name)
	if err != nil {
		return err
	}
	old := filepath.Join(o.before.dir, filepath.FromSlash(e.Name))
	if os.Link(old, file) == nil {
		return nil
	}
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
	written := time.Unix(0, e.Written)
	return os.Chtimes(file, written, written)
}

// TakenOver gives the number of files that were taken over.
func (o *Output) TakenOver() int { return int(o.before.number.Load()) }

// Taken tells whether a file was taken over from the site before.
func (o *Output) Taken(name string) bool {
	_, taken := o.before.taken.Load(name)
	return taken
}

// Sum gives the hash of a file that was taken over from the site before.
func (o *Output) Sum(name string) (sum [sha256.Size]byte, taken bool) {
	e, taken := o.before.taken.Load(name)
	if taken {
		sum = e.(*cache.Entry).SHA256
	}
	return sum, taken
}

// Before gives the path of a file of the site before, when it is as it was left;
// else none.
func (o *Output) Before(name string) (path string, as bool) {
	n, known := slices.BinarySearchFunc(o.before.entries, name, func(e cache.Entry, name string) int { return strings.Compare(e.Name, name) })
	if !known {
		return "", false
	}
	if _, as := o.before.entries[n].AsLeft(o.before.dir); !as {
		return "", false
	}
	return filepath.Join(o.before.dir, filepath.FromSlash(name)), true
}

// Remember lists what has been written so far, for the cache.
func (o *Output) Remember(key func(name string) cache.Key) ([]cache.Entry, error) {
	var list []cache.Entry
	err := o.files.each(func(f listed) error {
		if e, taken := o.before.taken.Load(f.name); taken {
			e := *e.(*cache.Entry)
			if o.before.changed[f.name] != nil {
				e.Key = key(f.name)
			}
			list = append(list, e)
			return nil
		}
		info, err := os.Lstat(filepath.Join(o.dir, filepath.FromSlash(f.name)))
		if err != nil {
			return err
		}
		list = append(list, cache.Entry{Name: f.name, Key: key(f.name), Bytes: f.bytes, Written: info.ModTime().UnixNano(), SHA256: f.sum})
		return nil
	})
	return list, err
}

// replaced drops a file that was written before, so that another one can take its
// place. It may be linked to the site before, and so is not written over.
func (o *Output) replaced(name string) error {
	o.files.free(name)
	o.before.taken.Delete(name)
	err := os.Remove(filepath.Join(o.dir, filepath.FromSlash(name)))
	if isNotExist(err) {
		return nil
	}
	return err
}
