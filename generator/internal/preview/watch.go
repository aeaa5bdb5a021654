package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"incidentarchive/generator/internal/config"
)

// folders are watched with all that is below them; of what stands beside them,
// only the configuration is.
var folders = []string{"content", "layouts", "static"}

const (
	// quiet is how long no file may change before a change is taken as complete:
	// editors write a file in several steps.
	quiet = 15 * time.Millisecond
	// longest is how long a change may go on before it is taken as it is.
	longest = 200 * time.Millisecond
)

// watch sends the files that changed, as slash-separated paths below dir, until
// ctx ends. Where the system cannot tell of changes, it looks for them.
func watch(ctx context.Context, dir string, warn func(error), changes chan<- []string) {
	n, err := newNotifier(dir)
	if err == nil {
		defer n.watcher.Close()
		err = n.run(ctx, changes)
	}
	if err != nil && ctx.Err() == nil {
		warn(fmt.Errorf("this system does not tell of changed files, so the preview looks for them now and then: %w", err))
		poll(ctx, dir, time.Second, changes)
	}
}

// notifier hears of changes from the system.
type notifier struct {
	dir     string
	watcher *fsnotify.Watcher
	changed map[string]bool // not sent yet
}

func newNotifier(dir string) (*notifier, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	n := &notifier{dir: dir, watcher: w, changed: map[string]bool{}}
	if err := w.Add(dir); err != nil {
		w.Close()
		return nil, err
	}
	for _, folder := range folders {
		if err := n.add(folder); err != nil {
			w.Close()
			return nil, err
		}
	}
	clear(n.changed)
	return n, nil
}

// add watches a folder with all that is below it, and takes all of it as changed:
// files may have come before the watch began.
func (n *notifier) add(folder string) error {
	return filepath.WalkDir(filepath.Join(n.dir, filepath.FromSlash(folder)), func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case entry.IsDir():
			err := n.watcher.Add(name)
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		n.note(name)
		return nil
	})
}

// note takes a file as changed, if it is one that matters.
func (n *notifier) note(file string) {
	if name, ok := relative(n.dir, file); ok {
		n.changed[name] = true
	}
}

// relative gives the slash-separated path of a file below dir, and whether the site
// is made from it.
func relative(dir, file string) (string, bool) {
	name, err := filepath.Rel(dir, file)
	if err != nil {
		return "", false
	}
	name = filepath.ToSlash(name)
	top, _, _ := strings.Cut(name, "/")
	return name, (name == config.Name || slices.Contains(folders, top)) && !leftover(path.Base(name))
}

// leftover tells whether a name is one that editors give to files of their own.
func leftover(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") || name == "4913"
}

// run sends changes until ctx ends or the system stops telling of them.
func (n *notifier) run(ctx context.Context, changes chan<- []string) error {
	var first time.Time
	var settled <-chan time.Time
	var out chan<- []string // set when the change is complete
	for {
		select {
		case <-ctx.Done():
			return nil
		case out <- slices.Sorted(maps.Keys(n.changed)):
			out, n.changed = nil, map[string]bool{}
		case <-settled:
			out, settled = changes, nil
		case event, open := <-n.watcher.Events:
			if !open {
				return errors.New("the watch has ended")
			}
			if err := n.take(event); err != nil {
				return err
			}
			if len(n.changed) == 0 {
				continue
			}
			if settled == nil {
				first = time.Now()
			}
			out, settled = nil, time.After(min(quiet, max(0, longest-time.Since(first))))
		case err := <-n.watcher.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return err
			}
			for _, folder := range folders { // some changes were not told
				n.changed[folder] = true
			}
			out = changes
		}
	}
}

// take notes what an event is about.
func (n *notifier) take(event fsnotify.Event) error {
	if event.Op == fsnotify.Chmod {
		return nil
	}
	name, matters := relative(n.dir, event.Name)
	if !matters {
		return nil
	}
	n.changed[name] = true
	if info, err := os.Lstat(event.Name); event.Has(fsnotify.Create) && err == nil && info.IsDir() {
		return n.add(name)
	}
	return nil
}
