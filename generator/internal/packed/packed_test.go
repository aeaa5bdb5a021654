package packed

import (
	"math"
	"strings"
	"testing"
)

func TestReadsBack(t *testing.T) {
	numbers := []uint64{0, 1, 127, 128, 300, math.MaxInt64, math.MaxUint64}
	ints := []int64{0, -1, 1, 63, -64, 64, math.MinInt64, math.MaxInt64}
	texts := []string{"", "a", "é\x00", strings.Repeat("long ", 100)}
	var b []byte
	for _, v := range numbers {
		b = AppendNumber(b, v)
	}
	for _, v := range ints {
		b = AppendInt(b, v)
	}
	for _, v := range texts {
		b = AppendText(b, v)
	}
	r := Reader{Rest: string(b) + "four"}
	for _, want := range numbers {
		if got := r.Number(); got != want {
			t.Errorf("read %d, want %d", got, want)
		}
	}
	for _, want := range ints {
		if got := r.Int(); got != want {
			t.Errorf("read %d, want %d", got, want)
		}
	}
	for _, want := range texts {
		if got := r.Text(); got != want {
			t.Errorf("read %q, want %q", got, want)
		}
	}
	if got := r.Fixed(4); got != "four" || r.Failed || r.Rest != "" {
		t.Errorf("read %q, failed %t, %q is left", got, r.Failed, r.Rest)
	}
	if got := r.Fixed(1); got != "" || !r.Failed {
		t.Errorf("%q behind the end", got)
	}
}

// TestFails wants nothing of what is cut off or has a length that is too large.
func TestFails(t *testing.T) {
	for _, text := range []string{"", "\x80", "\x05four", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", strings.Repeat("\xff", 20)} {
		r := Reader{Rest: text}
		if got := r.Text(); got != "" || !r.Failed || r.Rest != "" || r.Number() != 0 {
			t.Errorf("%q gives %q, failed %t, rest %q", text, got, r.Failed, r.Rest)
		}
	}
	many := string(AppendNumber(nil, 3)) + "abcdef"
	if got := (&Reader{Rest: many}).Count(2); got != 3 {
		t.Errorf("there are %d things of two bytes in six, want 3", got)
	}
	if r := (&Reader{Rest: many}); r.Count(3) != 0 || !r.Failed {
		t.Error("there are three things of three bytes in six")
	}
	for _, n := range []int{-1, 3} {
		r := Reader{Rest: "ab"}
		if got := r.Fixed(n); got != "" || !r.Failed {
			t.Errorf("%d bytes of two are %q", n, got)
		}
	}
}
