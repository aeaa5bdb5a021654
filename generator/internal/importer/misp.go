package importer

import (
	"regexp"
	"slices"
	"strings"

	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/record"
)

var mispKind = Kind{
	Name:     "misp",
	Summary:  "MISP: events in the core format, alone, in a list, or a feed folder",
	Seen:     "the Internet-Draft of the MISP core format and published sample events",
	NeedsOne: true,
	Mapping: []Rule{
		{"uuid", "aliases", ""},
		{"info", "title, sources.title", ""},
		{"date", "start", "the day on which the event occurred"},
		{"Orgc.name", "sources.publisher", "who wrote the event"},
		{"Tag.name", "technique, countries", "RSIT and target-location; above tlp:clear the event is refused"},
		{"Attribute.type", "", "decides what the value is"},
		{"Attribute.value", "organisation, impacts.service, sources.url, details", "target-org, link and comment; indicators are left"},
		{"Attribute.comment", "sources.note", "of links"},
		{"Attribute.*", "", "of the entry"},
		{"Object.*", "", "indicators and their links"},
		{"Galaxy.*", "", "the tags name them"},
		{"*", "", "how MISP shares the event"},
	},
	read: readMISP,
}

var (
	rsitTag     = regexp.MustCompile(`^rsit:([a-z-]+)="([a-z0-9-]+)"$`)
	locationTag = regexp.MustCompile(`^misp-galaxy:target-location="(.+)"$`)
)

func readMISP(b *builder, s *Source) error {
	return eachJSON(s, func(name string, v any) error {
		if stem(name) == "manifest" {
			return nil
		}
		root, _ := asObject(v)
		entries := asObjects(v)
		if root["response"] != nil {
			entries = root.objects("response")
		}
		for _, entry := range entries {
			e := entry
			if entry["Event"] != nil {
				e = entry.object("Event")
			}
			if e == nil || e["info"] == nil && e["uuid"] == nil {
				b.report.Read++
				b.refuse(name, "no event: neither uuid nor info")
				continue
			}
			b.count(map[string]any(e), "")
			b.misp(e)
		}
		return nil
	})
}

func (b *builder) misp(e object) {
	d := b.draft(e.text("uuid"))
	d.Type = record.Attack
	d.setTitle(e.text("info"))
	d.setStart(e.text("date"))
	d.End = record.FactOf(record.End{Unknown: true})
	d.Certainty = "suspected"
	var places []record.Country
	for _, t := range e.objects("Tag") {
		tag := strings.ToLower(t.text("name"))
		if strings.HasPrefix(tag, "tlp:") && tag != "tlp:clear" && tag != "tlp:white" {
			d.refuse("%s: the event may not be published", tag)
		}
		if m := rsitTag.FindStringSubmatch(tag); m != nil {
			technique := record.Technique(m[1] + ":" + m[2])
			if slices.Contains(record.Values(technique), string(technique)) && !slices.Contains(d.Technique, technique) {
				d.Technique = append(d.Technique, technique)
			}
		}
		if m := locationTag.FindStringSubmatch(tag); m != nil {
			if code := country.Find(m[1]); code != "" && !slices.Contains(places, record.Country(code)) {
				places = append(places, record.Country(code))
			}
		}
	}
	if len(places) > 0 {
		d.Countries = places
	}
	author := line(e.text("Orgc", "name"), 100)
	s := record.Source{ID: "misp", Publisher: author, Title: e.text("info"), Type: "report", Note: "MISP event " + d.name + "; it has no address of its own."}
	if author == "" {
		s.Publisher = "MISP"
	}
	source := d.source(s)
	for _, a := range e.objects("Attribute") {
		b.mispAttribute(d, a, source)
	}
	if len(d.Impacts) == 0 {
		d.refuse("no target: the event has no attribute target-org that says whose service was hit")
	}
	d.setSummary(e.text("info"))
}

func (b *builder) mispAttribute(d *draft, a object, source string) {
	value := a.text("value")
	switch a.text("type") {
	case "target-org":
		if name := line(value, 150); name != "" {
			operator := b.organisation(record.Organisation{Name: name, Kind: "operator"})
			service := b.service(record.Service{Name: "Systems of " + name, Operator: operator}, trimSlug(slug(name), 60)+"-systems")
			d.impact(record.Impact{Service: service, Level: record.LevelDegraded, Note: assumed, Sources: []string{source}})
		}
	case "link":
		if record.CheckURL(value) != nil {
			b.note("link is not an address that the archive may link to: it is left out")
			return
		}
		d.source(record.Source{ID: record.HostName(value), URL: value, Type: "web", Note: a.text("comment")})
	case "comment":
		d.addDetails(markdown(value))
	default:
		b.note("attribute of type %q is an indicator: left", line(a.text("type"), 40))
	}
}
