package view

import (
	"io"

	"incidentarchive/generator/internal/cache"
)

// growing is a file that grows part by part. As long as it is the same as the file
// of the build before, nothing is written: a file that stays the same to its end is
// taken over whole, and of another one, what it begins with is copied without being
// looked at.
type growing struct {
	view  *View
	name  string
	emit  Emit
	old   *oldFile // as the build before has written it; nil when there is none
	draft Draft    // nil as long as the file is the same as the old one
	size  int64
	sums  sums        // of all so far; of nothing when there is no draft
	ends  []cache.End // of what stands before the first chunk, and of the part of each chunk
}

// grow begins a file.
func (v *View) grow(name string, emit Emit) (*growing, error) {
	g := &growing{view: v, name: name, emit: emit}
	if g.old = v.openOld(name); g.old == nil {
		return g, g.begin()
	}
	return g, nil
}

// begin begins to write the file, with what it has in common with the old one.
func (g *growing) begin() (err error) {
	g.draft = &memoryFile{name: g.name, emit: g.emit}
	if g.view.Create != nil {
		if g.draft, err = g.view.Create(g.name); err != nil {
			return err
		}
	}
	if g.sums, err = g.old.sums(g.size); err != nil || g.size == 0 {
		return err
	}
	_, err = io.CopyN(g.draft, g.old.File, g.size) // which the system does by itself where it can
	return err
}

// write writes bytes.
func (g *growing) write(data []byte) error {
	if g.draft == nil {
		same, err := g.old.has(data, g.size)
		if err != nil {
			return err
		}
		if same {
			g.size += int64(len(data))
			return nil
		}
		if err := g.begin(); err != nil {
			return err
		}
	}
	g.size += int64(len(data))
	g.sums.add(data)
	_, err := g.draft.Write(data)
	return err
}

// again writes the part that a chunk has in the old file, by the chunk's number.
func (g *growing) again(chunk int) error {
	from, to := g.old.part(chunk)
	if from == to {
		return nil
	}
	if g.draft == nil && from == g.size {
		g.size = to
		return nil
	}
	return g.old.each(from, to, g.write)
}

// cut ends a part.
func (g *growing) cut() {
	end := cache.End{At: g.size}
	switch last := len(g.ends) - 1; {
	case last >= 0 && g.ends[last].At == g.size:
		end = g.ends[last]
	case g.size == 0:
	case g.draft != nil:
		end.State = g.sums.state()
	default:
		end.State = g.old.state(g.size)
	}
	g.ends = append(g.ends, end)
}

// end gives where the part before ends.
func (g *growing) end() int64 {
	if len(g.ends) == 0 {
		return 0
	}
	return g.ends[len(g.ends)-1].At
}

// close ends the file, which is there from then on.
func (g *growing) close() error {
	defer g.closeOld()
	if g.draft == nil {
		if taken, err := g.takeOver(); taken || err != nil {
			return err
		}
		if err := g.begin(); err != nil {
			return err
		}
	}
	if err := g.old.unchanged(); err != nil {
		return err
	}
	return g.draft.Close(g.sums.sha256())
}

// takeOver takes over the old file whole, if nothing follows in it.
func (g *growing) takeOver() (taken bool, err error) {
	if g.old.size != g.size {
		return false, nil
	}
	if g.sums, err = g.old.sums(g.size); err != nil {
		return false, err
	}
	if taken, err = g.view.Reuse.Again(g.name, g.sums.sha256()); !taken {
		g.old.ends = nil // which may not be right: all is hashed anew
	}
	return taken, err
}

// discard leaves the file out.
func (g *growing) discard() error {
	g.closeOld()
	if g.draft == nil {
		return nil
	}
	return g.draft.Discard()
}
