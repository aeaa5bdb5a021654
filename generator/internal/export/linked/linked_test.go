package linked

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/export/exporttest"
	"incidentarchive/generator/internal/export/table"
	"incidentarchive/generator/internal/export/view"
)

func TestJSONLDIsSafeInAScript(t *testing.T) {
	for name, v := range exporttest.Views(t) {
		for _, data := range append(reports(v), Dataset(v.Site.Config, v.Archive)) {
			if bytes.ContainsAny(data, "<>&\u2028\u2029\n") {
				t.Errorf("%s: %s", name, data)
			}
			var n map[string]any
			if err := json.Unmarshal(data, &n); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if n["@context"] != "https://schema.org" || n["name"] == nil && n["headline"] == nil {
				t.Errorf("%s: %s", name, data)
			}
		}
	}
}

func reports(v *view.View) [][]byte {
	var list [][]byte
	for _, r := range v.Records {
		list = append(list, JSONLD(v.Site.Config, r.Incident))
	}
	return list
}

type reportForm struct {
	Type     string `json:"@type"`
	Headline string
	Modified string `json:"dateModified"`
	Coverage string `json:"temporalCoverage"`
	Temporal []string
	Status   string `json:"creativeWorkStatus"`
	About    struct {
		Type       string `json:"@type"`
		Start, End string
		StartDate  string
		EndDate    string
	}
	Citation   []map[string]any
	Correction []struct{ Text string }
}

