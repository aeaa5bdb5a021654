package archive

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/prose"
	"incidentarchive/generator/internal/record"
)

// assemble puts the decoded records into an archive and refuses ids that stand
// twice.
func (l *loader) assemble() *Archive {
	a := newArchive(l.again)
	for _, f := range l.files {
		switch {
		case f.incident != nil:
			if first := a.incidents[f.id]; first != nil {
				l.fault(f.File, "file/duplicate-id", "id %q is taken by %s: rename one of them", f.id, first.File)
				continue
			}
			i := &Incident{Incident: f.incident, Origin: f.Origin, archive: a}
			if l.previous.same(i) == nil {
				l.fresh = append(l.fresh, i)
				l.checkYear(f)
			}
			a.incidents[f.id] = i
			a.Incidents = append(a.Incidents, i)
		case f.service != nil:
			s := &Service{Service: f.service, Origin: f.Origin}
			a.services[f.id] = s
			a.Services = append(a.Services, s)
		case f.organisation != nil:
			o := &Organisation{Organisation: f.organisation, Origin: f.Origin}
			a.organisations[f.id] = o
			a.Organisations = append(a.Organisations, o)
		case f.page != nil:
			p := &Page{ID: f.id, Origin: f.Origin, Title: f.page.Title, Description: f.page.Description, Body: f.page.Body}
			a.pages[f.id] = p
			a.Pages = append(a.Pages, p)
		}
	}
	return a
}

// checkYear compares the folder, the id and the start of an incident.
func (l *loader) checkYear(f *file) {
	folder := path.Base(path.Dir(f.File))
	if !strings.HasPrefix(f.id, folder) {
		l.fault(f.File, "file/year", "the id has to begin with the year of its folder (%s), for example %s-%s", folder, folder, strings.TrimLeft(f.id, "0123456789-"))
		return
	}
	if f.incident.Start.Value.IsZero() {
		return
	}
	b := f.incident.Start.Value.Bounds(f.incident.Location())
	wanted, err := edtf.Parse(folder)
	if err == nil && !b.Overlaps(wanted.Bounds(f.incident.Location())) {
		l.findings = append(l.findings, f.doc.Finding("start", "file/year", diagnostic.Error,
			fmt.Sprintf("start %s is not in %s, the year of the record's folder and id", f.incident.Start.Value, folder)))
	}
}

// checkReferences refuses ids of records that do not exist, and aliases that are
// taken.
func (l *loader) checkReferences(a *Archive) {
	known := func(doc *record.Document, kind, id string, field string, n int) {
		if id == "" || a.has(kind, id) {
			return
		}
		if strings.Contains(field, "%d") {
			field = fmt.Sprintf(field, n)
		}
		l.findings = append(l.findings, doc.Finding(field, "reference/unknown", diagnostic.Error,
			fmt.Sprintf("unknown %s %q%s", kind, id, createHint(kind, id, l.idsOf(a, kind)))))
	}
	incidents := l.fresh
	if l.lost(a) { // so that records which have not changed may refer to nothing now
		incidents = a.Incidents
	}
	for _, i := range incidents {
		for n := range i.Incident.Impacts {
			x := &i.Incident.Impacts[n]
			known(i.doc, "service", x.Service, "impacts[%d].service", n)
		}
		for n, x := range i.Incident.Claims {
			if x.By != record.Unidentified {
				known(i.doc, "organisation", x.By, "claims[%d].by", n)
			}
		}
		for n, x := range i.Updates {
			known(i.doc, "organisation", x.By, "updates[%d].by", n)
		}
		for n, x := range i.Responses {
			known(i.doc, "organisation", x.By, "responses[%d].by", n)
		}
		for n, id := range i.Incident.Related {
			if id == i.ID {
				l.findings = append(l.findings, i.doc.Finding(fmt.Sprintf("related[%d]", n), "reference/self", diagnostic.Error, "an incident cannot be related to itself: remove it"))
				continue
			}
			known(i.doc, "incident", id, "related[%d]", n)
		}
		l.checkLinks(a, i)
	}
	aliases := map[string]*Incident{}
	for _, i := range a.Incidents {
		l.checkAliases(a, i, aliases)
	}
	for _, s := range a.Services {
		known(s.doc, "organisation", s.Service.Operator, "operator", 0)
		for n, id := range s.Service.DependsOn {
			known(s.doc, "service", id, "depends_on[%d]", n)
		}
	}
	l.checkCycles(a)
}

// lost tells whether a record of the earlier archive is gone.
func (l *loader) lost(a *Archive) bool {
	for _, i := range l.previous.Incidents {
		if a.incidents[i.ID] == nil {
			return true
		}
	}
	for _, s := range l.previous.Services {
		if a.services[s.ID] == nil {
			return true
		}
	}
	for _, o := range l.previous.Organisations {
		if a.organisations[o.ID] == nil {
			return true
		}
	}
	return false
}

// has tells whether there is a record of a kind with an id.
func (a *Archive) has(kind, id string) bool {
	switch kind {
	case "incident":
		return a.incidents[id] != nil
	case "service":
		return a.services[id] != nil
	case "organisation":
		return a.organisations[id] != nil
	}
	return false
}

// idsOf lists the ids of a kind of records in order, for hints.
func (l *loader) idsOf(a *Archive, kind string) []string {
	if l.ids == nil {
		l.ids = map[string][]string{
			"incident":     slices.Sorted(maps.Keys(a.incidents)),
			"service":      slices.Sorted(maps.Keys(a.services)),
			"organisation": slices.Sorted(maps.Keys(a.organisations)),
		}
	}
	return l.ids[kind]
}

