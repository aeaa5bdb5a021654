package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/record"
)

var radarKind = Kind{
	Name:    "cloudflare-radar",
	Summary: "Cloudflare Radar: /radar/annotations/outages of its API",
	Seen:    "the public documentation and the generated clients of the API; no answer of the live API",
	Mapping: []Rule{
		{"id", "aliases", ""},
		{"startDate", "start", ""},
		{"endDate", "end", "unknown where it is missing: the API does not say whether it goes on"},
		{"description", "summary, title", ""},
		{"linkedUrl", "sources.url", ""},
		{"locations", "countries", ""},
		{"locationsDetails.name", "title, impacts.service", "where no network is named"},
		{"asnsDetails.name", "impacts.service, organisation", ""},
		{"asnsDetails.asn", "impacts.service", ""},
		{"scope", "impacts.area", ""},
		{"outage.outageCause", "root_cause, cause_detail, type", ""},
		{"outage.outageType", "scope", "NATIONWIDE and REGIONAL; NETWORK says nothing of the area"},
		{"dataSource", "", "always ALL"},
		{"eventType", "", "always OUTAGE"},
		{"asns", "", "asnsDetails names them"},
		{"*", "", "details that the names give already"},
	},
	read: readRadar,
}

// radarCauses says what the causes of Radar are in our terms. Where Radar names a
// kind of event and no class of cause, the class stays unknown.
var radarCauses = map[string]struct {
	attack bool
	cause  record.RootCause
	detail record.CauseDetail
	note   string
}{
	"CABLE_CUT":           {detail: "cable-cut"},
	"POWER_OUTAGE":        {cause: "third-party-failure", detail: "power-failure"},
	"FIRE":                {detail: "fire"},
	"WEATHER":             {cause: "natural-phenomenon"},
	"EARTHQUAKE":          {cause: "natural-phenomenon"},
	"HURRICANE":           {cause: "natural-phenomenon", detail: "storm"},
	"TECHNICAL_PROBLEM":   {cause: "system-failure"},
	"TECHNICAL_PROBLEMS":  {cause: "system-failure"},
	"CYBERATTACK":         {attack: true, cause: "malicious-action"},
	"MILITARY_ACTION":     {attack: true, cause: "malicious-action"},
	"SABOTAGE":            {attack: true, cause: "malicious-action"},
	"GOVERNMENT_DIRECTED": {note: "Directed by the government, as the source says."},
	"MAINTENANCE":         {note: "Maintenance, as the source says."},
	"UNKNOWN":             {},
}

func readRadar(b *builder, s *Source) error {
	return eachJSON(s, func(_ string, v any) error {
		root, _ := asObject(v)
		entries := asObjects(v)
		for _, way := range [][]string{{"result", "annotations"}, {"annotations"}} {
			if root.at(way...) != nil {
				entries = root.objects(way...)
			}
		}
		for _, i := range entries {
			b.count(map[string]any(i), "")
			b.radar(i)
		}
		return nil
	})
}

func (b *builder) radar(i object) {
	d := b.draft(i.text("id"))
	d.Countries = nil
	var places []string
	for _, code := range i.texts("locations") {
		if country.Known(code) && !slices.Contains(d.Countries, record.Country(code)) {
			d.Countries = append(d.Countries, record.Country(code))
			places = append(places, country.Name(code))
		} else if !country.Known(code) {
			b.note("location %q is no country code", line(code, 20))
		}
	}
	d.setStart(i.text("startDate"))
	d.setEnd(i.text("endDate"), true)
	where := strings.Join(places, ", ")
	text := i.text("description")
	database := d.source(record.Source{ID: "cloudflare-radar", Publisher: "Cloudflare Radar", URL: "https://radar.cloudflare.com/outage-center", Type: "evidence",
		Note: "Entry " + d.name + "."})
	sources := []string{database}
	if address := i.text("linkedUrl"); address != "" {
		if record.CheckURL(address) == nil {
			sources = append(sources, d.source(record.Source{ID: "linked", URL: address, Type: "web"}))
		} else {
			b.note("linkedUrl is not an address that the archive may link to: it is left out")
		}
	}
	d.radarCause(i.text("outage", "outageCause"), sources)
	switch i.text("outage", "outageType") {
	case "NATIONWIDE":
		d.Scope = record.FactOf(record.Scope("national"), sources...)
	case "REGIONAL":
		d.Scope = record.FactOf(record.Scope("regional"), sources...)
	}
	if len(d.Countries) > 1 {
		d.Scope = record.FactOf(record.Scope("international"), sources...)
	}
	var networks []string
	for _, network := range i.objects("asnsDetails") {
		if asn, name := line(network.text("asn"), 20), line(network.text("name"), 70); name != "" {
			operator := b.organisation(record.Organisation{Name: name, Kind: "operator"})
			d.radarImpact(b.service(record.Service{Name: fmt.Sprintf("Internet access of %s (AS%s)", name, strings.TrimPrefix(asn, "AS")), Operator: operator,
				Sector: "digital-infrastructure"}, ""), i.text("scope"), sources)
			networks = append(networks, name)
		}
	}
	if len(d.Impacts) == 0 && where != "" {
		operator := b.organisation(record.Organisation{Name: line("Internet providers in "+where, 150), Kind: "other",
			Description: "Stands for the providers that the imported source does not name."})
		d.radarImpact(b.service(record.Service{Name: line("Internet access in "+where, 100), Operator: operator, Sector: "digital-infrastructure"}, ""), i.text("scope"), sources)
	}
	subject := cmp.Or(strings.Join(networks, ", "), where)
	d.setTitle("Internet disruption: " + subject)
	if text != "" {
		d.setSummary(text)
	}
}

func (d *draft) radarImpact(service, area string, sources []string) {
	d.impact(record.Impact{Service: service, Level: record.LevelOutage, Area: area, Note: "The source speaks of an outage and does not say how many users it hit.", Sources: sources})
}

func (d *draft) radarCause(word string, sources []string) {
	c, known := radarCauses[word]
	if !known && word != "" {
		d.b.note("cause %q is not known: the root cause stays unknown", line(word, 40))
	}
	if c.attack {
		d.Type = record.Attack
	}
	if c.detail != "" {
		d.CauseDetail = []record.CauseDetail{c.detail}
	}
	d.RootCause = record.Cause{Value: record.UnknownRootCause, Note: c.note}
	if c.cause != "" {
		d.RootCause = record.Cause{Value: c.cause, Status: "suspected", Sources: sources, Note: "Cause given by the source: " + word + "."}
	}
}
