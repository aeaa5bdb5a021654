package card

import (
	"bytes"
	"image/png"
	"testing"
)

// FuzzPNG writes any text on a card: it is the picture that was painted, and one
// that is not too large to send.
func FuzzPNG(f *testing.F) {
	for _, c := range cards() {
		f.Add(c.Title, c.When, c.Duration, c.Archive)
	}
	f.Add("\u202e\u0301\u200d👩‍💻\xff", "", "\n\t", "\x00")
	p := painter(f)
	f.Fuzz(func(t *testing.T, title, when, duration, archive string) {
		c := post()
		c.Title, c.When, c.Duration, c.Archive, c.Services = title, when, duration, archive, []string{title, when}
		data := paint(t, p, c)
		if len(data) > 200<<10 {
			t.Errorf("%q: %d bytes, want at most 200 KB", title, len(data))
		}
		picture, err := png.Decode(bytes.NewReader(data)) // which checks all sums, too
		if err != nil {
			t.Fatalf("%q: %v", title, err)
		}
		checkPixels(t, picture, painted(p))
	})
}
