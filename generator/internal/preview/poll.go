package preview

import (
	"context"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"incidentarchive/generator/internal/config"
)

// stamp is what changes when a file does.
type stamp struct {
	modified time.Time
	size     int64
}

// poll looks for changed files, at most every interval and so that it takes no
// more than a tenth of the time, and sends them until ctx ends.
func poll(ctx context.Context, dir string, interval time.Duration, changes chan<- []string) {
	before := stamps(dir)
	wait := interval
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		started := time.Now()
		now := stamps(dir)
		wait = max(interval, 9*time.Since(started))
		changed := differences(before, now)
		if len(changed) == 0 {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case changes <- changed:
			before = now
		}
	}
}

// stamps reads the stamps of all files that the site is made from.
func stamps(dir string) map[string]stamp {
	found := map[string]stamp{}
	for _, top := range append([]string{config.Name}, folders...) {
		filepath.WalkDir(filepath.Join(dir, top), func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return nil // what cannot be read is as good as not there
			}
			name, matters := relative(dir, file)
			if info, err := entry.Info(); err == nil && matters {
				found[name] = stamp{info.ModTime(), info.Size()}
			}
			return nil
		})
	}
	return found
}

// differences lists the files that are new, changed or gone.
func differences(before, now map[string]stamp) []string {
	names := map[string]bool{}
	for name, s := range now {
		if before[name] != s {
			names[name] = true
		}
	}
	for name := range before {
		if _, still := now[name]; !still {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}
