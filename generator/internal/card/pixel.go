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

// palette gives the shades of all colours.
func palette(accent color.RGBA) color.Palette {
	list := color.Palette{color.RGBA{255, 255, 255, 255}}
	for _, c := range []color.RGBA{{26, 29, 33, 255}, {86, 96, 107, 255}, accent} {
		for n := 1; n <= shades; n++ {
			mix := func(v uint8) uint8 { return uint8(255 - (255-int(v))*n/shades) }
			list = append(list, color.RGBA{mix(c.R), mix(c.G), mix(c.B), 255})
		}
	}
	return list
}

// hatchPeriod is the number of rows after which the hatching repeats.
const hatchPeriod = 16

// ground paints what cards of a type have in common: the left edge, plain, or
// hatched for attacks, and the rule above the last line.
func (c *canvas) ground(attack bool) {
	for y := range Height {
		for x := range band {
			if !attack || (x+y)%hatchPeriod < 9 {
				c.set(x, y, shade(accent, shades))
			}
		}
	}
	for x := margin; x < right; x++ {
		for y := range ruleSize {
			c.set(x, ruleLine+y, shade(muted, 2))
		}
	}
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
	s.prepare()
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
			p.sheet.put(s, left, y)
		}
		dot += g.advance
	}
}
