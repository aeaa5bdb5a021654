package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress says on a terminal what a build is doing, once it takes longer than a
// second; with timings, it says in any case how long each stage took.
type progress struct {
	w        io.Writer
	timings  bool
	terminal bool

	mu      sync.Mutex
	name    string
	started time.Time
	shown   bool
	timer   *time.Timer
}

func newProgress(w io.Writer, timings bool) *progress {
	p := &progress{w: w, timings: timings, terminal: terminal(w)}
	if p.terminal && !timings {
		p.timer = time.AfterFunc(time.Second, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.shown = true
			p.draw()
		})
	}
	return p
}

// stage ends the stage before and begins another.
func (p *progress) stage(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.finish()
	p.name, p.started = name, time.Now()
	if p.shown {
		p.draw()
	}
}

// end ends the last stage and wipes the line.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil {
		p.timer.Stop()
	}
	p.finish()
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

func (p *progress) finish() {
	if p.timings && p.name != "" {
		fmt.Fprintf(p.w, "%8.3f s  %s\n", time.Since(p.started).Seconds(), p.name)
	}
	p.name = ""
}

func (p *progress) draw() {
	if p.name != "" {
		fmt.Fprintf(p.w, "\r\x1b[K%s …", p.name)
	}
}
