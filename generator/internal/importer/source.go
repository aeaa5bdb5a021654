package importer

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// Limits of what is read.
const (
	maxFile    = 128 << 20 // bytes of one file, unpacked
	maxTotal   = 512 << 20 // bytes of a folder
	maxFiles   = 50_000
	maxEntries = 100_000 // incidents
	timeout    = 60 * time.Second
	redirects  = 5
)

// File is one file of a source.
type File struct {
	Name string // slash-separated, below the folder; the last part of an address
	Data []byte
}

// Source is what records are imported from.
type Source struct {
	Name  string // as given by the user, without credentials
	Base  string // the address of its folder, when it was read from the network; ends with a slash
	Files []File // in order of name
}

// Read reads a file, a folder or an http or https address. The network is used
// for an address only. Files that end with .gz are unpacked.
func Read(ctx context.Context, name string) (*Source, error) {
	if strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://") {
		return fetch(ctx, name)
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("cannot open %q, want a file, a folder or an address that begins with https://: %w", name, plain(err))
	}
	s := &Source{Name: filepath.ToSlash(name)}
	if info.IsDir() {
		return s, s.readFolder(name)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%q is not a plain file", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return s, s.add(filepath.Base(name), f)
}

// plain drops the path from a file system error, which the message names.
func plain(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}

// readFolder reads the files that some importer may know. Hidden files and
// links are passed over.
func (s *Source) readFolder(dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	total := 0
	return fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		base := entry.Name()
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(base, ".") && !strings.HasPrefix(base, ".upptimerc."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !entry.Type().IsRegular() || !readable(base):
			return nil
		case len(s.Files) == maxFiles:
			return fmt.Errorf("the folder holds more than %d files: import it in parts", maxFiles)
		}
		f, err := root.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := s.add(name, f); err != nil {
			return err
		}
		if total += len(s.Files[len(s.Files)-1].Data); total > maxTotal {
			return fmt.Errorf("the folder holds more than %d MB: import it in parts", maxTotal>>20)
		}
		return nil
	})
}

// readable tells whether a file name is one that some importer reads.
func readable(name string) bool {
	switch path.Ext(strings.TrimSuffix(name, ".gz")) {
	case ".json", ".ndjson", ".jsonl", ".md", ".markdown", ".yml", ".yaml", ".toml", ".csv", ".tsv":
		return true
	}
	return false
}

// add reads one file, unpacked when it is a .gz.
func (s *Source) add(name string, r io.Reader) error {
	if strings.HasSuffix(name, ".gz") {
		packed, err := gzip.NewReader(r)
		if err != nil {
			return fmt.Errorf("%q cannot be unpacked: %w", name, err)
		}
		r, name = packed, strings.TrimSuffix(name, ".gz")
	}
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return fmt.Errorf("read %q: %w", name, err)
	}
	if len(data) > maxFile {
		return fmt.Errorf("%q has more than %d MB: split it", name, maxFile>>20)
	}
	s.Files = append(s.Files, File{Name: filepath.ToSlash(name), Data: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))})
	return nil
}

// fetch reads one address.
func fetch(ctx context.Context, address string) (*Source, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("address %q cannot be read, want one such as \"https://status.example/api/v2/incidents.json\"", address)
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "incident-archive-generator")
	request.Header.Set("Accept", "application/json, text/markdown, text/csv, */*;q=0.5")
	client := &http.Client{CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > redirects {
			return fmt.Errorf("more than %d redirects", redirects)
		}
		if r.URL.Scheme != "http" && r.URL.Scheme != "https" {
			return fmt.Errorf("redirect to %q, want http or https", r.URL.Scheme)
		}
		return nil
	}}
	response, err := client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", u.Redacted(), errors.Unwrap(err))
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch %s: the server answered %s", u.Redacted(), response.Status)
	}
	final := *response.Request.URL
	final.RawQuery, final.Fragment, final.User = "", "", nil
	name := path.Base(final.Path)
	if !readable(name) {
		name = "source.json"
	}
	final.Path = strings.TrimSuffix(final.Path, path.Base(final.Path))
	u.User = nil
	s := &Source{Name: u.String(), Base: final.String()}
	if !strings.HasSuffix(s.Base, "/") {
		s.Base += "/"
	}
	return s, s.add(name, response.Body)
}
