// Package schema makes the JSON Schema of the records, draft 2020-12, from the
// types of package record. Editors use it to complete and check records; other
// programs, to check data that they write.
//
// # What it promises
//
// What the schema refuses, the decoder refuses too, so that an editor never
// marks a good record. The other way does not hold: rules that need the whole
// record or the whole archive (an end before its start, an id that does not
// exist) are the decoder's alone. Two things are not worth an unreadable schema
// and are left out of the promise: white space around a quoted id, and letters
// with separate accents that make a text too long until they are joined.
//
// # Values as editors see them
//
// A record is YAML and the decoder reads the text of its values. An editor hands
// the schema what YAML 1.2 makes of that text: 2025-07-23 is text, but 2025 and
// 40 are numbers, and true is neither. So fields that people may write without
// quotes take each of these.
//
// # Versions
//
// Files and their $id carry the version of the format, as in
// /schema/v1/incident.schema.json. The $id is a path: it means the address at
// which the archive publishes it. Within a version, fields and values are only
// ever added.
package schema
