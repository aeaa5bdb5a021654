package archive

import (
	"maps"
	"slices"
	"time"

	"incidentarchive/generator/internal/edtf"
)

// CalendarDay is a day on which there were incidents, or may have been.
type CalendarDay struct {
	Date     time.Time // midnight UTC of the day in the incident's own time zone
	Certain  int       // incidents that touched this very day for certain
	Possible int       // incidents that may have
}

// maxCalendarDays bounds how many days one incident marks, from its start on.
const maxCalendarDays = 400

// calendar gives all days with incidents, oldest first. An incident whose end is
// not known marks the days of its start only. Withdrawn records are left out.
func calendar(incidents []*Incident) []CalendarDay {
	byDay := map[time.Time]CalendarDay{}
	for _, i := range incidents {
		if i.Withdrawn == nil {
			i.mark(byDay)
		}
	}
	days := make([]CalendarDay, 0, len(byDay))
	for _, date := range slices.SortedFunc(maps.Keys(byDay), time.Time.Compare) {
		days = append(days, byDay[date])
	}
	return days
}

// mark counts the incident on its days.
func (i *Incident) mark(days map[time.Time]CalendarDay) {
	loc := i.Location()
	day := func(t time.Time) time.Time {
		y, m, d := t.In(loc).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	begin := i.Start
	if begin.Earliest.IsZero() || begin.Latest.IsZero() {
		known := begin.Earliest
		if known.IsZero() {
			known = begin.Latest
		}
		begin = edtf.Bounds{Earliest: known, Latest: known}
	}
	until := begin.Latest // the last day that it may have touched
	if i.End.Latest.After(until) {
		until = i.End.Latest
	} else if i.End.Earliest.After(until) {
		until = i.End.Earliest
	}
	sureFrom, sureTo := day(begin.Latest), day(i.End.Earliest)
	sameDay := day(begin.Earliest).Equal(sureFrom)
	date, end := day(begin.Earliest), day(until)
	for n := 0; n < maxCalendarDays && !date.After(end); n++ {
		d := days[date]
		d.Date = date
		certain := !date.Before(sureFrom) && !date.After(sureTo) || sameDay && date.Equal(sureFrom)
		if certain {
			d.Certain++
		} else {
			d.Possible++
		}
		days[date] = d
		date = date.AddDate(0, 0, 1)
	}
}
