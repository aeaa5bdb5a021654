// Package card paints the picture that social networks and messengers show with
// a link to an incident: a PNG of 1200 by 630 pixels (the Open Graph size) with
// the title, the type, the times and the services.
//
// The same card gives the same bytes: the fonts are the Go fonts (BSD licence),
// compiled in, and nothing depends on time or order of work. They have Latin, Greek and Cyrillic letters. A
// title in another script would come out as empty boxes, so it is replaced by the
// incident's id; services whose names cannot be written are left out.
//
// A card has sixteen colours, so that it stays small: about 17 KB. It is never drawn
// pixel by pixel: how each letter is written in a PNG is found once, and a card puts
// that together, row by row.
package card

import (
	"fmt"
	"strings"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
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
	regular, bold  *typeface
	outage, attack *sheet
	rule           *stamp
	book           *book
	sheet          *sheet // of the card at hand
	lines          []line // on it
	setter         setter
	encoder        encoder
}

// NewPainter makes a painter.
func NewPainter() (*Painter, error) {
	b, err := sampleBook()
	if err != nil {
		return nil, err
	}
	return newPainter(b)
}

// newPainter makes a painter that writes with the codes of a book. Without one it
// paints all the same, for the book to be made.
func newPainter(b *book) (*Painter, error) {
	p := &Painter{outage: newSheet(false, b), attack: newSheet(true, b), rule: newRule(), setter: setter{book: b}, encoder: encoder{book: b}, book: b}
	p.rule.prepare(b)
	var err error
	if p.regular, err = newTypeface(goregular.TTF); err != nil {
		return nil, fmt.Errorf("read the regular font: %w", err)
	}
	if p.bold, err = newTypeface(gobold.TTF); err != nil {
		return nil, fmt.Errorf("read the bold font: %w", err)
	}
	return p, nil
}

// PNG paints a card and gives it as a file, which holds until the next one is
// painted.
func (p *Painter) PNG(c Card) ([]byte, error) {
	if err := p.paint(c); err != nil {
		return nil, fmt.Errorf("paint the card of %q: %w", c.ID, err)
	}
	return p.encoder.encode(p.sheet, p.setter.arrange(p.lines)), nil
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
