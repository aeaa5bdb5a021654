package record

import (
	"time"

	"incidentarchive/generator/internal/edtf"
)

// Incident is one outage or attack: content/incidents/YEAR/ID.yaml.
type Incident struct {
	ID string `json:"id,omitempty" rec:"id" doc:"The file name without .yaml. It need not be written; when it is, it has to be the same." example:"2025-07-23-acme-telecom-network-outage"`

	Title                     string              `json:"title" rec:"required,line,max=200" doc:"What happened, in one line: neutral, sentence case, no full stop at the end." example:"Acme Telecom network-wide telephone and internet outage"`
	Type                      Type                `json:"type" rec:"required" doc:"Whether the incident was an outage or an attack." example:"attack"`
	Certainty                 Certainty           `json:"certainty" rec:"required" doc:"How sure it is that the incident took place at all (VERIS security_incident)." example:"confirmed"`
	Summary                   string              `json:"summary" rec:"required,markdown,max=1000" doc:"One to three plain sentences in your own words: who was hit, what stopped working, for how long." example:"Calls, mobile data and internet access of Acme customers failed across the country."`
	Details                   string              `json:"details,omitempty" rec:"markdown,max=32768" doc:"More text, where the short fields do not suffice: paragraphs, emphasis, links, lists and code." example:"The fault spread from one router to the next."`
	TimeZone                  TimeZone            `json:"time_zone" rec:"required" doc:"IANA time zone of all clock times in the record that have no offset of their own." example:"Europe/Amsterdam"`
	Start                     Fact[edtf.Value]    `json:"start" rec:"required" doc:"When it began, as precisely as the sources say and no more." example:"2025-07-23T16:15~"`
	End                       Fact[End]           `json:"end" rec:"required" doc:"When the service was back, or the word ongoing or unknown." example:"2025-07-23T20:15"`
	Detected                  Fact[edtf.Value]    `json:"detected,omitzero" doc:"When the operator noticed it." example:"2025-07-23T16:15"`
	Contained                 Fact[edtf.Value]    `json:"contained,omitzero" doc:"When it stopped getting worse." example:"2025-07-23T19:30"`
	Disclosed                 Fact[edtf.Value]    `json:"disclosed,omitzero" doc:"When the public was first told." example:"2025-07-23"`
	Duration                  Fact[edtf.Duration] `json:"duration,omitzero" doc:"How long it lasted, only where sources state it and start and end do not give it (ISO 8601 duration)." example:"PT4H~"`
	Scope                     Fact[Scope]         `json:"scope,omitzero" doc:"How far the effect reached (after Cloudflare Radar)." example:"national"`
	Countries                 []Country           `json:"countries" rec:"required,max=250" doc:"Where the effect was felt: ISO 3166-1 alpha-2 codes." example:"[NL]"`
	RootCause                 Cause               `json:"root_cause" rec:"required" doc:"The class of the root cause (NIS2, ENISA), with how sure it is." example:"unknown"`
	CauseDetail               []CauseDetail       `json:"cause_detail,omitempty" rec:"max=20" doc:"What kind of failure it was (VERIS error and environmental varieties, ENISA detailed causes)." example:"[cable-cut]"`
	Technique                 []Technique         `json:"technique,omitempty" rec:"max=20" doc:"How an attack was carried out: RSIT class:type." example:"[\"availability:ddos\"]"`
	Campaign                  string              `json:"campaign,omitempty" rec:"id" doc:"A name shared by all incidents of one campaign." example:"spring-2024-ddos"`
	EmergencyServicesAffected Fact[Answer]        `json:"emergency_services_affected,omitzero" doc:"Whether emergency numbers or services were affected; only where a source speaks of it." example:"true"`
	Impacts                   []Impact            `json:"impacts" rec:"required,max=500" doc:"What each service suffered: one row for each service and phase."`
	Consequences              []Consequence       `json:"consequences,omitempty" rec:"max=200" doc:"Effects beyond the services, counted where sources count them."`
	Claims                    []Claim             `json:"claims,omitempty" rec:"max=200" doc:"Who said what, and when, in order of date. A statement that turned out wrong stays and names the one that replaced it."`
	Updates                   []Update            `json:"updates,omitempty" rec:"max=500" doc:"The course of events, in order of date."`
	Responses                 []Response          `json:"responses,omitempty" rec:"max=200" doc:"Measures taken because of the incident."`
	Sources                   []Source            `json:"sources" rec:"required,max=200" doc:"Where the facts come from. A record without a source does not pass."`
	Aliases                   []string            `json:"aliases,omitempty" rec:"max=50" doc:"Earlier ids of this record, which then redirect here, or its ids in other databases (with a colon)." example:"[\"vcdb:788C3B36\"]"`
	Related                   []string            `json:"related,omitempty" rec:"max=50,ref=incident" doc:"Other incidents that belong with this one; each names the other." example:"[2024-03-21-city-websites-ddos]"`
	Published                 Date                `json:"published" rec:"required" doc:"The day on which this record was first published in the archive." example:"2026-11-22"`
	Modified                  Date                `json:"modified" rec:"required" doc:"The day of the last change of substance." example:"2026-11-22"`
	Withdrawn                 *Withdrawal         `json:"withdrawn,omitempty" doc:"Set when the record should not have been published: the page stays, with a banner."`
	Custom                    map[string]Custom   `json:"-"` // fields named x-…
}

