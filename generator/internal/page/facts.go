package page

import (
	"slices"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// glance makes what stands at the top of an incident's page: when, how long,
// why and who says so, which services. What sources say about the times stands
// further down.
func (s *Site) glance(i *archive.Incident, cite citer) []Fact {
	r := i.Incident
	when := Fact{Key: "when", Label: s.t("fact_when"), Text: s.span(r.Start.Value, r.End.Value, frame{}), Cites: cite(union(r.Start.Sources, r.End.Sources))}
	return []Fact{when, s.durationFact(i, cite), s.causeFact(i, cite), s.servicesFact(i)}
}

// union joins two lists of ids, each id once.
func union(a, b []string) []string {
	list := slices.Clone(a)
	for _, id := range b {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// zone names the zone of an incident's clock times; empty where none is said.
func (s *Site) zone(i *archive.Incident) string {
	clock := false
	i.EachTime(func(_ string, v edtf.Value) { clock = clock || v.HasClock() })
	if !clock {
		return ""
	}
	return s.t("zone", "zone", strings.ReplaceAll(string(i.TimeZone), "_", " "))
}

// facts makes the rows of what else is known of an incident.
func (s *Site) facts(i *archive.Incident, cite citer) []Fact {
	r := i.Incident
	facts := []Fact{{Key: "certainty", Label: s.t("fact_certainty"), Text: s.name("certainty", string(r.Certainty))}}
	if r.Start.Note != "" {
		facts = append(facts, Fact{Key: "start", Label: s.t("event_start"), Time: s.time(r.Start.Value), Note: r.Start.Note, Cites: cite(r.Start.Sources)})
	}
	if r.End.Note != "" {
		facts = append(facts, Fact{Key: "end", Label: s.t("event_end"), Time: s.end(r.End.Value), Note: r.End.Note, Cites: cite(r.End.Sources)})
	}
	for _, x := range []struct {
		key   string
		value edtf.Value
		note  string
		ids   []string
	}{
		{"detected", r.Detected.Value, r.Detected.Note, r.Detected.Sources},
		{"contained", r.Contained.Value, r.Contained.Note, r.Contained.Sources},
		{"disclosed", r.Disclosed.Value, r.Disclosed.Note, r.Disclosed.Sources},
	} {
		if !x.value.IsZero() {
			facts = append(facts, Fact{Key: x.key, Label: s.t("fact_" + x.key), Time: s.time(x.value), Note: x.note, Cites: cite(x.ids)})
		}
	}
	if len(r.Technique) > 0 {
		f := Fact{Key: "technique", Label: s.t("fact_technique")}
		for _, t := range r.Technique {
			f.Links = append(f.Links, Link{Text: s.name("technique", string(t)), URL: s.href("/techniques/" + archive.Slug(string(t)) + "/")})
		}
		facts = append(facts, f)
	}
	return append(facts, s.reachFacts(i, cite)...)
}

// durationFact says how long it took, with the bounds behind it.
func (s *Site) durationFact(i *archive.Incident, cite citer) Fact {
	f := Fact{Key: "duration", Label: s.t("fact_duration"), Text: s.durationText(i)}
	if i.Stated {
		f.Note, f.Cites = i.Incident.Duration.Note, cite(i.Incident.Duration.Sources)
	}
	if f.Note == "" && i.Duration.Approximate() {
		f.Note = s.durationBounds(i.Duration)
	}
	if i.Duration.IsZero() {
		f.Note = s.t("duration_unknown_note")
	}
	return f
}

// durationBounds says between which bounds a duration lies.
func (s *Site) durationBounds(d edtf.Duration) string {
	words := s.words.Words()
	low, high := d.MinText(words), d.MaxText(words)
	switch {
	case low != "" && high != "" && low != high:
		return s.t("duration_between", "min", low, "max", high)
	case low != "" && high == "":
		return s.t("duration_at_least", "min", low)
	case high != "" && low == "":
		return s.t("duration_at_most", "max", high)
	}
	return ""
}

func (s *Site) servicesFact(i *archive.Incident) Fact {
	f := Fact{Key: "services", Label: s.t("fact_services")}
	for _, x := range i.Services {
		f.Links = append(f.Links, s.serviceLink(x))
	}
	return f
}

// causeFact names the cause, how sure it is and who says so.
func (s *Site) causeFact(i *archive.Incident, cite citer) Fact {
	c := i.RootCause
	f := Fact{Key: "cause", Label: s.t("fact_cause"), Note: c.Note, Cites: cite(c.Sources)}
	f.Links = []Link{{Text: s.name("root_cause", string(c.Value)), URL: s.href("/root-causes/" + string(c.Value) + "/")}}
	if c.Status != "" {
		f.Sure = s.name("cause_status", string(c.Status))
	}
	var details []string
	for _, d := range i.CauseDetail {
		details = append(details, s.name("cause_detail", string(d)))
	}
	f.Detail = strings.Join(details, s.t("list_comma"))
	f.Sayers = s.sayers(i)
	if len(f.Sayers) > 0 {
		f.Said = s.t("said_by")
		return f
	}
	publishers := s.publishers(i, c.Sources)
	if len(publishers) > 0 && c.Value != record.UnknownRootCause {
		f.Said = s.t("according_to")
		for _, p := range publishers {
			f.Sayers = append(f.Sayers, Link{Text: p})
		}
	}
	return f
}

// sayers names those whose statements on the cause still stand, in the order in
// which they made them.
func (s *Site) sayers(i *archive.Incident) []Link {
	var links []Link
	var seen []*archive.Organisation
	for _, c := range i.Claims {
		if c.About != "cause" || c.Status != record.Standing || c.By == nil || slices.Contains(seen, c.By) {
			continue
		}
		seen = append(seen, c.By)
		links = append(links, s.organisationLink(c.By))
	}
	return links
}

// publishers names the publishers of sources, each once.
func (s *Site) publishers(i *archive.Incident, ids []string) []string {
	var names []string
	for _, source := range i.Sources {
		if slices.Contains(ids, source.ID) && !slices.Contains(names, source.Publisher) {
			names = append(names, source.Publisher)
		}
	}
	return names
}

// reachFacts says how far the incident reached.
func (s *Site) reachFacts(i *archive.Incident, cite citer) []Fact {
	var facts []Fact
	if x := i.Scope; !x.IsZero() {
		facts = append(facts, Fact{Key: "scope", Label: s.t("fact_scope"), Text: s.name("scope", string(x.Value)), Note: x.Note, Cites: cite(x.Sources)})
	}
	countries := Fact{Key: "countries", Label: s.t("fact_countries")}
	for _, c := range i.Countries {
		countries.Links = append(countries.Links, s.countryLink(c))
	}
	facts = append(facts, countries)
	if x := i.EmergencyServicesAffected; !x.IsZero() {
		facts = append(facts, Fact{Key: "emergency", Label: s.t("fact_emergency"), Text: s.name("answer", string(x.Value)), Note: x.Note, Cites: cite(x.Sources)})
	}
	return facts
}
