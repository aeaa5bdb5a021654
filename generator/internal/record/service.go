package record

// Service is something that can fail: content/services/ID.yaml.
type Service struct {
	ID string `json:"id,omitempty" rec:"id" doc:"The file name without .yaml. It need not be written; when it is, it has to be the same." example:"tax-portal"`

	Name        string            `json:"name" rec:"required,line,max=100" doc:"What the service is called." example:"Tax portal"`
	Operator    string            `json:"operator" rec:"required,ref=organisation" doc:"The id of the organisation that runs it." example:"tax-office"`
	Sector      Sector            `json:"sector" rec:"required" doc:"The sector (NIS2 Annexes I and II)." example:"public-administration"`
	Countries   []Country         `json:"countries" rec:"required,max=250" doc:"Where it is offered: ISO 3166-1 alpha-2 codes." example:"[NL]"`
	Description string            `json:"description,omitempty" rec:"line,max=300" doc:"What it is for, in one plain sentence." example:"Tax returns of citizens and companies."`
	URL         string            `json:"url,omitempty" rec:"url" doc:"Its own address." example:"https://tax-portal.example/"`
	Aliases     []string          `json:"aliases,omitempty" rec:"line,max=50" doc:"Other names that people use, for the search." example:"[My taxes]"`
	DependsOn   []string          `json:"depends_on,omitempty" rec:"ref=service,max=50" doc:"The ids of services that it cannot work without." example:"[sign-in]"`
	Custom      map[string]Custom `json:"-"` // fields named x-…
}

// Organisation operates services, or says, confirms or claims things:
// content/organisations/ID.yaml.
type Organisation struct {
	ID string `json:"id,omitempty" rec:"id" doc:"The file name without .yaml. It need not be written; when it is, it has to be the same." example:"tax-office"`

	Name        string            `json:"name" rec:"required,line,max=150" doc:"The full name." example:"National Tax Office"`
	ShortName   string            `json:"short_name,omitempty" rec:"line,max=40" doc:"What people call it." example:"NTO"`
	Kind        Kind              `json:"kind" rec:"required" doc:"What it is." example:"authority"`
	Country     Country           `json:"country,omitempty" doc:"Where it is seated: ISO 3166-1 alpha-2 code." example:"NL"`
	URL         string            `json:"url,omitempty" rec:"url" doc:"Its own address." example:"https://tax-office.example/"`
	Aliases     []string          `json:"aliases,omitempty" rec:"line,max=50" doc:"Other names, for the search." example:"[Tax administration]"`
	Description string            `json:"description,omitempty" rec:"line,max=300" doc:"One plain sentence." example:"Collects the taxes of the country."`
	Custom      map[string]Custom `json:"-"` // fields named x-…
}

// Label gives the name that people use: the short one where there is one.
func (o *Organisation) Label() string {
	if o.ShortName != "" {
		return o.ShortName
	}
	return o.Name
}
