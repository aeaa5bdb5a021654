package country

import "testing"

func TestTable(t *testing.T) {
	codes := Codes()
	if len(codes) != 250 { // the 249 of ISO 3166-1, and XK
		t.Errorf("%d codes, want 250", len(codes))
	}
	for _, c := range codes {
		if len(c) != 2 || Name(c) == "" || Name(c) == c {
			t.Errorf("code %q has no proper name: %q", c, Name(c))
		}
	}
}

func TestFind(t *testing.T) {
	for in, want := range map[string]string{
		"lu": "LU", "Luxembourg": "LU", "UK": "GB", "eswatini": "SZ", "ZZ": "", "": "", "Nowhere": "",
	} {
		if got := Find(in); got != want {
			t.Errorf("Find(%q) = %q, want %q", in, got, want)
		}
	}
}
