// Package importer turns incidents of other systems into records of this
// archive, and writes the archive in two of their formats for the way back.
//
// # What every importer does
//
// It keeps the original id in the record's aliases, the original address among
// its sources, and times exactly as precise as they were. It invents nothing:
// what a format does not say stays unknown, and a record that our format cannot
// hold without a guess is refused with the reason. It drops nothing in silence:
// the [Report] counts every field of the input with where it went or why it was
// left.
//
// # Running again
//
// Each imported record carries the field x-imported: the importer and a hash of
// what it wrote. A later run finds the record by its alias. When nobody has
// changed it since, it is updated; when somebody has, their text stays, and a
// change in the source as well is reported as a conflict. Services and
// organisations are created when they are missing and never changed.
//
// # Names
//
// A service or organisation is the same as one of the archive only when a name
// of both is the same to the letter. Names that differ in case, punctuation or
// legal form are reported as near twins and left to a person.
package importer
