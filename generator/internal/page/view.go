package page

import (
	"html/template"
	"incidentarchive/generator/internal/edtf"
)

// Layout is what all pages share.
type Layout struct {
	Title       string // of the archive
	Description string
	Language    string
	Home        string // address of the home page
	Search      string // address of the search page; empty when there is none
	Logo        Picture
	LogoDark    Picture       // for a dark ground; may be empty
	Note        template.HTML // the archive's own words at the foot of every page
	Nav         []Link
	Footer      []LinkGroup
	License     Link
	Publisher   string
	Repository  string
	NoIndex     bool
}

// Picture is an image file of the site; its address is empty when there is none.
type Picture struct {
	URL           string
	Width, Height int // in pixels
}

// View is what every page has.
type View struct {
	Title       string // the heading
	HeadTitle   string // the title in the browser
	Description string
	Canonical   string // absolute address
	Path        string // address below the base path, for links
	Section     string // the entry of the navigation that the page belongs to
	Breadcrumbs []Link
	NoIndex     bool
	Kind        string      // of page, for styling: incident, list, prose …
	Feeds       []Link      // news of this page; Note is the media type
	Data        []Link      // this page as data; Note is the media type
	Image       *Link       // social card: absolute address, and what it shows
	Linked      template.JS // the page in the words of schema.org; empty for none
	Scripts     []string    // the page's scripts below js/, without .js
	Styles      []string    // the page's own stylesheets below css/, without .css

	// Policy is the content security policy that the page carries itself; empty
	// where the server sends one.
	Policy string
}

// Link is a link with what stands beside it.
type Link struct {
	Text    string
	URL     string
	Note    string // small text after the link
	Lang    string // language of the text, where it is not the page's
	Current bool   // the page itself
	Outside bool   // whether the address stands in a record and leads anywhere
}

// Time is a time for people and for machines.
type Time struct {
	Text    string
	Machine string // for <time datetime>; empty when there is no such form
	EDTF    string // as in the record
}

// Cite is a reference to a numbered source.
type Cite struct {
	Number int
	URL    string // fragment of the source on the same page
}

// Fact is one row of facts: a label with text or links.
type Fact struct {
	Key   string // stable name, for styling
	Label string
	Text  string
	Time  Time
	Links []Link
	Note  string
	Cites []Cite

	Detail string // of a cause: what kind of failure
	Sure   string // of a cause: how sure it is
	Said   string // words before Sayers
	Sayers []Link // who says so
}

// Row is an incident in a list.
type Row struct {
	URL      string
	Title    string
	Type     string // id, for styling and filters
	TypeText string
	Day      Time // of the start
	Year     int
	Length   int64  // least duration in seconds, for sorting; -1 when unknown
	Duration string // "" when unknown
	Status   string // ongoing, withdrawn, suspected … or empty
	StatusID string
	Services string // names
	Cause    string // id
	Keys     string // ids of sectors and countries, for filters
}

// Pager is the way through a list that has several pages.
type Pager struct {
	Text       string // "Page 2 of 8"
	Newer      string // address, empty on the first page
	Older      string
	Pages      []Link
	RangeText  string // "101 to 200 of 776"
	HasSeveral bool
}

// Table is a table of figures.
type Table struct {
	Caption string
	Head    []string
	Rows    [][]Cell
	Numeric []bool // columns that hold numbers
}

// Cell is one cell of a table.
type Cell struct {
	Text string
	URL  string
}

// Figure is a number with what it rests on.
type Figure struct {
	Label string
	Value string
	Basis string // "known for 43 of 76"
	URL   string
}

// ListView is a page with a list of incidents.
type ListView struct {
	View
	Figures []Figure
	Chart   *Chart
	Rows    []Row
	Caption string // of the list
	Filters *Filters
	Pager   Pager
	Groups  []LinkGroup // ways on
}

// LinkGroup is a heading with links below it.
type LinkGroup struct {
	ID    string
	Title string
	Note  string
	URL   string // of the page of all; may be empty
	Links []Link
}

// time makes a Time from an uncertain time. Days, which many records share, are
// made once; there are too many times of day to keep.
func (s *Site) time(v edtf.Value) Time {
	if v.IsZero() {
		return Time{}
	}
	text := v.String()
	often := len(text) <= len("2025-07-23")
	if often {
		if made, ok := s.made.Load(text); ok {
			return made.(Time)
		}
	}
	t := Time{Text: v.Text(s.words.Words()), Machine: machine(v), EDTF: text}
	if often {
		s.made.Store(text, t)
	}
	return t
}

// machine gives the text for <time datetime>, which HTML knows for years,
// months, days and clock times, but not for what is uncertain.
func machine(v edtf.Value) string {
	if v.IsInterval() || v.IsSet() || v.Approximate() || v.Uncertain() {
		return ""
	}
	text := v.String()
	for _, r := range text {
		if r == 'X' {
			return ""
		}
	}
	return text
}

// day makes a Time from a calendar day.
func (s *Site) day(date string) Time {
	if made, ok := s.made.Load(date); ok {
		return made.(Time)
	}
	v, err := edtf.Parse(date)
	if err != nil {
		return Time{}
	}
	return s.time(v)
}
