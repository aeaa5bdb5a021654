// Package record defines the records that people write (incidents, services and
// organisations) and reads them from YAML.
//
// The Go types are the only definition of the format. Their field tags say what
// a field is called, what it takes and what it means; the decoder, the JSON
// Schema, the reference pages and the data exports are all made from them.
//
// # Field tags
//
//   - json: the name of the field, in YAML and in the exported data
//   - doc: what the field means, one or two sentences for contributors
//   - example: one value as it is written in a record
//   - rec: how it is read, a comma-separated list of
//     required, line (one line of text), text (several lines), markdown (the
//     small Markdown subset), max=N (characters, or entries of a list), id
//     (lower-case words joined by hyphens), ref=service|organisation|incident
//     (the id of another record), source (the id of a source of this record),
//     url, scalar (the field that takes the value when a mapping is shortened to
//     its bare value)
//
// # Reading
//
// A record is read as YAML nodes, so that every finding names line and column.
// Only plain YAML is taken: anchors, aliases, merge keys, tags, directives and
// further documents are refused, size and depth are bounded, and no byte of a
// record reaches any other parser.
package record