// Impact is what one service suffered during one phase.
type Impact struct {
	Service string     `json:"service" rec:"required,ref=service" doc:"The id of the service." example:"acme-mobile"`
	Level   Level      `json:"level" rec:"required" doc:"How badly the service was hit." example:"outage"`
	Start   edtf.Value `json:"start,omitzero" doc:"When this phase began; leave out when sources do not say it for this service." example:"2025-07-23T16:15"`
	End     End        `json:"end,omitzero" doc:"When this phase ended, or ongoing or unknown; leave out as for start." example:"2025-07-23T20:00~"`
	Users   Quantity   `json:"users,omitzero" doc:"How many users were affected." example:"1200~"`
	Share   Quantity   `json:"share,omitzero" doc:"What part of the users was affected, in percent." example:"75"`
	Area    string     `json:"area,omitempty" rec:"line,max=200" doc:"The place or area affected." example:"north of the country"`
	Note    string     `json:"note,omitempty" rec:"line,max=500" doc:"One plain sentence more." example:"Only calls from other networks failed."`
	Sources []string   `json:"sources" rec:"required,source,max=50" doc:"The ids of the sources that say so." example:"[news-2323626]"`
}

// Consequence is an effect beyond the services.
type Consequence struct {
	What    string     `json:"what" rec:"required,line,max=300" doc:"What was counted or observed, written so that it reads after the number." example:"flights delayed at the airport"`
	Value   Quantity   `json:"value,omitzero" doc:"How many." example:"40"`
	Unit    string     `json:"unit,omitempty" rec:"line,max=20" doc:"The unit, for money and the like." example:"EUR"`
	Date    edtf.Value `json:"date,omitzero" rec:"interval" doc:"When." example:"2025-07-23"`
	Note    string     `json:"note,omitempty" rec:"line,max=500" doc:"One plain sentence more." example:"The outage was one of several reasons."`
	Sources []string   `json:"sources" rec:"required,source,max=50" doc:"The ids of the sources that say so." example:"[news-2323626]"`
}

