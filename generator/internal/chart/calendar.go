package chart

import (
	"slices"
	"strconv"
	"time"
)

// Calendar shows all days with incidents, a row a year.
type Calendar struct {
	Text
	Days []Day
}

// Day is a day with incidents.
type Day struct {
	Date    time.Time // any time of the day, in UTC
	Certain bool      // whether an incident touched this very day for certain
}

// run is days in a row that are alike.
type run struct {
	from, to time.Time
	certain  bool
}

// The parts of a row.
const (
	yearColumn  = 0.14
	calendarRow = 1.6
)

// Draw draws the rows, newest year first; years without incidents are left out.
func (k Calendar) Draw(w Words) Drawing {
	d := Drawing{Table: Table{
		Caption: k.Title,
		Head:    []string{w("chart_head_year"), w("chart_head_from"), w("chart_head_to"), w("chart_head_sure")},
	}}
	runs := k.runs()
	if len(runs) == 0 {
		d.Reason = w("chart_no_data")
		return d
	}
	var years []int // newest first
	for _, r := range runs {
		if y := r.from.Year(); len(years) == 0 || years[len(years)-1] != y {
			years = append(years, y)
		}
	}
	slices.Reverse(years)
	c := &canvas{}
	bottom := 1.6 + float64(len(years))*calendarRow
	c.months(w, bottom)
	for n, year := range years {
		y := 1.6 + float64(n)*calendarRow
		c.text(0, y+1.15, start, "note", strconv.Itoa(year))
		c.line(yearColumn, y+1.3, 1, y+1.3, "rule")
		for _, r := range runs {
			if r.from.Year() != year {
				continue
			}
			answer := w("chart_no")
			if r.certain {
				answer = w("chart_yes")
			}
			d.Table.Rows = append(d.Table.Rows, []string{strconv.Itoa(year), w.day(r.from), w.day(r.to), answer})
			a, b := place365(r.from), place365(r.to.AddDate(0, 0, 1))
			if r.to.Month() == time.December && r.to.Day() == 31 {
				b = 1
			}
			if r.certain {
				c.rect(a, max(b, a+minimal), y+0.3, 1, "solid")
			} else {
				c.stripes(a, b, y+0.9, 0.4, "solid", striped)
			}
		}
	}
	d.Notes = c.notes(w)
	d.SVG = c.finish(k.Text, "calendar", bottom+0.2)
	return d
}

// place365 gives where a day stands in its row; the months of all years stand
// below each other.
func place365(t time.Time) float64 {
	year := time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	days := year.AddDate(1, 0, 0).Sub(year).Hours()
	return yearColumn + (1-yearColumn)*t.Sub(year).Hours()/days
}

// months writes the names of the months over the rows.
func (c *canvas) months(w Words, bottom float64) {
	c.group("grid", func() {
		for m := range 12 {
			x := place365(time.Date(2023, time.Month(m+1), 1, 0, 0, 0, 0, time.UTC))
			c.line(x, 1.4, x, bottom, "")
		}
	})
	c.group("axis", func() {
		for m := range 12 {
			t := time.Date(2023, time.Month(m+1), 1, 0, 0, 0, 0, time.UTC)
			class := ""
			if m%3 != 0 {
				class = "wide"
			}
			c.text(place365(t), 1, start, class, crop(w.month(t), wideEm/14))
		}
	})
}

// runs joins days in a row that are alike, within a year, oldest first.
func (k Calendar) runs() []run {
	days := slices.Clone(k.Days)
	for n, d := range days {
		y, m, day := d.Date.Date()
		days[n].Date = time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
	}
	slices.SortFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) })
	var list []run
	for _, d := range days {
		if n := len(list) - 1; n >= 0 {
			last := &list[n]
			if last.to.Equal(d.Date) {
				last.certain = last.certain || d.Certain && last.from.Equal(last.to)
				continue
			}
			if last.certain == d.Certain && last.to.AddDate(0, 0, 1).Equal(d.Date) && last.to.Year() == d.Date.Year() {
				last.to = d.Date
				continue
			}
		}
		list = append(list, run{d.Date, d.Date, d.Certain})
	}
	return list
}
