package search

import (
	"strings"
	"time"
)

// A Document is what search knows of one record. ID, URL, Title and Earliest or
// Latest are needed; everything else may be missing.
type Document struct {
	ID      string // permanent, unique, [a-z0-9-]
	URL     string // of the page, relative to the root of the site; see Options.Prefix
	Title   string
	Summary string // plain text; searched whole, shown as an excerpt

	Date     string // the start, for machines (EDTF)
	DateText string // the start, for people

	// Earliest and Latest bound the start, both inclusive; a zero time is open.
	// The calendar day is read in the location that the times carry: give them
	// in the time zone of the record.
	Earliest, Latest time.Time

	// MinSeconds and MaxSeconds bound the duration; -1 is unknown or open.
	MinSeconds, MaxSeconds int64
	DurationText           string

	Type, Cause                                 string   // ids
	Sectors, Services, Organisations, Countries []string // ids

	Text     []Field // further text to search
	Language string  // of title and summary, BCP 47

	// Extract is what Options.Extracts keep of the document; nil for nothing. A
	// document whose extract is known needs no text but its title, and of the ids no
	// organisations.
	Extract *Extract
}

// A Field is a text to search besides title and summary.
type Field struct {
	Kind Kind
	Text string
}

// Kind tells how much a word in a field says about the record.
type Kind uint8

const (
	Body  Kind = iota // prose: details, claims, notes
	Names             // what people search by: services, organisations, actors, aliases, places
	Words             // technique and cause words and their synonyms
	title
)

// Options are the few things that are not in the documents.
type Options struct {
	// Labels gives the display names of facet values: of "type", "cause",
	// "sector", "country" and "service", by id. An id without one shows itself.
	Labels map[string]map[string]string

	// Prefix and Suffix make a page's address of a record's id. A document
	// whose URL is Prefix + ID + Suffix needs no address in the index. The
	// default is "incidents/" and "/".
	Prefix, Suffix string

	// Months are the names of the months. A start that its DateText gives like
	// the start of the record's id, as "2 January 2006", takes no room in the index.
	Months []string

	// Language is that of most documents; others are marked in the results.
	Language string

	// Extracts are those that the documents have; nil where they have none. They
	// must come from an index with the same other options.
	Extracts *Extracts

	// Sizes change how the index is cut; zero values are good.
	Sizes Sizes
}

// Sizes say how the index is cut into files.
type Sizes struct {
	Term       int // bytes of a shard of terms before compression
	Dictionary int // bytes of a shard of the dictionaries
	Card       int // documents in a shard of result cards
	Excerpt    int // letters of the summary in a card
	Column     int // documents in a chunk of a column
}

func (o Options) withDefaults() Options {
	if o.Prefix == "" && o.Suffix == "" {
		o.Prefix, o.Suffix = "incidents/", "/"
	}
	s := &o.Sizes
	for v, d := range map[*int]int{&s.Dictionary: 1000, &s.Card: 10, &s.Excerpt: 92, &s.Column: 4096} {
		if *v <= 0 {
			*v = d
		}
	}
	return o
}

// oneLine returns s with all white space and control characters as single spaces.
func oneLine(s string) string {
	if tidy(s) { // as most are
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f && r <= 0xa0 || r == 0x2028 || r == 0x2029 }), " ")
}

// tidy reports whether s is of printable ASCII, with single spaces between words.
func tidy(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f || s[i] == ' ' && last == ' ' {
			return false
		}
		last = s[i]
	}
	return last != ' '
}

// excerpt cuts s at a word at most n letters from its start.
func excerpt(s string, n int) string {
	s = oneLine(s)
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	s = string(runes[:n])
	if i := strings.LastIndexByte(s, ' '); i > len(s)*2/3 {
		s = s[:i]
	}
	return strings.TrimRight(s, " ,;:.") + "…"
}
