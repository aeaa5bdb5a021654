package linked

import (
	"fmt"
	"strings"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/export/table"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/prose"
	"incidentarchive/generator/internal/record"
)

// JSONLD describes an incident's page in the words of schema.org: a Report about
// an Event, with its sources as citations and with what was superseded or
// withdrawn as corrections. It can stand in a script element as it is.
func JSONLD(c *config.Config, i *archive.Incident) []byte {
	site := view.Site{Config: c}
	page, loc := site.Incident(i.ID), i.Location()
	n := node{
		"@context": "https://schema.org", "@type": "Report", "@id": page, "url": page, "identifier": i.ID,
		"headline": i.Title, "description": prose.Plain(i.Summary), "inLanguage": c.Language, "isAccessibleForFree": true,
		"datePublished": string(i.Published), "dateModified": string(i.Modified),
		"publisher":        organisation(site.Publisher()),
		"temporalCoverage": coverage(i.Start, i.End), "temporal": temporal(i),
		"about": event(site, i, loc), "mentions": services(site, i), "citation": citations(i, loc),
		"keywords": keywords(i),
	}
	if c.On("data") {
		n["isPartOf"] = node{"@type": "Dataset", "@id": datasetID(site), "name": site.Title}
		n["encoding"] = node{"@type": "MediaObject", "contentUrl": site.At("api/v1/incidents/" + i.ID + ".json"), "encodingFormat": "application/json"}
	}
	n.set("license", c.Params.LicenseURL)
	if list := corrections(i, loc); len(list) > 0 {
		n["correction"] = list
	}
	if i.Withdrawn != nil {
		n["creativeWorkStatus"] = "Withdrawn"
	}
	return encode(n)
}

func organisation(name string) node { return node{"@type": "Organization", "name": name} }

func datasetID(site view.Site) string { return site.At(table.Root) + "#dataset" }

// event describes the incident itself.
func event(site view.Site, i *archive.Incident, loc *time.Location) node {
	n := node{"@type": "Event", "@id": site.Incident(i.ID) + "#event", "name": i.Title}
	n.set("startDate", plainDate(i.Incident.Start.Value, loc))
	n.set("endDate", plainDate(i.Incident.End.Value.Time, loc))
	var places []node
	for _, code := range i.Countries {
		places = append(places, node{"@type": "Country", "identifier": string(code), "name": country.Name(string(code))})
	}
	n["location"] = places
	return n
}

// plainDate writes a time that schema.org can hold without saying more than the
// record: one point without qualifiers. It is empty for all others, whose bounds
// stand in temporalCoverage.
func plainDate(v edtf.Value, loc *time.Location) string {
	text := v.String()
	if v.IsZero() || strings.ContainsAny(text, "[/X~?%") {
		return ""
	}
	if v.Precision() < edtf.Minute {
		return text
	}
	return v.Bounds(loc).Earliest.In(loc).Format(time.RFC3339)
}

// coverage gives the time from the earliest start to the latest end, as an ISO
// 8601 interval in which ".." is open.
func coverage(start, end edtf.Bounds) string {
	bound := func(t time.Time) string {
		if t.IsZero() {
			return ".."
		}
		return view.Instant(t)
	}
	return bound(start.Earliest) + "/" + bound(end.Latest)
}

// temporal gives the times as the record does, with their bounds.
func temporal(i *archive.Incident) []string {
	line := func(name, text string, b edtf.Bounds) string {
		if b.IsZero() {
			return name + ": " + text
		}
		return name + ": " + text + " (" + coverage(b, b) + ")"
	}
	list := []string{
		line("start", i.Incident.Start.Value.String(), i.Start),
		line("end", i.Incident.End.Value.String(), i.End),
	}
	if i.Duration.IsZero() {
		return list
	}
	text := "duration: " + i.Duration.String()
	if low, high, open := i.Duration.Seconds(); open {
		text += fmt.Sprintf(" (at least %d s)", low)
	} else {
		text += fmt.Sprintf(" (%d to %d s)", low, high)
	}
	return append(list, text)
}

func services(site view.Site, i *archive.Incident) []node {
	list := []node{}
	for _, s := range i.Services {
		provider := organisation(s.Operator.Name)
		provider.set("@id", site.Organisation(s.Operator.ID))
		list = append(list, node{"@type": "Service", "@id": site.Service(s.ID), "name": s.Name, "provider": provider})
	}
	return list
}

func citations(i *archive.Incident, loc *time.Location) []node {
	list := []node{}
	for _, s := range i.Incident.Sources {
		n := node{"@type": citationType(s.Type), "publisher": organisation(s.Publisher), "inLanguage": string(s.Language)}
		n.set("name", s.Title)
		n.set("url", s.URL)
		n.set("archivedAt", s.ArchiveURL)
		n.set("datePublished", plainDate(s.Published, loc))
		list = append(list, n)
	}
	return list
}

func citationType(t record.SourceType) string {
	switch t {
	case "article":
		return "Article"
	case "report", "advisory":
		return "Report"
	case "web", "discussion", "package":
		return "WebPage"
	}
	return "CreativeWork"
}

// corrections lists the withdrawal and the statements that no longer stand.
func corrections(i *archive.Incident, loc *time.Location) []node {
	var list []node
	if w := i.Withdrawn; w != nil {
		list = append(list, node{"@type": "CorrectionComment", "text": "Withdrawn: " + w.Reason, "datePublished": string(w.Date)})
	}
	for _, c := range i.Claims {
		switch {
		case c.SupersededBy != nil:
			n := node{"@type": "CorrectionComment", "text": "The statement “" + c.Says + "” was superseded: “" + c.SupersededBy.Says + "”"}
			n.set("datePublished", plainDate(c.SupersededBy.Date, loc))
			list = append(list, n)
		case c.Status == record.Retracted:
			list = append(list, node{"@type": "CorrectionComment", "text": "The statement “" + c.Says + "” was retracted."})
		}
	}
	return list
}

func keywords(i *archive.Incident) []string {
	list := []string{string(i.Type)}
	for _, s := range i.Sectors {
		list = append(list, string(s))
	}
	for _, t := range i.Technique {
		list = append(list, string(t))
	}
	return list
}
