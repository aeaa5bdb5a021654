package importer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// importedField is the custom field that an imported record carries.
const importedField = record.Imported

// Change is one file of the archive that an import writes.
type Change struct {
	Path string // slash-separated, below the archive's root
	Old  []byte // nil when the file is new
	New  []byte
}

// Plan is what an import would do.
type Plan struct {
	Changes []Change // in order of path
	Report  *Report
}

// plan compares the drafts with the archive.
func (b *builder) plan() (*Plan, error) {
	p := &Plan{Report: b.report}
	existing := newExisting(b.opt.Archive)
	used := map[string]bool{}
	for _, d := range b.drafts {
		if d.problem == "" {
			d.finish()
		}
		if d.problem == "" {
			b.place(p, d, existing, used)
		}
		if d.problem != "" {
			b.refuse(d.name, "%s", d.problem)
			continue
		}
		for _, text := range d.notes {
			b.note("%s", text)
		}
	}
	if err := b.addNames(p, used); err != nil {
		return nil, err
	}
	for path, count := range b.fields {
		f := Field{Path: path, Count: count, Why: "not known to this importer"}
		if r, ok := b.kind.rule(path); ok {
			f.To, f.Why = r.To, r.Why
		}
		b.report.Fields = append(b.report.Fields, f)
	}
	slices.SortFunc(b.report.Fields, func(x, y Field) int { return strings.Compare(x.Path, y.Path) })
	slices.SortFunc(p.Changes, func(x, y Change) int { return strings.Compare(x.Path, y.Path) })
	b.report.sort(b.notes)
	return p, nil
}

// finish fills what follows from the rest and checks the record by the rules of
// the format.
func (d *draft) finish() {
	if d.Start.Value.IsZero() {
		d.refuse("no start: a record has to say when it began, if only the year")
		return
	}
	if len(d.Countries) == 0 {
		d.refuse("no country: the source does not say where the effect was felt")
		return
	}
	// Clock times name the source that they come from, the first.
	if d.Start.Value.HasClock() && d.Start.Sources == nil && len(d.Sources) > 0 {
		d.Start.Sources = []string{d.Sources[0].ID}
	}
	if d.End.Value.Time.HasClock() && d.End.Sources == nil && len(d.Sources) > 0 {
		d.End.Sources = []string{d.Sources[0].ID}
	}
	if d.Summary == "" {
		d.Summary = markdown(d.Title) + "."
	}
	today := d.b.opt.Now.UTC()
	d.Published, d.Modified = record.Date(today.Format(time.DateOnly)), record.Date(today.Format(time.DateOnly))
	d.sortUpdates()
	limit := edtf.Bounds{Earliest: today.AddDate(0, 0, 1), Latest: today.AddDate(0, 0, 1)}
	d.EachTime(func(field record.Place, v edtf.Value) {
		if limit.Before(v.Bounds(d.loc)) {
			d.refuse("%s: %s lies in the future", field, v)
		}
	})
	source, err := record.Encode(d.Incident)
	if err != nil {
		d.refuse("cannot be written: %v", err)
		return
	}
	if _, _, findings := record.DecodeIncident("record", "", source); findings.HasErrors() {
		d.refuse("%s", reason(findings))
	}
}

// reason gives the first error among findings, field first.
func reason(l diagnostic.List) string {
	for _, f := range l {
		if f.Severity == diagnostic.Error {
			return strings.TrimPrefix(f.Field+": "+f.Message, ": ")
		}
	}
	return ""
}

// year gives the year of an incident's folder: that of its earliest possible
// start, or of the latest where the start is open.
func (d *draft) year() string {
	b := d.Start.Value.Bounds(d.loc)
	t := b.Earliest
	if t.IsZero() {
		t = b.Latest
	}
	return t.In(d.loc).Format("2006")
}

// newID makes the record's id: the start as far as it is known, and the title.
// An id of the source that has this form already is kept.
func (d *draft) newID(taken map[string]bool) string {
	if record.CheckName(d.name) == nil && strings.HasPrefix(d.name, d.year()+"-") && !taken[d.name] {
		taken[d.name] = true
		return d.name
	}
	prefix := d.year()
	if v := d.Start.Value; !v.IsSet() {
		if text := v.String(); v.Precision() >= edtf.Day {
			prefix = text[:10]
		} else if v.Precision() == edtf.Month {
			prefix = text[:7]
		}
	}
	return newID(trimSlug(strings.Trim(prefix+"-"+slug(d.Title), "-"), 70), d.Aliases[0], taken)
}

// place decides what becomes of a draft: a new file, an update, or a report.
func (b *builder) place(p *Plan, d *draft, existing *existing, used map[string]bool) {
	d.settle()
	mark := b.kind.Name + " " + hash(d.Incident)
	old := existing.find(d)
	if old == nil {
		d.ID = d.newID(existing.taken)
		d.Custom = with(d.Custom, mark)
		if !b.write(p, d, "content/incidents/"+d.year()+"/"+d.ID+".yaml", nil) {
			return
		}
		b.report.Created = append(b.report.Created, Entry{Source: d.name, ID: d.ID})
		d.use(used)
		return
	}
	d.ID = old.ID
	entry := Entry{Source: d.name, ID: old.ID}
	before := old.Custom[importedField].Text
	touched := before != b.kind.Name+" "+hash(old.Incident) || !written(old)
	switch {
	case before == mark && !touched:
		b.report.Unchanged = append(b.report.Unchanged, entry)
	case before == mark:
		b.report.Kept = append(b.report.Kept, entry)
	case touched && hash(old.Incident) == hash(d.Incident):
		b.report.Unchanged = append(b.report.Unchanged, entry)
	case touched:
		entry.Why = "changed here since the last import, and the source differs in " + differences(old.Incident, d.Incident)
		b.report.Conflicts = append(b.report.Conflicts, entry)
	case !strings.Contains(old.File, "/"+d.year()+"/"):
		entry.Why = "the source now says that it began in " + d.year() + ": move the record by hand"
		b.report.Conflicts = append(b.report.Conflicts, entry)
	default:
		d.Published = old.Published
		d.Aliases = merged(old.Aliases, d.Aliases)
		d.Custom = with(d.Custom, b.kind.Name+" "+hash(d.Incident))
		if b.write(p, d, old.File, old.Source()) {
			b.report.Updated = append(b.report.Updated, entry)
			d.use(used)
		}
	}
}

