package header_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mark is what one test of Mozilla's HTTP Observatory gives.
type mark struct {
	test   string
	points int
}

// observatory gives the points for a page by the rules that the Observatory
// publishes (version 1.6.3: src/analyzer/tests and src/grader/charts.js),
// for a site that sets no cookies and answers http by a redirect to https.
// integrity tells whether all scripts of the page have one.
func observatory(fields map[string]string, integrity bool) []mark {
	policy := map[string][]string{}
	for directive := range strings.SplitSeq(fields["Content-Security-Policy"], ";") {
		if words := strings.Fields(strings.ToLower(directive)); len(words) > 0 {
			policy[words[0]] = words[1:]
		}
	}
	broad := []string{"*", "http:", "https:", "ftp:", "http://*", "https://*", "data:", "'unsafe-inline'", "'unsafe-eval'"}
	unsafe := func(directive string) bool {
		sources, named := policy[directive]
		if !named {
			sources = policy["default-src"]
		}
		return sources == nil || slices.ContainsFunc(sources, func(s string) bool { return slices.Contains(broad, s) })
	}
	csp := 5
	switch {
	case len(policy) == 0:
		csp = -25
	case unsafe("script-src") || unsafe("object-src"):
		csp = -20
	case unsafe("style-src"):
		csp = 0
	case slices.Equal(policy["default-src"], []string{"'none'"}):
		csp = 10
	}
	frames := -20
	if _, named := policy["frame-ancestors"]; named || slices.Contains([]string{"DENY", "SAMEORIGIN"}, fields["X-Frame-Options"]) {
		frames = 5
	}
	choose := func(name string, points map[string]int, missing int) int {
		value, set := fields[name]
		if !set {
			return missing
		}
		if p, known := points[strings.ToLower(value)]; known {
			return p
		}
		return -5
	}
	hsts := -20
	if m := regexp.MustCompile(`max-age=(\d+)`).FindStringSubmatch(fields["Strict-Transport-Security"]); m != nil {
		hsts = -10
		if age, err := strconv.Atoi(m[1]); err == nil && age >= 15768000 {
			hsts = 0
		}
	}
	cors := 0
	if fields["Access-Control-Allow-Credentials"] != "" {
		cors = -50
	}
	sri := 0
	if integrity {
		sri = 5
	}
	return []mark{
		{"Content-Security-Policy", csp},
		{"Cookies", 0},
		{"Cross-Origin-Embedder-Policy", choose("Cross-Origin-Embedder-Policy", map[string]int{"require-corp": 10, "credentialless": 10, "unsafe-none": 0}, 0)},
		{"Cross-Origin-Opener-Policy", choose("Cross-Origin-Opener-Policy", map[string]int{"same-origin": 10, "same-origin-allow-popups": 10, "noopener-allow-popups": 10, "unsafe-none": 0}, 0)},
		{"Cross-Origin-Resource-Policy", choose("Cross-Origin-Resource-Policy", map[string]int{"same-origin": 10, "same-site": 10, "cross-origin": 0}, 0)},
		{"Cross-origin resource sharing", cors},
		{"Redirection to https", 0},
		{"Referrer-Policy", choose("Referrer-Policy", map[string]int{"no-referrer": 5, "same-origin": 5, "strict-origin": 5, "strict-origin-when-cross-origin": 5}, 0)},
		{"Strict-Transport-Security", hsts},
		{"Subresource integrity", sri},
		{"X-Content-Type-Options", choose("X-Content-Type-Options", map[string]int{"nosniff": 0}, -5)},
		{"X-Frame-Options", frames},
	}
}

// total adds the marks up: extra points count only without great faults.
func total(marks []mark) int {
	whole, bare := 100, 100
	for _, m := range marks {
		whole += m.points
		bare += min(m.points, 0)
	}
	if bare < 90 {
		return max(bare, 0)
	}
	return whole
}

func fieldsOf(t *testing.T, path string) map[string]string {
	fields := map[string]string{}
	for _, f := range usual(t).For(path) {
		fields[f.Name] = f.Value
	}
	return fields
}

// TestObservatory computes the score of the headers, and compares the table in
// the page on serving with it.
func TestObservatory(t *testing.T) {
	marks := observatory(fieldsOf(t, "/"), true)
	if got := total(marks); got < 150 {
		t.Errorf("the score is %d, want 150 or more: %v", got, marks)
	}
	page, err := os.ReadFile("../../../content/serving.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range marks {
		if row := fmt.Sprintf("| %s | %+d |", m.test, m.points); !strings.Contains(string(page), row) && !strings.Contains(string(page), strings.Replace(row, "+0", "0", 1)) {
			t.Errorf("the page on serving has no row %q", row)
		}
	}
	if sum := fmt.Sprintf("%d points", total(marks)); !strings.Contains(string(page), sum) {
		t.Errorf("the page on serving does not say %q", sum)
	}
	// The rules themselves: a site without headers, and one fault at a time.
	if got := total(observatory(nil, false)); got != 30 {
		t.Errorf("a site without headers has %d points, want 30", got)
	}
	for name, value := range map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'", "Strict-Transport-Security": "max-age=0",
		"Cross-Origin-Opener-Policy": "same-origin, same-origin",
	} {
		fields := fieldsOf(t, "/")
		fields[name] = value
		if got := total(observatory(fields, true)); got >= 150 {
			t.Errorf("with %s: %s the score is still %d", name, value, got)
		}
	}
}
