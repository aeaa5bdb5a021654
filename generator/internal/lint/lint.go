package lint

import (
	"fmt"
	"slices"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/record"
)

// Run checks an archive that has no errors and gives the warnings and notes,
// less those that records allow. Findings less grave than least are left out:
// to find the place of one, its record has to be read again.
func Run(a *archive.Archive, least diagnostic.Severity) diagnostic.List {
	l := &linter{archive: a, least: least, severity: map[string]diagnostic.Severity{}, folded: map[string]string{}}
	for _, r := range Rules() {
		l.severity[r.Name] = r.Severity
	}
	for _, i := range a.Incidents {
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
	archive  *archive.Archive
	least    diagnostic.Severity
	severity map[string]diagnostic.Severity
	findings diagnostic.List
	folded   map[string]string // names of publishers, which come often, to fold of them
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

// wanted tells whether a finding is looked for: one of a severity that was asked
// for, or one that the record's own comments may speak of.
func (l *linter) wanted(d *record.Document, rule string) bool {
	return l.severity[rule] <= l.least || d.Exempts()
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

// documents lists the files of all records.
func documents(a *archive.Archive) []*record.Document {
	var list []*record.Document
	for _, i := range a.Incidents {
		list = append(list, i.Document())
	}
	for _, s := range a.Services {
		list = append(list, s.Document())
	}
	for _, o := range a.Organisations {
		list = append(list, o.Document())
	}
	slices.SortFunc(list, func(x, y *record.Document) int {
		if x.File < y.File {
			return -1
		}
		return 1
	})
	return list
}
