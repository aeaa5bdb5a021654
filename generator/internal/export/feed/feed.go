// Package feed writes what changed in the archive for those who follow it: RSS
// 2.0, Atom and JSON Feed 1.1 for the whole archive and for each service,
// organisation, sector, root cause, type, technique, country and year, and calendars (iCalendar) of the
// incidents themselves.
package feed

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/country"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/prose"
	"incidentarchive/generator/internal/record"
)

// scope is what one set of feeds is about.
type scope struct {
	path      string // of its page, below the site's root; ends with a slash unless empty
	page      string // address of the page, where it is not that of the path
	title     string // of what it is about; empty for the whole archive
	incidents []*archive.Incident
	feeds     bool // whether the feeds are wanted
	calendar  bool // whether there is a calendar, too, and it is wanted
}

// Write hands on all feeds and calendars.
func Write(ctx context.Context, v *view.View, emit view.Emit) error {
	return view.Format(Format).One(ctx, v, emit)
}

// Format writes all feeds and calendars. The entries are made on the way through
// the records and wait in a spool for the feeds in which they stand.
func Format(v *view.View, emit view.Emit) (view.Pass, error) {
	spool, err := view.NewSpool()
	if err != nil {
		return view.Pass{}, err
	}
	w := &writer{View: v, emit: emit, spool: spool, entries: make(map[*archive.Incident]*entry, len(v.Archive.Incidents))}
	entries := make([]entry, len(v.Archive.Incidents))
	for n, i := range v.Archive.Incidents {
		entries[n].Incident = i
		w.entries[i] = &entries[n]
	}
	if err := w.choose(); err != nil {
		return view.Pass{}, errors.Join(err, spool.Close())
	}
	return view.Pass{
		Add: w.add, Close: w.close, Cancel: func() { _ = spool.Close() },
		Needs: func(i *archive.Incident) bool { return w.entries[i].stands || w.entries[i].listed }, Need: w.make,
	}, nil
}

// choose finds the feeds and calendars that are wanted, and what stands in them. It
// begins the calendar of all incidents.
func (w *writer) choose() error {
	for _, s := range w.scopes() {
		s.feeds = w.Wants(s.path + "feed.xml") // or all of them, or none
		s.calendar = s.calendar && w.Wants(s.path+"incidents.ics")
		if !s.feeds && !s.calendar {
			continue
		}
		w.wanted = append(w.wanted, s)
		if s.feeds {
			for _, e := range w.latest(s.incidents) {
				e.stands = true
			}
		}
		if !s.calendar {
			continue
		}
		if s.path == "" {
			if err := w.beginAll(s); err != nil {
				return err
			}
			continue
		}
		for _, i := range s.incidents {
			w.entries[i].listed = true
		}
	}
	return nil
}

// add makes the entries of some records, and adds them to the calendar of all.
func (w *writer) add(ctx context.Context, from int, records []view.Record) error {
	err := view.Each(ctx, len(records), func(n int) error { return w.make(from+n, &records[n]) })
	if err != nil || w.all == nil {
		return err
	}
	var events []byte
	for n := range records {
		if events, err = w.event(events, records[n].Incident); err != nil {
			return err
		}
	}
	_, err = w.all.Write(events)
	return err
}

// make makes the entry of a record.
func (w *writer) make(_ int, r *view.Record) error {
	f := forms{Record: r, site: w.Site, id: w.Site.Incident(view.Origin(r.Incident))}
	e := w.entries[r.Incident]
	if e.stands {
		f.content = f.render()
	}
	var all []byte
	for kind, write := range []func([]byte) ([]byte, error){rss: f.rss, atomEntries: f.atom, jsonItems: f.json, events: f.vevent} {
		if !e.stands && kind != events {
			continue
		}
		var err error
		if all, err = write(all); err != nil {
			return err
		}
		e.ends[kind] = len(all)
	}
	var err error
	e.piece, err = w.spool.Put(all)
	return err
}

// close writes the feeds.
func (w *writer) close(ctx context.Context) error {
	err := view.Each(ctx, len(w.wanted), func(n int) error {
		s := w.wanted[n]
		if s.feeds {
			if err := w.feeds(s); err != nil {
				return err
			}
		}
		if s.calendar {
			return w.calendar(s)
		}
		return nil
	})
	return errors.Join(err, w.spool.Close())
}

