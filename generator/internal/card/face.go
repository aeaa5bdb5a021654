package card

import (
	"image"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// typeface is a font with its faces.
type typeface struct {
	font  *opentype.Font
	faces map[style]*face
	there map[rune]bool // whether the font has a letter
}

// style is the size in pixels and the colour of a text.
type style struct {
	size   float64
	colour int
}

func newTypeface(ttf []byte) (*typeface, error) {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return nil, err
	}
	return &typeface{font: f, faces: map[style]*face{}, there: map[rune]bool{' ': true, '\u00a0': true}}, nil
}

// face gives the font in a style.
func (t *typeface) face(s style, b *book) (*face, error) {
	if f := t.faces[s]; f != nil {
		return f, nil
	}
	f, err := opentype.NewFace(t.font, &opentype.FaceOptions{Size: s.size, DPI: 72})
	if err != nil {
		return nil, err
	}
	t.faces[s] = &face{font: f, colour: s.colour, book: b, glyphs: map[rune]*glyph{}, kerns: map[[2]rune]fixed.Int26_6{}}
	return t.faces[s], nil
}

// writable tells whether the font has all letters of a text.
func (t *typeface) writable(s string) bool {
	for _, r := range s {
		there, known := t.there[r]
		if !known {
			n, err := t.font.GlyphIndex(nil, r)
			there = err == nil && n != 0
			t.there[r] = there
		}
		if !there {
			return false
		}
	}
	return s != ""
}

// face is a font in a size and a colour. It draws each letter once and keeps it
// in the shades of a card.
type face struct {
	font   font.Face
	colour int
	glyphs map[rune]*glyph
	latin  [0x250]*glyph // the same, for the letters of most texts
	kerns  map[[2]rune]fixed.Int26_6
	book   *book
}

// glyph is a letter.
type glyph struct {
	advance fixed.Int26_6
	left    int       // pixels from where the letter begins to its drawing
	stamps  [2]*stamp // beginning at an even pixel, and at an odd one; nil for a space
}

func (f *face) glyph(r rune) *glyph {
	if r < rune(len(f.latin)) && f.latin[r] != nil {
		return f.latin[r]
	}
	g := f.glyphs[r]
	if g == nil {
		g = f.newGlyph(r)
		f.glyphs[r] = g
		if r < rune(len(f.latin)) {
			f.latin[r] = g
		}
	}
	return g
}

func (f *face) kern(a, b rune) fixed.Int26_6 {
	k, known := f.kerns[[2]rune{a, b}]
	if !known {
		k = f.font.Kern(a, b)
		f.kerns[[2]rune{a, b}] = k
	}
	return k
}

// measure gives the width of a text in pixels.
func (f *face) measure(s string) int {
	var width fixed.Int26_6
	previous := rune(-1)
	for _, r := range s {
		if previous >= 0 {
			width += f.kern(previous, r)
		}
		previous = r
		width += f.glyph(r).advance
	}
	return width.Ceil()
}

// newGlyph draws a letter. The coverage of a pixel chooses the shade.
func (f *face) newGlyph(r rune) *glyph {
	box, drawing, at, advance, ok := f.font.Glyph(fixed.Point26_6{}, r)
	g := &glyph{advance: advance}
	alpha, plain := drawing.(*image.Alpha)
	if !ok || !plain || box.Empty() {
		return g
	}
	g.left = box.Min.X
	for odd := range g.stamps {
		s := newStamp(box.Min.Y, box.Dy(), (odd+box.Dx()+1)/2)
		for y := range box.Dy() {
			for x := range box.Dx() {
				coverage := int(alpha.AlphaAt(at.X+x, at.Y+y).A)
				s.set(odd+x, y, shade(f.colour, (coverage*shades+127)/255))
			}
		}
		s.prepare(f.book)
		g.stamps[odd] = s
	}
	return g
}
