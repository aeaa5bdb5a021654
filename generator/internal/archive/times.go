package archive

import (
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// setTimes derives the bounds and the duration of the incident, and makes its
// impacts and claims with theirs.
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
	} else {
		i.Duration = elapsed(i.Incident.Start.Value, i.Incident.End.Value, i.Start, i.End)
	}
	i.makeRows()
	for _, x := range i.Impacts {
		x.setTimes()
	}
	for _, c := range i.Claims {
		c.Bounds = c.Date.Bounds(loc)
	}
}

// takeTimes takes over what setTimes derived of the same record.
func (i *Incident) takeTimes(old *Incident) {
	i.Start, i.End, i.Duration, i.Stated, i.Year = old.Start, old.End, old.Duration, old.Stated, old.Year
	i.makeRows()
	for n, x := range i.Impacts {
		before := old.Impacts[n]
		x.Start, x.End, x.Duration, x.Stated = before.Start, before.End, before.Duration, before.Stated
	}
	for n, c := range i.Claims {
		c.Bounds = old.Claims[n].Bounds
	}
}

// makeRows makes the impacts and claims; those of an incident stand side by side
// in memory.
func (i *Incident) makeRows() {
	impacts, claims := make([]Impact, len(i.Incident.Impacts)), make([]Claim, len(i.Incident.Claims))
	i.Impacts, i.Claims = make([]*Impact, len(impacts)), make([]*Claim, len(claims))
	for n := range impacts {
		i.Impacts[n] = &impacts[n]
		impacts[n] = Impact{Impact: &i.Incident.Impacts[n], Incident: i}
	}
	for n := range claims {
		i.Claims[n] = &claims[n]
		claims[n] = Claim{Claim: &i.Incident.Claims[n], Number: n + 1, Incident: i}
	}
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
