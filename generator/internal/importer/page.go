package importer

import (
	"cmp"
	"strings"

	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// What the formats of status pages have in common.

// time reads a time of the source; the zero value, with a note, when it is none.
func (d *draft) time(field, text string) edtf.Value {
	if text == "" {
		return edtf.Value{}
	}
	v, err := when(text, d.loc)
	if err != nil {
		d.b.note("%s is not a time: %v", field, err)
	}
	return v
}

// setStart reads the start from the first field that has one.
func (d *draft) setStart(texts ...string) {
	for _, text := range texts {
		if v := d.time("start", text); !v.IsZero() {
			d.Start = record.FactOf(v)
			return
		}
	}
}

// setEnd sets the end: a time, ongoing, or unknown where it is over and the
// source does not say since when.
func (d *draft) setEnd(text string, over bool) {
	if v := d.time("end", text); !v.IsZero() {
		d.End = record.FactOf(record.End{Time: v})
		return
	}
	d.End = record.FactOf(record.End{Ongoing: !over, Unknown: over})
}

// statuses gives the state of an update in our words, by the word of the source
// in lower case.
var statuses = map[string]record.UpdateStatus{
	"investigating": "investigating", "identified": "identified", "monitoring": "monitoring", "resolved": "resolved",
	"postmortem": "postmortem", "post-mortem": "postmortem", "verifying": "monitoring", "completed": "resolved",
}

// planned holds the words for planned work, which is no incident.
var planned = map[string]bool{
	"scheduled": true, "in_progress": true, "verifying": true, "completed": true, "notstartedyet": true, "inprogress": true, "maintenance": true,
}

// levels gives our level for the words that status pages use, in lower case
// without spaces, hyphens and underscores.
var levels = map[string]record.Level{
	"critical": record.LevelOutage, "majoroutage": record.LevelOutage, "down": record.LevelOutage, "serviceoutage": record.LevelOutage, "outage": record.LevelOutage,
	"major": record.LevelDegraded, "minor": record.LevelDegraded, "partialoutage": record.LevelDegraded, "minoroutage": record.LevelDegraded,
	"degradedperformance": record.LevelDegraded, "degraded": record.LevelDegraded, "disrupted": record.LevelDegraded,
	"servicedisruption": record.LevelDegraded, "serviceinformation": record.LevelDegraded,
	"restoredpartially": record.LevelRestored,
}

func level(word string) record.Level {
	return levels[strings.NewReplacer(" ", "", "_", "", "-", "").Replace(strings.ToLower(word))]
}

// assumed explains a level that the source does not give.
const assumed = "The source does not say how badly; the lesser level is assumed."

// operator creates the organisation that runs a status page: the one that the
// user named, else the page's own name.
func (b *builder) operator(page string) (id, name string) {
	name = cmp.Or(b.opt.Operator, page, "Operator of the imported services")
	o := record.Organisation{Name: name, Kind: "operator"}
	if b.opt.Operator == "" && page == "" {
		o.Description = "Stands for an operator that the imported source does not name."
	}
	return b.organisation(o), name
}

// component creates a service of a status page.
func (b *builder) component(operator, name string) string {
	return b.service(record.Service{Name: name, Operator: operator}, "")
}

// join puts a base address and a path together; "" when the base is not known.
func joinURL(base, path string) string {
	if base == "" {
		return ""
	}
	return strings.TrimSuffix(base, "/") + "/" + strings.TrimPrefix(path, "/")
}

// pageSource adds the status page as an official source. Without a known address
// a note says so.
func (d *draft) pageSource(id, publisher, title string, addresses ...string) string {
	s := record.Source{ID: id, Publisher: cmp.Or(line(publisher, 100), d.b.kind.Name), Title: title, Type: "report", Official: true}
	for _, address := range addresses {
		if address != "" && record.CheckURL(address) == nil {
			s.URL = address
			break
		}
		if address != "" {
			d.b.note("address is not one that the archive may link to: it is left out")
		}
	}
	if s.URL == "" {
		s.Note = "The imported source gives no address for this entry; its id there is " + d.name + "."
	}
	return d.source(s)
}