// settle makes the draft say what its file will say once it is read: an address,
// for instance, is read in one spelling. Else the next import would take a
// record of its own for one that somebody changed.
func (d *draft) settle() {
	source, err := record.Encode(d.Incident)
	if err != nil {
		return
	}
	if read, _, findings := record.DecodeIncident("", d.ID, source); !findings.HasErrors() {
		read.ID = d.ID
		d.Incident = read
	}
}

// write plans one incident file; it refuses one that the decoder would not take.
func (b *builder) write(p *Plan, d *draft, path string, old []byte) bool {
	source, err := record.Encode(d.Incident)
	if err != nil {
		d.refuse("cannot be written: %v", err)
		return false
	}
	if _, _, findings := record.DecodeIncident(path, d.ID, source); findings.HasErrors() {
		d.refuse("%s", reason(findings))
		return false
	}
	p.Changes = append(p.Changes, Change{Path: path, Old: old, New: source})
	return true
}

// use notes the services of a record that is written.
func (d *draft) use(used map[string]bool) {
	for _, x := range d.Impacts {
		used["service "+x.Service] = true
		if s := d.b.services[x.Service]; s != nil {
			for _, c := range d.Countries {
				if !slices.Contains(s.Countries, c) {
					s.Countries = append(s.Countries, c)
				}
			}
		}
	}
	for _, u := range d.Updates {
		used["organisation "+u.By] = true
	}
	for _, c := range d.Claims {
		used["organisation "+c.By] = true
	}
}

// addNames plans the new services and organisations that a written record needs.
func (b *builder) addNames(p *Plan, used map[string]bool) error {
	fresh := map[string]bool{}
	for _, id := range sorted(b.services) {
		if !used["service "+id] {
			continue
		}
		s := b.services[id]
		slices.Sort(s.Countries)
		used["organisation "+s.Operator] = true
		source, err := record.Encode(s)
		if err != nil {
			return err
		}
		if _, _, findings := record.DecodeService("service", id, source); findings.HasErrors() {
			return fmt.Errorf("service %q: %s", s.Name, reason(findings))
		}
		p.Changes = append(p.Changes, Change{Path: "content/services/" + id + ".yaml", New: source})
		b.report.Services = append(b.report.Services, id)
	}
	for _, id := range sorted(b.organisations) {
		if !used["organisation "+id] {
			continue
		}
		o := b.organisations[id]
		source, err := record.Encode(o)
		if err != nil {
			return err
		}
		if _, _, findings := record.DecodeOrganisation("organisation", id, source); findings.HasErrors() {
			return fmt.Errorf("organisation %q: %s", o.Name, reason(findings))
		}
		fresh[o.Name] = true
		p.Changes = append(p.Changes, Change{Path: "content/organisations/" + id + ".yaml", New: source})
		b.report.Organisations = append(b.report.Organisations, id)
	}
	b.report.Twins = b.names.twins(fresh)
	return nil
}

// existing finds the incidents of the archive by id and by alias.
type existing struct {
	byID, byAlias map[string]*archive.Incident
	taken         map[string]bool
}

func newExisting(a *archive.Archive) *existing {
	e := &existing{map[string]*archive.Incident{}, map[string]*archive.Incident{}, map[string]bool{}}
	if a == nil {
		return e
	}
	for _, i := range a.Incidents {
		e.byID[i.ID], e.taken[i.ID] = i, true
		for _, alias := range i.Aliases {
			e.byAlias[alias], e.taken[alias] = i, true
		}
	}
	return e
}

// find gives the record that a draft is: by its alias, or by its id when it was
// exported from this archive.
func (e *existing) find(d *draft) *archive.Incident {
	if i := e.byAlias[d.Aliases[0]]; i != nil {
		return i
	}
	return e.byID[d.name]
}

// hash gives the beginning of the SHA-256 of what a record says, without the
// days that the archive sets itself, the aliases, which only grow, and the hash.
func hash(i *record.Incident) string {
	clone := *i
	clone.Published, clone.Modified, clone.Aliases = "", "", nil
	clone.Custom = maps.Clone(i.Custom)
	delete(clone.Custom, importedField)
	source, err := record.Encode(&clone)
	if err != nil {
		return "unknown"
	}
	sum := sha256.Sum256(source)
	return hex.EncodeToString(sum[:8])
}

// written tells whether a file is as Encode writes it: nobody added a comment.
func written(i *archive.Incident) bool {
	source, err := record.Encode(i.Incident)
	return err == nil && bytes.Equal(source, i.Source())
}

func with(custom map[string]record.Custom, mark string) map[string]record.Custom {
	custom = maps.Clone(custom)
	if custom == nil {
		custom = map[string]record.Custom{}
	}
	custom[importedField] = record.TextOf(mark)
	return custom
}

// merged gives the aliases of both lists, those of the archive first.
func merged(old, new []string) []string {
	all := slices.Clone(old)
	for _, alias := range new {
		if !slices.Contains(all, alias) {
			all = append(all, alias)
		}
	}
	return all
}
