package record

import (
	"fmt"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"golang.org/x/text/language"

	"incidentarchive/generator/internal/country"
)

// Unidentified is the word for a claimant whom no source names.
const Unidentified = "unidentified"

// words tells whether text is words of lower-case letters and digits, joined by
// single hyphens.
func words(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		case c != '-', i == 0, i == len(text)-1, text[i-1] == '-':
			return false
		}
	}
	return text != ""
}

// CheckName tells whether text can name a record: an id that is neither a name
// that the site uses itself nor one that some file system refuses.
func CheckName(text string) error {
	if reserved[text] {
		return fmt.Errorf("id %q is reserved, choose another", text)
	}
	return CheckID(text)
}

// CheckID tells whether text is a permanent id: 2 to 80 lower-case letters and
// digits in words joined by single hyphens.
func CheckID(text string) error {
	switch {
	case len(text) < 2:
		return fmt.Errorf("id %q is too short, want 2 to 80 characters", text)
	case len(text) > 80:
		return fmt.Errorf("id %q is too long (%d characters), want 2 to 80", shorten(text), len(text))
	case !words(text):
		if fixed := Slug(text); fixed != "" && fixed != text {
			return fmt.Errorf("id %q has to be lower-case letters and digits in words joined by hyphens (for example %q)", shorten(text), shorten(fixed))
		}
		return fmt.Errorf("id %q has to be lower-case letters and digits in words joined by hyphens", shorten(text))
	}
	return nil
}

// reserved holds names that the site's own folders have and device names of
// Windows, which cannot be unpacked there.
var reserved = map[string]bool{
	"index": true, "page": true, "feed": true, "assets": true, "api": true, "data": true, "search": true,
	"embed": true, "misp": true, "stix": true, "types": true, "download": true, "schema": true, "css": true, "js": true,
	"con": true, "prn": true, "aux": true, "nul": true,
	"com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
	Unidentified: true,
}

// Slug makes the nearest id from any text; it may be empty.
func Slug(text string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
		default:
			hyphen = true
		}
	}
	return b.String()
}

// shorten keeps a quoted value in a message readable.
func shorten(s string) string {
	runes := []rune(s)
	if len(runes) <= 60 {
		return s
	}
	return string(runes[:60]) + "…"
}

// Date is a calendar day, YYYY-MM-DD.
type Date string

// UnmarshalText reads a day.
func (d *Date) UnmarshalText(text []byte) error { return d.parse(string(text)) }

func (d *Date) parse(text string) error {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return fmt.Errorf("date %q is not a day, want YYYY-MM-DD", shorten(text))
	}
	*d = Date(text)
	return nil
}

// Time gives the first instant of the day in UTC.
func (d Date) Time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

// TimeZone is an IANA time zone name.
type TimeZone string

// utcNames are the names of the zone that time.LoadLocation gives as time.UTC.
var utcNames = map[string]bool{"UTC": true}

// UnmarshalText reads a zone name.
func (z *TimeZone) UnmarshalText(text []byte) error { return z.parse(string(text)) }

func (z *TimeZone) parse(name string) error {
	if name == "" || name == "Local" || strings.ContainsAny(name, `\.`) || strings.HasPrefix(name, "/") {
		return fmt.Errorf("time zone %q is not an IANA name, want one such as \"Europe/Amsterdam\" or \"UTC\"", shorten(name))
	}
	if _, known := zones.Load(TimeZone(name)); known {
		*z = TimeZone(name)
		return nil
	}
	if _, err := time.LoadLocation(name); err != nil {
		return fmt.Errorf("unknown time zone %q, want an IANA name such as \"Europe/Amsterdam\" or \"UTC\"", shorten(name))
	}
	*z = TimeZone(name)
	return nil
}

// zones keeps the zones that were read once: reading one takes a file each time.
var zones sync.Map // TimeZone -> *time.Location

// Location gives the zone; UTC for the zero value.
func (z TimeZone) Location() *time.Location {
	if loc, ok := zones.Load(z); ok {
		return loc.(*time.Location)
	}
	loc, err := time.LoadLocation(string(z))
	if err != nil {
		return time.UTC
	}
	zones.Store(z, loc)
	return loc
}

// Country is an ISO 3166-1 alpha-2 code.
type Country string

// UnmarshalText reads a code.
func (c *Country) UnmarshalText(text []byte) error { return c.parse(string(text)) }

func (c *Country) parse(code string) error {
	if !country.Known(code) {
		if found := country.Find(code); found != "" {
			return fmt.Errorf("unknown country %q, want an ISO 3166-1 code (did you mean %q?)", shorten(code), found)
		}
		return fmt.Errorf("unknown country %q, want an ISO 3166-1 code of two capital letters such as \"NL\"", shorten(code))
	}
	*c = Country(code)
	return nil
}

// Language is a BCP 47 language tag.
type Language string

// UnmarshalText reads a tag.
func (l *Language) UnmarshalText(text []byte) error { return l.parse(string(text)) }

func (l *Language) parse(text string) error {
	tag, err := language.Parse(text)
	if err != nil || len(text) < 2 || tag == language.Und {
		return fmt.Errorf("unknown language %q, want a BCP 47 tag such as \"en\", \"fr\", \"de\" or \"lb\"", shorten(text))
	}
	*l = Language(text)
	return nil
}
