package index

import (
	"io"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/search"
)

// Memory is where the extracts of an archive's incidents are kept from one index to
// the next.
type Memory struct {
	Box archive.Memory

	// Content gives the key of all that the archive says of an incident: its record
	// and those of what it names. Equal keys mean equal documents.
	Content func(*archive.Incident) cache.Key

	// Settings is a hash of all else: the program and the words of the interface.
	Settings cache.Key
}

// read gives the extracts that are kept; nil where none are to be.
func (m *Memory) read() *search.Extracts {
	if m == nil {
		return nil
	}
	if text, ok := m.Box.Read(); ok {
		if rest, ok := strings.CutPrefix(text, string(m.Settings[:])); ok {
			return search.ReadExtracts(rest)
		}
	}
	return search.NewExtracts()
}

// fewChanges is how many documents may have changed among a number of documents
// before their extracts are written again: making these anew is sooner done.
const fewChanges = 256

// write keeps extracts for the next index. That they cannot be kept is no fault: the
// next index is made of all texts then.
func (m *Memory) write(x *search.Extracts) {
	if m == nil || x.Changed() <= x.Len()/fewChanges {
		return
	}
	_ = m.Box.Write(func(w io.Writer) error {
		if _, err := w.Write(m.Settings[:]); err != nil {
			return err
		}
		return x.Write(w)
	})
}
