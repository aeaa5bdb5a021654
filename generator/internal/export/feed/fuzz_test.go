package feed

import (
	"encoding/xml"
	"testing"
	"unicode/utf8"

	"incidentarchive/generator/internal/export/exporttest"
	"incidentarchive/generator/internal/record"
)

// FuzzDocument writes elements with any text and reads them back.
func FuzzDocument(f *testing.F) {
	for _, text := range exporttest.Texts {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, title, content string) {
		if !utf8.ValidString(title+content) || record.WithoutHidden(title+content) != title+content {
			return // such text does not get into a record
		}
		var m markup
		m.open("item")
		m.element("title", title)
		m.element("description", content)
		m.element("guid", "", "id", title)
		m.close("item")
		var item struct {
			Title       string `xml:"title"`
			Description string `xml:"description"`
			GUID        struct {
				ID string `xml:"id,attr"`
			} `xml:"guid"`
		}
		if err := xml.Unmarshal(m.b, &item); err != nil {
			t.Fatalf("%q: %v", m.b, err)
		}
		if item.Title != title || item.Description != content || item.GUID.ID != title {
			t.Errorf("%q and %q come back as %+v", title, content, item)
		}
	})
}
