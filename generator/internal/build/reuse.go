package build

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/basis"
	"incidentarchive/generator/internal/cache"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/export"
	"incidentarchive/generator/internal/index"
	"incidentarchive/generator/internal/page"
	"incidentarchive/generator/internal/site"
)

// Reuse lets Write take over what would come out the same from the site that is
// replaced, of which the chunks of its large files are given, and a box that keeps
// what the search index holds of each record. Program is a hash of the running
// program.
func (s *Site) Reuse(program [32]byte, chunks cache.Chunks, words archive.Memory) error {
	common, err := s.common(program)
	if err != nil {
		return err
	}
	var others []string
	if s.pages.Offer() != nil {
		others = []string{"the offline edition"}
	}
	s.basis = basis.New(s.archive, s.settings.Dates, common, others...)
	s.chunks = &export.Reuse{Key: s.basis.Chunk, Past: chunks, Next: chunks}
	s.memory = &index.Memory{Box: words, Content: s.basis.Content, Settings: common}
	return nil
}

// chunksFrom lets exports take over chunks from the site that the output replaces.
func (s *Site) chunksFrom(out *site.Output) *export.Reuse {
	if s.chunks != nil {
		s.chunks.File, s.chunks.Sum, s.chunks.Again = out.Before, out.Sum, out.Again
	}
	return s.chunks
}

// Remember tells what Write has written, for the next build.
func (s *Site) Remember(out *site.Output) (cache.Memory, error) {
	files, err := out.Remember(s.key)
	return cache.Memory{Files: files, Chunks: s.chunks.Next}, err
}

// key gives the key of a file; the zero key of one that is made every time.
func (s *Site) key(name string) cache.Key {
	key := s.basis.Key(name)
	if key == s.basis.Whole() && s.pages.Offer() != nil {
		return cache.Key{} // the pages with the offer are written again when the edition is made
	}
	return key
}

// takeOver takes over what can be and tells whether that is everything: some files
// rest on all that there is, so that no other can have changed then.
func (s *Site) takeOver(out *site.Output) (all bool, err error) {
	if s.basis == nil {
		return false, nil
	}
	// The names of the index hold hashes: files of the same name are mostly the same.
	return out.TakeOver(s.key, func(name string) bool { return strings.HasPrefix(name, index.Folder) })
}

// common is a hash of what all files rest on besides the records.
func (s *Site) common(program [32]byte) (cache.Key, error) {
	parts := map[string][]byte{"program": program[:], "shard": []byte(s.shard.String())}
	var err error
	if parts["settings"], err = json.Marshal(s.settings.Config); err != nil {
		return cache.Key{}, err
	}
	if parts["layout"], err = json.Marshal(s.pages.Layout()); err != nil {
		return cache.Key{}, err
	}
	if s.settings.Dates != nil {
		parts["history"] = nil
	}
	for n, layer := range s.settings.Files {
		for _, top := range []string{config.Name, "layouts", "static"} {
			err := fs.WalkDir(layer, top, func(name string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				parts[fmt.Sprintf("%d/%s", n, name)], err = fs.ReadFile(layer, name)
				return err
			})
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return cache.Key{}, err
			}
		}
	}
	return basis.Common(parts), nil
}

// unmade gives those pages that were not taken over.
func unmade(pages []page.Page, out *site.Output) []page.Page {
	var list []page.Page
	for _, p := range pages {
		if !out.Taken(p.File()) {
			list = append(list, p)
		}
	}
	return list
}
