package misp

import (
	"fmt"
	"slices"
	"strings"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// template names an object template of misp-objects.
type template struct {
	name, category, description, uuid, version string
}

var (
	incidentTemplate = template{"incident", "misc", "Incident object template as described in STIX 2.1 Incident object and its core extension.",
		"38597424-f9bb-4865-9b4b-819172df0334", "1"}
	impactTemplate = template{"availability-impact", "misc", "Availability Impact object as described in STIX 2.1 Incident object extension.",
		"19b4394a-46a9-4196-a30c-080eaed06273", "1"}
	claimTemplate = template{"ddos-claim", "network", "DDoS-claim object describes a current claim of DDoS activity.",
		"2722ac76-1f1f-43b7-bc68-ba5465ec5c04", "1"}
)

// object starts an object; what names it within the event.
func (b *builder) object(t template, what, comment string) Object {
	return Object{
		UUID: view.UUID(b.name + "/" + what), Name: t.name, MetaCategory: t.category, Description: t.description,
		TemplateUUID: t.uuid, TemplateVersion: t.version, Comment: comment, Timestamp: b.event.Timestamp, Distribution: inherit,
	}
}

// set adds a value to an object of this event.
func (b *builder) set(o *Object, what, relation, kind, category, value string) {
	if value == "" {
		return
	}
	a := b.attribute(fmt.Sprintf("%s/%s/%d", what, relation, len(o.Attribute)), kind, category, value, "")
	a.Relation, a.DisableCorrelation = relation, true
	o.Attribute = append(o.Attribute, a)
}

// incident describes the incident as a whole.
func (b *builder) incident() Object {
	const what = "incident"
	o := b.object(incidentTemplate, what, "")
	text := func(relation, value string) { b.set(&o, what, relation, "text", "Other", value) }
	text("name", b.Title)
	text("description", b.Plain)
	for _, kind := range incidentTypes(b.Record) {
		text("incident_type", kind)
	}
	switch b.Certainty {
	case "suspected":
		text("determination", "suspected")
	case "near-miss":
		text("determination", "blocked")
	}
	return o
}

// techniqueTypes gives the template's word for a technique, where it has one.
var techniqueTypes = map[record.Technique]string{
	"availability:ddos": "denial-of-service", "availability:dos": "denial-of-service",
	"availability:misconfiguration":                                      "misconfiguration",
	"intrusions:system-compromise":                                       "compromised-system",
	"information-gathering:scanner":                                      "network-scanning",
	"intrusion-attempts:brute-force":                                     "brute-force-attempt",
	"intrusion-attempts:exploit":                                         "exploit-attempt",
	"abusive-content:spam":                                               "spam",
	"information-content-security:data-leak":                             "data-exfiltration",
	"information-content-security:unauthorised-information-modification": "modification-information",
	"information-content-security:unauthorised-information-access":       "unauthorized-access-information",
}

// incidentTypes gives the values of the template that the record supports.
func incidentTypes(r *view.Record) []string {
	var list []string
	add := func(kind string) {
		if kind != "" && !slices.Contains(list, kind) {
			list = append(list, kind)
		}
	}
	for _, t := range r.Technique {
		add(techniqueTypes[t])
	}
	if r.RootCause.Status != "confirmed" {
		return list
	}
	switch r.RootCause.Value {
	case "natural-phenomenon":
		add("natural")
	case "human-error", "system-failure":
		add("unintentional")
	}
	return list
}

// impacts describes what each service suffered. Only an outage is a denial; how
// bad a degradation was, no word of the template says without adding to the
// record.
func (b *builder) impacts() {
	for n, x := range b.Impacts {
		what := fmt.Sprintf("impact/%d", n+1)
		o := b.object(impactTemplate, what, x.Service.Name)
		level := "Not Specified"
		if x.Level == record.LevelOutage {
			level = "Denial"
		}
		b.set(&o, what, "availability_impact", "text", "Other", level)
		b.set(&o, what, "description", "text", "Other", describe(x.Service.Name, b.View.Impacts[n]))
		if x.Stated {
			b.time(&o, what, "start", x.Impact.Start, b.View.Impacts[n].Start)
			b.time(&o, what, "end", x.Impact.End.Time, b.View.Impacts[n].End)
		}
		b.event.Object = append(b.event.Object, o)
	}
}

// describe says what a service suffered, with the times as the record gives them.
func describe(service string, x view.Impact) string {
	parts := []string{service + ": " + string(x.Level)}
	for _, t := range []struct {
		name string
		time *view.Time
	}{{"start", x.Start}, {"end", x.End}} {
		if t.time != nil {
			parts = append(parts, t.name+" "+t.time.Value)
		}
	}
	if x.Users != nil {
		parts = append(parts, "users "+x.Users.Value)
	}
	if x.Share != nil {
		parts = append(parts, "share of users "+x.Share.Value+" percent")
	}
	for _, text := range []string{x.Area, x.Note} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "; ")
}

// time sets a time that is one point, with the fidelity that it has. A range has
// no place in the template; it stands in the description.
func (b *builder) time(o *Object, what, name string, value edtf.Value, t *view.Time) {
	if t == nil || t.Earliest == nil || value.IsZero() || value.IsSet() || value.Approximate() {
		return
	}
	b.set(o, what, name+"_time", "datetime", "Other", t.Earliest.Format("2006-01-02T15:04:05-07:00"))
	b.set(o, what, name+"_time_fidelity", "text", "Other", value.Precision().String())
}

// claims describes who claimed a DDoS attack.
func (b *builder) claims() {
	if !slices.Contains(b.Technique, "availability:ddos") {
		return
	}
	for _, c := range b.Claims {
		claimed := c.About == "responsibility" && (c.Actor != "" || c.By != nil && c.By.Kind == "threat-actor")
		if !claimed {
			continue
		}
		what := fmt.Sprintf("claim/%d", c.Number)
		o := b.object(claimTemplate, what, c.Actor)
		b.set(&o, what, "claim-validity", "text", "Other", validity(b.Record, c.Status))
		var targets []string
		for _, s := range b.Services {
			targets = append(targets, s.Name)
		}
		b.set(&o, what, "target", "text", "Other", strings.Join(targets, ", "))
		b.set(&o, what, "proof", "text", "Other", c.Says)
		for _, s := range b.Record.View.Sources {
			if slices.Contains(c.Sources, s.ID) {
				b.set(&o, what, "reference", "link", "External analysis", s.URL)
			}
		}
		b.event.Object = append(b.event.Object, o)
	}
}

// validity says whether somebody in a position to know confirmed the attack.
func validity(r *view.Record, status record.ClaimStatus) string {
	switch {
	case status == record.Retracted:
		return "Invalid"
	case status == record.Standing && r.Certainty == "confirmed" && r.RootCause.Value == record.MaliciousAction && r.RootCause.Status == "confirmed":
		return "Valid"
	}
	return "Unknown"
}
