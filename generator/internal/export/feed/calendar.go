package feed

import (
	"slices"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/export/view"
	"incidentarchive/generator/internal/record"
)

// calendarHead gives the first lines of a scope's calendar.
func (w *writer) calendarHead(s scope) lines {
	title, description, page := w.head(s)
	var l lines
	l.raw("BEGIN", "VCALENDAR")
	l.raw("VERSION", "2.0")
	l.raw("PRODID", "-//incidentarchive//incidents//EN")
	l.raw("CALSCALE", "GREGORIAN")
	l.raw("METHOD", "PUBLISH")
	l.text("NAME", title)
	l.text("X-WR-CALNAME", title)
	l.text("DESCRIPTION", description)
	l.raw("URL", page)
	l.raw("SOURCE;VALUE=URI", w.Site.At(s.path+"incidents.ics"))
	l.raw("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
	l.instant("LAST-MODIFIED", w.changed(s.incidents))
	return l
}

// beginAll begins the calendar of all incidents.
func (w *writer) beginAll(s scope) (err error) {
	if w.all, err = w.Stream(s.path+"incidents.ics", w.emit, false); err == nil {
		_, err = w.all.Write(w.calendarHead(s).b)
	}
	return err
}

// endAll ends the calendar of all incidents.
func (w *writer) endAll() error {
	var l lines
	l.raw("END", "VCALENDAR")
	if _, err := w.all.Write(l.b); err != nil {
		return err
	}
	return w.all.Close()
}

// calendar writes the incidents of a scope as an iCalendar object.
func (w *writer) calendar(s scope) error {
	if s.path == "" {
		return w.endAll()
	}
	l := w.calendarHead(s)
	size := 0
	for _, i := range s.incidents {
		from, to := w.entries[i].form(events)
		size += to - from
	}
	if size > wholeCalendar {
		return w.stream(s, l)
	}
	var err error
	l.b = slices.Grow(l.b, size+64)
	for _, i := range s.incidents {
		if l.b, err = w.event(l.b, i); err != nil {
			return err
		}
	}
	l.raw("END", "VCALENDAR")
	return w.emit(s.path+"incidents.ics", l.b)
}

// wholeCalendar is the size up to which the events of a calendar are put together
// in memory, in bytes.
const wholeCalendar = 1 << 18

// stream writes a large calendar bit by bit, behind its first lines.
func (w *writer) stream(s scope, l lines) error {
	stream, err := w.Stream(s.path+"incidents.ics", w.emit, false)
	if err != nil {
		return err
	}
	for _, i := range s.incidents {
		if len(l.b) > 1<<16 {
			if _, err := stream.Write(l.b); err != nil {
				return err
			}
			l.b = l.b[:0]
		}
		if l.b, err = w.event(l.b, i); err != nil {
			return err
		}
	}
	l.raw("END", "VCALENDAR")
	if _, err := stream.Write(l.b); err != nil {
		return err
	}
	return stream.Close()
}

// event appends the event of an incident.
func (w *writer) event(b []byte, i *archive.Incident) ([]byte, error) {
	e := w.entries[i]
	from, to := e.form(events)
	end := len(b)
	b = slices.Grow(b, to-from)[:end+to-from]
	return b, w.spool.Read(b[end:], e.piece.Part(from, to))
}

// changed gives when the last of some incidents changed.
func (w *writer) changed(incidents []*archive.Incident) time.Time {
	if len(incidents) == 0 {
		return w.Date().Time()
	}
	var last record.Date
	for _, i := range incidents {
		last = max(last, i.Modified)
	}
	return last.Time()
}

// vevent writes the incident as an event. Where a clock time is not known, it is
// an event of whole days, from the first day that is possible to the last; the
// times as the record gives them stand in the description and in properties of
// their own.
func (e *forms) vevent(b []byte) ([]byte, error) {
	l := lines{b}
	l.raw("BEGIN", "VEVENT")
	l.raw("UID", view.UUID("incident/"+view.Origin(e.Incident)))
	l.instant("DTSTAMP", e.Modified.Time())
	l.instant("CREATED", e.Published.Time())
	l.instant("LAST-MODIFIED", e.Modified.Time())
	from, to := e.period()
	if e.allDay() {
		last := to.In(e.Zone)
		if e.Ongoing() {
			last = e.Modified.Time() // a day, in whatever zone
		}
		l.day("DTSTART", from.In(e.Zone))
		l.day("DTEND", last.AddDate(0, 0, 1))
	} else {
		l.instant("DTSTART", from)
		if to.After(from) {
			l.instant("DTEND", to)
		}
	}
	l.text("SUMMARY", e.title())
	l.text("DESCRIPTION", e.Plain+"\n\nStart: "+bounds(e.View.Start.Time)+"\nEnd: "+bounds(e.View.End.Time)+"\n\n"+e.View.URL)
	l.raw("URL", e.View.URL)
	l.texts("CATEGORIES", e.categories())
	l.raw("STATUS", e.status())
	l.raw("TRANSP", "TRANSPARENT")
	e.bound(&l, "START", e.View.Start.Time)
	e.bound(&l, "END", e.View.End.Time)
	if d := e.View.Duration; d != nil {
		l.text("X-INCIDENT-DURATION", d.Value)
	}
	l.raw("END", "VEVENT")
	return l.b, nil
}

// bound writes an uncertain time in properties of our own.
func (e *forms) bound(l *lines, name string, t view.Time) {
	l.text("X-INCIDENT-"+name, t.Value)
	if t.Earliest != nil {
		l.instant("X-INCIDENT-"+name+"-EARLIEST;VALUE=DATE-TIME", *t.Earliest)
	}
	if t.Latest != nil {
		l.instant("X-INCIDENT-"+name+"-LATEST;VALUE=DATE-TIME", *t.Latest)
	}
}

// status says how sure the incident is, in the words of iCalendar.
func (e *forms) status() string {
	switch {
	case e.Withdrawn != nil:
		return "CANCELLED"
	case e.Certainty == "confirmed":
		return "CONFIRMED"
	}
	return "TENTATIVE"
}

// allDay tells whether start or end are known to the day at best.
func (e *forms) allDay() bool {
	start, end := e.Incident.Incident.Start.Value, e.Incident.Incident.End.Value.Time
	return start.Precision() < edtf.Minute || !end.IsZero() && end.Precision() < edtf.Minute
}

// period gives the first and the last instant that the incident can have
// lasted, as far as they are bounded. An end that is not known adds nothing to a
// clock time, and to days the whole time in which it can have begun.
func (e *forms) period() (from, to time.Time) {
	start, end := e.Start, e.End
	from = start.Earliest
	if from.IsZero() {
		from = start.Latest
	}
	to = end.Latest
	if to.IsZero() {
		to = end.Earliest
	}
	if to.IsZero() && e.allDay() {
		to = start.Latest
	}
	if to.Before(from) {
		to = from
	}
	return from, to
}
