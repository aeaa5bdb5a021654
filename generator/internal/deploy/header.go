package deploy

import (
	"path"
	"strings"

	"incidentarchive/generator/internal/header"
)

// contentTypes are the media types of the files that sites have, so that they do
// not depend on the tables of the machine.
var contentTypes = map[string]string{
	".asc":         "text/plain; charset=utf-8",
	".atom":        "application/atom+xml; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".csv":         "text/csv; charset=utf-8",
	".gif":         "image/gif",
	".gz":          "application/gzip",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/vnd.microsoft.icon",
	".ics":         "text/calendar; charset=utf-8",
	".jpeg":        "image/jpeg",
	".jpg":         "image/jpeg",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".jsonld":      "application/ld+json",
	".ndjson":      "application/x-ndjson",
	".pdf":         "application/pdf",
	".png":         "image/png",
	".sha256":      "text/plain; charset=utf-8",
	".sqlite":      "application/vnd.sqlite3",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".webmanifest": "application/manifest+json",
	".webp":        "image/webp",
	".woff":        "font/woff",
	".woff2":       "font/woff2",
	".xml":         "application/xml",
	".yaml":        "application/yaml",
	".zip":         "application/zip",
}

// contentNames are those that the ending does not tell.
var contentNames = map[string]string{
	"feed.json":      "application/feed+json",
	"feed.xml":       "application/rss+xml; charset=utf-8",
	"opensearch.xml": "application/opensearchdescription+xml",
	"SHA256SUMS":     "text/plain; charset=utf-8",
	"_headers":       "text/plain; charset=utf-8",
}

// ContentType gives the media type that a file is served with.
func ContentType(name string) string {
	base := path.Base(name)
	if t := contentNames[base]; t != "" {
		return t
	}
	if t := contentTypes[strings.ToLower(path.Ext(base))]; t != "" {
		return t
	}
	if strings.HasPrefix(base, ".") {
		return "text/plain; charset=utf-8"
	}
	return "application/octet-stream"
}

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
