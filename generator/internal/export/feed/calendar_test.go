package feed

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"testing"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"incidentarchive/generator/internal/export/exporttest"
	"incidentarchive/generator/internal/export/view"
)

func TestEveryCalendarIsRead(t *testing.T) {
	for name, v := range exporttest.Views(t) {
		t.Run(name, func(t *testing.T) {
			calendars := 0
			for file, data := range exporttest.Export(t, v, Write) {
				if path.Base(file) != "incidents.ics" {
					continue
				}
				calendars++
				checkLines(t, file, data)
				c, err := ics.ParseCalendar(bytes.NewReader(data))
				if err != nil {
					t.Fatalf("%s: %v", file, err)
				}
				want := len(v.Records)
				if file != "incidents.ics" {
					want = len(v.Archive.Service(path.Base(path.Dir(file))).Incidents)
				}
				if len(c.Events()) != want {
					t.Errorf("%s has %d events, want %d", file, len(c.Events()), want)
				}
			}
			if calendars != 1+len(v.Archive.Services) {
				t.Errorf("there are %d calendars, want one and one for each of %d services", calendars, len(v.Archive.Services))
			}
		})
	}
}

// checkLines looks that lines end and fold as the standard says.
func checkLines(t *testing.T, file string, data []byte) {
	t.Helper()
	text := string(data)
	if !utf8.ValidString(text) || !strings.HasSuffix(text, "END:VCALENDAR\r\n") {
		t.Errorf("%s is not whole", file)
	}
	for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > maxLine || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
			t.Errorf("%s has the line %q (%d bytes)", file, line, len(line))
		}
	}
}

func TestEvents(t *testing.T) {
	v := exporttest.View(t, exporttest.Hostile(t))
	c, err := ics.ParseCalendar(bytes.NewReader(exporttest.Export(t, v, Write)["incidents.ics"]))
	if err != nil {
		t.Fatal(err)
	}
	events := map[string]*ics.VEvent{}
	for _, e := range c.Events() {
		if events[e.Id()] != nil {
			t.Errorf("two events have the UID %s", e.Id())
		}
		events[e.Id()] = e
	}
	get := func(e *ics.VEvent, name string) string {
		if p := e.GetProperty(ics.ComponentProperty(name)); p != nil {
			return p.Value
		}
		return ""
	}
	for _, want := range []struct{ id, start, end, from, text string }{
		{"00", "20240101", "20250101", "2024", "a year, its end unknown: the whole year"},
		{"01", "20240301", "20240401", "2024-03", "a month"},
		{"02", "20240304", "20250119", "2024-03-04", "going on: until the record was changed"},
		{"03", "20240304T090000Z", "20240304T113000Z", "2024-03-04T10:00", "clock times"},
		{"04", "20240304T090030Z", "20240304T090031Z", "2024-03-04T10:00:30", "seconds"},
		{"05", "20240304", "20240306", "2024-03-04T10:00~", "the end known to the day"},
		{"06", "20240131", "20240322", "[2024-01-31,2024-02-07]", "a set, and a clock time: days"},
		{"07", "20240723", "20240802", "[..2024-07-23]", "open before"},
		{"08", "20240723", "20240724", "[2024-07-23..]", "open after, end unknown"},
		{"12", "20240304T100000Z", "20240304T110000Z", "2024-03-04T10:00Z", "offsets"},
		{"14", "20240229", "20240301", "2024-02-29", "one day"},
	} {
		e := events[view.UUID("incident/"+view.Origin(v.Archive.Incident("2024-hostile-"+want.id)))]
		if e == nil {
			t.Errorf("%s (%s) is missing", want.id, want.text)
			continue
		}
		if start, end := get(e, "DTSTART"), get(e, "DTEND"); start != want.start || end != want.end {
			t.Errorf("%s (%s): from %s to %s, want %s to %s", want.id, want.text, start, end, want.start, want.end)
		}
		if got := get(e, "X-INCIDENT-START"); got != want.from {
			t.Errorf("%s: start as written is %q, want %q", want.id, got, want.from)
		}
	}
	withdrawn := events[view.UUID("incident/2024-hostile-04")]
	if got := get(withdrawn, "STATUS"); got != "CANCELLED" {
		t.Errorf("the status of a withdrawn record is %s", got)
	}
	for n, text := range exporttest.Texts {
		e := events[view.UUID("incident/"+view.Origin(v.Archive.Incident(fmt.Sprintf("2024-hostile-%02d", n))))]
		if got := get(e, "SUMMARY"); strings.TrimPrefix(got, "Withdrawn: ") != text {
			t.Errorf("title %d comes back as %q, want %q", n, got, text)
		}
	}
}

func FuzzLines(f *testing.F) {
	for _, text := range exporttest.Texts {
		f.Add(text)
	}
	f.Add("a\r\nBEGIN:VEVENT\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		var l lines
		l.text("SUMMARY", text)
		unfolded := strings.ReplaceAll(string(l.b), "\r\n ", "")
		if strings.Count(unfolded, "\r\n") != 1 || strings.ContainsAny(strings.TrimSuffix(unfolded, "\r\n"), "\r\n") {
			t.Errorf("%q becomes %q", text, l.b)
		}
		for _, line := range strings.Split(string(l.b), "\r\n") {
			if len(line) > maxLine || !utf8.ValidString(line) {
				t.Errorf("%q gives the line %q", text, line)
			}
		}
	})
}
