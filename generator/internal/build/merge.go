package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/header"
	"incidentarchive/generator/internal/manifest"
	"incidentarchive/generator/internal/site"
)

// Choose makes Write write one shard of the site only.
func (s *Site) Choose(shard Shard) { s.shard = shard }

const markFormat = "It is shard %s of the site %s. Put all shards together with: generator build --merge\n"

// WriteMark writes the marker of a shard, which [Merge] reads, into its folder. Its
// last line is the head of the whole site's manifest.
func (s *Site) WriteMark(dir string) error {
	id, err := s.identity()
	if err != nil {
		return err
	}
	head, err := json.Marshal(s.manifest())
	if err != nil {
		return err
	}
	text := site.MarkerText + fmt.Sprintf(markFormat, s.shard, id) + string(head) + "\n"
	return os.WriteFile(filepath.Join(dir, site.Marker), []byte(text), 0o644)
}

// identity gives a hash of all that the site is made from. Shards of which it
// differs do not belong together.
func (s *Site) identity() (string, error) {
	h := sha256.New()
	settings, err := json.Marshal(s.settings.Config)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(h, "%s\n", settings)
	for _, layer := range s.settings.Files {
		for _, top := range []string{config.Name, "content", "layouts", "static"} {
			err := fs.WalkDir(layer, top, func(name string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				data, err := fs.ReadFile(layer, name)
				fmt.Fprintf(h, "%q %d\n", name, len(data))
				h.Write(data)
				return err
			})
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return "", err
			}
		}
	}
	if s.settings.Dates != nil {
		for _, i := range s.archive.Incidents {
			first, last, _ := s.settings.Dates(i.File)
			fmt.Fprintf(h, "%s %s\n", first, last)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}

// mark is what the marker of a shard says.
type mark struct {
	shard Shard
	site  string // identity of the whole site
	head  manifest.Manifest
}

// readMark reads which shard of which site a folder holds.
func readMark(dir string) (mark, error) {
	data, err := os.ReadFile(filepath.Join(dir, site.Marker))
	if err != nil {
		return mark{}, fmt.Errorf("%q is no shard of a site: %w", dir, err)
	}
	var m mark
	var text string
	first, head, _ := strings.Cut(strings.TrimPrefix(string(data), site.MarkerText), "\n")
	if n, _ := fmt.Sscanf(first, "It is shard %s of the site %s", &text, &m.site); n != 2 || json.Unmarshal([]byte(head), &m.head) != nil {
		return mark{}, fmt.Errorf("%q is no shard of a site: make one with build --shard", dir)
	}
	m.site = strings.TrimSuffix(m.site, ".")
	m.shard, err = ParseShard(text)
	return m, err
}

// checkShards wants each shard of one site once, and gives the head of its manifest.
func checkShards(dirs []string) (manifest.Manifest, error) {
	var head manifest.Manifest
	var site string
	var found []string // folder by shard
	for _, dir := range dirs {
		m, err := readMark(dir)
		if err != nil {
			return head, err
		}
		shard := m.shard
		if found == nil {
			found, site, head = make([]string, shard.Of), m.site, m.head
		}
		switch {
		case shard.Of != len(found):
			return head, fmt.Errorf("%q is one of %d shards and %q one of %d: build all with the same number", dirs[0], len(found), dir, shard.Of)
		case m.site != site:
			return head, fmt.Errorf("%q and %q are shards of different sites: build all of them from the same records, settings and layouts", dirs[0], dir)
		case found[shard.Number-1] != "":
			return head, fmt.Errorf("%q and %q are both shard %s", found[shard.Number-1], dir, shard)
		}
		found[shard.Number-1] = dir
	}
	for n, dir := range found {
		if dir == "" {
			return head, fmt.Errorf("shard %s is missing: build it with --shard and name its folder too", Shard{n + 1, len(found)})
		}
	}
	return head, nil
}

// Merge puts all shards of a site together in the folder to and gives the number
// of files. Files are linked where the system can, else copied. It is an error
// when a shard is missing, or when two shards differ in a file. Headers and previous
// are what [Site.Seal] needs.
func Merge(ctx context.Context, dirs []string, to string, headers *header.Set, previous []byte) (files int, err error) {
	head, err := checkShards(dirs)
	if err != nil {
		return 0, err
	}
	out := site.NewOutput(ctx, to)
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(from string, entry fs.DirEntry, err error) error {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			name, err := filepath.Rel(dir, from)
			if err != nil || name == site.Marker {
				return err
			}
			target := filepath.Join(to, name)
			if entry.IsDir() {
				return os.MkdirAll(target, 0o755)
			}
			if !entry.Type().IsRegular() {
				return fmt.Errorf("%q is not a regular file", from)
			}
			if _, err := os.Lstat(target); err == nil {
				return alike(from, target)
			}
			data, err := os.ReadFile(from)
			if err != nil {
				return err
			}
			out.Note(manifest.File{Path: filepath.ToSlash(name), Bytes: int64(len(data)), SHA256: manifest.Sum(data)})
			return take(from, target)
		})
		if err != nil {
			return 0, fmt.Errorf("merge: %w", err)
		}
	}
	err = seal(head, out, headers, previous)
	return out.Files(), err
}

// alike wants two files to have the same content.
func alike(from, target string) error {
	a, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	b, err := os.ReadFile(target)
	if err == nil && !bytes.Equal(a, b) {
		err = fmt.Errorf("%q differs from the same file of another shard: build all shards with the same program", from)
	}
	return err
}

// take links or copies a file.
func take(from, target string) error {
	if os.Link(from, target) == nil {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