func TestReport(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	get := func(id string) (r reportForm) {
		if err := json.Unmarshal(JSONLD(v.Site.Config, v.Archive.Incident(id)), &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	for id, want := range map[string][3]string{
		"2024-hostile-00": {"2024", "", "2023-12-31T23:00:00Z/.."},
		"2024-hostile-01": {"2024-03", "2024-03", "2024-02-29T23:00:00Z/2024-03-31T21:59:59Z"},
		"2024-hostile-03": {"2024-03-04T10:00:00+01:00", "2024-03-04T12:30:00+01:00", "2024-03-04T09:00:00Z/2024-03-04T11:30:00Z"},
		"2024-hostile-06": {"", "", "2024-01-30T23:00:00Z/2024-03-21T13:30:00Z"},
		"2024-hostile-07": {"", "2024-08-01", "../2024-08-01T21:59:59Z"},
		"2024-hostile-09": {"", "", "2023-12-31T23:00:00Z/2024-12-31T22:59:00Z"},
	} {
		r := get(id)
		if got := [3]string{r.About.StartDate, r.About.EndDate, r.Coverage}; got != want {
			t.Errorf("%s: times %q, want %q", id, got, want)
		}
		if r.Type != "Report" || r.About.Type != "Event" || len(r.Citation) != 1 || r.Citation[0]["url"] == nil {
			t.Errorf("%s: %+v", id, r)
		}
		if len(r.Correction) != 1 || !strings.Contains(r.Correction[0].Text, "was superseded") {
			t.Errorf("%s: corrections %v", id, r.Correction)
		}
	}
	if r := get("2024-hostile-04"); r.Status != "Withdrawn" || !strings.HasPrefix(r.Correction[0].Text, "Withdrawn: ") {
		t.Errorf("the withdrawn record says %+v", r)
	}
	if r := get("2024-hostile-06"); r.Temporal[0] != "start: [2024-01-31,2024-02-07] (2024-01-30T23:00:00Z/2024-02-07T22:59:59Z)" {
		t.Errorf("the start is told as %q", r.Temporal[0])
	}
}

func TestDataset(t *testing.T) {
	v := exporttest.View(t, archivetest.Repository(t))
	var d struct {
		Coverage     string `json:"temporalCoverage"`
		Distribution []struct{ ContentURL, EncodingFormat string }
	}
	if err := json.Unmarshal(Dataset(v.Site.Config, v.Archive), &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Distribution) != len(table.Files()) {
		t.Errorf("there are %d downloads, want %d", len(d.Distribution), len(table.Files()))
	}
	if want := "/" + view.Instant(v.Archive.Date.Time()); !strings.HasSuffix(d.Coverage, want) {
		t.Errorf("the data cover %s, want an end %s", d.Coverage, want)
	}
}

func TestCatalog(t *testing.T) {
	for name, v := range exporttest.Views(t) {
		var files exporttest.Files
		resources, err := table.Write(context.Background(), v, files.Emit)
		if err != nil {
			t.Fatal(err)
		}
		data, err := Catalog(v, resources)
		if err != nil {
			t.Fatal(err)
		}
		var c struct {
			Type    string `json:"@type"`
			Dataset struct {
				Distribution []struct {
					Download struct {
						ID string `json:"@id"`
					} `json:"dcat:downloadURL"`
					Size struct {
						Value string `json:"@value"`
					} `json:"dcat:byteSize"`
				} `json:"dcat:distribution"`
			} `json:"dcat:dataset"`
		}
		if err := json.Unmarshal(data, &c); err != nil {
			t.Fatal(err)
		}
		if c.Type != "dcat:Catalog" || len(c.Dataset.Distribution) != len(resources) {
			t.Errorf("%s: type %s, %d distributions, want %d", name, c.Type, len(c.Dataset.Distribution), len(resources))
		}
		for _, d := range c.Dataset.Distribution {
			file := files.Data[strings.TrimPrefix(d.Download.ID, v.Site.BaseURL)]
			if d.Size.Value != fmt.Sprint(len(file)) {
				t.Errorf("%s: %s has %d bytes, announced are %s", name, d.Download.ID, len(file), d.Size.Value)
			}
		}
		// Terms of these name spaces are all that stands in the catalogue.
		checkTerms(t, data)
	}
}

func checkTerms(t *testing.T, data []byte) {
	t.Helper()
	var walk func(value any)
	walk = func(value any) {
		switch v := value.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for key, x := range v {
				prefix, _, _ := strings.Cut(key, ":")
				if key == "@context" {
					continue
				}
				if _, known := prefixes[prefix]; !known && !strings.HasPrefix(key, "@") {
					t.Errorf("term %q has no name space", key)
				}
				walk(x)
			}
		}
	}
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	walk(value)
}

type sitemapForm struct {
	XMLName xml.Name
	URL     []struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod"`
	} `xml:"url"`
	Sitemap []struct {
		Loc string `xml:"loc"`
	} `xml:"sitemap"`
}

// siteMap writes the site map of some pages, at most limit in one file.
func siteMap(limit int) func(context.Context, *view.View, view.Emit) error {
	return func(_ context.Context, v *view.View, emit view.Emit) error {
		return sitemaps(v.Site, v.Archive, sitePages(v.Archive), emit, limit)
	}
}

func sitePages(a *archive.Archive) []string {
	pages := []string{"", "data/"}
	for _, i := range a.Incidents {
		pages = append(pages, "incidents/"+i.ID+"/")
	}
	for _, s := range a.Services {
		pages = append(pages, "services/"+s.ID+"/")
	}
	for _, kind := range a.Groupings() {
		for _, g := range kind.Groups {
			pages = append(pages, kind.Path+g.Slug()+"/")
		}
	}
	return pages
}

