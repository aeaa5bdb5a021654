// Package card paints the picture that social networks and messengers show with
// a link to an incident: a PNG of 1200 by 630 pixels (the Open Graph size) with
// the title, the type, the times and the services.
//
// The same card gives the same bytes: the fonts are the Go fonts (BSD licence),
// compiled in, and nothing depends on time or order of work. They have Latin, Greek and Cyrillic letters. A
// title in another script would come out as empty boxes, so it is replaced by the
// incident's id; services whose names cannot be written are left out.
//
// A card has sixteen colours, so that it stays small: about 17 KB.
package card

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/text/unicode/norm"
)

// The size of a card in pixels.
const (
	Width  = 1200
	Height = 630
)

// Card is what a card says. All texts are in words.
type Card struct {
	ID       string // stands in for a title that cannot be written
	Title    string
	Type     string // the name of the type
	Attack   bool   // a diamond and hatching instead of a disc and a plain band
	When     string
	Duration string // empty when not known
	Services []string
	Archive  string // the archive's name
}

// Painter paints cards, one after the other. It is not safe for concurrent use:
// each worker needs its own.
type Painter struct {
	regular, bold *typeface
	image         *image.Paletted
	encoder       png.Encoder
}

// NewPainter makes a painter.
func NewPainter() (*Painter, error) {
	p := &Painter{
		image:   image.NewPaletted(image.Rect(0, 0, Width, Height), outagePalette),
		encoder: png.Encoder{CompressionLevel: png.DefaultCompression, BufferPool: &pool{}},
	}
	var err error
	if p.regular, err = newTypeface(goregular.TTF); err != nil {
		return nil, fmt.Errorf("read the regular font: %w", err)
	}
	if p.bold, err = newTypeface(gobold.TTF); err != nil {
		return nil, fmt.Errorf("read the bold font: %w", err)
	}
	return p, nil
}

// pool keeps the encoder's buffer, which is most of what a card costs in memory.
type pool struct{ buffer *png.EncoderBuffer }

func (p *pool) Get() *png.EncoderBuffer  { return p.buffer }
func (p *pool) Put(b *png.EncoderBuffer) { p.buffer = b }

// PNG paints a card and writes it.
func (p *Painter) PNG(w io.Writer, c Card) error {
	if err := p.paint(c); err != nil {
		return fmt.Errorf("paint the card of %q: %w", c.ID, err)
	}
	return p.encoder.Encode(w, p.image)
}

// typeface is a font with its faces by size.
type typeface struct {
	font  *opentype.Font
	faces map[float64]font.Face
}

func newTypeface(ttf []byte) (*typeface, error) {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return nil, err
	}
	return &typeface{f, map[float64]font.Face{}}, nil
}

// face gives the font in a size in pixels.
func (t *typeface) face(size float64) (font.Face, error) {
	if f := t.faces[size]; f != nil {
		return f, nil
	}
	f, err := opentype.NewFace(t.font, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		return nil, err
	}
	t.faces[size] = f
	return f, nil
}

// writable tells whether the font has all letters of a text.
func (t *typeface) writable(s string) bool {
	for _, r := range s {
		if r == ' ' || r == '\u00a0' {
			continue
		}
		if n, err := t.font.GlyphIndex(nil, r); err != nil || n == 0 {
			return false
		}
	}
	return s != ""
}

// clean joins letters with their accents, where Unicode has them as one, and
// takes out what would not be seen.
func clean(s string) string {
	s = norm.NFC.String(s)
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 0x2066 && r <= 0x2069, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r == 0xfeff, r == 0xad:
			return -1
		case r == 0x202f, r == 0x2009:
			return ' '
		case r == 0x2011:
			return '-'
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
