package searchtest

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"incidentarchive/generator/internal/search"
)

// SetDate sets the start of d and makes its id from the date and the title, as
// those of records are; month and day may be 0.
func SetDate(d *search.Document, year, month, day int) {
	if year < 1 || year > 2026 {
		year, month, day = 2000, 0, 0
	}
	at := func(y, m, day int) time.Time { return time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC) }
	switch {
	case month == 0:
		d.Date = fmt.Sprintf("%04d", year)
		d.DateText = d.Date
		d.Earliest, d.Latest = at(year, 1, 1), at(year+1, 1, 0)
	case day == 0:
		d.Date = fmt.Sprintf("%04d-%02d", year, month)
		d.DateText = fmt.Sprintf("%s %d", time.Month(month), year)
		d.Earliest, d.Latest = at(year, month, 1), at(year, month+1, 0)
	default:
		d.Date = fmt.Sprintf("%04d-%02d-%02d", year, month, day)
		d.DateText = fmt.Sprintf("%d %s %d", day, time.Month(month), year)
		d.Earliest, d.Latest = at(year, month, day), at(year, month, day)
	}
	d.ID = d.Date + "-" + cmp.Or(cutSlug(Slug(d.Title), 40), "incident")
	d.URL = "incidents/" + d.ID + "/"
}

// cutSlug keeps the words of s that end within n letters.
func cutSlug(s string, n int) string {
	if len(s) > n {
		s = s[:strings.LastIndexByte(s[:n+1], '-')+1]
	}
	return strings.Trim(s, "-")
}

// number tells documents of one id apart.
func number(docs []search.Document) {
	seen := make(map[string]bool, len(docs))
	for i := range docs {
		d := &docs[i]
		id := d.ID
		for n := 2; seen[d.ID]; n++ {
			d.ID = fmt.Sprintf("%s-%d", id, n)
			d.URL = "incidents/" + d.ID + "/"
		}
		seen[d.ID] = true
	}
}

// Slug returns s as the words of an id.
func Slug(s string) string {
	return strings.Join(strings.FieldsFunc(search.Fold(s), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }), "-")
}