// feeds writes the feeds of a scope.
func (w *writer) feeds(s scope) error {
	entries := w.latest(s.incidents)
	forms, err := w.read(entries)
	if err != nil {
		return err
	}
	defer w.forms.Put(forms)
	for kind, format := range []struct {
		name, separator string
		frame           func(scope, []*entry) (head, tail []byte, err error)
	}{rss: {"feed.xml", "", w.rss}, atomEntries: {"feed.atom", "", w.atom}, jsonItems: {"feed.json", ",", w.json}} {
		head, tail, err := format.frame(s, entries)
		if err != nil {
			return err
		}
		if err := w.emit(s.path+format.name, joined(head, entries, forms, kind, format.separator, tail)); err != nil {
			return err
		}
	}
	return nil
}

// Files lists the feeds and calendars.
func Files() []view.File {
	const rss, atom, json, ics = "application/rss+xml", "application/atom+xml", "application/feed+json", "text/calendar"
	files := []view.File{
		{Path: "feed.atom", MediaType: atom, Title: "Atom feed", Description: "The latest changes of the whole archive; publication and change apart."},
		{Path: "feed.xml", MediaType: rss, Title: "RSS feed", Description: "The latest changes of the whole archive."},
		{Path: "feed.json", MediaType: json, Title: "JSON Feed", Description: "The latest changes of the whole archive."},
		{Path: "incidents.ics", MediaType: ics, Title: "Calendar", Description: "All incidents as a calendar to subscribe to."},
	}
	for _, kind := range []struct{ path, name string }{
		{"services", "a service"}, {"organisations", "an organisation"}, {"sectors", "a sector"}, {"root-causes", "a root cause"}, {"types", "a type"},
		{"techniques", "a technique"}, {"countries", "a country"}, {"years", "a year"},
	} {
		folder := kind.path + "/{id}/"
		files = append(files,
			view.File{Path: folder + "feed.atom", MediaType: atom, Title: "Atom feed of " + kind.name, Description: "The latest changes that concern it."},
			view.File{Path: folder + "feed.xml", MediaType: rss, Title: "RSS feed of " + kind.name, Description: "The latest changes that concern it."},
			view.File{Path: folder + "feed.json", MediaType: json, Title: "JSON Feed of " + kind.name, Description: "The latest changes that concern it."},
		)
		if kind.path == "services" {
			files = append(files, view.File{Path: folder + "incidents.ics", MediaType: ics, Title: "Calendar of a service", Description: "The incidents that hit it."})
		}
	}
	return files
}

type writer struct {
	*view.View
	emit    view.Emit
	spool   *view.Spool
	entries map[*archive.Incident]*entry
	wanted  []scope
	all     *view.Stream // the calendar of all incidents; nil when it is not wanted
	forms   sync.Pool    // of memory for the forms of a feed's entries
}

// scopes lists what there are feeds about.
func (w *writer) scopes() []scope {
	a := w.Archive
	list := []scope{{incidents: a.Incidents, calendar: true}}
	for _, s := range a.Services {
		list = append(list, scope{path: "services/" + s.ID + "/", title: s.Name, incidents: s.Incidents, calendar: true})
	}
	for _, o := range a.Organisations {
		list = append(list, scope{path: "organisations/" + o.ID + "/", title: o.Label(), incidents: OfOrganisation(o)})
	}
	// Every value that a record may take has its feeds, so that one can subscribe
	// before the first incident; techniques, countries and years only where there
	// is an incident.
	values := map[string][]string{
		"sectors/": record.Values(record.Sector("")), "root-causes/": record.Values(record.RootCause("")), "types/": record.Values(record.Type("")),
	}
	for _, kind := range a.Groupings() {
		found := map[string]bool{}
		for _, g := range kind.Groups {
			found[g.ID] = true
			list = append(list, scope{path: kind.Path + g.Slug() + "/", title: groupTitle(kind.Path, g.ID), incidents: g.Incidents})
		}
		for _, id := range values[kind.Path] {
			if !found[id] {
				list = append(list, scope{path: kind.Path + id + "/", page: w.Site.At("incidents/"), title: groupTitle(kind.Path, id)})
			}
		}
	}
	return list
}

// groupTitle names what the incidents of a group share.
func groupTitle(path, id string) string {
	if path == "countries/" {
		return country.Name(id)
	}
	return strings.ReplaceAll(id, "-", " ")
}

// head gives the title and description of a scope's feeds.
func (w *writer) head(s scope) (title, description, page string) {
	title, description, page = w.Site.Title, w.Site.Description(), s.page
	if s.title != "" {
		title = s.title + ": " + title
	}
	if page == "" {
		page = w.Site.At(s.path)
	}
	return title, description, page
}

