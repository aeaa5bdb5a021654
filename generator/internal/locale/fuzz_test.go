package locale

import "testing"

// FuzzParse reads tables of words and uses each of them: no panic, whatever is
// filled in.
func FuzzParse(f *testing.F) {
	f.Add([]byte("who = \"{a} and {b}\"\n[n]\none = \"1 thing\"\nother = \"{n} things {x}\"\n"), "x", 3)
	f.Add([]byte("number_group = \"\"\nnumber_decimal = \",,\"\na = \"{{}}{\"\n"), "{a}", -1<<63)
	f.Fuzz(func(t *testing.T, source []byte, value string, n int) {
		l, err := Parse(source)
		if err != nil {
			return
		}
		for _, id := range l.IDs() {
			_ = l.T(id, "a", value, "b")
			_ = l.Count(id, n, "x", value)
		}
		_, _, _ = l.Number(n), l.Plain(n), l.Decimal(float64(n)/3)
		if got := l.T("no such message"); got != "[no such message]" && !l.Has("no such message") {
			t.Errorf("a message that is missing is %q", got)
		}
	})
}
