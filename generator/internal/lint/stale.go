package lint

import (
	"reflect"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/record"
)

// Stale finds incidents whose field modified is older than their last change of
// substance. For each incident, earlier gives the file as it was on the day that
// the field names, or in the version to compare with; nothing where that is not
// known. Style, comments and the field itself are not substance.
func Stale(a *archive.Archive, earlier func(*archive.Incident) []byte) diagnostic.List {
	rule, _ := Lookup("time/modified-stale")
	var findings diagnostic.List
	for _, i := range a.Incidents {
		source := earlier(i)
		if source == nil {
			continue
		}
		before, _, faults := record.DecodeIncident(i.File, i.ID, source)
		if faults.HasErrors() || before.Modified < i.Modified || sameSubstance(before, i.Incident) {
			continue
		}
		findings = append(findings, i.Document().Finding("modified", rule.Name, rule.Severity,
			"the record has changed since "+string(i.Modified)+": set modified to the day of the change"))
	}
	return findings.Sort()
}

func sameSubstance(a, b *record.Incident) bool {
	x, y := *a, *b
	x.Modified, y.Modified = "", ""
	return reflect.DeepEqual(x, y)
}
