package mediatype_test

import (
	"strings"
	"testing"

	"incidentarchive/generator/internal/export"
	"incidentarchive/generator/internal/mediatype"
)

func TestOf(t *testing.T) {
	for name, want := range map[string]string{
		"index.html":                      "text/html; charset=utf-8",
		"services/myguichet/feed.xml":     "application/rss+xml",
		"services/myguichet/feed.json":    "application/feed+json",
		"feed.atom":                       "application/atom+xml",
		"sitemap.xml":                     "application/xml",
		"data/incidents.csv.gz":           "application/gzip",
		"data/SHA256SUMS":                 "text/plain; charset=utf-8",
		".incident-archive":               "text/plain; charset=utf-8",
		"stix/bundle.json":                "application/stix+json;version=2.1",
		"stix/bundle.json.gz":             "application/gzip",
		"incidents/a/card.png":            "image/png",
		"files/PHOTO.JPG":                 "image/jpeg",
		"files/unknown":                   "application/octet-stream",
		"files/strange.thing":             "application/octet-stream",
		"js/site.0123.js":                 "text/javascript; charset=utf-8",
		"api/v1/incidents/2025-07-a.json": "application/json",
	} {
		if got := mediatype.Of(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// TestExports wants the exports to be served as what the site says that they are.
func TestExports(t *testing.T) {
	for _, f := range export.Files() {
		if got, _, _ := strings.Cut(mediatype.Of(f.Path), "; charset="); got != f.MediaType {
			t.Errorf("%s: got %q, want %q", f.Path, got, f.MediaType)
		}
	}
}
