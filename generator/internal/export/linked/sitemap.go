package linked

import (
	"bytes"
	"encoding/xml"
	"fmt"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// maxAddresses is how many addresses one site map may hold.
const maxAddresses = 50000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

type urlSet struct {
	XMLName xml.Name  `xml:"urlset"`
	Space   string    `xml:"xmlns,attr"`
	URLs    []address `xml:"url"`
}

type sitemapIndex struct {
	XMLName  xml.Name  `xml:"sitemapindex"`
	Space    string    `xml:"xmlns,attr"`
	Sitemaps []address `xml:"sitemap"`
}

type address struct {
	Location string      `xml:"loc"`
	Changed  record.Date `xml:"lastmod,omitempty"`
}

// Sitemap writes the site map of pages, paths below the site's root: one file, or
// an index of several where there are too many. A page whose last change no record
// tells has none. A preview has no site map.
func Sitemap(site view.Site, a *archive.Archive, pages []string, emit view.Emit) error {
	if site.Params.NoIndex {
		return nil
	}
	return sitemaps(site, a, pages, emit, maxAddresses)
}

// sitemaps writes site maps of at most limit addresses.
func sitemaps(site view.Site, a *archive.Archive, pages []string, emit view.Emit, limit int) error {
	changed := changes(a)
	all := make([]address, 0, len(pages))
	for _, path := range pages {
		all = append(all, address{site.At(path), changed[path]})
	}
	if len(all) <= limit {
		return emitXML(emit, "sitemap.xml", urlSet{Space: sitemapSpace, URLs: all})
	}
	index := sitemapIndex{Space: sitemapSpace}
	for n := 1; len(all) > 0; n++ {
		part := all[:min(len(all), limit)]
		all = all[len(part):]
		name := fmt.Sprintf("sitemap-%d.xml", n)
		if err := emitXML(emit, name, urlSet{Space: sitemapSpace, URLs: part}); err != nil {
			return err
		}
		index.Sitemaps = append(index.Sitemaps, address{site.At(name), a.Date})
	}
	return emitXML(emit, "sitemap.xml", index)
}

// changes gives the day of the last change of each page that shows records.
func changes(a *archive.Archive) map[string]record.Date {
	days := map[string]record.Date{"": a.Date, "incidents/": a.Date, "statistics/": a.Date, "data/": a.Date, "search/": a.Date}
	for _, i := range a.Incidents {
		days["incidents/"+i.ID+"/"] = i.Modified
		if i.Withdrawn != nil {
			days["incidents/"+i.ID+"/"] = max(i.Modified, i.Withdrawn.Date)
		}
	}
	for _, s := range a.Services {
		days["services/"+s.ID+"/"] = lastChange(s.Incidents)
	}
	for _, o := range a.Organisations {
		days["organisations/"+o.ID+"/"] = lastChange(o.Incidents)
	}
	for _, kind := range a.Groupings() {
		for _, g := range kind.Groups {
			days[kind.Path+g.Slug()+"/"] = lastChange(g.Incidents)
		}
	}
	for _, m := range a.Months {
		days[fmt.Sprintf("years/%04d/%02d/", m.Year, m.Month)] = lastChange(m.Incidents)
	}
	return days
}

func lastChange(incidents []*archive.Incident) record.Date {
	var last record.Date
	for _, i := range incidents {
		last = max(last, i.Modified)
	}
	return last
}

// emitXML hands on an XML document.
func emitXML(emit view.Emit, name string, root any) error {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(root); err != nil {
		return err
	}
	b.WriteByte('\n')
	return emit(name, b.Bytes())
}
