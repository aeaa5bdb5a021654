package importer

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

type spPage struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	URL       string `json:"url"`
	TimeZone  string `json:"time_zone"`
	UpdatedAt string `json:"updated_at"`
}

type spIncident struct {
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	Status     string        `json:"status"`
	Impact     string        `json:"impact"`
	CreatedAt  string        `json:"created_at"`
	UpdatedAt  string        `json:"updated_at"`
	StartedAt  string        `json:"started_at"`
	ResolvedAt *string       `json:"resolved_at"`
	Shortlink  string        `json:"shortlink"`
	Components []spComponent `json:"components"`
	Updates    []spUpdate    `json:"incident_updates"`
	Postmortem *string       `json:"postmortem_body"`
}

type spComponent struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type spUpdate struct {
	ID         string `json:"id"`
	IncidentID string `json:"incident_id"`
	Status     string `json:"status"`
	Body       string `json:"body"`
	CreatedAt  string `json:"created_at"`
	DisplayAt  string `json:"display_at"`
	UpdatedAt  string `json:"updated_at"`
}

// exportStatuspage writes the list of incidents as the status API gives it.
func exportStatuspage(a *archive.Archive, s Site) ([]File, []Loss, error) {
	zone := mainZone(a)
	out := struct {
		Page      spPage       `json:"page"`
		Incidents []spIncident `json:"incidents"`
	}{spPage{ID: slug(s.Title), Name: s.Title, URL: s.BaseURL, TimeZone: string(zone), UpdatedAt: a.Date.Time().Format(time.RFC3339)}, []spIncident{}}
	var lost []Loss
	for _, i := range a.Incidents {
		l := &losses{id: i.ID}
		out.Incidents = append(out.Incidents, spFrom(i, zone, s, l))
		lost = append(lost, l.list...)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	err := e.Encode(out)
	return []File{{"incidents.json", b.Bytes()}}, lost, err
}

func spFrom(i *archive.Incident, zone record.TimeZone, s Site, l *losses) spIncident {
	l.common(i.Incident)
	if i.TimeZone != zone {
		l.add("time_zone", "the page has one zone, %s; times keep their offset", zone)
	}
	loc := i.Location()
	stamp := func(t time.Time) string { return t.Format(time.RFC3339) }
	start, clock, exact := plainTime(i.Incident.Start.Value, loc)
	written := stamp(start)
	if exact && clock && i.TimeZone == zone && !strings.ContainsAny(i.Incident.Start.Value.String(), "Z+") {
		written = i.Incident.Start.Value.String()
	}
	l.fact("start", i.Incident.Start.Value.String(), written, i.Incident.Start.Note, i.Incident.Start.Sources)
	x := spIncident{
		ID: foreignID(i, "statuspage"), Name: i.Title, Status: "resolved", Impact: "minor", CreatedAt: stamp(start), StartedAt: stamp(start),
		UpdatedAt: i.Modified.Time().Format(time.RFC3339), Shortlink: joinURL(s.BaseURL, "incidents/"+i.ID+"/"), Components: []spComponent{},
	}
	switch worst(i) {
	case record.LevelOutage:
		x.Impact = "critical"
	case record.LevelDegraded:
		x.Impact = "major"
	}
	end := i.Incident.End
	switch {
	case end.Value.Ongoing:
		x.Status = "investigating"
		l.fact("end", "", "", end.Note, end.Sources)
	case end.Value.Unknown:
		l.fact("end", "", "", end.Note, end.Sources)
		if slices.ContainsFunc(i.Updates, func(u record.Update) bool { return u.Status == "resolved" }) {
			l.add("end", "unknown is read as the time of the update that says resolved")
		}
	default:
		t, clock, exact := plainTime(end.Value.Time, loc)
		text := stamp(t)
		x.ResolvedAt = &text
		if exact && clock && i.TimeZone == zone && !strings.ContainsAny(end.Value.String(), "Z+") {
			text = end.Value.String()
		}
		l.fact("end", end.Value.String(), text, end.Note, end.Sources)
		text = stamp(t)
	}
	for _, service := range i.Services {
		x.Components = append(x.Components, spComponent{service.ID, service.Name})
	}
	l.add("updates", "the summary is the first; who reported, sources, intervals and a missing state are not kept")
	add := func(status record.UpdateStatus, body string, t time.Time) {
		if status == "" {
			status = "investigating"
			if len(x.Updates) > 0 {
				status = record.UpdateStatus(x.Updates[0].Status)
			}
		}
		u := spUpdate{ID: x.ID + "-" + string('a'+rune(len(x.Updates)%26)) + strings.Repeat("x", len(x.Updates)/26), IncidentID: x.ID, Status: string(status),
			Body: escaper.Replace(body), CreatedAt: stamp(t), DisplayAt: stamp(t), UpdatedAt: stamp(t)}
		x.Updates = append([]spUpdate{u}, x.Updates...) // newest first
	}
	add("investigating", i.Summary, start)
	for _, u := range i.Updates {
		t, _, _ := plainTime(u.Date, loc)
		add(u.Status, u.Text, t)
	}
	back := func(text string) string { return strings.Join(strings.Fields(markdown(fromHTML(text))), " ") }
	if first := i.Updates; !kept(i.Summary, back) || len(first) > 0 && func() bool { t, _, _ := plainTime(first[0].Date, loc); return t.Before(start) }() {
		l.add("summary", "its marks, or its place before an earlier update")
	}
	if i.Details != "" {
		text := escaper.Replace(i.Details)
		x.Postmortem = &text
		if !kept(i.Details, func(text string) string { return markdown(fromHTML(text)) }) {
			l.add("details", "its marks")
		}
	}
	return x
}
