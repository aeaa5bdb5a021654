package site

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"incidentarchive/generator/internal/manifest"
)

// Marker is the file that tells a published site from any other folder.
const Marker = manifest.Marker

// ErrBusy says that another build is writing the same site.
var ErrBusy = errors.New("another build is running")

// Publish lets build fill a new folder beside target and then puts it in the
// place of target. Until the swap, which is one step where the system has one,
// target is not touched; on any error it stays as it was.
//
// A target that exists has to be empty or to hold the marker of an earlier
// build, so that no other folder is ever replaced.
func Publish(ctx context.Context, target string, build func(dir string) error) error {
	return PublishOver(ctx, target, nil, build)
}

// PublishOver is [Publish] for a build that may find files of an earlier site in its
// folder, those of the spare, and has to remove what is not of the new site.
func PublishOver(ctx context.Context, target string, spare *Spare, build func(dir string) error) error {
	target, err := filepath.Abs(target)
	if err != nil {
		return err
	}
	if err := checkTarget(target); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	next := filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".next")
	unlock, err := lockFolder(next)
	if err != nil {
		return busy(err, target)
	}
	defer unlock()
	if err := recoverOld(next, target); err != nil {
		return err
	}
	defer os.RemoveAll(next) // what failed, or the old site after the swap
	if err := empty(next); err != nil {
		return err
	}
	spare.begin(next)
	if err := await(ctx, func() error { return build(next) }); err != nil {
		return err
	}
	if err := mark(next); err != nil {
		return err
	}
	if err := syncFolder(next); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return swap(next, target, spare)
}

// MarkerText is what the marker says; a build may write one that says more.
const MarkerText = "This folder is made by the incident archive's generator and replaced by its next build.\n"

// mark writes the marker, unless the build has done so.
func mark(dir string) error {
	name := filepath.Join(dir, Marker)
	if _, err := os.Lstat(name); err == nil {
		return nil
	}
	return os.WriteFile(name, []byte(MarkerText), 0o644)
}

// swap puts next in the place of target; the old site is then at next. The lock
// on the old folder keeps a build that starts now from taking it over while it
// is being removed.
func swap(next, target string, spare *Spare) error {
	if _, err := os.Lstat(target); errors.Is(err, os.ErrNotExist) {
		return os.Rename(next, target)
	}
	unlock, err := lockExisting(target)
	if err != nil {
		return busy(err, target)
	}
	defer unlock()
	if err := exchange(next, target); err != nil {
		return err
	}
	spare.end(next)
	return os.RemoveAll(next)
}

func busy(err error, target string) error {
	if errors.Is(err, ErrBusy) {
		return fmt.Errorf("%w for %s: wait for it to end", ErrBusy, target)
	}
	return err
}

// checkTarget refuses a target that is not a site of ours.
func checkTarget(target string) error {
	info, err := os.Lstat(target)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode()&os.ModeSymlink != 0:
		return fmt.Errorf("output %q is a symbolic link: name the folder itself", target)
	case !info.IsDir():
		return fmt.Errorf("output %q is a file: name a folder", target)
	}
	entries, err := os.ReadDir(target)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return nil
	}
	if _, err := os.Lstat(filepath.Join(target, Marker)); err != nil {
		return fmt.Errorf("output %q holds files that no build made (there is no %s): name an empty folder with -o", target, Marker)
	}
	return nil
}

// empty removes what a build that was killed left behind.
func empty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// grace is how long a build may take to notice that it was interrupted.
const grace = 500 * time.Millisecond

// await runs work and stops waiting soon after ctx ends. The work sees it too:
// its next write fails.
func await(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case <-done:
	case <-time.After(grace):
	}
	return ctx.Err()
}