// updated gives when the newest entry changed.
func (w *writer) updated(entries []*entry) time.Time {
	if len(entries) == 0 {
		return w.Date().Time()
	}
	return entries[0].Modified.Time()
}

// The kinds of feeds that an entry has a form in.
const (
	rss = iota
	atomEntries
	jsonItems
	events
	kinds
)

// entry is an incident with the place of its forms in the spool, one behind the
// other.
type entry struct {
	*archive.Incident
	stands bool // in some feed that is wanted; else it is only an event
	listed bool // in the calendar of a service that is wanted
	piece  view.Piece
	ends   [kinds]int // of each form in the piece
}

// form gives where a form stands in the piece.
func (e *entry) form(kind int) (from, to int) {
	if kind > 0 {
		from = e.ends[kind-1]
	}
	return from, e.ends[kind]
}

// read gives all forms of entries.
func (w *writer) read(entries []*entry) ([]byte, error) {
	size := 0
	for _, e := range entries {
		size += e.piece.Size()
	}
	forms := []byte{}
	if old, ok := w.forms.Get().([]byte); ok {
		forms = old[:0]
	}
	forms = slices.Grow(forms, size)[:size]
	for rest, n := forms, 0; n < len(entries); n++ {
		if err := w.spool.Read(rest, entries[n].piece); err != nil {
			return nil, err
		}
		rest = rest[entries[n].piece.Size():]
	}
	return forms, nil
}

// joined gives one form of all entries, one behind the other, between the head and
// the tail of a feed.
func joined(head []byte, entries []*entry, forms []byte, kind int, separator string, tail []byte) []byte {
	size := len(head) + len(tail)
	for _, e := range entries {
		from, to := e.form(kind)
		size += to - from + len(separator)
	}
	b := append(make([]byte, 0, size), head...)
	for n, e := range entries {
		if n > 0 {
			b = append(b, separator...)
		}
		from, to := e.form(kind)
		b = append(b, forms[from:to]...)
		forms = forms[e.piece.Size():]
	}
	return append(b, tail...)
}

// forms makes the forms of an entry.
type forms struct {
	*view.Record
	site    view.Site
	id      string // the address of the page when it was first published
	content string // the summary as HTML, and the times with their bounds
}

// api gives the address of the incident as data; "" where the site has none.
func (e *forms) api() string {
	if !e.site.On("data") {
		return ""
	}
	return e.site.At("api/v1/incidents/" + e.ID + ".json")
}

// title is the incident's title, marked when the record is withdrawn.
func (e *forms) title() string {
	if e.Withdrawn != nil {
		return "Withdrawn: " + e.Title
	}
	return e.Title
}

// render writes the content.
func (e *forms) render() string {
	items := []string{
		"Start: " + bounds(e.View.Start.Time),
		"End: " + bounds(e.View.End.Time),
	}
	if d := e.View.Duration; d != nil {
		items = append(items, "Duration: "+d.Value)
	}
	if e.Withdrawn != nil {
		items = append(items, "Withdrawn on "+string(e.Withdrawn.Date)+": "+e.Withdrawn.Reason)
	}
	var b strings.Builder
	b.WriteString(string(prose.Site{Base: e.site.At(""), Off: e.site.Off}.HTML(e.Summary)))
	b.WriteString("<ul>")
	for _, text := range items {
		b.WriteString("<li>" + html.EscapeString(text) + "</li>")
	}
	b.WriteString("</ul>")
	return b.String()
}

// bounds writes a time as the record does, with its bounds.
func bounds(t view.Time) string {
	bound := func(t *time.Time) string {
		if t == nil {
			return "open"
		}
		return view.Instant(*t)
	}
	if t.Earliest == nil && t.Latest == nil {
		return t.Value
	}
	return t.Value + " (" + bound(t.Earliest) + " to " + bound(t.Latest) + ")"
}

// categories are the incident's type, sectors, root cause and techniques.
func (e *forms) categories() []string {
	list := []string{string(e.Type)}
	for _, s := range e.Sectors {
		list = append(list, string(s))
	}
	if e.RootCause.Value != record.UnknownRootCause && string(e.RootCause.Value) != "" {
		list = append(list, string(e.RootCause.Value))
	}
	for _, t := range e.Technique {
		list = append(list, string(t))
	}
	return list
}
