package theme

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Color is a colour of the sRGB space.
type Color struct{ R, G, B uint8 }

// ParseColor reads #rrggbb or #rgb.
func ParseColor(text string) (Color, error) {
	digits, ok := strings.CutPrefix(text, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if !ok || len(digits) != 6 || err != nil || strings.HasPrefix(digits, "+") {
		return Color{}, fmt.Errorf("colour %q cannot be read, want # and six hexadecimal digits such as \"#0b4a7d\"", text)
	}
	return Color{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

// String writes the colour as #rrggbb.
func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// linear gives the amount of light of one part, 0 to 1.
func linear(part uint8) float64 {
	v := float64(part) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func gamma(v float64) uint8 {
	if v <= 0.0031308 {
		v *= 12.92
	} else {
		v = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return uint8(math.Round(255 * min(1, max(0, v))))
}

// luminance is the relative luminance of WCAG 2.2.
func (c Color) luminance() float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Contrast gives the contrast ratio of two colours after WCAG 2.2, 1 to 21.
func Contrast(a, b Color) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// lab is a colour in the space Oklab, in which equal steps look equal.
type lab struct{ l, a, b float64 }

func (c Color) lab() lab {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return lab{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

// light gives the linear parts of a colour, which lie outside 0 to 1 where sRGB
// does not have it.
func (x lab) light() (r, g, b float64) {
	cube := func(v float64) float64 { return v * v * v }
	l := cube(x.l + 0.3963377774*x.a + 0.2158037573*x.b)
	m := cube(x.l - 0.1055613458*x.a - 0.0638541728*x.b)
	s := cube(x.l - 0.0894841775*x.a - 1.2914855480*x.b)
	return 4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s
}

// color gives the nearest colour of sRGB with the same lightness and hue.
func (x lab) color() Color {
	inside := func(x lab) bool {
		const slack = 1e-4
		r, g, b := x.light()
		return min(r, g, b) > -slack && max(r, g, b) < 1+slack
	}
	most := 1.0
	if !inside(x) {
		low := 0.0
		for range 20 {
			if middle := (low + most) / 2; inside(lab{x.l, x.a * middle, x.b * middle}) {
				low = middle
			} else {
				most = middle
			}
		}
		most = low
	}
	r, g, b := lab{x.l, x.a * most, x.b * most}.light()
	return Color{gamma(r), gamma(g), gamma(b)}
}

// Nearest gives the colour nearest to c, lighter or darker but of the same hue,
// that has at least the ratio against all the others; false when there is none.
func Nearest(c Color, ratio float64, against ...Color) (Color, bool) {
	passes := func(c Color) bool {
		for _, other := range against {
			if Contrast(c, other) < ratio {
				return false
			}
		}
		return true
	}
	start := c.lab()
	const step = 0.002
	for n := range int(1/step) + 1 {
		for _, l := range []float64{start.l - float64(n)*step, start.l + float64(n)*step} {
			if near := (lab{min(1, max(0, l)), start.a, start.b}).color(); passes(near) {
				return near, true
			}
		}
	}
	return c, false
}
