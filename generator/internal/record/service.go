package record

// Service is something that can fail: content/services/ID.yaml.
type Service struct {
	ID string `json:"id,omitempty" rec:"id" doc:"The file name without .yaml. It need not be written; when it is, it has to be the same." example:"myguichet"`

	Name        string            `json:"name" rec:"required,line,max=100" doc:"What the service is called." example:"MyGuichet.lu"`
	Operator    string            `json:"operator" rec:"required,ref=organisation" doc:"The id of the organisation that runs it." example:"ctie"`
	Sector      Sector            `json:"sector" rec:"required" doc:"The sector (NIS2 Annexes I and II)." example:"public-administration"`
	Countries   []Country         `json:"countries" rec:"required,max=250" doc:"Where it is offered: ISO 3166-1 alpha-2 codes." example:"[LU]"`
	Description string            `json:"description,omitempty" rec:"line,max=300" doc:"What it is for, in one plain sentence." example:"Online counter of the State for citizens and companies."`
	URL         string            `json:"url,omitempty" rec:"url" doc:"Its own address." example:"https://guichet.public.lu/"`
	Aliases     []string          `json:"aliases,omitempty" rec:"line,max=50" doc:"Other names that people use, for the search." example:"[MyGuichet]"`
	DependsOn   []string          `json:"depends_on,omitempty" rec:"ref=service,max=50" doc:"The ids of services that it cannot work without." example:"[luxtrust]"`
	Custom      map[string]Custom `json:"-"` // fields named x-…
}

// Organisation operates services, or says, confirms or claims things:
// content/organisations/ID.yaml.
type Organisation struct {
	ID string `json:"id,omitempty" rec:"id" doc:"The file name without .yaml. It need not be written; when it is, it has to be the same." example:"ctie"`

	Name        string            `json:"name" rec:"required,line,max=150" doc:"The full name." example:"Centre des technologies de l'information de l'État"`
	ShortName   string            `json:"short_name,omitempty" rec:"line,max=40" doc:"What people call it." example:"CTIE"`
	Kind        Kind              `json:"kind" rec:"required" doc:"What it is." example:"authority"`
	Country     Country           `json:"country,omitempty" doc:"Where it is seated: ISO 3166-1 alpha-2 code." example:"LU"`
	URL         string            `json:"url,omitempty" rec:"url" doc:"Its own address." example:"https://ctie.gouvernement.lu/"`
	Aliases     []string          `json:"aliases,omitempty" rec:"line,max=50" doc:"Other names, for the search." example:"[State IT centre]"`
	Description string            `json:"description,omitempty" rec:"line,max=300" doc:"One plain sentence." example:"IT services of the Luxembourg State."`
	Custom      map[string]Custom `json:"-"` // fields named x-…
}

// Label gives the name that people use: the short one where there is one.
func (o *Organisation) Label() string {
	if o.ShortName != "" {
		return o.ShortName
	}
	return o.Name
}
