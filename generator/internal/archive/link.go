package archive

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"incidentarchive/generator/internal/record"
)

// link orders the records and joins them with each other. All references exist.
// Times are taken over from an earlier archive where it has the same record.
func (a *Archive) link(previous *Archive) {
	for _, i := range a.Incidents {
		if old := previous.same(i); old != nil {
			i.takeTimes(old)
		} else {
			i.setTimes()
		}
		a.Date = max(a.Date, i.Modified)
	}
	slices.SortFunc(a.Incidents, func(x, y *Incident) int {
		return cmp.Or(y.Start.Compare(x.Start), strings.Compare(x.ID, y.ID))
	})
	for n, i := range a.Incidents {
		i.order = n
	}
	byName := collate.New(language.English, collate.IgnoreCase)
	slices.SortFunc(a.Services, func(x, y *Service) int {
		return cmp.Or(byName.CompareString(x.Name, y.Name), strings.Compare(x.ID, y.ID))
	})
	slices.SortFunc(a.Organisations, func(x, y *Organisation) int {
		return cmp.Or(byName.CompareString(x.Label(), y.Label()), strings.Compare(x.ID, y.ID))
	})
	slices.SortFunc(a.Pages, func(x, y *Page) int { return strings.Compare(x.ID, y.ID) })
	a.linkServices()
	for n, i := range a.Incidents {
		if n > 0 {
			i.Newer = a.Incidents[n-1]
		}
		if n+1 < len(a.Incidents) {
			i.Older = a.Incidents[n+1]
		}
		a.linkImpacts(i)
		a.linkClaims(i)
	}
	for _, o := range a.Organisations {
		slices.SortFunc(o.Incidents, newestFirst)
	}
	a.linkRelated()
}

// same finds what the archive has of the very record of i; nil when it has none.
func (a *Archive) same(i *Incident) *Incident {
	if old := a.incidents[i.ID]; old != nil && old.Incident == i.Incident {
		return old
	}
	return nil
}

// newestFirst orders by start, the latest first; among equals by id.
func newestFirst(x, y *Incident) int { return cmp.Compare(x.order, y.order) }

func (a *Archive) linkServices() {
	for _, s := range a.Services {
		s.Operator = a.organisations[s.Service.Operator]
		s.Operator.Services = append(s.Operator.Services, s)
		for _, id := range s.Service.DependsOn {
			on := a.services[id]
			s.DependsOn = append(s.DependsOn, on)
			on.Dependents = append(on.Dependents, s)
		}
	}
}

func (a *Archive) linkImpacts(i *Incident) {
	for _, x := range i.Impacts {
		x.Service = a.services[x.Impact.Service]
		x.Service.Impacts = append(x.Service.Impacts, x)
		if slices.Contains(i.Services, x.Service) {
			continue
		}
		i.Services = append(i.Services, x.Service)
		x.Service.Incidents = append(x.Service.Incidents, i)
		if !slices.Contains(i.Sectors, x.Service.Sector) {
			i.Sectors = append(i.Sectors, x.Service.Sector)
		}
		if !slices.Contains(i.Operators, x.Service.Operator) {
			i.Operators = append(i.Operators, x.Service.Operator)
			x.Service.Operator.Incidents = append(x.Service.Operator.Incidents, i)
		}
	}
}

func (a *Archive) linkClaims(i *Incident) {
	for _, c := range i.Claims {
		switch c.Status {
		case record.Superseded:
			i.superseded++
		case record.Disputed:
			i.disputed++
		}
		if c.By = a.organisations[c.Claim.By]; c.By != nil {
			c.By.Claims = append(c.By.Claims, c)
		}
		if n := c.Claim.SupersededBy; n > 0 {
			c.SupersededBy = i.Claims[n-1]
			c.SupersededBy.Supersedes = append(c.SupersededBy.Supersedes, c)
		}
	}
}

func (a *Archive) linkRelated() {
	for _, i := range a.Incidents {
		for _, id := range i.Incident.Related {
			other := a.incidents[id]
			i.Related = appendNew(i.Related, other)
			other.Related = appendNew(other.Related, i)
		}
	}
	for _, i := range a.Incidents {
		slices.SortFunc(i.Related, newestFirst)
	}
}

func appendNew(list []*Incident, i *Incident) []*Incident {
	if slices.Contains(list, i) {
		return list
	}
	return append(list, i)
}
