package feed

import (
	"encoding/xml"
	"testing"
	"unicode/utf8"

	"incidentarchive/generator/internal/export/exporttest"
	"incidentarchive/generator/internal/record"
)

// FuzzDocument writes items of feeds with any text and reads them back.
func FuzzDocument(f *testing.F) {
	for _, text := range exporttest.Texts {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, title, content string) {
		if !utf8.ValidString(title+content) || record.WithoutHidden(title+content) != title+content {
			return // such text does not get into a record
		}
		data, err := document(rssItem{Title: title, Description: content, Categories: []string{title}, GUID: rssGUID{true, title}})
		if err != nil {
			t.Fatal(err)
		}
		var item rssItem
		if err := xml.Unmarshal(data, &item); err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		if item.Title != title || item.Description != content || len(item.Categories) != 1 || item.Categories[0] != title || item.GUID.ID != title {
			t.Errorf("%q and %q come back as %+v", title, content, item)
		}
	})
}
