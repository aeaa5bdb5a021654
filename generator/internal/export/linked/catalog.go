package linked

import (
	"encoding/json"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/export/table"
	"incidentarchive/generator/internal/export/view"
)

// prefixes are the name spaces of the catalogue.
var prefixes = node{
	"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
	"vcard": "http://www.w3.org/2006/vcard/ns#", "spdx": "http://spdx.org/rdf/terms#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}

// Catalog gives the catalogue of the data in JSON-LD, after DCAT-AP 3.0: one
// data set with a distribution for each file.
func Catalog(v *view.View, resources []table.Resource) ([]byte, error) {
	site := v.Site
	var distributions []node
	for _, r := range resources {
		d := node{
			"@id": site.At(r.Path) + "#distribution", "@type": "dcat:Distribution",
			"dct:title": literal(r.Title), "dct:description": literal(r.Description),
			"dcat:accessURL": ref(site.At(table.Root)), "dcat:downloadURL": ref(site.At(r.Path)),
			"dcat:mediaType":   ref("http://www.iana.org/assignments/media-types/" + r.MediaType),
			"dcat:byteSize":    typed(strconv.Itoa(r.Bytes), "xsd:nonNegativeInteger"),
			"dct:modified":     typed(string(v.Date()), "xsd:date"),
			"spdx:checksum":    node{"@type": "spdx:Checksum", "spdx:algorithm": ref("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"), "spdx:checksumValue": typed(r.SHA256, "xsd:hexBinary")},
			"dct:conformsTo":   conformsTo(r),
			"dct:accessRights": ref("http://publications.europa.eu/resource/authority/access-right/PUBLIC"),
		}
		if d["dct:conformsTo"] == nil {
			delete(d, "dct:conformsTo")
		}
		setLicense(d, site)
		distributions = append(distributions, d)
	}
	publisher := node{"@id": site.At("") + "#publisher", "@type": "foaf:Agent", "foaf:name": literal(site.Publisher())}
	dataset := node{
		"@id": datasetID(site), "@type": "dcat:Dataset",
		"dct:title": literal(site.Title), "dct:description": literal(site.Description()), "dct:identifier": datasetID(site),
		"dct:publisher": publisher, "dcat:landingPage": ref(site.At(table.Root)),
		"dct:modified": typed(string(v.Date()), "xsd:date"), "dct:accrualPeriodicity": ref("http://publications.europa.eu/resource/authority/frequency/IRREG"),
		"dct:accessRights":  ref("http://publications.europa.eu/resource/authority/access-right/PUBLIC"),
		"dcat:keyword":      []node{literal("incidents"), literal("outages"), literal("cyberattacks"), literal("availability")},
		"dcat:distribution": distributions,
	}
	if span := period(v.Archive); !span.IsZero() {
		dataset["dct:temporal"] = node{"@type": "dct:PeriodOfTime",
			"dcat:startDate": typed(view.Instant(span.Earliest), "xsd:dateTime"), "dcat:endDate": typed(view.Instant(span.Latest), "xsd:dateTime")}
	}
	if contact := site.Contact(); contact != "" {
		property := "vcard:hasURL"
		if strings.HasPrefix(contact, "mailto:") {
			property = "vcard:hasEmail"
		}
		dataset["dcat:contactPoint"] = node{"@type": "vcard:Organization", "vcard:fn": site.Publisher(), property: ref(contact)}
	}
	catalog := node{
		"@context": prefixes, "@id": site.At(CatalogFile.Path), "@type": "dcat:Catalog",
		"dct:title": literal(site.Title), "dct:description": literal(site.Description()), "dct:publisher": publisher,
		"foaf:homepage": ref(site.At("")), "dct:modified": typed(string(v.Date()), "xsd:date"), "dcat:dataset": dataset,
	}
	setLicense(catalog, site)
	data, err := json.MarshalIndent(catalog, "", " ")
	return append(data, '\n'), err
}

func literal(text string) node { return node{"@value": text, "@language": "en"} }

func typed(text, kind string) node { return node{"@value": text, "@type": kind} }

func ref(address string) node { return node{"@id": address} }

func setLicense(n node, site view.Site) {
	if address := site.Params.LicenseURL; address != "" {
		n["dct:license"] = ref(address)
	}
}

// conformsTo names the standard that a file follows.
func conformsTo(r table.Resource) any {
	switch {
	case r.Table != nil:
		return ref("https://www.rfc-editor.org/rfc/rfc4180")
	case r.Name() == "datapackage.json":
		return ref("https://datapackage.org/profiles/2.0/datapackage.json")
	}
	return nil
}
