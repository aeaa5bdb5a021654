package linked

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

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

// sitemap writes the site map: one file, or an index of several where there are
// too many pages. A page whose last change no record tells has none.
func sitemap(v *view.View, emit view.Emit) error {
	if v.Site.Params.NoIndex {
		return nil
	}
	return sitemaps(v, emit, maxAddresses)
}

// sitemaps writes site maps of at most limit addresses.
func sitemaps(v *view.View, emit view.Emit, limit int) error {
	all := addresses(v)
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
		index.Sitemaps = append(index.Sitemaps, address{v.Site.At(name), v.Archive.Date})
	}
	return emitXML(emit, "sitemap.xml", index)
}

// addresses lists all pages with the day of their last change.
func addresses(v *view.View) []address {
	a, site := v.Archive, v.Site
	list := []address{{site.At(""), a.Date}, {site.At("incidents/"), a.Date}, {site.At("statistics/"), a.Date}}
	if a.Page("data") != nil {
		list = append(list, address{site.At("data/"), a.Date})
	}
	for _, path := range []string{"services/", "organisations/"} {
		list = append(list, address{Location: site.At(path)})
	}
	for _, i := range a.Incidents {
		changed := i.Modified
		if i.Withdrawn != nil {
			changed = max(changed, i.Withdrawn.Date)
		}
		list = append(list, address{site.Incident(i.ID), changed})
	}
	for _, s := range a.Services {
		list = append(list, address{site.Service(s.ID), lastChange(s.Incidents)})
	}
	for _, o := range a.Organisations {
		list = append(list, address{site.Organisation(o.ID), lastChange(o.Incidents)})
	}
	for _, kind := range []struct {
		path   string
		groups []*archive.Group
	}{
		{"years/", a.Years}, {"sectors/", a.Sectors}, {"root-causes/", a.RootCauses}, {"techniques/", a.Techniques}, {"countries/", a.Countries},
	} {
		if kind.path != "years/" {
			list = append(list, address{Location: site.At(kind.path)})
		}
		for _, g := range kind.groups {
			list = append(list, address{site.At(kind.path + view.GroupPath(g.ID) + "/"), lastChange(g.Incidents)})
		}
	}
	for _, p := range a.Pages {
		if p.ID != "home" && p.ID != "data" {
			list = append(list, address{Location: site.At(p.ID + "/")})
		}
	}
	return slices.DeleteFunc(list, func(x address) bool {
		return x.Location == "" || site.Off(strings.TrimPrefix(x.Location, site.BaseURL))
	})
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
