// Package incidentarchive carries the generator's own layouts, static files and
// configuration, which stand beside it and not below it. A file of an archive
// that has the same name wins over the one embedded here.
package incidentarchive

import "embed"

// Files holds layouts/, static/ and hugo.toml.
//
//go:embed all:layouts static hugo.toml
var Files embed.FS
