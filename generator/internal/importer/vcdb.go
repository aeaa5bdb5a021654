package importer

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// VCDB speaks of security incidents, most of which interrupt no service. Our
// record needs a service with a level, so the victim's systems stand as one
// service, at the level outage or degraded where the source codes a loss of
// availability, and degraded with a note that says so where it does not.
var vcdbKind = Kind{
	Name:    "vcdb",
	Summary: "VERIS Community Database: VERIS JSON files, a list of them, or one a line",
	Seen:    "the VERIS schema and the published records",
	Mapping: []Rule{
		{"*notes", "", "free text that may name persons"},
		{"incident_id", "aliases", ""},
		{"summary", "summary, details", "composed of the codes where it is missing"},
		{"security_incident", "certainty", "a false positive is refused"},
		{"confidence", "root_cause.status, details", "suspected when medium or low"},
		{"timeline.incident.year", "start", ""},
		{"timeline.incident.month", "start", ""},
		{"timeline.incident.day", "start", ""},
		{"timeline.incident.time", "details", "it has no zone"},
		{"timeline.*", "details", "a length of time from one event to the next, from which no date is computed"},
		{"plus.timeline.notification.*", "disclosed", "when those affected were told"},
		{"victim.victim_id", "organisation, impacts.service, title", ""},
		{"victim.country", "countries, organisation.country", "refused when unknown"},
		{"victim.industry", "service.sector, organisation.kind", "NAICS; that of the first record counts"},
		{"victim.*", "details", ""},
		{"action.*", "type, root_cause, cause_detail, technique, title, details", ""},
		{"actor.*", "root_cause, details", "an error of a partner alone is a third-party failure"},
		{"attribute.availability.variety", "impacts.level, details", ""},
		{"attribute.availability.duration.*", "duration, details", ""},
		{"attribute.confidentiality.data_total", "consequences", ""},
		{"attribute.confidentiality.data_disclosure", "consequences, details", ""},
		{"attribute.*", "details", ""},
		{"asset.*", "details", ""},
		{"discovery_method.*", "details", ""},
		{"impact.overall_amount", "consequences, details", ""},
		{"impact.iso_currency_code", "consequences, details", ""},
		{"impact.*", "details", ""},
		{"targeted", "details", ""},
		{"campaign_id", "campaign", ""},
		{"reference", "sources.url, details", "what is no address that can be linked to stands in the details"},
		{"schema_version", "", "of the entry"},
		{"source_id", "", "of the entry"},
		{"plus.*", "", "how the entry was made"},
		{"value_chain.*", "details", ""},
		{"cost_corrective_action", "", "of the entry"},
		{"control_failure", "", "free text"},
	},
	read: readVCDB,
}

func readVCDB(b *builder, s *Source) error {
	return eachJSON(s, func(name string, v any) error {
		for n, entry := range asObjects(v) {
			file := name
			if r := entry.object("record"); r != nil {
				file, entry = cmp.Or(entry.text("file"), name), r
			} else if _, many := v.([]any); many {
				file = fmt.Sprintf("%s, entry %d", name, n+1)
			}
			b.count(map[string]any(entry), "")
			b.vcdb(file, entry)
		}
		return nil
	})
}

func (b *builder) vcdb(file string, e object) {
	d := b.draft(e.text("incident_id"))
	switch e.text("security_incident") {
	case "Confirmed":
	case "Suspected":
		d.Certainty = "suspected"
	case "Near miss":
		d.Certainty = "near-miss"
	default:
		d.refuse("no incident: security_incident is %q", e.text("security_incident"))
	}
	d.vcdbTimes(e)
	d.Countries = nil
	for _, code := range e.texts("victim", "country") {
		if country.Known(code) && !slices.Contains(d.Countries, record.Country(code)) {
			d.Countries = append(d.Countries, record.Country(code))
		} else if !country.Known(code) {
			b.note("victim.country %q is no country", line(code, 20))
		}
	}
	d.vcdbSources(file, e)
	d.vcdbCause(e)
	d.vcdbImpact(e)
	if id := slug(e.text("campaign_id")); record.CheckID(id) == nil {
		d.Campaign = id
	}
	actions := vcdbActions(e)
	d.setTitle(vcdbVictim(e, "Unnamed victim") + ": " + actions)
	if text := e.text("summary"); text != "" {
		d.setSummary(text)
	} else {
		d.setSummary("The database has no summary of this incident. It codes the action as " + actions + ".")
	}
	d.addDetails(vcdbCodes(e))
}

