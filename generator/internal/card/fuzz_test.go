package card

import (
	"bytes"
	"compress/zlib"
	"image/png"
	"io"
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
		if _, err := png.DecodeConfig(bytes.NewReader(data)); err != nil || len(data) > 200<<10 {
			t.Fatalf("%q: %d bytes, %v", title, len(data), err)
		}
		_, pixels, _ := bytes.Cut(data, []byte("IDAT"))
		z, err := zlib.NewReader(bytes.NewReader(pixels))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := io.ReadAll(z) // which checks the checksum, too
		if want := p.sheet.canvas[:Height*rowSize]; err != nil || !bytes.Equal(rows, want) {
			t.Errorf("%q: the picture is not what was painted, %v", title, err)
		}
	})
}
