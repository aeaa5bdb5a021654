package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"

	"incidentarchive/generator/internal/export/exporttest"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

func TestEveryFeedIsRead(t *testing.T) {
	for name, v := range exporttest.Views(t) {
		t.Run(name, func(t *testing.T) {
			files := exporttest.Export(t, v, Write)
			want := 1 + len(v.Archive.Services) + len(v.Archive.Organisations) +
				len(record.Values(record.Sector(""))) + len(record.Values(record.RootCause(""))) + len(record.Values(record.Type(""))) +
				len(v.Archive.Techniques) + len(v.Archive.Countries) + len(v.Archive.Years)
			got := map[string]int{}
			for file, data := range files {
				base := path.Base(file)
				got[base]++
				if base == "incidents.ics" {
					continue
				}
				f, err := gofeed.NewParser().Parse(bytes.NewReader(data))
				if err != nil {
					t.Fatalf("%s: %v", file, err)
				}
				checkFeed(t, v, file, f)
				if base != "feed.json" {
					checkXML(t, file, data)
				}
			}
			for _, base := range []string{"feed.xml", "feed.atom", "feed.json"} {
				if got[base] != want {
					t.Errorf("there are %d files %s, want %d", got[base], base, want)
				}
			}
		})
	}
}

func checkFeed(t *testing.T, v *view.View, file string, f *gofeed.Feed) {
	t.Helper()
	if f.Title == "" || !strings.HasPrefix(f.Link, v.Site.BaseURL) {
		t.Errorf("%s: title %q, link %q", file, f.Title, f.Link)
	}
	if f.FeedLink != v.Site.At(file) {
		t.Errorf("%s: says that it stands at %q", file, f.FeedLink)
	}
	if file == "feed."+path.Ext(file)[1:] && len(f.Items) < min(least, len(v.Records)) {
		t.Errorf("%s has %d entries", file, len(f.Items))
	}
	seen := map[string]bool{}
	for _, item := range f.Items {
		r := v.Record(v.Archive.Incident(path.Base(item.Link)))
		if seen[item.GUID] {
			t.Errorf("%s: entry %q stands twice", file, item.GUID)
		}
		seen[item.GUID] = true
		title := r.Title
		if r.Withdrawn != nil {
			title = "Withdrawn: " + title
		}
		if item.Title != title && item.Title != strings.TrimSpace(title) {
			t.Errorf("%s: title is %q, want %q", file, item.Title, title)
		}
		if item.GUID != v.Site.Incident(view.Origin(r.Incident)) || item.PublishedParsed == nil || !item.PublishedParsed.Equal(r.Published.Time()) {
			t.Errorf("%s: id %q, published %v", file, item.GUID, item.Published)
		}
		if path.Ext(file) != ".xml" && (item.UpdatedParsed == nil || !item.UpdatedParsed.Equal(r.Modified.Time())) {
			t.Errorf("%s: updated %v, want %s", file, item.Updated, r.Modified)
		}
		if content := item.Content + item.Description; !strings.Contains(content, "Start: ") || strings.Contains(content, "<script") {
			t.Errorf("%s: content is %q", file, content)
		}
	}
}

// checkXML reads a document to its end, strictly.
func checkXML(t *testing.T, file string, data []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Errorf("%s: %v", file, err)
			return
		}
	}
}

func TestJSONFeedFollowsTheStandard(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	var f struct {
		Version string
		Items   []struct {
			ID, URL, Title string
			Content        string                              `json:"content_html"`
			Incident       struct{ Start, End map[string]any } `json:"_incident"`
		}
	}
	if err := json.Unmarshal(exporttest.Export(t, v, Write)["feed.json"], &f); err != nil {
		t.Fatal(err)
	}
	if f.Version != "https://jsonfeed.org/version/1.1" || len(f.Items) != len(v.Records) {
		t.Errorf("version %q with %d items", f.Version, len(f.Items))
	}
	for _, item := range f.Items {
		if item.ID == "" || item.Content == "" || item.Incident.Start["value"] == "" {
			t.Errorf("item %q lacks something", item.Title)
		}
		if _, there := item.Incident.End["earliest"]; !there {
			t.Errorf("item %q has no bounds of its end", item.Title)
		}
	}
}

func TestLatest(t *testing.T) {
	v := exporttest.View(t, exporttest.Many(t, 300))
	files := exporttest.Export(t, v, Write)
	f, err := gofeed.NewParser().Parse(bytes.NewReader(files["feed.atom"]))
	if err != nil {
		t.Fatal(err)
	}
	// 30 records changed on the archive's day, 30 others just 30 days before, the rest earlier.
	if len(f.Items) != 60 {
		t.Errorf("the feed has %d entries, want the 60 of the last 30 days", len(f.Items))
	}
	for n := 1; n < len(f.Items); n++ {
		if f.Items[n].UpdatedParsed.After(*f.Items[n-1].UpdatedParsed) {
			t.Errorf("entry %d is newer than the one before it", n)
		}
	}
	var small *gofeed.Feed
	if small, err = gofeed.NewParser().Parse(bytes.NewReader(files["services/service-1/feed.atom"])); err != nil {
		t.Fatal(err)
	}
	if got, want := len(small.Items), min(least, len(v.Archive.Service("service-1").Incidents)); got != want {
		t.Errorf("the service's feed has %d entries, want %d", got, want)
	}
}

func TestFeedsStartWithTheLatestChange(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	f, err := gofeed.NewParser().Parse(bytes.NewReader(exporttest.Export(t, v, Write)["feed.atom"]))
	if err != nil {
		t.Fatal(err)
	}
	if want := time.Date(2025, 1, 20, 0, 0, 0, 0, time.UTC); !f.UpdatedParsed.Equal(want) {
		t.Errorf("the feed was updated %v, want %v", f.UpdatedParsed, want)
	}
	if want := v.Site.Incident("2024-hostile-00"); f.Items[0].Link != want {
		t.Errorf("the first entry is %s, want %s", f.Items[0].Link, want)
	}
}

func TestFilesAreListed(t *testing.T) {
	kinds := map[string]bool{}
	for _, f := range Files() {
		kinds[f.Path] = true
	}
	got := map[string]bool{}
	for file := range exporttest.Export(t, exporttest.View(t, exporttest.Hostile(t)), Write) {
		if parts := strings.Split(file, "/"); len(parts) == 3 {
			parts[1] = "{id}"
			file = strings.Join(parts, "/")
		}
		got[file] = true
	}
	if diff := cmp.Diff(kinds, got); diff != "" {
		t.Errorf("kinds of files (-listed +written):\n%s", diff)
	}
}

func BenchmarkWrite(b *testing.B) {
	v := exporttest.View(b, exporttest.Many(b, 1000))
	b.ReportAllocs()
	for b.Loop() {
		exporttest.Export(b, v, Write)
	}
}
