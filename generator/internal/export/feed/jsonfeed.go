package feed

import (
	"bytes"
	"encoding/json"

	"incidentarchive/generator/internal/export/view"
)

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePage    string       `json:"home_page_url"`
	FeedURL     string       `json:"feed_url"`
	Description string       `json:"description"`
	Language    string       `json:"language"`
	Authors     []jsonAuthor `json:"authors"`
	Items       []jsonItem   `json:"items"` // empty here: they are written already
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	Content   string       `json:"content_html"`
	Published string       `json:"date_published"`
	Modified  string       `json:"date_modified"`
	Tags      []string     `json:"tags"`
	Incident  jsonIncident `json:"_incident"` // an extension, as JSON Feed allows them
}

// jsonIncident is what the format itself has no place for.
type jsonIncident struct {
	About    string         `json:"about"` // where the extension is described
	ID       string         `json:"id"`
	Start    view.TimeFact  `json:"start"`
	End      view.TimeFact  `json:"end"`
	Duration *view.Duration `json:"duration"`
	API      string         `json:"api,omitempty"`
}

// json writes what stands around the items of a JSON Feed 1.1.
func (w *writer) json(s scope, _ []*entry) (head, tail []byte, err error) {
	title, description, page := w.head(s)
	data, err := json.Marshal(jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: title, HomePage: page, FeedURL: w.Site.At(s.path + "feed.json"),
		Description: description, Language: w.Site.Language, Authors: []jsonAuthor{{w.Site.Publisher()}}, Items: []jsonItem{},
	})
	return bytes.TrimSuffix(data, []byte("]}")), []byte("]}\n"), err
}

// json writes the entry as an item of JSON Feed.
func (e *forms) json(b []byte) ([]byte, error) {
	about := e.site.At("data/")
	if !e.site.On("data") {
		about = e.site.At("")
	}
	data, err := json.Marshal(jsonItem{
		ID: e.id, URL: e.View.URL, Title: e.title(), Content: e.content, Tags: e.categories(),
		Published: view.Instant(e.Published.Time()), Modified: view.Instant(e.Modified.Time()),
		Incident: jsonIncident{
			about, e.ID, e.View.Start, e.View.End, e.View.Duration, e.api(),
		},
	})
	return append(b, data...), err
}
