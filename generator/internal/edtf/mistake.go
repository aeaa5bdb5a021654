package edtf

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// rule recognises one way in which people write times elsewhere, and answers
// with how to write it here. An empty answer leaves it to the next rule.
type rule struct {
	pattern *regexp.Regexp
	answer  func(m []string) string
}

// say is an answer that does not depend on the text.
func say(message string) func([]string) string {
	return func([]string) string { return message }
}

func pattern(s string) *regexp.Regexp { return regexp.MustCompile(s) }

// wholeRules are tried first on the whole text, whose separators mislead the
// parser.
var wholeRules = []rule{
	{pattern(`^\s|\s$`), say("space around the time; leave it out")},
	{pattern(`(?i)^(ongoing|unknown|open|none|null|n/a)$`), say("a time is wanted here; the words ongoing and unknown are for end only, any other field is left out")},
	{pattern(`(?i)^(now|today|yesterday|tomorrow)$`), say("this changes every day; write the date, as in 2025-07-23")},
	{pattern(`^\{`), say("braces mean all of these; write one of these as [a,b], a whole span as a/b")},
	{pattern(`^(\d{1,2})/(\d{1,2})/(\d{4})`), func(m []string) string { return dayFirst(m[1], m[2], m[3]) }},
	{pattern(`^(\d{4})/(\d{1,2})/(\d{1,2})`), func(m []string) string { return hyphens(m[1], m[2], m[3]) }},
	{pattern(`^(\d{1,2})/(\d{4})$`), func(m []string) string {
		return wantDate("the year stands first", fmt.Sprintf("%s-%02s", m[2], m[1]))
	}},
	{pattern(`^(\d{4})/(\d{2})$`), func(m []string) string {
		return wantDate("a slash joins the two ends of a span", m[1]+"-"+m[2])
	}},
	{pattern(`(?i)^(?:(?:on or )?before|by|until|up to|<=?) *(\d\S*)$`), func(m []string) string { return wantSet("words and signs in front are not read", "[.."+m[1]+"]") }},
	{pattern(`(?i)^(?:(?:on or )?after|since|from|>=?) *(\d\S*)$`), func(m []string) string { return wantSet("words and signs in front are not read", "["+m[1]+"..]") }},
	{pattern(`^\[.*, `), say("space after the comma; write [a,b]")},
	{pattern(`^[^\[\]]+,[^\[\]]+$`), func(m []string) string {
		if !reads("[" + m[0] + "]") {
			return ""
		}
		return "a list without brackets; write [" + m[0] + "]"
	}},
	{pattern(`^([^\[\]/]*)\.\.([^\[\]/]*)$`), func(m []string) string {
		if !reads("[" + m[0] + "]") {
			return ""
		}
		return "a range without brackets; write [" + m[0] + "] for some time between, a/b for the whole span"
	}},
	{pattern(`^.*[–—−‐‑].*$`), func(m []string) string {
		right := strings.NewReplacer("–", "-", "—", "-", "−", "-", "‐", "-", "‑", "-").Replace(m[0])
		if !reads(right) {
			return ""
		}
		return "a dash instead of the hyphen; write " + right
	}},
	{pattern(`^(\d\S*) *(?:[–—]| - | to | until ) *(\d\S*)$`), func(m []string) string {
		if !reads(m[1] + "/" + m[2]) {
			return ""
		}
		return fmt.Sprintf("write the whole span with a slash, %s/%s, or some time between as [%s..%s]", m[1], m[2], m[1], m[2])
	}},
}

