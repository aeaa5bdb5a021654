// Package mediatype says as what the files of a site are served: the media type
// (RFC 6838) of each by its name. It does not depend on what this machine believes.
package mediatype

import (
	"path"
	"strings"
)

// extensions are those of files that the site has, and that people add to one.
var extensions = map[string]string{
	".asc":         "text/plain",
	".atom":        "application/atom+xml",
	".avif":        "image/avif",
	".css":         "text/css",
	".csv":         "text/csv",
	".gif":         "image/gif",
	".gz":          "application/gzip",
	".html":        "text/html",
	".ico":         "image/vnd.microsoft.icon",
	".ics":         "text/calendar",
	".jpeg":        "image/jpeg",
	".jpg":         "image/jpeg",
	".js":          "text/javascript",
	".json":        "application/json",
	".jsonld":      "application/ld+json",
	".md":          "text/markdown",
	".ndjson":      "application/x-ndjson",
	".pdf":         "application/pdf",
	".png":         "image/png",
	".sha256":      "text/plain",
	".sqlite":      "application/vnd.sqlite3",
	".svg":         "image/svg+xml",
	".txt":         "text/plain",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".webp":        "image/webp",
	".woff":        "font/woff",
	".woff2":       "font/woff2",
	".xml":         "application/xml",
	".yaml":        "application/yaml",
	".zip":         "application/zip",
}

// names are those that the extension does not tell.
var names = map[string]string{
	"feed.json":      "application/feed+json",
	"feed.xml":       "application/rss+xml",
	"opensearch.xml": "application/opensearchdescription+xml",
	"SHA256SUMS":     "text/plain",
	"_headers":       "text/plain",
}

// Of gives the media type of a file, a slash-separated path below the site's root,
// with the encoding of text; XML and JSON say theirs themselves.
func Of(name string) string {
	kind := of(name)
	if strings.HasPrefix(kind, "text/") {
		return kind + "; charset=utf-8"
	}
	return kind
}

func of(name string) string {
	base := path.Base(name)
	extension := strings.ToLower(path.Ext(base))
	if strings.HasPrefix(name, "stix/") && extension == ".json" {
		return "application/stix+json;version=2.1"
	}
	if kind := names[base]; kind != "" {
		return kind
	}
	if kind := extensions[extension]; kind != "" {
		return kind
	}
	if strings.HasPrefix(base, ".") {
		return "text/plain"
	}
	return "application/octet-stream"
}
