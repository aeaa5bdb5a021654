package site

import (
	"bytes"
	"io/fs"
	"maps"
	"sync"

	"github.com/spf13/afero"
)

// Memory keeps a site, or some pages of one, in memory: as the layouts make them,
// not minified.
type Memory struct {
	intake
	mu    sync.Mutex
	files map[string][]byte
}

// NewMemory gives an empty site.
func NewMemory() *Memory {
	m := &Memory{files: map[string][]byte{}}
	m.intake = newIntake(afero.NewMemMapFs(), m.WriteFile)
	return m
}

// WriteFile keeps a copy of one file. Several goroutines may call it.
func (m *Memory) WriteFile(name string, data []byte) error {
	if !fs.ValidPath(name) {
		return &fs.PathError{Op: "write", Path: name, Err: fs.ErrInvalid}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[name] = bytes.Clone(data)
	return nil
}

// Files gives all files so far, by their slash-separated path below the site's
// root.
func (m *Memory) Files() map[string][]byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.files)
}
