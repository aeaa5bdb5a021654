package card

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var save = flag.String("save", "", "folder to write the painted cards to, to look at them")

func post() Card {
	return Card{
		ID: "2025-07-23-post-luxembourg-network-outage", Title: "Post Luxembourg network-wide telephone and internet outage", Type: "Attack", Attack: true,
		When: "23 July 2025, about 16:15 to 20:15", Duration: "about 4 h", Archive: "Outages and attacks in Luxembourg",
		Services: []string{"Post mobile network (4G and 5G)", "Post fixed telephony", "Post internet access", "Emergency number 112", "LU-Alert"},
	}
}

// cards are the texts that a card has to bear.
func cards() map[string]Card {
	long, greek, cyrillic, arabic, mixed := post(), post(), post(), post(), post()
	long.Title = strings.Repeat("A title of two hundred letters ", 7)[:200]
	long.Services = []string{strings.Repeat("service ", 500)}
	greek.Title = "Διακοπή ρεύματος σε όλη τη χώρα για περίπου τέσσερις ώρες"
	cyrillic.Title, cyrillic.Attack, cyrillic.Type = "Кібератака на оператора «Київстар» зупинила зв'язок", false, "Outage"
	arabic.Title = "انقطاع واسع للكهرباء والاتصالات"
	mixed.Title, mixed.Services = "Panne généralisée à Esch-sur-Alzette: e\u0301lectricite\u0301 coupée", []string{"东京电力", "Électricité"}
	return map[string]Card{"post": post(), "long": long, "greek": greek, "cyrillic": cyrillic, "arabic": arabic, "mixed": mixed, "empty": {ID: "x"}}
}

func painter(t testing.TB) *Painter {
	t.Helper()
	p, err := NewPainter()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func paint(t testing.TB, p *Painter, c Card) []byte {
	t.Helper()
	data, err := p.PNG(c)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Clone(data)
}

func TestCardsAreSmallPictures(t *testing.T) {
	p := painter(t)
	for name, c := range cards() {
		t.Run(name, func(t *testing.T) {
			data := paint(t, p, c)
			if len(data) > 25<<10 {
				t.Errorf("%d bytes, want at most 25 KB", len(data))
			}
			picture, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			checkPixels(t, picture, p.sheet)
			if *save != "" {
				if err := os.WriteFile(filepath.Join(*save, name+".png"), data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// checkPixels compares a picture with what was painted.
func checkPixels(t *testing.T, picture image.Image, s *sheet) {
	t.Helper()
	if size := picture.Bounds().Size(); size != image.Pt(Width, Height) {
		t.Fatalf("%v pixels, want %d by %d", size, Width, Height)
	}
	for y := range Height {
		for x := range Width {
			if got, want := picture.(*image.Paletted).ColorIndexAt(x, y), s.canvas.at(x, y); got != want {
				t.Fatalf("pixel %d,%d has the colour %d, want %d as painted", x, y, got, want)
			}
		}
	}
}

func TestSameCardSameBytes(t *testing.T) {
	used, fresh := painter(t), painter(t)
	paint(t, used, cards()["long"])
	if !bytes.Equal(paint(t, used, post()), paint(t, fresh, post())) {
		t.Error("a card painted after another one differs from one painted first")
	}
}

func TestUnwritableTitleGivesID(t *testing.T) {
	p := painter(t)
	for title, want := range map[string]string{
		"انقطاع واسع":      "x",
		"東京 outage":        "x",
		"":                 "x",
		"Διακοπή ρεύματος": "Διακοπή ρεύματος",
		"Пошта":            "Пошта",
		"Café\u0301s":      "x", // two accents on one letter: no such letter
		"Cafe\u0301":       "Café",
		"a\u2067b":         "ab",
	} {
		if got := p.readable(Card{ID: "x", Title: title}).Title; got != want {
			t.Errorf("title %q is painted as %q, want %q", title, got, want)
		}
	}
}

func TestNothingLeavesItsRoom(t *testing.T) {
	p := painter(t)
	for name, c := range cards() {
		paint(t, p, c)
		for _, r := range []image.Rectangle{image.Rect(band, 0, margin-8, Height), image.Rect(right+4, 0, Width, Height), image.Rect(band, Height-20, Width, Height)} {
			for y := r.Min.Y; y < r.Max.Y; y++ {
				for x := r.Min.X; x < r.Max.X; x++ {
					if p.sheet.canvas.at(x, y) != 0 {
						t.Fatalf("%s: something is painted at %d,%d, in the margin", name, x, y)
					}
				}
			}
		}
	}
}

// depth gives the shade of its colour that a place of the palette is.
func depth(place uint8) int {
	if place == 0 {
		return 0
	}
	return (int(place)-1)%shades + 1
}

func TestTypesDifferInShape(t *testing.T) {
	p := painter(t)
	attack, outage := post(), post()
	outage.Attack = false
	paint(t, p, attack)
	a := p.sheet.canvas
	paint(t, p, outage)
	same := true
	for y := range Height {
		for x := range Width {
			same = same && depth(a.at(x, y)) == depth(p.sheet.canvas.at(x, y)) // without colour
		}
	}
	if same {
		t.Error("the cards of an attack and an outage differ in colour only")
	}
}

func BenchmarkCard(b *testing.B) {
	p := painter(b)
	c := post()
	size := 0
	for b.Loop() {
		data, err := p.PNG(c)
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size), "bytes/card")
}
