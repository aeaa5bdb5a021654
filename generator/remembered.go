package main

import (
	"incidentarchive/generator/internal/build"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/site"
)

// past is what a build takes over from the one before, and leaves for the next.
// Nil is a build that stands alone.
type past struct {
	site   *build.Site
	cache  *cache.Cache
	folder string
	memory cache.Memory
	spare  *site.Spare
}

// remembered finds what is known of the site in a folder. A system without a cache
// folder for the user is no fault: all files are made then.
func remembered(made *build.Site, folder string, off bool) (*past, error) {
	if off {
		return nil, nil
	}
	c, err := cache.Open(folder)
	if err != nil {
		return nil, nil
	}
	memory := c.Load()
	return &past{made, c, folder, memory, &site.Spare{Dir: c.Spare()}}, made.Reuse(c.Program(), memory.Chunks)
}

// known tells whether there are files that can be taken over.
func (p *past) known() bool { return p != nil && len(p.memory.Files) > 0 }

// kept gives the folder for the site that is replaced.
func (p *past) kept() *site.Spare {
	if p == nil {
		return nil
	}
	return p.spare
}

func (p *past) follow(out *site.Output) {
	if p != nil {
		out.Follow(p.folder, p.memory.Files)
	}
}

func (p *past) note(out *site.Output) (err error) {
	if p == nil {
		return nil
	}
	p.memory, err = p.site.Remember(out)
	p.spare.Keep = out.TakenOver() > len(p.memory.Files)/2
	return err
}

// save is called when the site is published. Where the cache cannot be written, the
// next build makes all files.
func (p *past) save() {
	if p != nil {
		_ = p.cache.Save(p.memory)
	}
}
