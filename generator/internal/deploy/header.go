package deploy

import (
	"path"
	"regexp"
	"strings"
)

// contentTypes are the media types of the files that sites have, so that they do
// not depend on the tables of the machine.
var contentTypes = map[string]string{
	".atom":   "application/atom+xml; charset=utf-8",
	".css":    "text/css; charset=utf-8",
	".csv":    "text/csv; charset=utf-8",
	".gz":     "application/gzip",
	".html":   "text/html; charset=utf-8",
	".ico":    "image/vnd.microsoft.icon",
	".ics":    "text/calendar; charset=utf-8",
	".jpg":    "image/jpeg",
	".js":     "text/javascript; charset=utf-8",
	".json":   "application/json",
	".jsonld": "application/ld+json",
	".ndjson": "application/x-ndjson",
	".pdf":    "application/pdf",
	".png":    "image/png",
	".sha256": "text/plain; charset=utf-8",
	".sqlite": "application/vnd.sqlite3",
	".svg":    "image/svg+xml",
	".txt":    "text/plain; charset=utf-8",
	".webp":   "image/webp",
	".woff2":  "font/woff2",
	".xml":    "application/xml",
	".yaml":   "application/yaml",
	".zip":    "application/zip",
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

// fingerprint is a hash of the content in the name of a file or of its folder.
var fingerprint = regexp.MustCompile(`^(css|js)/.*\.[0-9a-f]{16,}\.|^search/index/[^/]*-[0-9a-f]{8,}/`)

// Fingerprinted tells whether a file's path holds a hash of its content, so that
// what is stored there never changes.
func Fingerprinted(name string) bool { return fingerprint.MatchString(name) }

// CacheControl says how long browsers and caches may keep a file: for ever when
// its name changes with its content, otherwise until they have asked whether it
// is still the same.
func CacheControl(name string) string {
	if Fingerprinted(name) {
		return "public, max-age=31536000, immutable"
	}
	return "public, max-age=0, must-revalidate"
}
