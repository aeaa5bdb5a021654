package linked

import (
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/export/table"
	"incidentarchive/generator/internal/export/view"
)

// Dataset describes the page data/ in the words of schema.org: a Dataset with
// its downloads. It can stand in a script element as it is.
func Dataset(c *config.Config, a *archive.Archive) []byte {
	site := view.Site{Config: c}
	var downloads []node
	for _, f := range table.Files() {
		downloads = append(downloads, node{
			"@type": "DataDownload", "name": f.Title, "description": f.Description, "contentUrl": site.At(f.Path), "encodingFormat": f.MediaType,
		})
	}
	n := node{
		"@context": "https://schema.org", "@type": "Dataset", "@id": datasetID(site), "url": site.At(table.Root), "name": site.Title,
		"description": site.Description(), "isAccessibleForFree": true, "inLanguage": c.Language,
		"creator": organisation(site.Publisher()), "publisher": organisation(site.Publisher()),
		"distribution": downloads, "keywords": []string{"incidents", "outages", "cyberattacks", "availability"},
		"variableMeasured": []string{"start", "end", "duration", "services affected", "root cause"},
	}
	n.set("license", c.Params.LicenseURL)
	n.set("dateModified", string(a.Date))
	n.set("version", string(a.Date))
	if span := period(a); !span.IsZero() {
		n["temporalCoverage"] = coverage(span, span)
	}
	return encode(n)
}

// period gives the time from the earliest start of all incidents to the end of
// the day as of which the archive speaks.
func period(a *archive.Archive) edtf.Bounds {
	var b edtf.Bounds
	for _, i := range a.Incidents {
		if first := i.Start.Earliest; !first.IsZero() && (b.Earliest.IsZero() || first.Before(b.Earliest)) {
			b.Earliest = first
		}
	}
	if !b.Earliest.IsZero() {
		b.Latest = a.Date.Time()
	}
	return b
}
