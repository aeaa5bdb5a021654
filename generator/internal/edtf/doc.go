// Package edtf holds uncertain dates, times and lengths of time, after the
// Extended Date/Time Format (EDTF, ISO 8601-2:2019).
//
// Sources seldom say to the second when something happened. A [Value] keeps
// exactly what they say, its [Bounds] are what can be computed with, and a
// [Duration] has a minimum and a maximum.
//
// # Times
//
//	2025                    some time in the year, 1900 to 2100
//	2025-07                 some time in the month
//	2025-07-23              some time on the day
//	2025-07-23T16:15        at that minute, in the record's time zone
//	2025-07-23T16:15:30     at that second
//	2025-07-23T16:15Z       in UTC
//	2025-07-23T16:15+02:00  two hours ahead of UTC
//
// Digits that are not known are a capital X:
//
//	2024-XX                 in 2024, month unknown
//	2024-XX-XX              in 2024, month and day unknown
//	2024-03-XX              in March 2024, day unknown
//	202X                    in the 2020s
//
// # Qualifiers
//
// One sign at the end of a date or time counts for the whole of it:
//
//	2025-07-23T16:15~       approximate: about then
//	2025-07-23?             uncertain: the source itself is not sure
//	2025-07%                both
//
// EDTF qualifies dates only; we allow the same signs on clock times, and only at
// the end. EDTF gives no widths. Ours: ~ and % widen a clock time by 15 minutes
// on each side, a day by one day, a month by one month, a year by one year, a
// decade by one decade. The sign ? widens nothing.
//
// # Sets and intervals
//
//	[2024-01-31,2024-02-07]                 one of these
//	[2024-03-21T14:00..2024-03-21T14:30]    some time between
//	[..2025-07-23]                          on or before
//	[2025-07-23..]                          on or after
//	2025-07-10/2025-07-12                   the whole time from the first to the second
//	2025-07-10/..                           from then on, with no end
//	2025-07-10/                             from then on, end unknown
//
// Qualifiers stand behind the times inside a set or an interval. A set is either
// a list or one range; sets and intervals do not nest.
//
// # Bounds
//
// A day lasts from 00:00:00 to 23:59:59 local time, a month and a year from their
// first second to their last. A clock time without ~ is one instant, 16:15 is
// 16:15:00, so that 16:15 to 20:15 is exactly 4 hours.
//
// # Lengths of time
//
//	PT4H   PT1H50M   PT45S   P2D   P1DT2H30M   P2W
//	PT4H~                   about 4 hours; ?, % as above
//	[PT3H..PT4H]            between 3 and 4 hours
//	[PT3H..]                at least 3 hours
//	[..PT30M]               at most 30 minutes
//
// These are ISO 8601 durations without years, months (which differ in length) and
// fractions. A day has 24 hours. The sign ~ widens a single length by half of the
// smallest unit written, on each side: PT4H~ is 3 h 30 min to 4 h 30 min, PT240M~
// is 30 seconds either way. Behind a set, as in [PT3H..PT4H]~, it widens nothing,
// since the set has its bounds already.
//
// # What EDTF has and this does not
//
// Years of more or fewer than four digits, seasons and quarters, sets of "all of"
// in braces, qualifiers in front of or within a date, days without their month,
// unspecified single digits other than the last of a year, and decades and
// centuries in a date. Each is refused with a message that names what to write
// instead. Texts have at most 100 bytes and are read in linear time.
package edtf
