package misp

import (
	"strconv"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// Event is a MISP event.
type Event struct {
	UUID             string      `json:"uuid"`
	Info             string      `json:"info"`
	Date             string      `json:"date"`
	Timestamp        string      `json:"timestamp"`
	PublishTimestamp string      `json:"publish_timestamp"`
	Published        bool        `json:"published"`
	Analysis         string      `json:"analysis"`
	ThreatLevel      string      `json:"threat_level_id"`
	Distribution     string      `json:"distribution"`
	ExtendsUUID      string      `json:"extends_uuid"`
	Orgc             Org         `json:"Orgc"`
	Tag              []Tag       `json:"Tag"`
	Attribute        []Attribute `json:"Attribute"`
	Object           []Object    `json:"Object"`
	EventReport      []Report    `json:"EventReport"`
}

// Org is the organisation that made an event.
type Org struct {
	UUID string `json:"uuid"`
	Name string `json:"name"`
}

// Tag is a machine tag.
type Tag struct {
	Name   string `json:"name"`
	Colour string `json:"colour"`
}

// Attribute is one value.
type Attribute struct {
	UUID               string `json:"uuid"`
	Relation           string `json:"object_relation,omitempty"`
	Type               string `json:"type"`
	Category           string `json:"category"`
	Value              string `json:"value"`
	Comment            string `json:"comment"`
	Timestamp          string `json:"timestamp"`
	FirstSeen          string `json:"first_seen,omitempty"`
	LastSeen           string `json:"last_seen,omitempty"`
	Distribution       string `json:"distribution"`
	IDS                bool   `json:"to_ids"`
	DisableCorrelation bool   `json:"disable_correlation"`
	Deleted            bool   `json:"deleted"`
}

// Object is a group of values that follows a template.
type Object struct {
	UUID            string      `json:"uuid"`
	Name            string      `json:"name"`
	MetaCategory    string      `json:"meta-category"`
	Description     string      `json:"description"`
	TemplateUUID    string      `json:"template_uuid"`
	TemplateVersion string      `json:"template_version"`
	Comment         string      `json:"comment"`
	Timestamp       string      `json:"timestamp"`
	Distribution    string      `json:"distribution"`
	Deleted         bool        `json:"deleted"`
	Attribute       []Attribute `json:"Attribute"`
}

// Report is a text in Markdown.
type Report struct {
	UUID         string `json:"uuid"`
	Name         string `json:"name"`
	Content      string `json:"content"`
	Timestamp    string `json:"timestamp"`
	Distribution string `json:"distribution"`
	Deleted      bool   `json:"deleted"`
}

// Values of MISP's enumerations.
const (
	completed    = "2" // analysis
	undefined    = "4" // threat level
	allCommunity = "3" // distribution
	inherit      = "5" // distribution
)

// builder makes one event.
type builder struct {
	*view.Record
	event *Event
	name  string // of the event, from which all identifiers are made
}

func newEvent(site view.Site, r *view.Record) *Event {
	stamp := epoch(r.Modified)
	b := &builder{Record: r, name: eventName(r.Incident), event: &Event{
		Info: info(r.Incident), Date: eventDate(r.Incident), Timestamp: stamp, PublishTimestamp: stamp, Published: true,
		Analysis: completed, ThreatLevel: undefined, Distribution: allCommunity, Orgc: organisation(site), Tag: tags(r.Incident),
	}}
	b.event.UUID = view.UUID(b.name)
	b.attributes()
	b.event.Object = append(b.event.Object, b.incident())
	b.impacts()
	b.claims()
	text := r.Summary
	if r.Details != "" {
		text += "\n\n" + r.Details
	}
	b.event.EventReport = []Report{{view.UUID(b.name + "/report"), r.Title, text + "\n\n<" + r.View.URL + ">", stamp, inherit, false}}
	return b.event
}

// organisation is who publishes the archive.
func organisation(site view.Site) Org {
	return Org{view.UUID("misp/organisation/" + site.Publisher()), site.Publisher()}
}

// info is the title of an event, marked when the record is withdrawn.
func info(i *archive.Incident) string {
	if i.Withdrawn != nil {
		return "Withdrawn: " + i.Title
	}
	return i.Title
}

// eventName is what all identifiers of an incident's event are made from.
func eventName(i *archive.Incident) string { return "misp/incident/" + view.Origin(i) }

// Path gives the file of an incident's event, below the site's root.
func Path(i *archive.Incident) string { return Root + view.UUID(eventName(i)) + ".json" }

// epoch writes a day as seconds since 1970.
func epoch(d record.Date) string { return strconv.FormatInt(d.Time().Unix(), 10) }

// attribute makes a value; what names it within the event.
func (b *builder) attribute(what, kind, category, value, comment string) Attribute {
	return Attribute{
		UUID: view.UUID(b.name + "/" + what), Type: kind, Category: category, Value: value, Comment: comment,
		Timestamp: b.event.Timestamp, Distribution: inherit, DisableCorrelation: kind != "link",
	}
}

// attributes adds the page, the uncertain times and the sources.
func (b *builder) attributes() {
	add := func(a Attribute) { b.event.Attribute = append(b.event.Attribute, a) }
	add(b.attribute("page", "link", "Internal reference", b.View.URL, "the incident's page in the archive"))
	for _, t := range []struct {
		name string
		time view.Time
	}{{"start", b.View.Start.Time}, {"end", b.View.End.Time}} {
		// The name is part of the value: MISP drops a value that an event has twice.
		a := b.attribute(t.name, "text", "Other", t.name+": "+t.time.Value, t.name+" as the record gives it (EDTF); first and last seen are its earliest and latest instants")
		a.FirstSeen, a.LastSeen = seen(t.time)
		add(a)
	}
	if d := b.View.Duration; d != nil {
		comment := "duration as an ISO 8601 duration"
		if d.MinSeconds != nil {
			comment += "; at least " + strconv.FormatInt(*d.MinSeconds, 10) + " seconds"
		}
		if d.MaxSeconds != nil {
			comment += "; at most " + strconv.FormatInt(*d.MaxSeconds, 10) + " seconds"
		}
		add(b.attribute("duration", "text", "Other", d.Value, comment))
	}
	for _, s := range b.View.Sources {
		if s.URL == "" {
			continue
		}
		comment := s.Publisher
		if s.Title != "" {
			comment += ": " + s.Title
		}
		add(b.attribute("source/"+s.ID, "link", "External analysis", s.URL, comment))
		if s.ArchiveURL != "" {
			add(b.attribute("source/"+s.ID+"/archive", "link", "External analysis", s.ArchiveURL, "archived copy: "+comment))
		}
	}
}

// seen writes the bounds of a time as MISP does.
func seen(t view.Time) (first, last string) {
	const layout = "2006-01-02T15:04:05.000000-07:00"
	if t.Earliest != nil {
		first = t.Earliest.Format(layout)
	}
	if t.Latest != nil {
		last = t.Latest.Format(layout)
	}
	return first, last
}

// values lists all values of an event.
func (e *Event) values() []string {
	var list []string
	for _, a := range e.Attribute {
		list = append(list, a.Value)
	}
	for _, o := range e.Object {
		for _, a := range o.Attribute {
			list = append(list, a.Value)
		}
	}
	return list
}

// eventDate gives the day of the earliest possible start, in the record's zone.
func eventDate(i *archive.Incident) string {
	start := i.Start.Earliest
	if start.IsZero() {
		start = i.Start.Latest
	}
	return start.In(i.Location()).Format(time.DateOnly)
}