// createHint suggests the nearest id, or where to create the record.
func createHint(kind, id string, all []string) string {
	if hint := diagnostic.DidYouMean(id, all); hint != "" {
		return hint
	}
	if kind == "incident" || record.CheckID(id) != nil {
		return ""
	}
	return fmt.Sprintf(": use the id of a file in content/%ss, or add content/%ss/%s.yaml", kind, kind, id)
}

// checkLinks refuses links in texts to records that do not exist.
func (l *loader) checkLinks(a *Archive, i *Incident) {
	for _, text := range [...]struct{ field, text string }{{"summary", i.Summary}, {"details", i.Details}} {
		for _, address := range prose.Links(text.text) {
			folder, id, ok := record.Reference(address)
			kind := strings.TrimSuffix(folder, "s")
			if !ok || a.has(kind, id) {
				continue
			}
			hint := ""
			if best := diagnostic.Nearest(id, l.idsOf(a, kind)); best != "" {
				hint = fmt.Sprintf(" (did you mean %q?)", "/"+folder+"/"+best+"/")
			}
			l.findings = append(l.findings, i.doc.Finding(text.field, "reference/unknown", diagnostic.Error,
				fmt.Sprintf("link to %q, which does not exist%s", address, hint)))
		}
	}
}

func (l *loader) checkAliases(a *Archive, i *Incident, aliases map[string]*Incident) {
	for n, alias := range i.Aliases {
		field := fmt.Sprintf("aliases[%d]", n)
		taken := aliases[alias]
		if taken == nil {
			taken = a.incidents[alias]
		}
		if taken != nil {
			l.findings = append(l.findings, i.doc.Finding(field, "file/duplicate-id", diagnostic.Error,
				fmt.Sprintf("alias %q is taken by %s", alias, taken.File)))
		}
		aliases[alias] = i
	}
}

// checkCycles refuses services that depend on themselves, by whatever way.
func (l *loader) checkCycles(a *Archive) {
	const visiting, done = 1, 2
	state := map[string]int{}
	var visit func(s *Service, way []string)
	visit = func(s *Service, way []string) {
		state[s.ID] = visiting
		way = append(way, s.ID)
		for n, id := range s.Service.DependsOn {
			next := a.services[id]
			switch {
			case next == nil || state[id] == done:
			case state[id] == visiting:
				from := slices.Index(way, id)
				l.findings = append(l.findings, s.doc.Finding(fmt.Sprintf("depends_on[%d]", n), "reference/cycle", diagnostic.Error,
					fmt.Sprintf("service %q depends on itself: %s", id, strings.Join(append(slices.Clone(way[from:]), id), " → "))))
			default:
				visit(next, way)
			}
		}
		state[s.ID] = done
	}
	for _, s := range a.Services {
		if state[s.ID] == 0 {
			visit(s, nil)
		}
	}
}

// checkFuture refuses times that certainly lie after now.
func (l *loader) checkFuture() {
	if l.now.IsZero() {
		return
	}
	// A day of grace: somewhere it is tomorrow already.
	limit := edtf.Bounds{Earliest: l.now.UTC().AddDate(0, 0, 1), Latest: l.now.UTC().AddDate(0, 0, 1)}
	// Text that begins with an earlier year is surely of the past.
	past := fmt.Sprintf("%04d", limit.Latest.Year()-1)
	for _, i := range l.fresh {
		loc := i.Location()
		i.EachTime(func(field record.Place, v edtf.Value) {
			if v.String() < past {
				return // without a closer look
			}
			if limit.Before(v.Bounds(loc)) {
				l.findings = append(l.findings, i.doc.Finding(field.String(), "time/future", diagnostic.Error,
					fmt.Sprintf("%s lies in the future: correct the date", v)))
			}
		})
		for field, date := range map[string]record.Date{"published": i.Published, "modified": i.Modified} {
			if date != "" && date.Time().After(limit.Latest) {
				l.findings = append(l.findings, i.doc.Finding(field, "time/future", diagnostic.Error, fmt.Sprintf("%s lies in the future: correct the date", date)))
			}
		}
	}
}

// checkCustom compares custom fields with what the configuration declares.
func (l *loader) checkCustom(a *Archive) {
	a.Fields = l.fields
	if len(l.fields) == 0 {
		return
	}
	a.EachCustom(func(doc *record.Document, name string, value record.Custom) {
		d, declared := l.fields[name]
		if !declared {
			return
		}
		if why := d.Wrong(value); why != "" {
			l.findings = append(l.findings, doc.Finding(name, "field/custom", diagnostic.Error,
				fmt.Sprintf("%s (declared as a %s in hugo.toml)", why, d.Type)))
		}
	})
}

// EachCustom calls do for every custom field of every record, in order of names
// within a record.
func (a *Archive) EachCustom(do func(doc *record.Document, name string, value record.Custom)) {
	each := func(doc *record.Document, fields map[string]record.Custom) {
		if len(fields) > 0 {
			for _, name := range slices.Sorted(maps.Keys(fields)) {
				do(doc, name, fields[name])
			}
		}
	}
	for _, i := range a.Incidents {
		each(i.doc, i.Custom)
	}
	for _, s := range a.Services {
		each(s.doc, s.Custom)
	}
	for _, o := range a.Organisations {
		each(o.doc, o.Custom)
	}
}
