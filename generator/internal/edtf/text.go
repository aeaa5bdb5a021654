package edtf

import (
	"fmt"
	"strconv"
)

// Text returns v for people, in the words of w: "23 July 2025, about 16:15",
// "July 2025", "between 14:00 and 14:30 on 21 March 2024". It is empty for the
// zero value. Clock times are shown as written, not converted.
func (v Value) Text(w Words) string {
	p := v.parts()
	switch p.kind {
	case list:
		texts, day := w.points(p.points)
		text := texts[0]
		for i, next := range texts[1:] {
			if i == len(texts)-2 {
				text = w("edtf_or", "first", text, "last", next)
			} else {
				text = w("edtf_list", "first", text, "next", next)
			}
		}
		return w.on(day, text)
	case span:
		return w.pair("edtf_between", p.points, w.orAfter, w.orBefore)
	case interval:
		return w.pair("edtf_to", p.points, w.from, w.until)
	}
	if len(p.points) == 0 {
		return ""
	}
	return w.single(p.points[0])
}

// pair joins two points; the functions write those with one end missing.
func (w Words) pair(id string, points []point, after, before func(p point, missing end) string) string {
	first, last := points[0], points[1]
	switch {
	case last.end != known:
		return after(first, last.end)
	case first.end != known:
		return before(last, first.end)
	}
	texts, day := w.points(points)
	return w.on(day, w(id, "first", texts[0], "last", texts[1]))
}

func (w Words) orAfter(p point, _ end) string {
	switch {
	case p.precision >= Minute:
		return w("edtf_clock_or_after", "time", w.inline(p))
	case p.precision == Day:
		return w("edtf_day_or_after", "time", w.inline(p))
	}
	return w("edtf_month_or_after", "time", w.inline(p))
}

func (w Words) orBefore(p point, _ end) string {
	switch {
	case p.precision >= Minute:
		return w("edtf_clock_or_before", "time", w.inline(p))
	case p.precision == Day:
		return w("edtf_day_or_before", "time", w.inline(p))
	}
	return w("edtf_month_or_before", "time", w.inline(p))
}

func (w Words) from(p point, missing end) string {
	if missing == unknown {
		return w("edtf_from_unknown", "time", w.inline(p))
	}
	return w("edtf_from", "time", w.inline(p))
}

func (w Words) until(p point, missing end) string {
	if missing == unknown {
		return w("edtf_until_unknown", "time", w.inline(p))
	}
	return w("edtf_until", "time", w.inline(p))
}

// points returns the texts of several points without saying a common year,
// month or zone twice. If all are clock times of one day, day is that day's
// text, to be added once by [Words.on].
func (w Words) points(points []point) (texts []string, day string) {
	final := points[len(points)-1]
	sameDay, sameMonth, sameYear := true, true, true
	for _, p := range points {
		plain := p.qualifier == 0 && !p.decade && !p.monthUnknown && !p.dayUnknown
		same := p.year == final.year && p.precision == final.precision
		sameYear = sameYear && same && plain && (p.precision == Month || p.precision == Day)
		sameMonth = sameMonth && same && plain && p.precision == Day && p.month == final.month
		sameDay = sameDay && p.precision >= Minute && p.sameDay(final) &&
			p.zone == final.zone && p.offset == final.offset
	}
	for i, p := range points {
		isFinal := i == len(points)-1
		switch {
		case sameDay && isFinal:
			texts = append(texts, w.qualified(p, w.clock(p)))
		case sameDay:
			p.zone = local
			texts = append(texts, w.qualified(p, w.clock(p)))
		case sameMonth && !isFinal:
			texts = append(texts, w("edtf_day_of_month", "day", strconv.Itoa(p.day)))
		case sameYear && !isFinal && p.precision == Day:
			texts = append(texts, w("edtf_day_of_year", "day", strconv.Itoa(p.day), "month", w.month(p)))
		case sameYear && !isFinal:
			texts = append(texts, w.month(p))
		default:
			texts = append(texts, w.inline(p))
		}
	}
	if sameDay {
		day = w.date(final)
	}
	return texts, day
}

func (p point) sameDay(q point) bool {
	return p.year == q.year && p.month == q.month && p.day == q.day
}

// on adds the day to clock times, if there is one.
func (w Words) on(day, clock string) string {
	if day == "" {
		return clock
	}
	return w("edtf_clock_on_day", "clock", clock, "day", day)
}

// single returns a point that stands alone: "23 July 2025, about 16:15".
func (w Words) single(p point) string {
	if p.precision < Minute {
		return w.inline(p)
	}
	return w("edtf_day_then_clock", "day", w.date(p), "clock", w.qualified(p, w.clock(p)))
}

// inline returns a point within a phrase: "about 16:15 on 23 July 2025".
func (w Words) inline(p point) string {
	if p.precision < Minute {
		return w.qualified(p, w.date(p))
	}
	return w.on(w.date(p), w.qualified(p, w.clock(p)))
}

// qualified adds what ~, ? and % say.
func (w Words) qualified(p point, text string) string {
	return w.qualify(p.qualifier, text)
}

func (w Words) qualify(qualifier byte, text string) string {
	switch qualifier {
	case '~':
		return w("edtf_about", "time", text)
	case '?':
		return w("edtf_possibly", "time", text)
	case '%':
		return w("edtf_possibly_about", "time", text)
	}
	return text
}

func (w Words) month(p point) string { return w("month_" + strconv.Itoa(p.month)) }

// date returns the date of p without qualifier.
func (w Words) date(p point) string {
	year := strconv.Itoa(p.year)
	switch {
	case p.decade:
		return w("edtf_decade", "year", year)
	case p.precision >= Day:
		return w("edtf_day", "day", strconv.Itoa(p.day), "month", w.month(p), "year", year)
	case p.precision == Month && p.dayUnknown:
		return w("edtf_day_unknown", "time", w("edtf_month_of_year", "month", w.month(p), "year", year))
	case p.precision == Month:
		return w("edtf_month_of_year", "month", w.month(p), "year", year)
	case p.monthUnknown && p.dayUnknown:
		return w("edtf_month_day_unknown", "time", year)
	case p.monthUnknown:
		return w("edtf_month_unknown", "time", year)
	}
	return year
}

// clock returns the time of day of p without qualifier.
func (w Words) clock(p point) string {
	clock := fmt.Sprintf("%02d:%02d", p.hour, p.minute)
	if p.precision == Second {
		clock = fmt.Sprintf("%s:%02d", clock, p.second)
	}
	switch p.zone {
	case utc:
		return w("edtf_clock_with_zone", "clock", clock, "zone", w("edtf_utc"))
	case offset:
		sign, minutes := "+", p.offset
		if minutes < 0 {
			sign, minutes = "-", -minutes
		}
		east := sign + strconv.Itoa(minutes/60)
		if minutes%60 != 0 {
			east = fmt.Sprintf("%s:%02d", east, minutes%60)
		}
		return w("edtf_clock_with_zone", "clock", clock, "zone", w("edtf_utc_offset", "offset", east))
	}
	return clock
}
