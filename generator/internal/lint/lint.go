package lint

import (
	"fmt"
	"slices"
	"strings"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/record"
)

// Run checks an archive that has no errors and gives the warnings and notes,
// less those that records allow. Findings less grave than least are left out:
// to find the place of one, its record has to be read again.
func Run(a *archive.Archive, least diagnostic.Severity) diagnostic.List {
	return RunOn(a, least, func(string) bool { return true })
}

// RunOn is Run for the files that are wanted: they are compared with all others,
// but only what is found in them is given.
func RunOn(a *archive.Archive, least diagnostic.Severity, files func(string) bool) diagnostic.List {
	l := choose(a, files)
	l.least, l.severity, l.folded = least, map[string]diagnostic.Severity{}, map[string]string{}
	for _, r := range Rules() {
		l.severity[r.Name] = r.Severity
	}
	for _, i := range l.incidents {
		l.incident(i)
	}
	l.related()
	l.duplicates()
	l.addresses()
	l.spellings()
	l.cutTexts()
	l.hosts()
	l.custom()
	return l.allow().Sort()
}

// linter collects findings.
type linter struct {
	archive *archive.Archive
	least   diagnostic.Severity
	files   func(string) bool // that are looked at

	incidents []*archive.Incident // of these files, by file
	documents []*record.Document  // all of these files, by file

	severity map[string]diagnostic.Severity
	findings diagnostic.List
	folded   map[string]string // names of publishers, which come often, to fold of them
}

// choose makes a linter that looks at the files that are wanted.
func choose(a *archive.Archive, files func(string) bool) *linter {
	l := &linter{archive: a, files: files}
	for _, i := range a.Incidents {
		if files(i.File) {
			l.incidents, l.documents = append(l.incidents, i), append(l.documents, i.Document())
		}
	}
	for _, s := range a.Services {
		if files(s.File) {
			l.documents = append(l.documents, s.Document())
		}
	}
	for _, o := range a.Organisations {
		if files(o.File) {
			l.documents = append(l.documents, o.Document())
		}
	}
	slices.SortFunc(l.incidents, func(x, y *archive.Incident) int { return strings.Compare(x.File, y.File) })
	slices.SortFunc(l.documents, func(x, y *record.Document) int { return strings.Compare(x.File, y.File) })
	return l
}

// fold is fold, for names that come often.
func (l *linter) fold(name string) string {
	folded, ok := l.folded[name]
	if !ok {
		folded = fold(name)
		l.folded[name] = folded
	}
	return folded
}

// wanted tells whether a finding is looked for: one in a file that was asked for,
// of a severity that was asked for or that the record's own comments may speak of.
func (l *linter) wanted(d *record.Document, rule string) bool {
	return (l.severity[rule] <= l.least || d.Exempts()) && l.files(d.File)
}

// report adds a finding at a field.
func (l *linter) report(d *record.Document, field, rule, format string, args ...any) {
	if !l.wanted(d, rule) {
		return
	}
	l.findings = append(l.findings, d.Finding(field, rule, l.severity[rule], fmt.Sprintf(format, args...)))
}

// suggest adds a finding at a field that has one right value.
func (l *linter) suggest(d *record.Document, field, rule, suggestion, format string, args ...any) {
	if !l.wanted(d, rule) {
		return
	}
	l.report(d, field, rule, format, args...)
	l.findings[len(l.findings)-1].Suggestion = suggestion
}

// incident checks what one record shows by itself.
func (l *linter) incident(i *archive.Incident) {
	l.texts(i)
	l.times(i)
	l.order(i)
	l.cause(i)
	l.attribution(i)
	l.confirmation(i)
	l.sources(i)
}

// custom looks for names of custom fields that are slips of declared ones.
func (l *linter) custom() {
	names := l.archive.Fields.Names()
	if len(names) == 0 {
		return
	}
	l.archive.EachCustom(func(doc *record.Document, name string, _ record.Custom) {
		nearest := diagnostic.Nearest(name, names)
		if nearest != "" && nearest != name && diagnostic.Slip(name, nearest) {
			l.report(doc, name, "field/custom-name", "custom field %q is not declared in hugo.toml (did you mean %q?)", name, nearest)
		}
	})
}
