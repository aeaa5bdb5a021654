package view

import (
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// Incident is an incident as it is published. Fields that have no doc tag are
// those of [record.Incident].
type Incident struct {
	ID   string `json:"id" doc:"The permanent id of the record."`
	URL  string `json:"url" doc:"The address of the incident's page."`
	Year int    `json:"year" doc:"The year of the earliest possible start, in the record's time zone."`

	Title     string           `json:"title"`
	Type      record.Type      `json:"type"`
	Certainty record.Certainty `json:"certainty"`
	Summary   string           `json:"summary"`
	Details   string           `json:"details,omitempty"`
	TimeZone  record.TimeZone  `json:"time_zone"`
	Start     TimeFact         `json:"start"`
	End       TimeFact         `json:"end"`
	Detected  *TimeFact        `json:"detected,omitempty"`
	Contained *TimeFact        `json:"contained,omitempty"`
	Disclosed *TimeFact        `json:"disclosed,omitempty"`
	Duration  *Duration        `json:"duration" doc:"How long it lasted: as sources state it, or from start and end; null when nothing can be said."`

	Scope                     *Fact[record.Scope]  `json:"scope,omitempty"`
	Countries                 []record.Country     `json:"countries"`
	RootCause                 record.Cause         `json:"root_cause"`
	CauseDetail               []record.CauseDetail `json:"cause_detail,omitempty"`
	Technique                 []record.Technique   `json:"technique,omitempty"`
	Campaign                  string               `json:"campaign,omitempty"`
	EmergencyServicesAffected *Fact[record.Answer] `json:"emergency_services_affected,omitempty"`

	Services  []string        `json:"services" doc:"The ids of the services that were hit, in order of appearance."`
	Operators []string        `json:"operators" doc:"The ids of the organisations that run these services."`
	Sectors   []record.Sector `json:"sectors" doc:"The sectors of these services."`

	Impacts      []Impact                 `json:"impacts"`
	Consequences []Consequence            `json:"consequences,omitempty"`
	Claims       []Claim                  `json:"claims,omitempty"`
	Updates      []Update                 `json:"updates,omitempty"`
	Responses    []Response               `json:"responses,omitempty"`
	Sources      []Source                 `json:"sources"`
	Aliases      []string                 `json:"aliases,omitempty"`
	Related      []string                 `json:"related,omitempty" doc:"The ids of other incidents that belong with this one, newest first."`
	Published    record.Date              `json:"published"`
	Modified     record.Date              `json:"modified"`
	Withdrawn    *record.Withdrawal       `json:"withdrawn,omitempty"`
	Custom       map[string]record.Custom `json:"custom,omitempty" doc:"The record's own fields, whose names begin with x-."`
}

// Fact is a value with what supports it.
type Fact[T any] struct {
	Value   T        `json:"value"`
	Sources []string `json:"sources,omitempty"`
	Note    string   `json:"note,omitempty"`
}

// Impact is a row of an incident's impacts.
type Impact struct {
	Service  string       `json:"service"`
	Level    record.Level `json:"level"`
	Start    *Time        `json:"start,omitempty"`
	End      *Time        `json:"end,omitempty"`
	Duration *Duration    `json:"duration" doc:"How long this phase lasted; null when sources give no time for this service."`
	Users    *Quantity    `json:"users,omitempty"`
	Share    *Quantity    `json:"share,omitempty"`
	Area     string       `json:"area,omitempty"`
	Note     string       `json:"note,omitempty"`
	Sources  []string     `json:"sources"`
}

// Consequence is an effect beyond the services.
type Consequence struct {
	What    string    `json:"what"`
	Value   *Quantity `json:"value,omitempty"`
	Unit    string    `json:"unit,omitempty"`
	Date    *Time     `json:"date,omitempty"`
	Note    string    `json:"note,omitempty"`
	Sources []string  `json:"sources"`
}

// Claim is what somebody said.
type Claim struct {
	Number       int                `json:"number" doc:"The place in the list of claims; 1 is the first."`
	About        record.About       `json:"about"`
	By           string             `json:"by"`
	Speaker      string             `json:"speaker,omitempty"`
	Date         Time               `json:"date"`
	Says         string             `json:"says"`
	Actor        string             `json:"actor,omitempty"`
	Status       record.ClaimStatus `json:"status"`
	SupersededBy int                `json:"superseded_by,omitempty"`
	Sources      []string           `json:"sources"`
}

// Update is a step in the course of events.
type Update struct {
	Date    Time                `json:"date"`
	Status  record.UpdateStatus `json:"status,omitempty"`
	By      string              `json:"by,omitempty"`
	Text    string              `json:"text"`
	Sources []string            `json:"sources"`
}

// Response is a measure taken.
type Response struct {
	Date    *Time    `json:"date,omitempty"`
	By      string   `json:"by,omitempty"`
	Text    string   `json:"text"`
	Sources []string `json:"sources"`
}

// Source is a document that facts rest on.
type Source struct {
	ID         string            `json:"id"`
	Title      string            `json:"title,omitempty"`
	Publisher  string            `json:"publisher"`
	URL        string            `json:"url,omitempty"`
	ArchiveURL string            `json:"archive_url,omitempty"`
	Published  *Time             `json:"published,omitempty"`
	Language   record.Language   `json:"language"`
	Type       record.SourceType `json:"type"`
	Official   bool              `json:"official"`
	Note       string            `json:"note,omitempty"`
}

// incident gives the published form of an incident.
func incident(i *archive.Incident, site Site, loc *time.Location) *Incident {
	r := i.Incident
	v := &Incident{
		ID: r.ID, URL: site.Incident(r.ID), Year: i.Year,
		Title: r.Title, Type: r.Type, Certainty: r.Certainty, Summary: r.Summary, Details: r.Details, TimeZone: r.TimeZone,
		Start:     TimeFact{bounded(r.Start.Value.String(), i.Start), r.Start.Sources, r.Start.Note},
		End:       TimeFact{bounded(r.End.Value.String(), i.End), r.End.Sources, r.End.Note},
		Detected:  timeFact(r.Detected, loc),
		Contained: timeFact(r.Contained, loc),
		Disclosed: timeFact(r.Disclosed, loc),
		Duration:  duration(i.Duration, i.Stated),
		Scope:     fact(r.Scope), Countries: r.Countries, RootCause: r.RootCause, CauseDetail: r.CauseDetail,
		Technique: r.Technique, Campaign: r.Campaign, EmergencyServicesAffected: fact(r.EmergencyServicesAffected),
		Sectors: i.Sectors, Aliases: r.Aliases,
		Published: r.Published, Modified: r.Modified, Withdrawn: r.Withdrawn, Custom: r.Custom,
	}
	if v.Duration != nil && i.Stated {
		v.Duration.Sources, v.Duration.Note = r.Duration.Sources, r.Duration.Note
	}
	for _, s := range i.Services {
		v.Services = append(v.Services, s.ID)
	}
	for _, o := range i.Operators {
		v.Operators = append(v.Operators, o.ID)
	}
	for _, other := range i.Related {
		v.Related = append(v.Related, other.ID)
	}
	v.lists(i, loc)
	return v
}

func fact[T any](f record.Fact[T]) *Fact[T] {
	if f.IsZero() {
		return nil
	}
	return &Fact[T]{f.Value, f.Sources, f.Note}
}

// lists fills the lists of the incident.
func (v *Incident) lists(i *archive.Incident, loc *time.Location) {
	r := i.Incident
	for _, x := range i.Impacts {
		row := Impact{
			Service: x.Impact.Service, Level: x.Level, Start: timeOf(x.Impact.Start, loc), Duration: duration(x.Duration, false),
			Users: quantity(x.Users), Share: quantity(x.Share), Area: x.Area, Note: x.Note, Sources: x.Sources,
		}
		if !x.Impact.End.IsZero() {
			end := bounded(x.Impact.End.String(), x.End)
			row.End = &end
		}
		v.Impacts = append(v.Impacts, row)
	}
	for _, c := range r.Consequences {
		v.Consequences = append(v.Consequences, Consequence{c.What, quantity(c.Value), c.Unit, timeOf(c.Date, loc), c.Note, c.Sources})
	}
	for _, c := range i.Claims {
		v.Claims = append(v.Claims, Claim{
			Number: c.Number, About: c.About, By: c.Claim.By, Speaker: c.Speaker, Date: bounded(c.Date.String(), c.Bounds),
			Says: c.Says, Actor: c.Actor, Status: c.Status, SupersededBy: c.Claim.SupersededBy, Sources: c.Sources,
		})
	}
	for _, u := range r.Updates {
		v.Updates = append(v.Updates, Update{bounded(u.Date.String(), u.Date.Bounds(loc)), u.Status, u.By, u.Text, u.Sources})
	}
	for _, x := range r.Responses {
		v.Responses = append(v.Responses, Response{timeOf(x.Date, loc), x.By, x.Text, x.Sources})
	}
	for _, s := range r.Sources {
		v.Sources = append(v.Sources, Source{
			s.ID, s.Title, s.Publisher, s.URL, s.ArchiveURL, timeOf(s.Published, loc), s.Language, s.Type, s.Official, s.Note,
		})
	}
}
