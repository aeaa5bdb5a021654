package archive

import "slices"

// maxSame bounds the lists of similar incidents on one page.
const maxSame = 10

// SameCampaign gives the other incidents of the campaign, newest first.
func (i *Incident) SameCampaign() []*Incident {
	if i.Campaign == "" {
		return nil
	}
	a := i.archive
	campaigns := a.campaigns.get(func() map[string][]*Incident {
		return byKey(a.Incidents, func(i *Incident) []string { return []string{i.Campaign} })
	})
	return without(i, campaigns[i.Campaign])
}

// SameService gives incidents of the same services, those next in time, newest
// first.
func (i *Incident) SameService() []*Incident {
	var list []*Incident
	for _, s := range i.Services {
		list = nearby(i, list, s.Incidents)
	}
	return list
}

// SameCause gives incidents with the same detailed cause or technique, those next
// in time, newest first.
func (i *Incident) SameCause() []*Incident {
	a := i.archive
	causes := a.causes.get(func() map[string][]*Incident { return byKey(a.Incidents, (*Incident).causeKeys) })
	var list []*Incident
	for _, key := range i.causeKeys() {
		list = nearby(i, list, causes[key])
	}
	return list
}

// causeKeys names what makes two incidents alike in cause.
func (i *Incident) causeKeys() []string {
	return append(texts(i.CauseDetail), texts(i.Technique)...)
}

// byKey divides incidents by their keys; each keeps its order.
func byKey(incidents []*Incident, keys func(*Incident) []string) map[string][]*Incident {
	all := map[string][]*Incident{}
	for _, i := range incidents {
		for _, key := range keys(i) {
			all[key] = append(all[key], i)
		}
	}
	return all
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
