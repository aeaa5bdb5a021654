package chart

import (
	"strconv"
	"time"
)

var english = map[string]string{
	"month_short_1":  "Jan",
	"month_short_2":  "Feb",
	"month_short_3":  "Mar",
	"month_short_4":  "Apr",
	"month_short_5":  "May",
	"month_short_6":  "Jun",
	"month_short_7":  "Jul",
	"month_short_8":  "Aug",
	"month_short_9":  "Sep",
	"month_short_10": "Oct",
	"month_short_11": "Nov",
	"month_short_12": "Dec",

	// Labels of axes.
	"chart_clock":     "{hour}:{minute}",
	"chart_day":       "{day} {month}",
	"chart_day_year":  "{day} {month} {year}",
	"chart_minutes":   "{n} min",
	"chart_hours":     "{n} h",
	"chart_one_day":   "1 day",
	"chart_days":      "{n} days",
	"chart_one_week":  "1 week",
	"chart_months":    "{n} months",
	"chart_one_month": "1 month",
	"chart_one_year":  "1 year",
	"chart_years":     "{n} years",

	// Direct labels.
	"chart_ongoing":     "still going on",
	"chart_end_unknown": "end not known",
	"chart_not_stated":  "time not stated",
	"chart_level_note":  "{level}, {note}",
	"chart_events":      "Course of events",
	"chart_statements":  "Statements, by number",
	"chart_delays":      "Time passed since the start",
	"chart_incident":    "The incident",
	"chart_median":      "median {value}",
	"chart_total":       "{label}: {n}",

	// What the parts of a drawing mean.
	"chart_note_striped": "Striped: some time within this stretch; the sources give bounds, not a time.",
	"chart_note_dashed":  "Dashes: no source states when this service was hit.",
	"chart_note_open":    "Arrow: it had not ended, or no source says when it did.",
	"chart_note_outline": "Outline: at most this much; solid: this much for certain.",
	"chart_note_each":    "One mark stands for {n} incidents.",
	"chart_note_range":   "Line through a mark: the length lies between its ends.",

	// Classes of lengths.
	"chart_below":   "under {high}",
	"chart_between": "{low} to {high}",
	"chart_from":    "{low} and more",

	// Why there is no drawing.
	"chart_no_data":     "There is nothing to draw yet.",
	"chart_too_many":    "There are too many incidents to draw each of them.",
	"chart_no_end":      "The end is not known, so there is nothing to draw to scale.",
	"chart_not_precise": "The times are not known precisely enough to draw them to scale.",

	// Tables.
	"chart_head_service":  "Service",
	"chart_head_level":    "Effect",
	"chart_head_when":     "When",
	"chart_head_duration": "How long",
	"chart_head_year":     "Year",
	"chart_head_incident": "Incident",
	"chart_head_total":    "All",
	"chart_head_from":     "From",
	"chart_head_to":       "To",
	"chart_head_sure":     "Certain",
	"chart_yes":           "yes",
	"chart_no":            "no",
	"chart_open":          "not known",
}

// clock writes a time of day.
func (w Words) clock(t time.Time) string {
	return w("chart_clock", "hour", t.Format("15"), "minute", t.Format("04"))
}

// day writes a day with a short month.
func (w Words) day(t time.Time) string {
	return w("chart_day", "day", strconv.Itoa(t.Day()), "month", w.month(t))
}

// dayYear writes a day with its year.
func (w Words) dayYear(t time.Time) string {
	return w("chart_day_year", "day", strconv.Itoa(t.Day()), "month", w.month(t), "year", strconv.Itoa(t.Year()))
}

func (w Words) month(t time.Time) string {
	return w("month_short_" + strconv.Itoa(int(t.Month())))
}
