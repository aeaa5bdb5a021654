package badge

import (
	"encoding/xml"
	"strconv"
	"unicode"
)

const (
	label  = "last incident"
	height = 20
	pad    = 6 // on each side of a text
)

type svg struct {
	XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	Width   int      `xml:"width,attr"`
	Height  int      `xml:"height,attr"`
	Role    string   `xml:"role,attr"`
	Label   string   `xml:"aria-label,attr"`
	Title   string   `xml:"title"`
	Rects   []rect   `xml:"rect"`
	Texts   []text   `xml:"text"`
}

type rect struct {
	X      int    `xml:"x,attr"`
	Width  int    `xml:"width,attr"`
	Height int    `xml:"height,attr"`
	Fill   string `xml:"fill,attr"`
}

type text struct {
	X      int    `xml:"x,attr"`
	Y      int    `xml:"y,attr"`
	Length int    `xml:"textLength,attr"`
	Adjust string `xml:"lengthAdjust,attr"`
	Font   string `xml:"font-family,attr"`
	Size   int    `xml:"font-size,attr"`
	Fill   string `xml:"fill,attr"`
	Text   string `xml:",chardata"`
}

// svg draws the badge: the label on grey, the time on blue, both with enough
// contrast to read.
func (s status) svg() ([]byte, error) {
	left, right := width(label), width(s.text)
	whole := s.service.Name + ", " + label + ": " + s.text
	line := func(x, length int, what string) text {
		return text{x, 14, length, "spacingAndGlyphs", "Verdana, 'DejaVu Sans', sans-serif", 11, "#fff", what}
	}
	data, err := xml.Marshal(svg{
		Width: left + right + 4*pad, Height: height, Role: "img", Label: whole, Title: whole,
		Rects: []rect{{0, left + 2*pad, height, "#444444"}, {left + 2*pad, right + 2*pad, height, "#1f5f99"}},
		Texts: []text{line(pad, left, label), line(left+3*pad, right, s.text)},
	})
	return append(data, '\n'), err
}

// width guesses how wide a text is at 11 pixels. The text is set to that width,
// so that it always fits.
func width(text string) int {
	tenths := 0
	for _, r := range text {
		switch {
		case r == ' ' || r == 'i' || r == 'l' || r == '.' || r == ',' || r == ':':
			tenths += 38
		case unicode.IsUpper(r) || r == 'm' || r == 'w':
			tenths += 80
		default:
			tenths += 66
		}
	}
	return max(1, (tenths+9)/10)
}

// number writes a count with its noun.
func number(n int) string {
	if n == 1 {
		return "1 incident on record"
	}
	return strconv.Itoa(n) + " incidents on record"
}
