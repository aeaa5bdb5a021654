package importer

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"slices"

	"github.com/rogpeppe/go-internal/diff"
)

// Write puts the planned files into the archive's folder, each whole or not at
// all, and what others refer to first. A file that has changed since the plan
// was made stops the work.
func (p *Plan) Write(root *os.Root) error {
	for _, c := range slices.Backward(p.Changes) { // services, organisations, incidents
		now, err := root.ReadFile(c.Path)
		switch {
		case err == nil && c.Old == nil:
			return fmt.Errorf("%s stands there already: import again", c.Path)
		case c.Old != nil && (err != nil || !bytes.Equal(now, c.Old)):
			return fmt.Errorf("%s has changed meanwhile: import again", c.Path)
		}
		if err := root.MkdirAll(path.Dir(c.Path), 0o755); err != nil {
			return err
		}
		temporary := path.Join(path.Dir(c.Path), ".import-"+path.Base(c.Path))
		if err := root.WriteFile(temporary, c.New, 0o644); err != nil {
			return err
		}
		if err := root.Rename(temporary, c.Path); err != nil {
			return err
		}
	}
	return nil
}

// WriteDiff writes what would change, as a unified diff.
func (p *Plan) WriteDiff(w io.Writer) error {
	for _, c := range p.Changes {
		old := "a/" + c.Path
		if c.Old == nil {
			old = "/dev/null"
		}
		if _, err := w.Write(diff.Diff(old, c.Old, "b/"+c.Path, c.New)); err != nil {
			return err
		}
	}
	return nil
}
