package card

import (
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// Where things stand, in pixels.
const (
	band     = 32
	margin   = 84
	right    = Width - 72
	tagLine  = 104
	textTop  = 148
	whenLine = 458
	servLine = 508
	ruleLine = 544
	footLine = 592
)

// titleSizes are tried in turn: the size, the distance of lines, and how many
// lines there is room for.
var titleSizes = []struct {
	size  float64
	line  int
	lines int
}{{66, 78, 3}, {56, 66, 4}, {46, 53, 5}}

// paint puts a card on the image.
func (p *Painter) paint(c Card) error {
	c = p.readable(c)
	clear(p.image.Pix)
	p.image.Palette = outagePalette
	if c.Attack {
		p.image.Palette = attackPalette
	}
	p.band(c.Attack)
	p.shape(margin+14, tagLine-11, c.Attack)
	if err := p.text(p.bold, 32, margin+44, tagLine, accent, c.Type); err != nil {
		return err
	}
	if err := p.title(c.Title); err != nil {
		return err
	}
	when := c.When
	if c.Duration != "" {
		when = strings.TrimPrefix(when+" · "+c.Duration, " · ")
	}
	if err := p.line(p.bold, 34, whenLine, ink, when); err != nil {
		return err
	}
	if err := p.line(p.regular, 32, servLine, muted, strings.Join(c.Services, ", ")); err != nil {
		return err
	}
	p.fill(margin, ruleLine, right, ruleLine+2, shade(muted, 2))
	return p.line(p.regular, 30, footLine, ink, c.Archive)
}

// readable replaces what the fonts cannot write.
func (p *Painter) readable(c Card) Card {
	c.Title, c.Type, c.When, c.Duration, c.Archive = clean(c.Title), clean(c.Type), clean(c.When), clean(c.Duration), clean(c.Archive)
	if !p.bold.writable(c.Title) {
		c.Title = c.ID
	}
	for _, text := range []*string{&c.Type, &c.When, &c.Duration, &c.Archive} {
		if !p.bold.writable(*text) {
			*text = ""
		}
	}
	var services []string
	for _, s := range c.Services {
		if s = clean(s); p.regular.writable(s) {
			services = append(services, s)
		}
	}
	c.Services = services
	return c
}

// title writes the title as large as there is room for.
func (p *Painter) title(title string) error {
	for n, t := range titleSizes {
		face, err := p.bold.face(t.size)
		if err != nil {
			return err
		}
		lines := wrap(face, title, right-margin)
		if len(lines) > t.lines && n+1 < len(titleSizes) {
			continue
		}
		if len(lines) > t.lines {
			lines = lines[:t.lines]
			lines[t.lines-1] = shorten(face, lines[t.lines-1]+"…", right-margin)
		}
		for at, line := range lines {
			p.write(face, margin, textTop+(at+1)*t.line-t.line/5, ink, line)
		}
		break
	}
	return nil
}

// line writes a text on a line of its own, shortened to fit.
func (p *Painter) line(t *typeface, size float64, y, colour int, s string) error {
	face, err := t.face(size)
	if err != nil {
		return err
	}
	p.write(face, margin, y, colour, shorten(face, s, right-margin))
	return nil
}

func (p *Painter) text(t *typeface, size float64, x, y, colour int, s string) error {
	face, err := t.face(size)
	if err != nil {
		return err
	}
	p.write(face, x, y, colour, shorten(face, s, right-x))
	return nil
}

// wrap breaks a text into lines, between words, and within a word that is longer
// than a line.
func wrap(face font.Face, s string, room int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		longer := strings.TrimSpace(line + " " + word)
		if measure(face, longer) <= room {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for measure(face, word) > room {
			cut := fit(face, word, room)
			lines = append(lines, word[:cut])
			word = word[cut:]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// shorten cuts a text that is too long and ends it with an ellipsis.
func shorten(face font.Face, s string, room int) string {
	if measure(face, s) <= room {
		return s
	}
	s = s[:fit(face, s, room-measure(face, "…"))]
	if space := strings.LastIndexByte(s, ' '); space > len(s)/2 {
		s = s[:space]
	}
	return strings.TrimRight(s, " ,.;:…–—-") + "…"
}

func measure(face font.Face, s string) int { return font.MeasureString(face, s).Ceil() }

// fit gives how many bytes of a text fit, one letter at least.
func fit(face font.Face, s string, room int) int {
	var used fixed.Int26_6
	previous := rune(-1)
	for n, r := range s {
		if previous >= 0 {
			used += face.Kern(previous, r)
		}
		previous = r
		advance, _ := face.GlyphAdvance(r)
		if used += advance; used.Ceil() > room && n > 0 {
			return n
		}
	}
	return len(s)
}
