package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Select makes an archive of the incidents that f chooses, with the services
// that they hit, the services that these depend on, and the organisations that
// operate them or speak in these incidents. Every list, count and figure is of
// the part. References to what is left out are gone, but in texts, whose links
// stay as written. The date is that of the whole archive.
//
// It is an error when f chooses nothing, or names a value that does not occur.
func (a *Archive) Select(f Filter) (*Archive, error) {
	if err := f.check(a); err != nil {
		return nil, err
	}
	part := newArchive(a.files)
	part.part = true
	for _, i := range a.Incidents {
		if f.match(i) {
			part.keepIncident(a, i)
		}
	}
	if len(part.Incidents) == 0 {
		return nil, fmt.Errorf("selection %q: no incident has all of this", f)
	}
	for _, p := range a.Pages {
		page := *p
		part.Pages = append(part.Pages, &page)
		part.pages[p.ID] = &page
	}
	for _, i := range part.Incidents {
		record := *i.Incident
		record.Related = slices.DeleteFunc(slices.Clone(record.Related), func(id string) bool { return part.incidents[id] == nil })
		i.Incident = &record
	}
	part.link(&Archive{})
	part.group()
	part.Date = a.Date
	return part, nil
}

// keepIncident takes an incident of whole into the part, with all it refers to.
// What is derived is left to be derived again.
func (a *Archive) keepIncident(whole *Archive, i *Incident) {
	kept := &Incident{Incident: i.Incident, Origin: i.Origin, archive: a}
	a.Incidents = append(a.Incidents, kept)
	a.incidents[i.ID] = kept
	for _, s := range i.Services {
		a.keepService(whole, s)
	}
	for _, c := range i.Claims {
		a.keepOrganisation(c.By)
	}
	for _, u := range i.Updates {
		a.keepOrganisation(whole.organisations[u.By])
	}
	for _, r := range i.Responses {
		a.keepOrganisation(whole.organisations[r.By])
	}
}

// keepService takes a service, its operator and what it depends on. Services
// never depend on themselves, so that this ends.
func (a *Archive) keepService(whole *Archive, s *Service) {
	if a.services[s.ID] != nil {
		return
	}
	kept := &Service{Service: s.Service, Origin: s.Origin}
	a.Services = append(a.Services, kept)
	a.services[s.ID] = kept
	a.keepOrganisation(s.Operator)
	for _, on := range s.DependsOn {
		a.keepService(whole, on)
	}
}

func (a *Archive) keepOrganisation(o *Organisation) {
	if o == nil || a.organisations[o.ID] != nil {
		return
	}
	kept := &Organisation{Organisation: o.Organisation, Origin: o.Origin}
	a.Organisations = append(a.Organisations, kept)
	a.organisations[o.ID] = kept
}

// Version names the state of the records: the archive's date and the beginning
// of a hash over all files in content/. The same records have the same version,
// whatever is made of them.
func (a *Archive) Version() string { return a.version.get(func() string { return versionOf(a) }) }

func versionOf(a *Archive) string {
	lines := make([]string, 0, len(a.Incidents)+len(a.Services)+len(a.Organisations)+len(a.Pages))
	note := func(file string, key Key) { lines = append(lines, file+" "+hex.EncodeToString(key[:])+"\n") }
	for _, i := range a.Incidents {
		note(i.File, i.Key)
	}
	for _, s := range a.Services {
		note(s.File, s.Key)
	}
	for _, o := range a.Organisations {
		note(o.File, o.Key)
	}
	for _, p := range a.Pages {
		note(p.File, sha256.Sum256([]byte(p.Title+"\n"+p.Description+"\n"+p.Body)))
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return string(a.Date) + "." + hex.EncodeToString(sum[:5])
}