// vcdbTimes reads the start and the day on which those affected were told.
func (d *draft) vcdbTimes(e object) {
	if v, err := vcdbDate(e.object("timeline", "incident")); err != nil {
		d.refuse("start: %v", err)
	} else if !v.IsZero() {
		d.Start = record.FactOf(v)
	}
	d.End = record.FactOf(record.End{Unknown: true})
	if v, err := vcdbDate(e.object("plus", "timeline", "notification")); err != nil {
		d.b.note("notification date is left: %v", err)
	} else if !v.IsZero() {
		d.Disclosed = record.FactOf(v)
		d.Disclosed.Note = "When those affected were notified."
	}
	if v, ok := vcdbDuration(e.object("attribute", "availability", "duration")); ok {
		d.Duration = record.FactOf(v)
		d.Duration.Note = "How long the loss of availability lasted, as the database codes it."
	}
}

// vcdbDate puts year, month and day together, as far as they are given.
func vcdbDate(o object) (edtf.Value, error) {
	text := o.text("year")
	if text == "" {
		return edtf.Value{}, nil
	}
	for _, field := range []string{"month", "day"} {
		part := o.text(field)
		if part == "" {
			break
		}
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || n > 99 {
			return edtf.Value{}, fmt.Errorf("%s is %q", field, line(part, 20))
		}
		if n == 0 {
			break
		}
		text += fmt.Sprintf("-%02d", n)
	}
	return edtf.Parse(text)
}

// vcdbUnits gives the seconds of a unit and of the next greater one.
var vcdbUnits = map[string]struct{ one, next string }{
	"Seconds": {"PT1S", "PT1M"}, "Minutes": {"PT1M", "PT1H"}, "Hours": {"PT1H", "P1D"}, "Days": {"P1D", "P7D"}, "Weeks": {"P7D", "P31D"},
}

// vcdbDuration reads unit and value. A unit alone is a range; months and years
// differ in length, so that they are ranges too.
func vcdbDuration(o object) (edtf.Duration, bool) {
	unit, text := o.text("unit"), ""
	n, err := strconv.Atoi(o.text("value"))
	given := err == nil && n > 0 && n < 10_000
	range_, known := vcdbUnits[unit]
	switch {
	case unit == "Months" && given:
		text = fmt.Sprintf("[P%dD..P%dD]", 28*n, 31*n)
	case unit == "Years" && given:
		text = fmt.Sprintf("[P%dD..P%dD]", 365*n, 366*n)
	case unit == "Months":
		text = "[P28D..P366D]"
	case unit == "Years":
		text = "[P365D..]"
	case known && given:
		text = strings.Replace(range_.one, "1", strconv.Itoa(n), 1)
		if unit == "Weeks" {
			text = fmt.Sprintf("P%dW", n)
		}
		text += "~"
	case known && o.text("value") == "":
		text = "[" + range_.one + ".." + range_.next + "]"
	default:
		return edtf.Duration{}, false
	}
	v, err := edtf.ParseDuration(text)
	return v, err == nil
}

// vcdbSources makes sources of the references, and one of the database itself.
func (d *draft) vcdbSources(file string, e object) {
	var unread []string
	for part := range strings.FieldsFuncSeq(e.text("reference"), func(r rune) bool { return r == ';' || r == '\n' || r == ' ' || r == '\t' }) {
		address := strings.Trim(part, ",.\"'<>()[]")
		if record.CheckURL(address) == nil {
			d.source(record.Source{ID: record.HostName(address), URL: address, Type: "web"})
		} else {
			unread = append(unread, part)
		}
	}
	if len(unread) > 0 {
		d.b.note("reference is no address that the archive may link to: it stands in the details")
		d.addDetails("Reference that is no address: " + markdown(strings.Join(unread, " ")))
	}
	d.source(record.Source{ID: "vcdb", Publisher: "VERIS Community Database", URL: "https://github.com/vz-risk/VCDB", Language: "en", Type: "web",
		Note: "Record file " + file + "."})
}