func TestSitemap(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	var s sitemapForm
	if err := xml.Unmarshal(exporttest.Export(t, v, siteMap(maxAddresses))["sitemap.xml"], &s); err != nil {
		t.Fatal(err)
	}
	changed := map[string]string{}
	for _, u := range s.URL {
		if _, twice := changed[u.Loc]; twice || !strings.HasPrefix(u.Loc, v.Site.BaseURL) || !strings.HasSuffix(u.Loc, "/") {
			t.Errorf("address %q", u.Loc)
		}
		changed[u.Loc] = u.LastMod
		if u.LastMod != "" {
			if _, err := time.Parse(time.DateOnly, u.LastMod); err != nil {
				t.Error(err)
			}
		}
	}
	for address, want := range map[string]string{
		"":                              "2025-01-20",
		"incidents/2024-hostile-02/":    "2025-01-18",
		"incidents/2024-hostile-04/":    "2025-02-01",
		"services/service-3/":           "2025-01-17",
		"services/unused/":              "",
		"techniques/availability-ddos/": "2025-01-20",
		"countries/lu/":                 "2025-01-20",
		"years/2024/":                   "2025-01-20",
		"data/":                         "2025-01-20",
	} {
		if got, there := changed[v.Site.At(address)]; !there || got != want {
			t.Errorf("%q changed on %q (listed: %v), want %q", address, got, there, want)
		}
	}
}

func TestLargeSitemap(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	const limit = 20
	files := exporttest.Export(t, v, siteMap(limit))
	var index sitemapForm
	if err := xml.Unmarshal(files["sitemap.xml"], &index); err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, s := range index.Sitemap {
		var part sitemapForm
		if err := xml.Unmarshal(files[strings.TrimPrefix(s.Loc, v.Site.BaseURL)], &part); err != nil {
			t.Fatalf("%s: %v", s.Loc, err)
		}
		if len(part.URL) > limit {
			t.Errorf("%s has %d addresses", s.Loc, len(part.URL))
		}
		total += len(part.URL)
	}
	if want := len(sitePages(v.Archive)); total != want {
		t.Errorf("the site maps have %d addresses, want %d", total, want)
	}
}

func TestSmallFiles(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	files := exporttest.Export(t, v, Write)
	if got, want := string(files["robots.txt"]), "User-agent: *\nAllow: /\n\nSitemap: https://example.org/archive/sitemap.xml\n"; got != want {
		t.Errorf("robots.txt is %q, want %q", got, want)
	}
	want := "Contact: mailto:corrections@example.org\nExpires: 2026-01-15T00:00:00Z\nPreferred-Languages: en\nCanonical: https://example.org/archive/.well-known/security.txt\n"
	if got := string(files[".well-known/security.txt"]); got != want {
		t.Errorf("security.txt is %q, want %q", got, want)
	}
	var o struct {
		XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		ShortName   string
		Description string
		URL         []struct {
			Template string `xml:"template,attr"`
		} `xml:"Url"`
	}
	d := xml.NewDecoder(bytes.NewReader(files["opensearch.xml"]))
	if err := d.Decode(&o); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	if o.ShortName != "Incident archive" || o.Description != v.Site.Description() || o.URL[0].Template != "https://example.org/archive/search/?q={searchTerms}" {
		t.Errorf("opensearch.xml is %+v", o)
	}
}

func TestPreviewsStayHidden(t *testing.T) {
	a := exporttest.Hostile(t)
	c := exporttest.Config()
	c.Params.NoIndex, c.Params.Contact = true, ""
	v, err := view.New(t.Context(), a, c)
	if err != nil {
		t.Fatal(err)
	}
	files := exporttest.Export(t, v, func(ctx context.Context, v *view.View, emit view.Emit) error {
		return errors.Join(Write(ctx, v, emit), Sitemap(v.Site, v.Archive, sitePages(v.Archive), emit))
	})
	if got := string(files["robots.txt"]); got != "User-agent: *\nDisallow: /\n" {
		t.Errorf("robots.txt is %q", got)
	}
	for _, name := range []string{"sitemap.xml", ".well-known/security.txt"} {
		if files[name] != nil {
			t.Errorf("%s is there", name)
		}
	}
}

func BenchmarkJSONLD(b *testing.B) {
	v := exporttest.View(b, exporttest.Many(b, 10))
	b.ReportAllocs()
	for b.Loop() {
		JSONLD(v.Site.Config, v.Records[0].Incident)
	}
}
