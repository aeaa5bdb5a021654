// Package reference explains the record format to contributors: each field with
// its meaning, what it takes, an example, the values to choose from and what
// becomes of it on the page.
//
// All of it is made from the types of package record and their tags, so that the
// reference pages, the commented template records, the record builder, the
// issue forms and the texts of the JSON Schema cannot say different things.
package reference
