package importer

import (
	"fmt"
	"strings"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// Site is what another system has to know of the archive.
type Site struct {
	Title   string
	BaseURL string
}

// Loss is a field of a record that another format cannot hold, or not as it is.
type Loss struct{ ID, Field, Why string }

// Format is a format that the archive can be written in.
type Format struct {
	Name    string
	Summary string
	Write   func(a *archive.Archive, s Site) ([]File, []Loss, error)
}

// Formats lists the formats for export by name.
func Formats() []Format {
	return []Format{
		{"cstate", "a folder for cState: config.yml and content/issues/", exportCState},
		{"statuspage", "incidents.json as the status API of Atlassian Statuspage gives it", exportStatuspage},
	}
}

// losses notes what one record loses.
type losses struct {
	id   string
	list []Loss
}

func (l *losses) add(field, format string, args ...any) {
	l.list = append(l.list, Loss{l.id, field, fmt.Sprintf(format, args...)})
}

// common notes the fields that no format of a status page has.
func (l *losses) common(i *record.Incident) {
	given := map[string]bool{
		"type": i.Type != record.Outage, "certainty": i.Certainty != "confirmed", "detected": i.Detected.Given, "contained": i.Contained.Given,
		"disclosed": i.Disclosed.Given, "duration": i.Duration.Given, "scope": i.Scope.Given, "countries": true,
		"root_cause":   i.RootCause.Value != record.UnknownRootCause || i.RootCause.Note != "" || len(i.RootCause.Sources) > 0,
		"cause_detail": len(i.CauseDetail) > 0, "technique": len(i.Technique) > 0, "campaign": i.Campaign != "",
		"emergency_services_affected": i.EmergencyServicesAffected.Given, "consequences": len(i.Consequences) > 0, "claims": len(i.Claims) > 0,
		"responses": len(i.Responses) > 0, "sources": true, "aliases": true, "related": len(i.Related) > 0, "withdrawn": i.Withdrawn != nil,
	}
	for _, field := range sorted(given) {
		if given[field] {
			l.add(field, "the format has no such field")
		}
	}
	for _, name := range sorted(i.Custom) {
		l.add(name, "the format has no such field")
	}
	l.add("impacts", "services and the gravest level alone are kept")
}

// fact notes what a time loses: its sources and note, and its uncertainty.
func (l *losses) fact(field, text, written, note string, sources []string) {
	if note != "" || len(sources) > 0 {
		l.add(field, "its sources and note")
	}
	if text != written {
		l.add(field, "%s is written as %s", text, written)
	}
}

// plainTime gives the instant that a time is written as: its earliest, or its
// latest where that is open; clock tells whether the time of day is known, exact
// whether it says no less than the value.
func plainTime(v edtf.Value, zone *time.Location) (t time.Time, clock, exact bool) {
	b := v.Bounds(zone)
	t = b.Earliest
	if t.IsZero() {
		t = b.Latest
	}
	simple := !v.IsSet() && !v.IsInterval() && !v.Approximate() && !v.Uncertain() && !strings.Contains(v.String(), "X")
	return t.In(zone), v.HasClock(), simple && (v.HasClock() || v.Precision() == edtf.Day)
}

// worst gives the gravest level of an incident.
func worst(i *archive.Incident) record.Level {
	level := record.LevelRestored
	for _, x := range i.Impacts {
		if x.Level == record.LevelOutage || x.Level == record.LevelDegraded && level == record.LevelRestored {
			level = x.Level
		}
	}
	return level
}

// foreignID gives the id that an incident had in another system, else its own.
func foreignID(i *archive.Incident, kind string) string {
	for _, alias := range i.Aliases {
		if id, ok := strings.CutPrefix(alias, kind+":"); ok {
			return id
		}
	}
	return i.ID
}

// escaper writes text so that HTML shows it as it is.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// mainZone gives the time zone of most records; the first by name among equals.
func mainZone(a *archive.Archive) record.TimeZone {
	counts := map[record.TimeZone]int{}
	for _, i := range a.Incidents {
		counts[i.TimeZone]++
	}
	best := record.TimeZone("UTC")
	for _, i := range a.Incidents {
		if counts[i.TimeZone] > counts[best] || counts[i.TimeZone] == counts[best] && i.TimeZone < best {
			best = i.TimeZone
		}
	}
	return best
}

// kept tells whether a text comes back from another format as it is.
func kept(text string, back func(string) string) bool { return back(escaper.Replace(text)) == text }
