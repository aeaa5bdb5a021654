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
			if len(data) > 26<<10 {
				t.Errorf("%d bytes, want at most 26 KB", len(data))
			}
			picture, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			checkPixels(t, picture, painted(p))
			if *save != "" {
				if err := os.WriteFile(filepath.Join(*save, name+".png"), data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// canvas is a picture as the places of its pixels in the palette.
type canvas [Height][Width]uint8

// painted paints what a painter has put on its sheet, pixel by pixel: of the pixels of
// several stamps, the highest counts.
func painted(p *Painter) *canvas {
	c := &canvas{}
	put := func(s *stamp, top, at int) {
		for y := range s.rows {
			for x := range 2 * s.width {
				if left := 2*(at-1) + x; left >= 0 {
					pixel := &c[top+y][left]
					*pixel = max(*pixel, s.at(x/2, y)>>(4-x%2*4)&15)
				}
			}
		}
	}
	put(p.sheet.edge, 0, 0)
	for _, l := range p.lines {
		for _, s := range l.spans {
			put(s.stamp, s.top, s.at)
		}
	}
	return c
}

// checkPixels compares a picture with what was painted.
func checkPixels(t *testing.T, picture image.Image, want *canvas) {
	t.Helper()
	if size := picture.Bounds().Size(); size != image.Pt(Width, Height) {
		t.Fatalf("%v pixels, want %d by %d", size, Width, Height)
	}
	pixels := picture.(*image.Paletted)
	for y := range Height {
		row := pixels.Pix[y*pixels.Stride:][:Width]
		for x := 0; !bytes.Equal(row, want[y][:]); x++ {
			if row[x] != want[y][x] {
				t.Fatalf("pixel %d,%d has the colour %d, want %d as painted", x, y, row[x], want[y][x])
			}
		}
	}
}

// TestCodesAreShort holds the codes that runs of bytes are written with, as one, to
// what can be written at a time.
func TestCodesAreShort(t *testing.T) {
	p := painter(t)
	for n, c := range p.book.white {
		if c.length > mostBits {
			t.Errorf("%d white bytes take %d bits, want at most %d", n, c.length, mostBits)
		}
	}
}

// TestUnchangedRowsCostNothing has a bar whose rows are like the rows above, between
// its first and that below its last.
func TestUnchangedRowsCostNothing(t *testing.T) {
	p := painter(t)
	bar := newStamp(0, 9, 2)
	for y := range bar.rows {
		bar.set(1, y, shade(ink, shades))
	}
	bar.prepare(p.book)
	row := func(y int, spans ...span) []byte {
		e := encoder{book: p.book}
		e.row(p.outage, spans, y)
		e.end()
		return e.out
	}
	const top = 100
	for y := range bar.rows + 1 {
		with, without := row(top+y, span{stamp: bar, top: top, at: 50}), row(top+y)
		if same := bytes.Equal(with, without); same != (y > 0 && y < bar.rows) {
			t.Errorf("row %d of the bar is written as %x, and without the bar as %x", y, with, without)
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
		canvas := painted(p)
		for _, r := range []image.Rectangle{image.Rect(band, 0, margin-8, Height), image.Rect(right+4, 0, Width, Height), image.Rect(band, Height-20, Width, Height)} {
			for y := r.Min.Y; y < r.Max.Y; y++ {
				for x := r.Min.X; x < r.Max.X; x++ {
					if canvas[y][x] != 0 {
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
	a := painted(p)
	paint(t, p, outage)
	b := painted(p)
	same := true
	for y := range Height {
		for x := range Width {
			same = same && depth(a[y][x]) == depth(b[y][x]) // without colour
		}
	}
	if same {
		t.Error("the cards of an attack and an outage differ in colour only")
	}
}

// TestTouchingLettersAreJoined has letters and lines that take the same bytes, and more
// of them than are kept.
func TestTouchingLettersAreJoined(t *testing.T) {
	p := painter(t)
	for first := range 'я' - 'А' {
		c := post()
		c.Title = strings.Repeat("ÅjAVÅ", 60) + " "
		for second := range 'я' - 'А' {
			c.When += string('А'+first) + string('А'+second)
		}
		c.Services = []string{"ЖЖЖ ffi rt AV To Ïj"}
		picture, err := png.Decode(bytes.NewReader(paint(t, p, c)))
		if err != nil {
			t.Fatal(err)
		}
		checkPixels(t, picture, painted(p))
		if n := len(p.setter.joints); n > mostJoints {
			t.Fatalf("%d pairs of letters are kept, want at most %d", n, mostJoints)
		}
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