// Claim is what somebody said about the incident.
type Claim struct {
	About        About       `json:"about" rec:"required" doc:"What the statement is about." example:"cause"`
	By           string      `json:"by" rec:"required,ref=organisation" doc:"The id of the organisation that said it, or the word unidentified." example:"acme-telecom"`
	Speaker      string      `json:"speaker,omitempty" rec:"line,max=200" doc:"The office, or the public official, that spoke. Never a private person." example:"director general"`
	Date         edtf.Value  `json:"date" rec:"required" doc:"When it was said." example:"2025-07-24T11:00"`
	Says         string      `json:"says" rec:"required,line,max=600" doc:"What was said, in your own words." example:"Technical incident in management software; no evidence of a cyberattack."`
	Actor        string      `json:"actor,omitempty" rec:"line,max=100" doc:"Whom a claim about attribution or responsibility names." example:"NoName057(16)"`
	Status       ClaimStatus `json:"status" rec:"required" doc:"Whether the statement still stands." example:"superseded"`
	SupersededBy int         `json:"superseded_by,omitempty" doc:"The number of the later claim that replaced this one; 1 is the first in the list." example:"2"`
	Sources      []string    `json:"sources" rec:"required,source,max=50" doc:"The ids of the sources that report it." example:"[news-2323626]"`
}

// Update is one step in the course of events.
type Update struct {
	Date    edtf.Value   `json:"date" rec:"required,interval" doc:"When; an interval a/b where it took a while." example:"2025-07-23T20:00"`
	Status  UpdateStatus `json:"status,omitempty" doc:"The state that was reached (after Statuspage)." example:"resolved"`
	By      string       `json:"by,omitempty" rec:"ref=organisation" doc:"The id of the organisation that acted or reported." example:"tax-office"`
	Text    string       `json:"text" rec:"required,line,max=600" doc:"What happened, one full sentence." example:"Emergency numbers work again."`
	Sources []string     `json:"sources" rec:"required,source,max=50" doc:"The ids of the sources that say so." example:"[news-2323626]"`
}

// Response is a measure taken because of the incident.
type Response struct {
	Date    edtf.Value `json:"date,omitzero" rec:"interval" doc:"When." example:"2025-07-25"`
	By      string     `json:"by,omitempty" rec:"ref=organisation" doc:"The id of the organisation that took it." example:"crisis-centre"`
	Text    string     `json:"text" rec:"required,line,max=600" doc:"What was done, one full sentence." example:"The government called its crisis cell together."`
	Sources []string   `json:"sources" rec:"required,source,max=50" doc:"The ids of the sources that say so." example:"[gov-2025-07-23]"`
}

// Source is a document that facts of the record rest on.
type Source struct {
	ID         string     `json:"id" rec:"required,id" doc:"A short name for use in this record." example:"news-2323626"`
	Title      string     `json:"title,omitempty" rec:"line,max=300" doc:"The page's own headline, in its own language; leave out when you do not know it." example:"Network outage: what we know"`
	Publisher  string     `json:"publisher" rec:"required,line,max=100" doc:"Who published it." example:"The Daily News"`
	URL        string     `json:"url,omitempty" rec:"url" doc:"Its address; may be left out only when note says why." example:"https://news.example/a/2323626.html"`
	ArchiveURL string     `json:"archive_url,omitempty" rec:"url" doc:"An archived copy." example:"https://web.archive.org/web/20250724120000/https://news.example/a/2323626.html"`
	Published  edtf.Value `json:"published,omitzero" doc:"When it was published, only when known." example:"2025-07-24"`
	Language   Language   `json:"language" rec:"required" doc:"The language of the document (BCP 47)." example:"en"`
	Type       SourceType `json:"type" rec:"required" doc:"What kind of document it is (OSV reference types)." example:"article"`
	Official   bool       `json:"official,omitempty" doc:"Whether it comes from the operator, an authority or a parliament." example:"true"`
	Note       string     `json:"note,omitempty" rec:"line,max=500" doc:"One plain sentence more." example:"Re-posted text; the original publisher is not shown."`
}

// Withdrawal says that a record should not have been published.
type Withdrawal struct {
	Date   Date   `json:"date" rec:"required" doc:"The day of the withdrawal." example:"2026-11-22"`
	Reason string `json:"reason" rec:"required,line,max=500" doc:"Why, in one sentence." example:"The source was retracted by its publisher."`
}

// Location gives the zone of the record's clock times.
func (i *Incident) Location() *time.Location { return i.TimeZone.Location() }
