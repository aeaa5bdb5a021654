package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// cost is what one process took and what it left.
type cost struct {
	cpu   time.Duration // user and system, of all its threads
	wall  time.Duration
	peak  int64 // bytes of memory, 0 where the system does not tell
	files int
	bytes int64
}

// measure runs a program that writes into the folder output. Its cache is in the
// folder cache, which does not exist, so that it starts from nothing.
func measure(ctx context.Context, cache, output, program string, args ...string) (cost, error) {
	c := exec.CommandContext(ctx, program, args...)
	c.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache, "HUGO_CACHEDIR="+cache)
	started := time.Now()
	text, err := c.CombinedOutput()
	if err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", c, err, text)
	}
	r := cost{
		cpu:  c.ProcessState.UserTime() + c.ProcessState.SystemTime(),
		wall: time.Since(started),
		peak: peakMemory(c.ProcessState.SysUsage()),
	}
	err = filepath.WalkDir(output, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		r.files++
		r.bytes += info.Size()
		return nil
	})
	return r, err
}
