// Package linked writes what helps machines to find and understand the site:
// schema.org descriptions of its pages (JSON-LD), the catalogue of its data
// (DCAT), the site map, and the small files that crawlers, browsers and finders
// of faults look for.
package linked

import (
	"context"

	"incidentarchive/generator/internal/export/table"
	"incidentarchive/generator/internal/export/view"
)

// Write hands on the small files.
func Write(ctx context.Context, v *view.View, emit view.Emit) error {
	for _, step := range []func(*view.View, view.Emit) error{robots, openSearch, securityTxt} {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := step(v, emit); err != nil {
			return err
		}
	}
	return nil
}

// Files lists what [Write], [Sitemap] and [Catalog] give.
func Files() []view.File {
	return []view.File{
		CatalogFile,
		{Path: "sitemap.xml", MediaType: "application/xml", Title: "Site map", Description: "All pages with the day of their last change."},
		{Path: "robots.txt", MediaType: "text/plain", Title: "Rules for crawlers", Description: "Everything may be read, unless the site is a preview."},
		{Path: "opensearch.xml", MediaType: "application/opensearchdescription+xml", Title: "Search in the browser", Description: "Lets a browser search the archive from its address bar."},
		{Path: ".well-known/security.txt", MediaType: "text/plain", Title: "security.txt", Description: "Where to report a fault of the site (RFC 9116); only where a contact is configured."},
	}
}

// CatalogFile is the catalogue.
var CatalogFile = view.File{Path: table.Root + "catalog.jsonld", MediaType: "application/ld+json", Title: "Catalogue",
	Description: "The description of the data for open data portals (DCAT-AP)."}

// node is a node of JSON-LD; [encode] writes its keys in order.
type node map[string]any

// set adds a value that is not empty.
func (n node) set(key, value string) {
	if value != "" {
		n[key] = value
	}
}
