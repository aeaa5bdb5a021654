package record

import (
	"fmt"
	"slices"
	"strings"

	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/edtf"
)

// fault reports an error at a field.
func (d *Document) fault(field, rule, format string, args ...any) {
	d.findings = append(d.findings, d.Finding(field, rule, diagnostic.Error, fmt.Sprintf(format, args...)))
}

// has tells whether a field stands in the file.
func (d *Document) has(field string) bool {
	_, n := d.tree.find(field)
	return n != nil
}

// checkIncident applies the rules that need nothing but the record itself.
func (d *Document) checkIncident(i *Incident) {
	if d.tree.root == nil {
		return
	}
	d.checkSources(i)
	d.checkOrder(i)
	d.checkCause(i)
	d.checkClaims(i)
	d.checkShares(i)
	if i.Published != "" && i.Modified != "" && i.Modified < i.Published {
		d.fault("modified", "time/modified-before-published", "modified %s lies before published %s: write the day of the last change", i.Modified, i.Published)
	}
}

// checkSources looks that source ids are unique, that all that are used exist,
// and that a source without address says why.
func (d *Document) checkSources(i *Incident) {
	ids := make([]string, 0, len(i.Sources))
	for n := range i.Sources {
		s := &i.Sources[n]
		if s.ID != "" && slices.Contains(ids, s.ID) {
			d.fault(fmt.Sprintf("sources[%d].id", n), "source/duplicate-id", "source id %q is used twice in this record", s.ID)
		}
		ids = append(ids, s.ID)
		if s.URL == "" && s.Note == "" && !d.has(Place{"sources", n, "url"}.String()) {
			d.fault(fmt.Sprintf("sources[%d]", n), "source/no-address", "source %q has no url: add it, or say in note why there is none", s.ID)
		}
	}
	i.EachSourceList(func(field Place, list []string) {
		for n, id := range list {
			if id != "" && !slices.Contains(ids, id) {
				d.fault(fmt.Sprintf("%s[%d]", field, n), "source/unknown", "unknown source %q%s", id, diagnostic.DidYouMean(id, ids))
			}
		}
	})
}

// checkOrder compares times by their bounds: only what is certainly wrong is
// refused.
func (d *Document) checkOrder(i *Incident) {
	d.checkZones(i)
	loc := i.Location()
	start, last := i.Start.Value.Bounds(loc), i.End.Value.Time.Bounds(loc)
	ends := func(field Place, from edtf.Bounds, fromText string, end End, to edtf.Bounds) {
		if to.Before(from) {
			d.fault(field.String(), "time/end-before-start", "end %s lies before start %s: correct one of the two", end, fromText)
		}
	}
	ends(Place{field: "end"}, start, i.Start.Value.String(), i.End.Value, last)
	for n := range i.Impacts {
		impact := &i.Impacts[n]
		if impact.Start.IsZero() && impact.End.Time.IsZero() {
			continue
		}
		field := Place{"impacts", n, "end"}
		begin, to := impact.Start.Bounds(loc), impact.End.Time.Bounds(loc)
		if !impact.Start.IsZero() {
			ends(field, begin, impact.Start.String(), impact.End, to)
		} else {
			ends(field, start, i.Start.Value.String(), impact.End, to)
		}
		if last.Before(begin) && impact.Level != LevelRestored {
			field.field = "start"
			d.fault(field.String(), "time/outside-incident", "this phase starts at %s, after the end of the incident (%s)", impact.Start, i.End.Value)
		}
	}
	for _, f := range []struct {
		name  string
		value edtf.Value
	}{{"contained", i.Contained.Value}, {"detected", i.Detected.Value}} {
		if !f.value.IsZero() && !i.Start.Value.IsZero() && f.value.Bounds(loc).Before(start) {
			d.fault(f.name, "time/before-start", "%s %s lies before start %s: correct one of the two", f.name, f.value, i.Start.Value)
		}
	}
}

// checkZones refuses clock times that the zone's clocks never showed.
func (d *Document) checkZones(i *Incident) {
	if i.TimeZone == "" {
		return
	}
	loc := i.Location()
	i.EachTime(func(field Place, v edtf.Value) {
		if err := v.CheckZone(loc); err != nil {
			d.fault(field.String(), "time/no-such-time", "%v", err)
		}
	})
}

func (d *Document) checkCause(i *Incident) {
	switch {
	case i.RootCause.Value == "":
	case i.RootCause.Value == UnknownRootCause && i.RootCause.Status != "":
		d.fault("root_cause.status", "cause/status", "an unknown cause has no status: remove it")
	case i.RootCause.Value != UnknownRootCause && i.RootCause.Status == "" && !d.has("root_cause.status"):
		d.fault("root_cause", "cause/status", "root cause %q needs a status: write root_cause with value, status (confirmed, suspected or disputed) and sources", i.RootCause.Value)
	}
}

// checkClaims looks that what is superseded names a later claim that exists.
func (d *Document) checkClaims(i *Incident) {
	loc := i.Location()
	_, entries := d.tree.find("claims")
	for n := range i.Claims {
		c := &i.Claims[n]
		_, newer := within(entries.Content[n], nil, "superseded_by")
		if newer == nil && c.Status != Superseded {
			continue // as most
		}
		field := fmt.Sprintf("claims[%d]", n)
		by := field + ".superseded_by"
		switch {
		case newer == nil:
			d.fault(field+".status", "claim/superseded-by-nothing", "a superseded claim has to name the claim that replaced it: add superseded_by with its number (1 is the first)")
			continue
		case c.Status != Superseded && c.Status != "":
			d.fault(by, "claim/status", "superseded_by is set, but the status is %q: make it \"superseded\", or remove superseded_by", c.Status)
			continue
		case c.SupersededBy < 1 || c.SupersededBy > len(i.Claims):
			d.fault(by, "claim/superseded-by-nothing", "there is no claim %d, the record has %d", c.SupersededBy, len(i.Claims))
			continue
		case c.SupersededBy == n+1:
			d.fault(by, "claim/superseded-by-nothing", "claim %d cannot replace itself", n+1)
			continue
		}
		later := &i.Claims[c.SupersededBy-1]
		if later.Date.Bounds(loc).Before(c.Date.Bounds(loc)) {
			d.fault(by, "claim/superseded-by-earlier", "claim %d (%s) was made before this one (%s) and cannot replace it", c.SupersededBy, later.Date, c.Date)
		}
	}
}

func (d *Document) checkShares(i *Incident) {
	for n, x := range i.Impacts {
		if high, ok := x.Share.Max(); ok && high > 100 {
			d.fault(fmt.Sprintf("impacts[%d].share", n), "field/number", "share %q is more than 100 percent", x.Share)
		}
	}
	for n, alias := range i.Aliases {
		field := fmt.Sprintf("aliases[%d]", n)
		if strings.Contains(alias, ":") {
			continue // the id in another database
		}
		if err := CheckID(alias); err != nil {
			d.fault(field, "field/id", "%v, or begin with the other database's name and a colon", err)
		}
	}
}
