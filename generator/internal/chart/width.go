package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The narrowest and the widest figure that a drawing is made for, in em of its
// text: 272 pixels (a phone of 320 with its margins) and the width from which
// labels of the class wide are shown.
const (
	narrowEm = 19.4
	wideEm   = 40.0
)

// width estimates how wide a text is in a sans-serif face, in em, rather too
// wide than too narrow.
func width(s string) float64 {
	sum := 0.0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r), r == 0x200b, r == 0x200d, r >= 0x2066 && r <= 0x2069:
		case strings.ContainsRune("ijlI.,:;'|!·", r):
			sum += 0.3
		case strings.ContainsRune("frt-() /", r):
			sum += 0.38
		case strings.ContainsRune("mwMW—@%", r):
			sum += 0.92
		case r >= 0x1100 && (unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r >= 0x1f000):
			sum += 1.05
		case unicode.IsUpper(r):
			sum += 0.69
		default:
			sum += 0.58
		}
	}
	return sum
}

// crop shortens a text to fit, with an ellipsis, at the end of a word when one
// is near.
func crop(s string, room float64) string {
	if width(s) <= room {
		return s
	}
	used, at := width("…"), 0
	for at < len(s) {
		_, size := utf8.DecodeRuneInString(s[at:])
		used += width(s[at : at+size])
		if used > room {
			break
		}
		at += size
	}
	short := s[:at]
	if space := strings.LastIndexByte(short, ' '); space > len(short)*2/3 {
		short = short[:space]
	}
	return strings.TrimRight(short, " ,.;:-–—(") + "…"
}

// cropMiddle shortens a text to fit and keeps its last word, when that is short.
func cropMiddle(s string, room float64) string {
	space := strings.LastIndexByte(s, ' ')
	if space < 0 || width(s[space:]) > room*0.6 {
		return crop(s, room)
	}
	return crop(s[:space], room-width(s[space:])) + s[space:]
}

// label writes a text that has room of its own in a narrow and in a wide
// drawing (in em): once if it fits into both, else in two forms.
func (c *canvas) label(x, y float64, anchor, class, s string, narrow, wide float64) {
	c.pair(x, y, anchor, class, crop(s, narrow), crop(s, wide))
}

// pair writes a short text into narrow drawings and a long one into wide ones.
func (c *canvas) pair(x, y float64, anchor, class, short, long string) {
	if short == long {
		c.text(x, y, anchor, class, short)
		return
	}
	c.text(x, y, anchor, join(class, "narrow"), short)
	c.text(x, y, anchor, join(class, "wide"), long)
}

func join(classes ...string) string {
	return strings.TrimSpace(strings.Join(classes, " "))
}