// pointRules are tried on one date or time that has not the right shape.
var pointRules = []rule{
	{pattern(`^\d{9,10}$|^\d{13}$`), func(m []string) string {
		n, _ := strconv.ParseInt(m[0], 10, 64)
		if len(m[0]) == 13 {
			n /= 1000
		}
		return wantTime("a count of seconds since 1970 is not readable", time.Unix(n, 0).UTC().Format("2006-01-02T15:04:05Z"))
	}},
	{pattern(`^\d{1,2}$`), say("a day without its date; write the whole of it, as in 2025-07-23")},
	{pattern(`^\d{1,2}[:h]\d`), say("a clock time without its date; write the whole of it, as in 2025-07-23T16:15")},
	{pattern(`^(.*\S) +([~?%])$`), func(m []string) string { return wantTime("a space before the qualifier", m[1]+m[2]) }},
	{pattern(`^[-+Yy]\d{3,}|^\d{5,7}$`), say("the year has four digits, 1900 to 2100; write 2025-07-23")},
	{pattern(`^([~?%]|(?i:c\.|ca\.?|circa|about|around|approx\.?)) *(\d\S*)$`), func(m []string) string {
		mark := m[1]
		if mark != "?" && mark != "%" {
			mark = "~"
		}
		return wantTime("the qualifier stands at the end", m[2]+mark)
	}},
	{pattern(`^(.*[^~?%])[~?%]{2,}$`), func(m []string) string {
		return wantTime("one qualifier is enough; % means both ~ and ?", m[1]+"%")
	}},
	{pattern(`^[^~?%]+[~?%].`), say("the qualifier stands in the middle; write it at the end, where it counts for the whole time")},
	{pattern(`^(\d{4}-\d\d-\d\d) +(?:at )?(\d.*)$`), func(m []string) string {
		return wantTime("a space instead of T between date and clock", m[1]+"T"+strings.ReplaceAll(m[2], " ", ""))
	}},
	{pattern(`^(\d{4}-\d\d-\d\d)t(\d.*)$`), func(m []string) string {
		return wantTime("a small t instead of T", strings.ToUpper(m[0]))
	}},
	{pattern(`^.*\d[zx]$`), func(m []string) string {
		return wantTime("a small letter instead of a capital", strings.ToUpper(m[0]))
	}},
	{pattern(`^\d{3}[\dxXu](-(\d\d|[xXu]{2}))?(-[xXu]{2})?$`), func(m []string) string {
		return wantTime("unspecified digits are a capital X", strings.NewReplacer("x", "X", "u", "X").Replace(m[0]))
	}},
	{pattern(`^(\d\d)?X`), say("too vague to be placed; write a decade as 202X, or a range as [2010..2029]")},
	{pattern(`^\d{3}X-`), say("a decade has no months; write 202X, or a range as [2020-01..2029-12]")},
	{pattern(`^(\d{4})-XX-\d\d`), func(m []string) string {
		return wantTime("a day without its month", m[1]+"-XX")
	}},
	{pattern(`^(\d{4})-(?:\dX|X\d)`), say("one digit of a month unspecified; write XX for the whole month, or a range as [2024-10..2024-12]")},
	{pattern(`^(\d{4}-\d\d)-(?:\dX|X\d)`), say("one digit of a day unspecified; write XX for the whole day, or a range as [2024-03-20..2024-03-29]")},
	{pattern(`^\d{4}(?:-\w\w)?(?:-XX)?T`), say("a clock time needs its whole date; write 2025-07-23T16:15, or leave the clock time out")},
	{pattern(`^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:?\d\d)$`), say("an offset belongs to a clock time; leave it out")},
	{pattern(`^\d{4}-(\d{3})$`), func(m []string) string { return ordinal(m[0]) }},
	{pattern(`^(\d{4})-?[Ww](\d\d)$`), func(m []string) string { return isoWeek(m[1], m[2]) }},
	{pattern(`^(\d{4})-?[QqHhSs]([1-4])$`), func(m []string) string {
		return "quarters and halves are not used; write a range of months, as in [2025-04..2025-06]"
	}},
	{pattern(`^(\d{4})[.](\d{1,2})[.](\d{1,2})`), func(m []string) string { return hyphens(m[1], m[2], m[3]) }},
	{pattern(`^(\d{4})-(\d{1,2})-(\d{1,2})$`), func(m []string) string {
		return wantDate("month and day have two digits", date(m[1], m[2], m[3]))
	}},
	{pattern(`^(\d{4})-(\d)$`), func(m []string) string { return wantDate("the month has two digits", m[1]+"-0"+m[2]) }},
	{pattern(`^(\d{1,2})[.-](\d{1,2})[.-](\d{4})`), func(m []string) string { return dayFirst(m[1], m[2], m[3]) }},
	{pattern(`^(\d{1,2})[./-](\d{4})$`), func(m []string) string {
		return wantDate("the year stands first", fmt.Sprintf("%s-%02s", m[2], m[1]))
	}},
	{pattern(`^\d\d[./-]\d\d[./-]\d\d$`), say("the year has four digits and stands first; write 2025-07-23")},
	{pattern(`^(\d{4})(\d\d)(\d\d)$`), func(m []string) string { return wantDate("the hyphens are missing", date(m[1], m[2], m[3])) }},
	{pattern(`^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z?$`), func(m []string) string {
		return wantTime("hyphens and colons are missing", date(m[1], m[2], m[3])+"T"+m[4]+":"+m[5])
	}},
	{pattern(`^(?i)(\d{1,2})?\.? *([a-z]{3,9})\.? *(?:(\d{1,2})(?:st|nd|rd|th)?,)? *(\d{4})$`), func(m []string) string { return monthName(m[1]+m[3], m[2], m[4]) }},
	{pattern(`^(?i)(spring|summer|autumn|fall|winter) *(\d{4})$`), func(m []string) string {
		year, _ := strconv.Atoi(m[2])
		return season(year, map[string]int{"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}[strings.ToLower(m[1])])
	}},
	{pattern(`^(\d{4}-\d\d-\d\d)T(\d\d)$`), func(m []string) string {
		hour := m[1] + "T" + m[2]
		if !reads(hour + ":00") {
			return "there is no hour " + m[2] + "; write 00 to 23, then the minutes, as in 2025-07-23T16:15"
		}
		return fmt.Sprintf("the minutes are missing; write %s:00~ for about that time, or [%s:00..%s:59] for some time in that hour", hour, hour, hour)
	}},
	{pattern(`^(\d{4}-\d\d-\d\dT)(\d{1,2})[h.]?:?(\d\d)$`), func(m []string) string {
		return wantTime("hours and minutes have two digits each, with a colon between", fmt.Sprintf("%s%02s:%s", m[1], m[2], m[3]))
	}},
	{pattern(`T\d\d:(?:\d|\d\d:\d)$`), say("minutes and seconds have two digits, as in 2025-07-23T16:05")},
	{pattern(`(?i)T\S* *[ap]\.?m\.?$`), say("am and pm are not used; write 00:00 to 23:59, as in 2025-07-23T16:15")},
	{pattern(`^(.*T\d\d:\d\d:\d\d)[.,]\d+(.*)$`), func(m []string) string {
		return wantTime("parts of a second are not kept", m[1]+m[2])
	}},
	{pattern(`^(.*T\d\d:\d\d(?::\d\d)?)([+-]\d\d)(\d\d)?$`), func(m []string) string {
		minutes := m[3]
		if minutes == "" {
			minutes = "00"
		}
		return wantTime("the offset has hours and minutes with a colon", m[1]+m[2]+":"+minutes)
	}},
	{pattern(`^(.*T\d\d:\d\d(?::\d\d)?[+-])(\d)(:\d\d)?$`), func(m []string) string {
		minutes := m[3]
		if minutes == "" {
			minutes = ":00"
		}
		return wantTime("the offset has hours and minutes of two digits", m[1]+"0"+m[2]+minutes)
	}},
	{pattern(`^(.*T\d\d:\d\d(?::\d\d)?) *(?:UTC|GMT)$`), func(m []string) string {
		return wantTime("the letter Z stands for UTC", m[1]+"Z")
	}},
	{pattern(`^.*T\d\d:\d\d(?::\d\d)? *[A-Za-z]`), say("names of zones are not used; write Z for UTC or an offset such as +02:00")},
	{pattern(`[^\x00-\x7f]`), say("only plain digits, letters and signs are read; write 2025-07-23")},
}

// explain finds the best message for a text in which the parser found bad.
func explain(s string, bad *problem) *problem {
	if message := firstAnswer(wholeRules, s); message != "" {
		return fault(0, message)
	}
	if bad.message != "" {
		return bad
	}
	if message := firstAnswer(pointRules, bad.point); message != "" {
		return fault(bad.at, message)
	}
	return fault(bad.at, "not a time; write 2025, 2025-07, 2025-07-23 or 2025-07-23T16:15")
}

// firstAnswer returns the answer of the first rule that has one.
func firstAnswer(rules []rule, s string) string {
	for _, r := range rules {
		if m := r.pattern.FindStringSubmatch(s); m != nil {
			if message := r.answer(m); message != "" {
				return message
			}
		}
	}
	return ""
}
