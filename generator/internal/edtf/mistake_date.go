package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// reads reports whether Parse accepts s.
func reads(s string) bool {
	if s == "" || len(s) > maxLength {
		return false
	}
	_, bad := parse(s)
	return bad == nil
}

// wantTime adds the right way to write it, or an example if there is none.
func wantTime(fault, right string) string { return want(fault, right, "2025-07-23T16:15") }

func wantDate(fault, right string) string { return want(fault, right, "2025-07-23") }

func wantSet(fault, right string) string {
	return want(fault, right, "[..2025-07-23] or [2025-07-23..]")
}

func want(fault, right, example string) string {
	if reads(right) {
		return fault + "; write " + right
	}
	return fault + "; write it like " + example
}

// date joins figures of one or two digits.
func date(year, month, day string) string {
	return fmt.Sprintf("%s-%02s-%02s", year, month, day)
}

func hyphens(year, month, day string) string {
	return wantDate("year, month and day are joined by hyphens", date(year, month, day))
}

// dayFirst answers to 23.07.2025 and 07/23/2025.
func dayFirst(first, second, year string) string {
	const fault = "the year stands first, then month and day"
	a, b := date(year, second, first), date(year, first, second)
	switch {
	case reads(a) && reads(b) && a != b:
		return fmt.Sprintf("%s; write %s or %s", fault, a, b)
	case reads(a):
		return wantDate(fault, a)
	}
	return wantDate(fault, b)
}

// monthName answers to 23 July 2025, July 23, 2025 and July 2025.
func monthName(day, name, year string) string {
	for month := time.January; month <= time.December; month++ {
		if !strings.HasPrefix(strings.ToLower(month.String()), strings.ToLower(name)) {
			continue
		}
		right := fmt.Sprintf("%s-%02d", year, int(month))
		if day != "" {
			right = fmt.Sprintf("%s-%02s", right, day)
		}
		return wantDate("months are written in figures", right)
	}
	return ""
}

// season answers to the months 21 to 41 of EDTF, which stand for seasons,
// quarters and the like; empty for others.
func season(year, month int) string {
	const fault = "seasons and quarters are not used, they differ between places; write a range of months"
	r := func(first, years, last int) string {
		months := fmt.Sprintf("[%04d-%02d..%04d-%02d]", year, first, year+years, last)
		if !reads(months) {
			return fault + ", as in [2025-06..2025-08]"
		}
		return fault + ": " + months
	}
	switch {
	case month == 21:
		return r(3, 0, 5)
	case month == 22:
		return r(6, 0, 8)
	case month == 23:
		return r(9, 0, 11)
	case month == 24:
		return r(12, 1, 2)
	case month >= 33 && month <= 36: // quarters
		return r(3*(month-33)+1, 0, 3*(month-33)+3)
	case month >= 25 && month <= 41:
		return fault + ", as in [2025-06..2025-08]"
	}
	return ""
}

// ordinal answers to the day of the year, 2025-204.
func ordinal(s string) string {
	const fault = "days of the year are not used"
	t, err := time.Parse("2006-002", s)
	if err != nil {
		return wantDate(fault, "")
	}
	return wantDate(fault, t.Format(time.DateOnly))
}

// isoWeek answers to a week of the year, 2025-W30.
func isoWeek(year, week string) string {
	y, _ := strconv.Atoi(year)
	w, _ := strconv.Atoi(week)
	// 4 January is always in week 1; weeks begin on Monday.
	fourth := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := fourth.AddDate(0, 0, 7*(w-1)-(int(fourth.Weekday())+6)%7)
	first, last := monday.Format(time.DateOnly), monday.AddDate(0, 0, 6).Format(time.DateOnly)
	if !reads(first+"/"+last) || w < 1 || w > 53 {
		return "weeks are not used; write a range of days, as in [2025-07-21..2025-07-27]"
	}
	return fmt.Sprintf("weeks are not used; write a range of days: [%s..%s]", first, last)
}
