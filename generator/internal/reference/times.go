package reference

import "incidentarchive/generator/internal/edtf"

// times explains uncertain times, lengths and counts with examples that the
// parser itself reads, so that the page cannot be wrong about them.
func times() Page {
	return Page{ID: "times", Title: "Uncertain times, durations and counts",
		Description: "How to write when something happened and how long it took, no more precisely than the sources say.",
		Sections: []Section{
			{ID: "times", Title: "Times", Table: table(TimeExamples(), "Write", "When the source says", "It is shown as"), Text: "Times follow the Extended Date/Time Format (EDTF, ISO 8601-2), with one addition: clock times take the same signs as dates. A clock time counts in the record's `time_zone` unless it ends with `Z` or an offset such as `+02:00`. Brackets need quotes around them."},
			{ID: "about", Title: "What “about” means", Text: "The sign `~` widens what is computed from a time: a clock time by 15 minutes on each side, a day by one day, a month by one month, a year by one year. The sign `?` widens nothing; it says that the source itself is not sure. `%` means both."},
			{ID: "words", Title: "Ongoing and unknown", Text: "`end` takes two words besides a time. `ongoing` means that it had not ended when the record was last changed; `unknown`, that it has ended and no source says when."},
			{ID: "durations", Title: "Durations", Table: table(DurationExamples(), "Write", "When the source says", "It is shown as"), Text: "`duration` is for what sources state and the times do not give; otherwise it is computed from `start` and `end`. The form is that of ISO 8601, without years and months."},
			{ID: "counts", Title: "Counts", Table: &Table{Heads: []string{"Write", "When the source says"}, Rows: [][]string{
				{"40", "40"}, {"1200~", "about 1 200"}, {`"[30..50]"`, "30 to 50"}, {`"[75..]"`, "at least 75"}, {`"[..10]"`, "at most 10"},
			}}, Text: "Counts are plain digits, with a point where there is a fraction. `share` is a count of percent."},
		}}
}

// Example is a value with the words that it is right for.
type Example struct {
	Write string // as written in a record
	Says  string // what a source says
	Shown string // how the site says it
}

// TimeExamples shows the ways to write an uncertain time.
func TimeExamples() []Example {
	return shown([]Example{
		{Write: "2025-07-23T16:15", Says: "at 16:15 on 23 July 2025"},
		{Write: "2025-07-23T16:15~", Says: "at about 16:15, shortly after 16:00"},
		{Write: "2025-07-23", Says: "on 23 July 2025, with no time of day"},
		{Write: "2025-07-23?", Says: "possibly on 23 July; the source itself is not sure"},
		{Write: "2025-07~", Says: "around July 2025"},
		{Write: "2025-07", Says: "in July 2025"},
		{Write: "2024-XX", Says: "in 2024, the month is not known"},
		{Write: "2025", Says: "in 2025"},
		{Write: "202X", Says: "in the 2020s"},
		{Write: `"[2024-01-31,2024-02-07]"`, Says: "on 31 January or on 7 February; sources differ"},
		{Write: `"[2024-03-21T14:00..2024-03-21T14:30]"`, Says: "some time between 14:00 and 14:30"},
		{Write: `"[..2025-07-23]"`, Says: "on or before 23 July"},
		{Write: `"[2025-07-23..]"`, Says: "on or after 23 July"},
		{Write: "2025-07-10/2025-07-12", Says: "from 10 to 12 July, all the time; only for updates, responses and consequences"},
		{Write: "2025-07-23T14:15Z", Says: "at 14:15 UTC"},
	}, func(text string) string { return edtf.MustParse(text).Text(edtf.English) })
}

// DurationExamples shows the ways to write a length of time.
func DurationExamples() []Example {
	return shown([]Example{
		{Write: "PT1H50M", Says: "1 hour and 50 minutes"},
		{Write: "PT4H~", Says: "about four hours"},
		{Write: "P2D", Says: "two days"},
		{Write: `"[PT3H..PT4H]"`, Says: "between three and four hours"},
		{Write: `"[PT3H..]"`, Says: "at least three hours"},
		{Write: `"[..PT30M]"`, Says: "at most half an hour"},
	}, func(text string) string { return edtf.MustParseDuration(text).Text(edtf.English) })
}

func shown(examples []Example, text func(string) string) []Example {
	for i, e := range examples {
		examples[i].Shown = text(unquote(e.Write))
	}
	return examples
}

func unquote(text string) string {
	if len(text) > 1 && text[0] == '"' {
		return text[1 : len(text)-1]
	}
	return text
}

func table(examples []Example, heads ...string) *Table {
	t := &Table{Heads: heads}
	for _, e := range examples {
		t.Rows = append(t.Rows, []string{e.Write, e.Says, e.Shown})
	}
	return t
}
