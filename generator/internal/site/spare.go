package site

import (
	"os"
	"path/filepath"
)

// Spare is a folder that keeps a site after it was replaced. Most of its files are
// those of the site that replaced it, linked: the next build begins with them, and
// so need not link every file again, which takes longer than all else when little
// has changed. It can be removed at any time.
type Spare struct {
	Dir  string
	Keep bool // whether to keep the site that is replaced now
}

// begin moves what the spare holds into the folder that a build fills. Where that
// cannot be, as between file systems, the build begins with nothing.
func (s *Spare) begin(next string) {
	if s != nil {
		_ = moveAll(s.Dir, next)
	}
}

// end keeps the site that was replaced.
func (s *Spare) end(old string) {
	if s == nil || !s.Keep || !numbered || os.RemoveAll(s.Dir) != nil || os.MkdirAll(s.Dir, 0o700) != nil {
		return
	}
	_ = moveAll(old, s.Dir) // what stays is removed
}

// moveAll moves all that is in one folder into another.
func moveAll(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := os.Rename(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())); err != nil {
			return err
		}
	}
	return nil
}
