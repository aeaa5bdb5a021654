package api

import (
	"reflect"

	"incidentarchive/generator/internal/export/view"
)

// Description is an OpenAPI 3.1 document, as far as static files need it.
type Description struct {
	OpenAPI      string              `json:"openapi"`
	Info         info                `json:"info"`
	Servers      []server            `json:"servers"`
	Paths        map[string]pathItem `json:"paths"`
	Components   components          `json:"components"`
	ExternalDocs externalDocs        `json:"externalDocs"`
}

type info struct {
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Version     string   `json:"version"`
	License     *license `json:"license,omitempty"`
	Contact     *contact `json:"contact,omitempty"`
}

type license struct {
	Name       string `json:"name"`
	Identifier string `json:"identifier,omitempty"`
}

type contact struct {
	Name  string `json:"name"`
	URL   string `json:"url,omitempty"`
	Email string `json:"email,omitempty"`
}

type server struct {
	URL string `json:"url"`
}

type externalDocs struct {
	URL         string `json:"url"`
	Description string `json:"description"`
}

type pathItem struct {
	Get operation `json:"get"`
}

type operation struct {
	OperationID string              `json:"operationId"`
	Summary     string              `json:"summary"`
	Parameters  []parameter         `json:"parameters,omitempty"`
	Responses   map[string]response `json:"responses"`
}

type parameter struct {
	Name        string  `json:"name"`
	In          string  `json:"in"`
	Required    bool    `json:"required"`
	Description string  `json:"description"`
	Schema      *Schema `json:"schema"`
}

type response struct {
	Description string           `json:"description"`
	Content     map[string]media `json:"content,omitempty"`
}

type media struct {
	Schema *Schema `json:"schema"`
}

type components struct {
	Schemas schemas `json:"schemas"`
}

// Resource is a kind of file of the interface.
type Resource struct {
	Path    string // below Root, with one {parameter} at most
	Form    reflect.Type
	ID      string // of the operation
	Summary string
}

// Resources lists the kinds of files of the interface.
func Resources() []Resource {
	return []Resource{
		{"index.json", reflect.TypeFor[Index](), "getIndex", "The entry point: what the archive is and where everything else stands."},
		{"incidents/index.json", reflect.TypeFor[IncidentList](), "listIncidents", "All incidents in short, newest first."},
		{"incidents/{id}.json", reflect.TypeFor[view.Incident](), "getIncident", "One incident in full."},
		{"services/index.json", reflect.TypeFor[ServiceList](), "listServices", "All services in short, by name."},
		{"services/{id}.json", reflect.TypeFor[view.Service](), "getService", "One service in full, with its incidents and downtime."},
		{"organisations/index.json", reflect.TypeFor[OrganisationList](), "listOrganisations", "All organisations in short, by name."},
		{"organisations/{id}.json", reflect.TypeFor[view.Organisation](), "getOrganisation", "One organisation in full, with its services, incidents and claims."},
		{"years/{year}.json", reflect.TypeFor[Year](), "getYear", "All incidents of a year in full."},
		{"changes.json", reflect.TypeFor[ChangeList](), "listChanges", "What changed when, latest first."},
	}
}

var parameters = map[string]parameter{
	"id": {Name: "id", In: "path", Required: true, Description: "The permanent id of the record.",
		Schema: &Schema{Type: "string", Pattern: "^[a-z0-9]+(-[a-z0-9]+)*$"}},
	"year": {Name: "year", In: "path", Required: true, Description: "A calendar year with incidents.",
		Schema: &Schema{Type: "string", Pattern: "^[0-9]{4}$"}},
}

// Describe gives the description of the interface at a site.
func Describe(site view.Site) *Description {
	d := &Description{
		OpenAPI: "3.1.0",
		Info: info{
			Title: site.Title + ": data", Version: Version,
			Description: site.Description() + "\n\nStatic files, free to read from anywhere. Within version 1 no path, field or meaning changes or goes away; fields and values of enumerations may be added, so ignore what you do not know.",
		},
		Servers:      []server{{site.At(Root[:len(Root)-1])}},
		Paths:        map[string]pathItem{},
		Components:   components{schemas{}},
		ExternalDocs: externalDocs{site.At("data/"), "How to use the data"},
	}
	if name := site.Params.License; name != "" {
		d.Info.License = &license{Name: name, Identifier: name}
	}
	if address := site.Contact(); address != "" {
		d.Info.Contact = &contact{Name: site.Publisher(), URL: address}
		if mail, ok := cutMail(address); ok {
			d.Info.Contact = &contact{Name: site.Publisher(), Email: mail}
		}
	}
	for _, r := range Resources() {
		op := operation{
			OperationID: r.ID, Summary: r.Summary,
			Responses: map[string]response{
				"200": {Description: "The file.", Content: map[string]media{"application/json": {d.Components.Schemas.of(r.Form)}}},
			},
		}
		if name := parameterOf(r.Path); name != "" {
			op.Parameters = []parameter{parameters[name]}
			op.Responses["404"] = response{Description: "There is no such record."}
		}
		d.Paths["/"+r.Path] = pathItem{op}
	}
	return d
}

// Files lists the kinds of files of the interface.
func Files() []view.File {
	files := []view.File{{Path: Root + "openapi.json", MediaType: "application/json", Title: "OpenAPI description", Description: "What every file of the interface holds, field by field."}}
	for _, r := range Resources() {
		files = append(files, view.File{Path: Root + r.Path, MediaType: "application/json", Title: titles[r.ID], Description: r.Summary})
	}
	return files
}

// titles are what the resources are called in lists.
var titles = map[string]string{
	"getIndex": "API: entry point", "listIncidents": "API: all incidents", "getIncident": "API: an incident",
	"listServices": "API: all services", "getService": "API: a service",
	"listOrganisations": "API: all organisations", "getOrganisation": "API: an organisation",
	"getYear": "API: a year", "listChanges": "API: changes",
}
