package page

import (
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/edtf"
)

// facts makes the rows at the top of an incident's page.
func (s *Site) facts(i *archive.Incident, cite citer) []Fact {
	r := i.Incident
	facts := []Fact{
		{Key: "type", Label: s.t("fact_type"), Text: s.name("type", string(r.Type))},
		{Key: "certainty", Label: s.t("fact_certainty"), Text: s.name("certainty", string(r.Certainty))},
		{Key: "start", Label: s.t("fact_start"), Time: s.time(r.Start.Value), Note: r.Start.Note, Cites: cite(r.Start.Sources)},
		{Key: "end", Label: s.t("fact_end"), Time: s.end(r.End.Value), Note: r.End.Note, Cites: cite(r.End.Sources)},
		s.durationFact(i, cite),
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
	facts = append(facts, s.servicesFact(i), s.causeFact(i, cite))
	if len(r.Technique) > 0 {
		f := Fact{Key: "technique", Label: s.t("fact_technique")}
		for _, t := range r.Technique {
			f.Links = append(f.Links, Link{Text: s.name("technique", string(t)), URL: s.href("/techniques/" + groupSlug(string(t)) + "/")})
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
	if f.Note == "" && !i.Duration.IsZero() && !i.Duration.IsExact() {
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

// causeFact names the cause, how sure it is and, where claims say it, who says so.
func (s *Site) causeFact(i *archive.Incident, cite citer) Fact {
	c := i.RootCause
	f := Fact{Key: "cause", Label: s.t("fact_cause"), Note: c.Note, Cites: cite(c.Sources)}
	text := s.name("root_cause", string(c.Value))
	f.Links = []Link{{Text: text, URL: s.href("/root-causes/" + string(c.Value) + "/")}}
	if c.Status != "" {
		f.Links[0].Note = s.name("cause_status", string(c.Status))
	}
	for _, d := range i.CauseDetail {
		f.Links = append(f.Links, Link{Text: s.name("cause_detail", string(d))})
	}
	return f
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
