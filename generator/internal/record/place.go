package record

import (
	"fmt"

	"incidentarchive/generator/internal/edtf"
)

// Place is the path of a field, such as impacts[1].start. It is put into words
// only where somebody wants to read it.
type Place struct {
	list  string // empty for a field of the record itself
	index int
	field string
}

// String gives the path.
func (p Place) String() string {
	if p.list == "" {
		return p.field
	}
	return fmt.Sprintf("%s[%d].%s", p.list, p.index, p.field)
}

// EachSourceList visits every list of source ids of the record, with its place.
func (i *Incident) EachSourceList(visit func(place Place, list []string)) {
	one := func(field string, list []string) { visit(Place{field: field}, list) }
	one("start.sources", i.Start.Sources)
	one("end.sources", i.End.Sources)
	one("detected.sources", i.Detected.Sources)
	one("contained.sources", i.Contained.Sources)
	one("disclosed.sources", i.Disclosed.Sources)
	one("duration.sources", i.Duration.Sources)
	one("scope.sources", i.Scope.Sources)
	one("root_cause.sources", i.RootCause.Sources)
	one("emergency_services_affected.sources", i.EmergencyServicesAffected.Sources)
	for n := range i.Impacts {
		visit(Place{"impacts", n, "sources"}, i.Impacts[n].Sources)
	}
	for n := range i.Consequences {
		visit(Place{"consequences", n, "sources"}, i.Consequences[n].Sources)
	}
	for n := range i.Claims {
		visit(Place{"claims", n, "sources"}, i.Claims[n].Sources)
	}
	for n := range i.Updates {
		visit(Place{"updates", n, "sources"}, i.Updates[n].Sources)
	}
	for n := range i.Responses {
		visit(Place{"responses", n, "sources"}, i.Responses[n].Sources)
	}
}

// EachTime visits every time of the record that is given, with its place.
func (i *Incident) EachTime(visit func(place Place, v edtf.Value)) {
	one := func(v edtf.Value, list string, index int, field string) {
		if !v.IsZero() {
			visit(Place{list, index, field}, v)
		}
	}
	one(i.Start.Value, "", 0, "start")
	one(i.End.Value.Time, "", 0, "end")
	one(i.Detected.Value, "", 0, "detected")
	one(i.Contained.Value, "", 0, "contained")
	one(i.Disclosed.Value, "", 0, "disclosed")
	for n := range i.Impacts {
		one(i.Impacts[n].Start, "impacts", n, "start")
		one(i.Impacts[n].End.Time, "impacts", n, "end")
	}
	for n := range i.Consequences {
		one(i.Consequences[n].Date, "consequences", n, "date")
	}
	for n := range i.Claims {
		one(i.Claims[n].Date, "claims", n, "date")
	}
	for n := range i.Updates {
		one(i.Updates[n].Date, "updates", n, "date")
	}
	for n := range i.Responses {
		one(i.Responses[n].Date, "responses", n, "date")
	}
	for n := range i.Sources {
		one(i.Sources[n].Published, "sources", n, "published")
	}
}
