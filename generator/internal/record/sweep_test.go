package record

import (
	"testing"

	"incidentarchive/generator/internal/sweep"
)

func TestSweepQuantities(t *testing.T) {
	sweep.Texts(t, []string{"40", "1200~", "[30..50]", "[75..]", "[..10]", "0.5", "99.95", "1000000"}, func(t *testing.T, s string) {
		q, err := ParseQuantity(s)
		if err != nil {
			return
		}
		low, lowOK := q.Min()
		high, highOK := q.Max()
		if again, err := ParseQuantity(q.String()); err != nil || again != q || !lowOK && !highOK || lowOK && highOK && high < low {
			t.Fatalf("ParseQuantity(%q) = %v from %v to %v, read again %v, %v", s, q, low, high, again, err)
		}
	})
}

func TestSweepAddresses(t *testing.T) {
	examples := []string{"https://example.org/", "http://www.example.org:8080/a?b=c#d", "javascript:pwn(1)", "https://a:b@example.org/", "https://127.0.0.1/", "https://[::1]/", "https://\u0435xample.org/", "https://xn--xample-2of.org/"}
	sweep.Texts(t, examples, checkPublished)
}

func TestSweepIDs(t *testing.T) {
	sweep.Texts(t, []string{"2025-07-23-post-outage", "a--b", "-a", "con", "Ä b", "2024.x"}, func(t *testing.T, s string) {
		id := Slug(s)
		if len(id) >= 2 && len(id) <= 80 {
			if err := CheckID(id); err != nil {
				t.Fatalf("Slug(%q): %v", s, err)
			}
		}
		if CheckID(s) == nil && id != s {
			t.Fatalf("%q is an id, and its slug %q", s, id)
		}
	})
}
