package importer

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/prose"
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
	Losses  []Rule // the fields that it cannot hold, or not as they are
	Write   func(a *archive.Archive, s Site) ([]File, []Loss, error)
}

// Formats lists the formats for export by name.
func Formats() []Format {
	return []Format{
		{"cstate", "a folder for cState: config.yml and content/issues/", formatLosses("the page has one zone, that of most records; other times keep their offset", "who reported, the sources and uncertain times; the text and the state stay"), exportCState},
		{"statuspage", "incidents.json as the status API of Atlassian Statuspage gives it", formatLosses("the page has one zone, that of most records; other times keep their offset", "the summary becomes the first; who reported, the sources, intervals and a missing state"), exportStatuspage},
	}
}

// formatLosses lists what a format loses: all formats of status pages lose the
// same fields, but for those that come as arguments.
func formatLosses(zone, updates string) []Rule {
	const left = "left"
	var list []Rule
	for _, field := range []string{"type", "certainty", "detected", "contained", "disclosed", "duration", "scope", "countries", "root_cause",
		"cause_detail", "technique", "campaign", "emergency_services_affected", "consequences", "claims", "responses", "related", "withdrawn"} {
		list = append(list, Rule{Path: field, Why: left})
	}
	return append(list,
		Rule{Path: "start", Why: "a time that is uncertain or has no clock becomes its earliest instant"},
		Rule{Path: "start.sources", Why: "its sources and note"},
		Rule{Path: "end", Why: "a time that is uncertain or has no clock becomes its latest instant"},
		Rule{Path: "end.sources", Why: "its sources and note"},
		Rule{Path: "time_zone", Why: zone},
		Rule{Path: "impacts", Why: "the services and the gravest level stay; phases, counts and notes do not"},
		Rule{Path: "updates", Why: updates},
		Rule{Path: "summary", Why: "emphasis and links become plain text where the format has none"},
		Rule{Path: "details", Why: "emphasis and links become plain text where the format has none"},
		Rule{Path: "sources", Why: "the export itself is the only source"},
		Rule{Path: "aliases", Why: "only an id in that system stays, as the id"},
		Rule{Path: "x-*", Why: "left: fields of your own"},
	)
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
		l.add(field+".sources", "its sources and note")
	}
	if text != written {
		l.add(field, "%s is written as %s", text, written)
	}
}

// plainTime gives the instant that a time is written as: its earliest, or for an
// end its latest before the limit, or what is not open; clock tells whether the time of day is
// known, exact whether it says no less than the value.
func plainTime(v edtf.Value, zone *time.Location, limit time.Time) (t time.Time, clock, exact bool) {
	b := v.Bounds(zone)
	t = b.Earliest
	if t.IsZero() || !b.Latest.IsZero() && b.Latest.Before(limit) {
		t = b.Latest
	}
	simple := !v.IsSet() && !v.IsInterval() && !v.Approximate() && !v.Uncertain() && !strings.Contains(v.String(), "X")
	return t.In(zone), v.HasClock(), simple && (v.HasClock() || v.Precision() == edtf.Day)
}

// recorded is the end of the day on which a record was changed last.
func recorded(i *archive.Incident) time.Time { return i.Modified.Time().AddDate(0, 0, 1) }

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

// fileName matches ids that can name a file.
var fileName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// foreignID gives the id that an incident had in another system, else its own.
func foreignID(i *archive.Incident, kind string) string {
	for _, alias := range i.Aliases {
		if id, ok := strings.CutPrefix(alias, kind+":"); ok && fileName.MatchString(id) {
			return id
		}
	}
	return i.ID
}

// escaper writes plain text so that HTML shows it as it is.
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

// plainText gives the text of our Markdown, paragraph by paragraph.
func plainText(text string) string {
	var all []string
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if plain := prose.Plain(paragraph); plain != "" {
			all = append(all, plain)
		}
	}
	return strings.Join(all, "\n\n")
}
