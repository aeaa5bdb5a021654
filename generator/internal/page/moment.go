package page

import (
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// frame is what a reader knows already where a time stands, so that it need not
// be said again: the day (2025-07-23), or the year (2025).
type frame struct{ day, year string }

// frameOf gives the day of a time, where it lies on one day.
func frameOf(v edtf.Value) frame {
	text := v.String()
	if v.IsZero() || v.IsSet() || v.IsInterval() || v.Precision() < edtf.Day || len(text) < len("2025-07-23") {
		return frame{}
	}
	return frame{day: text[:len("2025-07-23")], year: text[:len("2025")]}
}

// timeIn makes a Time that leaves out what the frame says.
func (s *Site) timeIn(v edtf.Value, f frame) Time {
	t := s.time(v)
	if v.IsZero() || f == (frame{}) {
		return t
	}
	day, base := s.dayOf(f), s.yearless(f.year)
	t.Text = v.Text(func(id string, args ...string) string {
		if (id == "edtf_day_then_clock" || id == "edtf_clock_on_day") && day != "" && value(args, "day") == day {
			return value(args, "clock")
		}
		return base(id, args...)
	})
	return t
}

// dayOf names the day of a frame, without its year; empty where there is none. It
// is made once.
func (s *Site) dayOf(f frame) string {
	if made, ok := s.made.Load(f); ok {
		return made.(string)
	}
	text := ""
	if d, err := edtf.Parse(f.day); err == nil {
		text = d.Text(s.yearless(f.year))
	}
	s.made.Store(f, text)
	return text
}

// yearless gives the words in which days of a year are named without it.
func (s *Site) yearless(year string) edtf.Words {
	return func(id string, args ...string) string {
		if id == "edtf_day" && year != "" && value(args, "year") == year {
			id = "edtf_day_of_year"
		}
		return s.t(id, args...)
	}
}

// dayTime makes a Time without its time of day, for lists.
func (s *Site) dayTime(v edtf.Value) Time {
	if v.IsZero() {
		return Time{}
	}
	t := Time{EDTF: v.String(), Machine: machine(v)}
	t.Text = v.Text(func(id string, args ...string) string {
		if id == "edtf_day_then_clock" || id == "edtf_clock_on_day" {
			return value(args, "day")
		}
		return s.t(id, args...)
	})
	if v.HasClock() {
		t.Machine = frameOf(v).day
	}
	return t
}

// value finds an argument of a message by its name.
func value(args []string, name string) string {
	for n := 0; n+1 < len(args); n += 2 {
		if args[n] == name {
			return args[n+1]
		}
	}
	return ""
}

// span says from when to when something lasted, without saying a day twice.
func (s *Site) span(start edtf.Value, end record.End, f frame) string {
	from := s.timeIn(start, f).Text
	if start.IsZero() {
		switch {
		case end.Ongoing:
			return s.t("end_ongoing")
		case end.Unknown, end.IsZero():
			return ""
		}
		return s.t("span_until", "end", s.timeIn(end.Time, f).Text)
	}
	switch {
	case end.Ongoing:
		return s.t("when_ongoing", "start", from)
	case end.Unknown:
		return s.t("when_end_unknown", "start", from)
	case end.IsZero():
		return s.t("span_from", "start", from)
	case end.Time == start && (start.IsSet() || start.Precision() < edtf.Minute):
		return from
	}
	if start.IsSet() || end.Time.IsSet() {
		return s.t("span_set", "start", from, "end", s.timeIn(end.Time, f).Text)
	}
	if year := frameOf(start).year; f.year == "" && year != "" && plainDay(start) && plainDay(end.Time) && frameOf(end.Time).year == year {
		return s.t("when", "start", s.timeIn(start, frame{year: year}).Text, "end", s.time(end.Time).Text)
	}
	inner := frame{day: frameOf(start).day, year: f.year}
	if inner.day == "" {
		inner = f
	}
	return s.t("when", "start", from, "end", s.timeIn(end.Time, inner).Text)
}

// plainDay tells whether a time is a day without a doubt about it.
func plainDay(v edtf.Value) bool {
	return v.Precision() == edtf.Day && !v.IsSet() && !v.IsInterval() && !v.Approximate() && !v.Uncertain()
}
