// Package incidentarchive carries the generator's own layouts and static files,
// which stand beside it and not below it. A file of an archive
// that has the same name wins over the one embedded here.
package incidentarchive

import "embed"

// Files holds layouts/ and static/.
//
//go:embed all:layouts static
var Files embed.FS
