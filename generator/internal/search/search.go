// Package search writes the search index of the site and answers queries from it.
//
// Write makes the files from documents; Open and Index.Query read them. In
// browsers static/js/search.js reads the same files and gives the same answers;
// the tests run both side by side.
//
// # Queries
//
//	cathay pacific      all words; the last may be the start of one
//	"denial of service" these words in a row
//	-laptop             without the word, the phrase or the filter
//	type:attack,outage  any of the values: type, cause, sector, country, service, organisation
//	year:2024-03        also 2024, 2024-03-21, 2019..2021, 2019.. and ..2021; date: is the same
//	2024-03             the same as year:2024-03
//	before:2024-06      started before June 2024 began; after:2024-06 after it ended
//	duration:>4h        also <, >=, <=, 1h..2d; units s, m (min), h, d, w, as in 1h30m
//
// Case, accents and full-width forms make no difference. Other forms of a word
// are found by light stemming of English, French and German. Scripts without
// spaces are found by pairs of letters. Words with one typing error from four
// letters, two from eight, at any letter, are corrected if no document has the
// word as it stands, if few have only longer ones, or if no document has all words; the
// result says so. A start or duration that is not known exactly meets a filter
// possibly; such hits are marked. A document without a known duration meets no duration.
//
// Ranking: for each word, its rarity times how well it fits (the very word 20,
// another form 12, a longer one 5 to 11, one typing error 12, two 8) times how
// prominent it is in the document (BM25 over the fields; titles count most). Of
// several corrections of a word the rarer counts more.
// Documents found by a correction come after all others; among equals the newer year is first.
//
// # Files
//
// Each file is a classic script of one call, _s(value, …), so it loads by a
// script element over http and from file:// alike. Values are strings, numbers
// and lists. Names contain a hash, so files may be kept for ever:
//
//	root1-HASH.js     how addresses are made, sizes, and for each segment where its shards begin
//	s1-HASH/          a segment: the closed years, or the newest one
//	  tN.js           terms: words, and in bits their documents and impacts
//	  pN.js           what follows the words of six shards of terms, for phrases
//	  rN.js, wN.js    dictionaries of reversed and of short words, for typing errors
//	  gN.js           pages of the root's list of shards, from 1,024 shards on
//	  dN.js           result cards
//	  f.js            years, types, causes, sectors and countries
//	  aN.js uN.js     starts and durations, in chunks of documents
//	  vN.js nN.js     services in chunks of documents, and their names
//
// Documents are numbered by year and then by the values of the facets, so that
// facets are few runs and gaps are small. The details:
//
//   - Words are front-coded (frontCode), in the order of UTF-16 code units.
//   - Lists of documents are written in bits, six a character (bitWriter).
//   - All other numbers are written in 91 printable characters (appendNumber).
//   - root: prefix, suffix, cards a shard, documents a chunk, shards of terms a
//     shard of p, names of the months; then for each segment a list: folder,
//     documents, starts of the shards of terms (or of the pages), shards a page or 0,
//     starts of the shards of r and of w, services.
//   - t: words; for each in bits the number of its documents (count), these
//     (list), and, below 4,096, impacts 0..3 in two bits each. Words that start with a colon are lists
//     behind filters and have no impacts: :s and :o and the FNV-1a hash of the id of
//     a service or organisation, in five digits of base 36.
//   - p: one value a shard of terms: for each document of each term one character
//     for each different next word, all but the last 23 higher; a space for none (link).
//   - d: a line a document; fields parted by tabs (cardFiles).
//   - f: years (since the last, documents in it); documents that may lie in more
//     (gap, years more); then for type, cause, sector and country the values
//     (id and name a line) and after these the runs of each (runs).
//   - a: from wholeYear to wholeDay (dateChunk); u: gap, shortest, 0 or 1 and the
//     difference to the longest; v: runs of service numbers; n: 64 names a file.
//
// # Scale
//
// The root grows with the square root of the index, and so does a shard of
// terms; above 1,024 shards the root lists pages. A query on 100,000 documents so loads
// little more than one on 1,000. The part that does grow is the list of a frequent word:
// a word that a third of all documents have takes about a bit for each of all
// documents, in a shard of its own; impacts are left out from 4,096 documents on. The
// page on searching in content/ has figures, and says how to go on to a million.
package search
