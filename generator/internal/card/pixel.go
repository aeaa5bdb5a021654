package card

import (
	"image/color"

	"golang.org/x/image/math/fixed"
)

// The colours. Each has its shades in the palette, from nearly the paper's white
// to the full colour; place 0 is the white that they share. Sixteen places are
// half a byte a pixel.
const (
	ink = iota
	muted
	accent
	shades = 5
)

// shade gives the place in the palette of a colour in a shade, 0 to shades.
func shade(colour, n int) uint8 {
	if n == 0 {
		return 0
	}
	return uint8(colour*shades + n)
}

// The palettes of the two types.
var (
	outagePalette = palette(color.RGBA{42, 93, 143, 255})
	attackPalette = palette(color.RGBA{123, 50, 148, 255})
)

// palette gives the shades of all colours, three bytes each.
func palette(accent color.RGBA) []byte {
	list := []byte{255, 255, 255}
	for _, c := range []color.RGBA{{26, 29, 33, 255}, {86, 96, 107, 255}, accent} {
		for n := 1; n <= shades; n++ {
			for _, v := range []uint8{c.R, c.G, c.B} {
				list = append(list, uint8(255-(255-int(v))*n/shades))
			}
		}
	}
	return list
}

// hatchPeriod is the number of rows after which the hatching repeats.
const hatchPeriod = 16

// newEdge draws the left edge of a card, plain, or hatched for attacks. Its first
// byte is the filter of the row.
func newEdge(attack bool) *stamp {
	s := newStamp(0, Height, 1+band/2)
	for y := range Height {
		for x := range band {
			if !attack || (x+y)%hatchPeriod < 9 {
				s.set(2+x, y, shade(accent, shades))
			}
		}
	}
	return s
}

// newRule draws the rule above the last line.
func newRule() *stamp {
	s := newStamp(0, ruleSize, (right-margin)/2)
	for x := range right - margin {
		for y := range ruleSize {
			s.set(x, y, shade(muted, 2))
		}
	}
	return s
}

const (
	markRadius = 15
	markLeft   = margin + 14 - markRadius
)

// newMark draws the mark of a type: a disc, or a diamond for attacks. Each pixel
// is sampled in 16 points, for smooth edges.
func newMark(attack bool) *stamp {
	const fine = 4
	s := newStamp(-markRadius, 2*markRadius+1, markRadius+1)
	for y := -markRadius; y <= markRadius; y++ {
		for x := -markRadius; x <= markRadius; x++ {
			inside := 0
			for sy := range fine {
				for sx := range fine {
					dx, dy := 2*(x*fine+sx)+1, 2*(y*fine+sy)+1 // in eighths of a pixel
					if attack && abs(dx)+abs(dy) <= 2*fine*markRadius || !attack && dx*dx+dy*dy <= (2*fine*13)*(2*fine*13) {
						inside++
					}
				}
			}
			s.set(markLeft%2+x+markRadius, y+markRadius, shade(accent, (inside*shades+fine*fine/2)/(fine*fine)))
		}
	}
	return s
}

func abs(n int) int { return max(n, -n) }

// write writes a text with its baseline at y.
func (p *Painter) write(f *face, x, y int, s string) {
	dot := fixed.I(x)
	previous := rune(-1)
	for _, r := range s {
		if previous >= 0 {
			dot += f.kern(previous, r)
		}
		previous = r
		g := f.glyph(r)
		// The letter begins at the whole pixel next to dot, so that it looks the same
		// wherever it stands.
		left := dot.Round() + g.left
		if s := g.stamps[left&1]; s != nil {
			p.put(s, left, y)
		}
		dot += g.advance
	}
}
