package edtf

import (
	"maps"
	"strings"
)

// Words translates: it returns the text for a message id, with the values of
// the name and value pairs put in for {name}. A site passes its own table; the
// ids are those of [EnglishTable].
type Words func(id string, args ...string) string

// English is the built-in table. An unknown id is returned as it is.
func English(id string, args ...string) string {
	text, ok := english[id]
	if !ok {
		return id
	}
	pairs := make([]string, 0, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		pairs = append(pairs, "{"+args[i]+"}", args[i+1])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// EnglishTable returns a copy of the built-in table: message ids and their
// English texts, for the translators.
func EnglishTable() map[string]string { return maps.Clone(english) }

var english = map[string]string{
	"month_1":  "January",
	"month_2":  "February",
	"month_3":  "March",
	"month_4":  "April",
	"month_5":  "May",
	"month_6":  "June",
	"month_7":  "July",
	"month_8":  "August",
	"month_9":  "September",
	"month_10": "October",
	"month_11": "November",
	"month_12": "December",

	// One time.
	"edtf_decade":            "the {year}s",
	"edtf_month_of_year":     "{month} {year}",
	"edtf_day_of_month":      "{day}",
	"edtf_day_of_year":       "{day} {month}",
	"edtf_day":               "{day} {month} {year}",
	"edtf_clock_with_zone":   "{clock} {zone}",
	"edtf_day_then_clock":    "{day}, {clock}",
	"edtf_clock_on_day":      "{clock} on {day}",
	"edtf_month_unknown":     "{time} (month unknown)",
	"edtf_day_unknown":       "{time} (day unknown)",
	"edtf_month_day_unknown": "{time} (month and day unknown)",
	"edtf_about":             "about {time}",
	"edtf_possibly":          "possibly {time}",
	"edtf_possibly_about":    "possibly about {time}",
	"edtf_utc":               "UTC",
	"edtf_utc_offset":        "UTC{offset}",

	// Sets and intervals.
	"edtf_list":            "{first}, {next}",
	"edtf_or":              "{first} or {last}",
	"edtf_between":         "between {first} and {last}",
	"edtf_clock_or_before": "at or before {time}",
	"edtf_day_or_before":   "on or before {time}",
	"edtf_month_or_before": "in or before {time}",
	"edtf_clock_or_after":  "at or after {time}",
	"edtf_day_or_after":    "on or after {time}",
	"edtf_month_or_after":  "in or after {time}",
	"edtf_to":              "{first} to {last}",
	"edtf_from":            "from {time} onwards",
	"edtf_from_unknown":    "from {time} (end unknown)",
	"edtf_until":           "until {time}",
	"edtf_until_unknown":   "until {time} (start unknown)",

	// Lengths of time.
	"edtf_length_unknown": "unknown",
	"edtf_one_day":        "1 day",
	"edtf_days":           "{n} days",
	"edtf_hours":          "{n} h",
	"edtf_minutes":        "{n} min",
	"edtf_seconds":        "{n} s",
	"edtf_length_join":    "{first} {next}",
	"edtf_under_a_minute": "less than 1 min",
	"edtf_at_least":       "at least {time}",
	"edtf_up_to":          "up to {time}",
}