// vcdbVictim gives the victim's name, or another text where there is none.
func vcdbVictim(e object, otherwise string) string {
	name := line(e.text("victim", "victim_id"), 150)
	if unnamed[strings.ToLower(name)] {
		return otherwise
	}
	return name
}

var unnamed = map[string]bool{
	"": true, "unknown": true, "unk": true, "n/a": true, "na": true, "none": true, "mass event": true, "multiple": true, "various": true,
	"unnamed": true, "undisclosed": true, "not disclosed": true, "anonymous": true,
}

// vcdbImpact makes the victim's systems the service.
func (d *draft) vcdbImpact(e object) {
	industry := e.text("victim", "industry")
	o := record.Organisation{Name: vcdbVictim(e, ""), Kind: "operator"}
	name, id := "", ""
	if o.Name == "" {
		o = record.Organisation{Name: "Victims that VCDB does not name", Kind: "other", Description: "Stands for victims whose name the imported database does not give; not one organisation."}
		name, id = "Systems of victims that VCDB does not name", "unnamed-victims-systems"
		industry = ""
	} else {
		if strings.HasPrefix(industry, "92") {
			o.Kind = "authority"
		}
		if len(d.Countries) == 1 {
			o.Country = d.Countries[0]
		}
		name, id = "Systems of "+o.Name, trimSlug(slug(o.Name), 60)+"-systems"
	}
	operator := d.b.organisation(o)
	service := d.b.service(record.Service{Name: name, Operator: operator, Sector: naics(industry)}, strings.TrimPrefix(id, "-"))
	varieties := e.texts("attribute", "availability", "variety")
	x := record.Impact{Service: service, Level: record.LevelDegraded, Sources: []string{"vcdb"}}
	for _, v := range varieties {
		switch v {
		case "Interruption", "Obscuration", "Destruction":
			x.Level = record.LevelOutage
		}
	}
	switch {
	case len(varieties) == 0:
		x.Note = "The source codes no loss of availability; the level stands for the loss of confidentiality or integrity."
	default:
		x.Note = "The source codes the loss of availability as: " + strings.ToLower(strings.Join(varieties, ", ")) + "."
	}
	d.Impacts = append(d.Impacts, x)
	if total := e.text("attribute", "confidentiality", "data_total"); total != "" && total != "0" {
		q, err := record.ParseQuantity(total)
		what := map[string]string{"Yes": "data records disclosed", "Potentially": "data records potentially disclosed"}[e.text("attribute", "confidentiality", "data_disclosure")]
		if err == nil && what != "" {
			d.Consequences = append(d.Consequences, record.Consequence{What: what, Value: q, Sources: []string{"vcdb"}})
		}
	}
	if amount, unit := e.text("impact", "overall_amount"), e.text("impact", "iso_currency_code"); amount != "" && amount != "0" && unit != "" {
		if q, err := record.ParseQuantity(amount); err == nil {
			d.Consequences = append(d.Consequences, record.Consequence{What: "overall loss, as the database estimates it", Value: q, Unit: line(unit, 20), Sources: []string{"vcdb"}})
		}
	}
}

// vcdbCodes lists the codes of the entry, so that none of them is lost.
func vcdbCodes(e object) string {
	lines := []string{}
	for _, part := range []string{"action", "actor", "asset", "attribute", "discovery_method", "timeline", "victim", "impact", "targeted", "confidence", "value_chain"} {
		values := map[string][]string{}
		leaves(e[part], part, func(path, value string) {
			last := path[strings.LastIndexByte(path, '.')+1:]
			if last == "notes" || path == "victim.victim_id" || strings.HasPrefix(path, "timeline.incident.") && last != "time" || value == "" {
				return
			}
			values[path] = append(values[path], value)
		})
		for _, path := range sorted(values) {
			lines = append(lines, "- "+markdown(path+": "+strings.Join(values[path], ", ")))
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return "Codes of the database (VERIS):\n\n" + strings.Join(lines, "\n")
}

// leaves visits every leaf of a value with its text.
func leaves(v any, path string, visit func(path, value string)) {
	if m, ok := asObject(v); ok {
		for _, name := range sorted(m) {
			leaves(m[name], path+"."+name, visit)
		}
		return
	}
	switch v := v.(type) {
	case []any:
		for _, entry := range v {
			leaves(entry, path, visit)
		}
	case string, bool, json.Number:
		visit(path, asText(v))
	}
}
