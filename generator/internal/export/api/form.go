package api

import (
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// Version is the version of the interface: MAJOR.MINOR. The major number is part
// of every path.
const Version = "1.0"

// Head stands at the beginning of every file that holds more than one record.
type Head struct {
	Version string       `json:"api_version" doc:"The version of the interface: MAJOR.MINOR."`
	Date    *record.Date `json:"date" doc:"The day as of which the archive speaks: the latest change of a record; null while it is empty."`
}

// Index is the entry point.
type Index struct {
	Head
	Title         string `json:"title" doc:"What the archive is called."`
	Description   string `json:"description" doc:"What the archive is, in one sentence."`
	Publisher     string `json:"publisher" doc:"Who publishes it."`
	License       string `json:"license,omitempty" doc:"The licence of the records, an SPDX identifier."`
	LicenseURL    string `json:"license_url,omitempty" doc:"The text of the licence."`
	Homepage      string `json:"homepage" doc:"The address of the website."`
	Documentation string `json:"documentation" doc:"How to use the data, what is promised and what changed."`
	Counts        Counts `json:"counts" doc:"How many records there are."`
	Links         Links  `json:"links" doc:"The addresses of the other files."`
}

// Counts says how many records there are.
type Counts struct {
	Incidents     int `json:"incidents" doc:"Incidents, withdrawn ones included."`
	Services      int `json:"services" doc:"Services."`
	Organisations int `json:"organisations" doc:"Organisations."`
}

// Links names the other files.
type Links struct {
	Incidents     string   `json:"incidents" doc:"All incidents, in short."`
	Services      string   `json:"services" doc:"All services, in short."`
	Organisations string   `json:"organisations" doc:"All organisations, in short."`
	Changes       string   `json:"changes" doc:"What changed when."`
	OpenAPI       string   `json:"openapi" doc:"The description of the interface."`
	Years         []string `json:"years" doc:"The incidents of a year in full, newest year first."`
}

// IncidentList is all incidents in short.
type IncidentList struct {
	Head
	Incidents []IncidentShort `json:"incidents" doc:"All incidents, newest first."`
}

// IncidentShort is what lists say of an incident. Fields that have no doc tag
// are those of the incident.
type IncidentShort struct {
	ID        string           `json:"id" doc:"The permanent id of the record."`
	URL       string           `json:"url" doc:"The address of the incident's page."`
	API       string           `json:"api" doc:"The address of the whole record."`
	Title     string           `json:"title" doc:"What happened, in one line."`
	Type      record.Type      `json:"type" doc:"Whether the incident was an outage or an attack."`
	Certainty record.Certainty `json:"certainty" doc:"How sure it is that the incident took place at all."`
	Start     view.Time        `json:"start" doc:"When it began."`
	End       view.Time        `json:"end" doc:"When it ended."`
	Duration  *view.Duration   `json:"duration" doc:"How long it lasted; null when nothing can be said."`
	Countries []record.Country `json:"countries" doc:"Where the effect was felt: ISO 3166-1 alpha-2 codes."`
	RootCause record.RootCause `json:"root_cause" doc:"The class of the root cause."`
	Services  []string         `json:"services" doc:"The ids of the services that were hit."`
	Published record.Date      `json:"published" doc:"The day on which this record was first published in the archive."`
	Modified  record.Date      `json:"modified" doc:"The day of the last change of substance."`
	Withdrawn bool             `json:"withdrawn" doc:"Whether the record was withdrawn."`
}

// ServiceList is all services in short.
type ServiceList struct {
	Head
	Services []ServiceShort `json:"services" doc:"All services, by name."`
}

// ServiceShort is what lists say of a service.
type ServiceShort struct {
	ID        string        `json:"id" doc:"The permanent id of the record."`
	URL       string        `json:"url" doc:"The address of the service's page."`
	API       string        `json:"api" doc:"The address of the whole record."`
	Name      string        `json:"name" doc:"What the service is called."`
	Operator  string        `json:"operator" doc:"The id of the organisation that runs it."`
	Sector    record.Sector `json:"sector" doc:"The sector (NIS2 Annexes I and II)."`
	Incidents int           `json:"incidents" doc:"How many incidents hit it."`
}

// OrganisationList is all organisations in short.
type OrganisationList struct {
	Head
	Organisations []OrganisationShort `json:"organisations" doc:"All organisations, by name."`
}

// OrganisationShort is what lists say of an organisation.
type OrganisationShort struct {
	ID        string      `json:"id" doc:"The permanent id of the record."`
	URL       string      `json:"url,omitempty" doc:"The address of the organisation's page, where the site has one."`
	API       string      `json:"api" doc:"The address of the whole record."`
	Name      string      `json:"name" doc:"The full name."`
	Kind      record.Kind `json:"kind" doc:"What it is."`
	Services  int         `json:"services" doc:"How many services it runs."`
	Incidents int         `json:"incidents" doc:"How many incidents hit these services."`
}

// Year is the incidents of a year in full.
type Year struct {
	Head
	Year      int              `json:"year" doc:"The calendar year."`
	Incidents []*view.Incident `json:"incidents" doc:"The incidents whose earliest possible start lies in the year, newest first."`
}

// ChangeList is what changed when.
type ChangeList struct {
	Head
	Changes []Change `json:"changes" doc:"The last change of each incident, latest first. Who keeps a copy reads from the top down to the day of the last visit, that day included."`
}

// Change is the last change of an incident.
type Change struct {
	Date   record.Date `json:"date" doc:"The day of the change."`
	Change ChangeKind  `json:"change" doc:"What happened to the record."`
	ID     string      `json:"id" doc:"The id of the incident."`
	API    string      `json:"api" doc:"The address of the whole record."`
	SHA256 string      `json:"sha256" doc:"The SHA-256 hash of that file, in hexadecimal digits."`
}

// ChangeKind is what happened to a record.
type ChangeKind string

// The kinds of change.
const (
	Added     ChangeKind = "added"
	Changed   ChangeKind = "changed"
	Withdrawn ChangeKind = "withdrawn"
)

// Choices lists the kinds.
func (ChangeKind) Choices() []record.Choice {
	return []record.Choice{
		{Value: string(Added), Meaning: "first published on that day"},
		{Value: string(Changed), Meaning: "changed in substance"},
		{Value: string(Withdrawn), Meaning: "withdrawn; the record stays"},
	}
}
