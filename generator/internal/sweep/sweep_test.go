package sweep

import "testing"

// TestTexts looks that the texts vary, and are the same in each run.
func TestTexts(t *testing.T) {
	t.Setenv("SWEEP", "1000")
	var runs [2][]string
	for n := range runs {
		Texts(t, []string{"2024-01-02", "[a..b]", ""}, func(_ *testing.T, text string) { runs[n] = append(runs[n], text) })
	}
	different := map[string]bool{}
	for n, text := range runs[0] {
		if text != runs[1][n] {
			t.Fatalf("text %d is %q and %q", n, text, runs[1][n])
		}
		different[text] = true
	}
	if len(runs[0]) != 1003 || len(different) < 500 {
		t.Errorf("%d texts, %d different", len(runs[0]), len(different))
	}
}
