package locale

import "testing"

func parse(t *testing.T, source string) *Locale {
	t.Helper()
	l, err := Parse([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestMessages(t *testing.T) {
	l := parse(t, "number_group = \",\"\nnumber_decimal = \".\"\nwho = \"{a} and {b}, {a}; {c} {\"\n[n]\none = \"1 thing\"\nother = \"{n} things {x}\"\n")
	for got, want := range map[string]string{
		l.T("who", "a", "one", "b", "{a}"): "one and {a}, one; {c} {", // values are not filled again
		l.T("missing"):                     "[missing]",
		l.Count("n", 1):                    "1 thing",
		l.Count("n", 1234567, "x", "y"):    "1,234,567 things y",
		l.Number(-1234):                    "−1,234",
		l.Decimal(1234.5):                  "1,234.5",
		l.T("month_7"):                     "July", // built in
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, source := range []string{"a = 1", "a = ", "[a]\none = 1\nb = [1]\n["} {
		if _, err := Parse([]byte(source)); err == nil {
			t.Errorf("Parse(%q) gave no error", source)
		}
	}
}
