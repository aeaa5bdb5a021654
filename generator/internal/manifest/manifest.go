// Package manifest lists the files of one edition of an archive with their
// hashes, and names the edition before it, so that anybody can tell whether a
// copy is whole and unchanged, and whether editions follow each other.
//
// A manifest is a JSON file, [Name], beside the files that it lists. It does not
// list itself; its own hash stands in the manifest that follows it.
package manifest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Name is the file that holds the manifest, at the root of the edition.
const Name = "MANIFEST.json"

// Marker is the file that tells a published site from any other folder. No
// manifest lists it.
const Marker = ".incident-archive"

// Format is the format of the file. A change that readers of an earlier one
// would misread gets a new number.
const Format = "incident-archive-manifest/1"

// Kinds of editions.
const (
	Site    = "site"    // as published on the web
	Offline = "offline" // links are relative and end in a file
)

// Manifest describes one edition.
type Manifest struct {
	Format    string `json:"format"`
	Kind      string `json:"kind"`
	Title     string `json:"title"`               // the archive's name
	Date      string `json:"date"`                // the day as of which the archive speaks, YYYY-MM-DD
	Version   string `json:"version"`             // of the records: the same records have the same version
	Incidents int    `json:"incidents"`           // how many are in this edition
	Selection string `json:"selection,omitempty"` // which they are, when they are not all
	Base      string `json:"base,omitempty"`      // absolute address that a site is served at
	Sequence  int    `json:"sequence,omitempty"`  // 1 for the first published edition; 0 when it stands in no chain
	Previous  string `json:"previous,omitempty"`  // SHA-256 of the manifest before this one, in hex
	Files     []File `json:"files"`               // by path
}

// File is one file of an edition.
type File struct {
	Path   string `json:"path"`   // slash-separated, below the manifest's folder
	Bytes  int64  `json:"bytes"`  // length
	SHA256 string `json:"sha256"` // in hex
}

// Sum gives the hash of a file's content, in the form in which manifests have it.
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Encode writes the manifest as JSON, one file a line. The files are put in order.
func (m *Manifest) Encode() ([]byte, error) {
	head := *m
	head.Format, head.Files = Format, []File{}
	data, err := json.MarshalIndent(head, "", "  ")
	if err != nil {
		return nil, err
	}
	b := slices.Grow(bytes.TrimSuffix(data, []byte("]\n}")), len(m.Files)*160)
	for n, f := range m.sorted() {
		if n > 0 {
			b = append(b, ',')
		}
		b = appendLine(b, f)
	}
	return append(b, afterFiles...), nil
}

// sorted gives the files in order.
func (m *Manifest) sorted() []File {
	byPath := func(a, b File) int { return strings.Compare(a.Path, b.Path) }
	if slices.IsSortedFunc(m.Files, byPath) {
		return m.Files
	}
	return slices.SortedFunc(slices.Values(m.Files), byPath)
}

// Parse reads a manifest and checks that it can be what it says.
func Parse(data []byte) (*Manifest, error) {
	if m, ok := readLines(string(data)); ok && m.check() == nil {
		return m, nil
	}
	m := &Manifest{}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("%s is not JSON that can be read: %w", Name, err)
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", Name, err)
	}
	return m, nil
}

// check refuses what no manifest says.
func (m *Manifest) check() error {
	if m.Format != Format {
		return fmt.Errorf("format is %q, want %q: use a newer generator", m.Format, Format)
	}
	if m.Kind != Site && m.Kind != Offline {
		return fmt.Errorf("kind is %q, want %q or %q", m.Kind, Site, Offline)
	}
	if _, err := time.Parse(time.DateOnly, m.Date); err != nil {
		return fmt.Errorf("date is %q, want a day such as \"2026-11-22\"", m.Date)
	}
	if (m.Sequence > 1) != (m.Previous != "") || m.Sequence < 0 || m.Previous != "" && !isSum(m.Previous) {
		return fmt.Errorf("sequence %d with previous %q: want the hash of the manifest before for every number above 1", m.Sequence, m.Previous)
	}
	names := make([]string, len(m.Files))
	for n, f := range m.Files {
		names[n] = f.Path
		if n > 0 && f.Path <= names[n-1] {
			return fmt.Errorf("files[%d]: %q stands after %q, want each path once and in order", n, f.Path, names[n-1])
		}
		if f.Path == Name {
			return fmt.Errorf("files[%d] is the manifest itself, want only the other files", n)
		}
		if f.Bytes < 0 || !isSum(f.SHA256) {
			return fmt.Errorf("files[%d]: bytes is %d and sha256 is %q, want a length and 64 hexadecimal digits", n, f.Bytes, f.SHA256)
		}
	}
	return CheckNames(names)
}

// sumLength is the length of a hash in hex.
const sumLength = 2 * sha256.Size

func isSum(text string) bool {
	for n := range len(text) {
		if c := text[n]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(text) == sumLength
}
