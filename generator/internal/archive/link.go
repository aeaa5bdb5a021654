package archive

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// link orders the records and joins them with each other. All references exist.
func (a *Archive) link() {
	for _, i := range a.Incidents {
		i.setTimes()
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
	a.linkRelated()
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
	i.Impacts = make([]*Impact, len(i.Incident.Impacts))
	for n := range i.Incident.Impacts {
		x := &Impact{Impact: &i.Incident.Impacts[n], Incident: i}
		x.Service = a.services[x.Impact.Service]
		x.setTimes()
		i.Impacts[n] = x
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
	i.Claims = make([]*Claim, len(i.Incident.Claims))
	for n := range i.Incident.Claims {
		c := &Claim{Claim: &i.Incident.Claims[n], Number: n + 1, Incident: i}
		c.Bounds = c.Date.Bounds(i.Location())
		if c.By = a.organisations[c.Claim.By]; c.By != nil {
			c.By.Claims = append(c.By.Claims, c)
		}
		i.Claims[n] = c
	}
	for _, c := range i.Claims {
		if n := c.Claim.SupersededBy; n > 0 {
			c.SupersededBy = i.Claims[n-1]
			c.SupersededBy.Supersedes = append(c.SupersededBy.Supersedes, c)
		}
	}
}

// maxSame bounds the lists of similar incidents on one page.
const maxSame = 10

func (a *Archive) linkRelated() {
	campaigns := map[string][]*Incident{}
	causes := map[string][]*Incident{}
	for _, i := range a.Incidents {
		for _, id := range i.Incident.Related {
			other := a.incidents[id]
			i.Related = appendNew(i.Related, other)
			other.Related = appendNew(other.Related, i)
		}
		if i.Campaign != "" {
			campaigns[i.Campaign] = append(campaigns[i.Campaign], i)
		}
		for _, key := range i.causeKeys() {
			causes[key] = append(causes[key], i)
		}
	}
	for _, i := range a.Incidents {
		slices.SortFunc(i.Related, newestFirst)
		i.SameCampaign = without(i, campaigns[i.Campaign])
		for _, s := range i.Services {
			i.SameService = nearby(i, i.SameService, s.Incidents)
		}
		for _, key := range i.causeKeys() {
			i.SameCause = nearby(i, i.SameCause, causes[key])
		}
	}
}

// causeKeys names what makes two incidents alike in cause.
func (i *Incident) causeKeys() []string {
	var keys []string
	for _, c := range i.CauseDetail {
		keys = append(keys, string(c))
	}
	for _, t := range i.Technique {
		keys = append(keys, string(t))
	}
	return keys
}

func appendNew(list []*Incident, i *Incident) []*Incident {
	if slices.Contains(list, i) {
		return list
	}
	return append(list, i)
}

func without(i *Incident, list []*Incident) []*Incident {
	return slices.DeleteFunc(slices.Clone(list), func(x *Incident) bool { return x == i })
}

// nearby adds to list the incidents of all (newest first) that lie next to i in
// time, up to the bound, and keeps the order.
func nearby(i *Incident, list, all []*Incident) []*Incident {
	at, _ := slices.BinarySearchFunc(all, i, newestFirst)
	low, high := max(0, at-maxSame/2), min(len(all), at+maxSame/2+1)
	for _, x := range all[low:high] {
		if x != i && !slices.Contains(list, x) && len(list) < maxSame {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, newestFirst)
	return list
}

// setTimes derives the bounds and the duration of the incident.
func (i *Incident) setTimes() {
	loc := i.Location()
	i.Start = i.Incident.Start.Value.Bounds(loc)
	i.End = endBounds(i.Incident, i.Incident.End.Value)
	first := i.Start.Earliest
	if first.IsZero() {
		first = i.Start.Latest
	}
	i.Year = first.In(loc).Year()
	if !i.Incident.Duration.IsZero() {
		i.Duration, i.Stated = i.Incident.Duration.Value, true
		return
	}
	i.Duration = elapsed(i.Incident.Start.Value, i.Incident.End.Value, i.Start, i.End)
}

// endBounds gives when something ended: from the day as of which the record
// speaks on while it goes on, and nothing when no source says it.
func endBounds(i *record.Incident, e record.End) edtf.Bounds {
	switch {
	case e.Ongoing:
		return edtf.Bounds{Earliest: asOf(i)}
	case e.Unknown, e.IsZero():
		return edtf.Bounds{}
	}
	return e.Time.Bounds(i.Location())
}

// elapsed derives a duration; it is zero when the end is not known.
func elapsed(start edtf.Value, end record.End, from, to edtf.Bounds) edtf.Duration {
	if to.IsZero() {
		return edtf.Duration{}
	}
	return edtf.Elapsed(from, to, start.Approximate() || end.Time.Approximate())
}

// setTimes derives when the service was hit. Where the row has no time of its
// own, it is some time within the incident.
func (x *Impact) setTimes() {
	i := x.Incident
	x.Start, x.End = i.Start, i.End
	x.Stated = !x.Impact.Start.IsZero() || !x.Impact.End.IsZero()
	if !x.Stated {
		return
	}
	start, end := i.Incident.Start.Value, i.Incident.End.Value
	if !x.Impact.Start.IsZero() {
		start = x.Impact.Start
		x.Start = start.Bounds(i.Location())
	}
	if !x.Impact.End.IsZero() {
		end = x.Impact.End
		x.End = endBounds(i.Incident, end)
	}
	x.Duration = elapsed(start, end, x.Start, x.End)
}
