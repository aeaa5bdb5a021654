package card

import (
	"strings"

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
	ruleSize = 2
	footLine = 592
)

// titleSizes are tried in turn: the size, the distance of lines, and how many
// lines there is room for.
var titleSizes = []struct {
	size  float64
	line  int
	lines int
}{{66, 78, 3}, {56, 66, 4}, {46, 53, 5}}

// paint puts the stamps of a card on its lines.
func (p *Painter) paint(c Card) error {
	c = p.readable(c)
	p.sheet, p.lines = p.outage, p.lines[:0]
	if c.Attack {
		p.sheet = p.attack
	}
	p.newLine()
	p.put(p.sheet.mark, markLeft, tagLine-11)
	if err := p.line(p.bold, style{32, accent}, margin+44, tagLine, c.Type); err != nil {
		return err
	}
	if err := p.title(c.Title); err != nil {
		return err
	}
	when := c.When
	if c.Duration != "" {
		when = strings.TrimPrefix(when+" · "+c.Duration, " · ")
	}
	p.newLine()
	if err := p.line(p.bold, style{34, ink}, margin, whenLine, when); err != nil {
		return err
	}
	p.newLine()
	if err := p.line(p.regular, style{32, muted}, margin, servLine, strings.Join(c.Services, ", ")); err != nil {
		return err
	}
	p.newLine()
	p.put(p.rule, margin, ruleLine)
	p.newLine()
	return p.line(p.regular, style{30, ink}, margin, footLine, c.Archive)
}

func (p *Painter) newLine() { p.lines = newLine(p.lines) }

// put puts a stamp into the last line.
func (p *Painter) put(s *stamp, left, baseline int) { p.lines[len(p.lines)-1].put(s, left, baseline) }

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
		face, err := p.bold.face(style{t.size, ink}, p.book)
		if err != nil {
			return err
		}
		lines := face.wrap(title, right-margin)
		if len(lines) > t.lines && n+1 < len(titleSizes) {
			continue
		}
		if len(lines) > t.lines {
			lines = lines[:t.lines]
			lines[t.lines-1] = face.shorten(lines[t.lines-1]+"…", right-margin)
		}
		for at, line := range lines {
			p.newLine()
			p.write(face, margin, textTop+(at+1)*t.line-t.line/5, line)
		}
		break
	}
	return nil
}

// line writes a text from x on, shortened to fit.
func (p *Painter) line(t *typeface, look style, x, y int, s string) error {
	face, err := t.face(look, p.book)
	if err != nil {
		return err
	}
	p.write(face, x, y, face.shorten(s, right-x))
	return nil
}

// wrap breaks a text into lines, between words, and within a word that is longer
// than a line.
func (f *face) wrap(s string, room int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		longer := strings.TrimSpace(line + " " + word)
		if f.measure(longer) <= room {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for f.measure(word) > room {
			cut := f.fit(word, room)
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
func (f *face) shorten(s string, room int) string {
	if f.measure(s) <= room {
		return s
	}
	s = s[:f.fit(s, room-f.measure("…"))]
	if space := strings.LastIndexByte(s, ' '); space > len(s)/2 {
		s = s[:space]
	}
	return strings.TrimRight(s, " ,.;:…–—-") + "…"
}

// fit gives how many bytes of a text fit, one letter at least.
func (f *face) fit(s string, room int) int {
	var used fixed.Int26_6
	previous := rune(-1)
	for n, r := range s {
		if previous >= 0 {
			used += f.kern(previous, r)
		}
		previous = r
		if used += f.glyph(r).advance; used.Ceil() > room && n > 0 {
			return n
		}
	}
	return len(s)
}
