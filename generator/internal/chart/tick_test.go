package chart

import (
	"slices"
	"testing"
	"time"
)

func TestTicks(t *testing.T) {
	for _, test := range []struct {
		from, to string
		want     []string
	}{
		{"2020-01-21T13:00", "2020-01-21T13:20", []string{"13:00", "13:05", "13:10", "13:15", "13:20"}},
		{"2025-07-23T16:15", "2025-07-23T20:15", []string{"16:30", "17:00", "17:30", "18:00", "18:30", "19:00", "19:30", "20:00"}},
		{"2025-03-29T22:00", "2025-03-30T05:00", []string{"22:00", "23:00", "00:00", "01:00", "03:00", "04:00", "05:00"}},
		{"2025-05-30", "2025-06-22", []string{"2 Jun", "9 Jun", "16 Jun"}},
		{"2007", "2026", []string{"2010", "2015", "2020", "2025"}},
	} {
		from, to := between(test.from).Earliest.In(luxembourg), between(test.to).Earliest.In(luxembourg)
		list, by := ticks(from, to)
		var got []string
		for _, at := range list {
			label, _ := Words(words).tick(at, by.unit)
			got = append(got, label)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("ticks from %s to %s: %v, want %v", test.from, test.to, got, test.want)
		}
	}
}

// FuzzTicks checks what holds for every axis: the ticks lie on it, in order, not
// too many of them, and two at least where people would expect them.
func FuzzTicks(f *testing.F) {
	f.Add(int64(1753280100), int64(4*3600))
	f.Add(int64(1743282000), int64(7*3600))     // clocks go forward
	f.Add(int64(1761430000), int64(9*3600))     // clocks go back
	f.Add(int64(1136073600), int64(20*8766*60)) // minutes
	f.Add(int64(0), int64(4e9))
	f.Fuzz(func(t *testing.T, begin, length int64) {
		if begin < -2e9 || begin > 4e9 || length < 60 || length > 4e9 {
			return
		}
		for _, zone := range []*time.Location{time.UTC, luxembourg, time.FixedZone("half", 5*3600+1800)} {
			from := time.Unix(begin, 0).In(zone)
			to := from.Add(time.Duration(length) * time.Second)
			list, by := ticks(from, to)
			if len(list) > maxTicks {
				t.Fatalf("%d ticks", len(list))
			}
			for n, at := range list {
				if at.Before(from) || at.After(to) {
					t.Fatalf("tick %s is not from %s to %s", at, from, to)
				}
				if n > 0 && !at.After(list[n-1]) {
					t.Fatalf("tick %s does not follow %s", at, list[n-1])
				}
				if at.Second() != 0 || by.unit >= days && (at.Hour() > 1 || at.Minute() != 0) {
					t.Fatalf("tick %s is not round for steps of %v", at, by)
				}
			}
			if length > 600 && length < 3e9 && len(list) < 2 {
				t.Fatalf("%d ticks from %s to %s", len(list), from, to)
			}
		}
	})
}
