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

// fill paints a box in one place of the palette.
func (p *Painter) fill(x1, y1, x2, y2 int, place uint8) {
	for y := y1; y < y2; y++ {
		for x := x1; x < x2; x++ {
			p.canvas.set(x, y, place)
		}
	}
}

// hatchPeriod is the number of rows after which the hatching repeats.
const hatchPeriod = 16

// ground paints what cards of a type have in common: the left edge, plain, or
// hatched for attacks, the mark of the type, and the rule above the last line.
func (p *Painter) ground(attack bool) {
	for y := range Height {
		for x := range band {
			if !attack || (x+y)%hatchPeriod < 9 {
				p.canvas.set(x, y, shade(accent, shades))
			}
		}
	}
	p.shape(margin+14, tagLine-11, attack)
	p.fill(margin, ruleLine, right, ruleLine+2, shade(muted, 2))
}

// shape paints the mark of the type around a point: a disc, or a diamond for
// attacks. Each pixel is sampled in 16 points, for smooth edges.
func (p *Painter) shape(cx, cy int, rhombus bool) {
	const radius, fine = 15, 4
	for y := -radius; y <= radius; y++ {
		for x := -radius; x <= radius; x++ {
			inside := 0
			for sy := range fine {
				for sx := range fine {
					dx, dy := 2*(x*fine+sx)+1, 2*(y*fine+sy)+1 // in eighths of a pixel
					if rhombus && abs(dx)+abs(dy) <= 2*fine*radius || !rhombus && dx*dx+dy*dy <= (2*fine*13)*(2*fine*13) {
						inside++
					}
				}
			}
			if inside > 0 {
				p.canvas.set(cx+x, cy+y, shade(accent, (inside*shades+fine*fine/2)/(fine*fine)))
			}
		}
	}
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
		f.draw(&p.canvas, g, dot, y)
		dot += g.advance
	}
}
