package deploy

import (
	"strings"

	"incidentarchive/generator/internal/header"
)

// usual are the headers that every site is served with.
var usual = header.Usual()

// CacheControl says how long browsers and caches may keep a file: for ever when
// its name changes with its content, otherwise until they have asked whether it
// is still the same.
func CacheControl(name string) string {
	for _, f := range usual.For("/" + name) {
		if f.Name == "Cache-Control" {
			return f.Value
		}
	}
	return "public, max-age=0, must-revalidate"
}

// Fingerprinted tells whether a file's path holds a hash of its content, so that
// what is stored there never changes.
func Fingerprinted(name string) bool { return strings.Contains(CacheControl(name), "immutable") }
