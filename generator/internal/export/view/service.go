package view

import (
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// Service is a service as it is published.
type Service struct {
	ID          string                   `json:"id" doc:"The permanent id of the record."`
	URL         string                   `json:"url" doc:"The address of the service's page."`
	Name        string                   `json:"name"`
	Operator    string                   `json:"operator"`
	Sector      record.Sector            `json:"sector"`
	Countries   []record.Country         `json:"countries"`
	Description string                   `json:"description,omitempty"`
	Homepage    string                   `json:"homepage,omitempty" doc:"The service's own address."`
	Aliases     []string                 `json:"aliases,omitempty"`
	DependsOn   []string                 `json:"depends_on,omitempty"`
	Dependents  []string                 `json:"dependents,omitempty" doc:"The ids of services that cannot work without this one."`
	Incidents   []string                 `json:"incidents" doc:"The ids of the incidents that hit it, newest first."`
	Downtime    []Downtime               `json:"downtime" doc:"How long it was out, by calendar year, oldest first."`
	Custom      map[string]record.Custom `json:"custom,omitempty" doc:"The record's own fields, whose names begin with x-."`
}

// Downtime is how long a service was out in one year.
type Downtime struct {
	Year       int    `json:"year" doc:"The calendar year."`
	Incidents  int    `json:"incidents" doc:"How many incidents touch the year."`
	MinSeconds int64  `json:"min_seconds" doc:"For how long it was out for certain, in seconds."`
	MaxSeconds *int64 `json:"max_seconds" doc:"For how long it was out at most, in seconds; null when an end is not known."`
}

// Organisation is an organisation as it is published.
type Organisation struct {
	ID          string                   `json:"id" doc:"The permanent id of the record."`
	URL         string                   `json:"url,omitempty" doc:"The address of the organisation's page, where the site has one."`
	Name        string                   `json:"name"`
	ShortName   string                   `json:"short_name,omitempty"`
	Kind        record.Kind              `json:"kind"`
	Country     record.Country           `json:"country,omitempty"`
	Homepage    string                   `json:"homepage,omitempty" doc:"The organisation's own address."`
	Aliases     []string                 `json:"aliases,omitempty"`
	Description string                   `json:"description,omitempty"`
	Services    []string                 `json:"services" doc:"The ids of the services that it runs, by name."`
	Incidents   []string                 `json:"incidents" doc:"The ids of the incidents that hit these services, newest first."`
	Claims      []ClaimRef               `json:"claims" doc:"What it said: places in the lists of claims of incidents."`
	Custom      map[string]record.Custom `json:"custom,omitempty" doc:"The record's own fields, whose names begin with x-."`
}

// ClaimRef names a claim.
type ClaimRef struct {
	Incident string `json:"incident" doc:"The id of the incident."`
	Number   int    `json:"number" doc:"The place in its list of claims; 1 is the first."`
}

// NewService gives the published form of a service.
func NewService(s *archive.Service, site Site) *Service {
	r := s.Service
	v := &Service{
		ID: r.ID, URL: site.Service(r.ID), Name: r.Name, Operator: r.Operator, Sector: r.Sector, Countries: r.Countries,
		Description: r.Description, Homepage: r.URL, Aliases: r.Aliases, DependsOn: r.DependsOn, Custom: r.Custom,
		Incidents: ids(s.Incidents), Downtime: []Downtime{},
	}
	for _, other := range s.Dependents {
		v.Dependents = append(v.Dependents, other.ID)
	}
	for _, d := range s.Downtime() {
		row := Downtime{Year: d.Year, Incidents: d.Incidents, MinSeconds: int64(d.Min.Seconds())}
		if !d.Open {
			most := int64(d.Max.Seconds())
			row.MaxSeconds = &most
		}
		v.Downtime = append(v.Downtime, row)
	}
	return v
}

// NewOrganisation gives the published form of an organisation.
func NewOrganisation(o *archive.Organisation, site Site) *Organisation {
	r := o.Organisation
	v := &Organisation{
		ID: r.ID, URL: site.Organisation(r.ID), Name: r.Name, ShortName: r.ShortName, Kind: r.Kind, Country: r.Country,
		Homepage: r.URL, Aliases: r.Aliases, Description: r.Description, Custom: r.Custom,
		Services: []string{}, Incidents: ids(o.Incidents), Claims: []ClaimRef{},
	}
	for _, s := range o.Services {
		v.Services = append(v.Services, s.ID)
	}
	for _, c := range o.Claims {
		v.Claims = append(v.Claims, ClaimRef{c.Incident.ID, c.Number})
	}
	return v
}

func ids(incidents []*archive.Incident) []string {
	list := make([]string, len(incidents))
	for n, i := range incidents {
		list[n] = i.ID
	}
	return list
}
