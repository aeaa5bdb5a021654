package chart

import (
	"strconv"
	"strings"
	"testing"
)

// measure gives an attribute in em or, as a part of 1, in percent.
func measure(t testing.TB, e element, attr string) float64 {
	t.Helper()
	text := e.attr[attr]
	number, isPercent := strings.CutSuffix(text, "%")
	number = strings.TrimSuffix(number, "em")
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		t.Fatalf("%s %s=%q is no length", e.name, attr, text)
	}
	if isPercent {
		v /= 100
	}
	return v
}

// TestNothingLeavesTheDrawing checks all drawings on a phone and on a screen:
// everything stands within, and no two texts run into each other.
func TestNothingLeavesTheDrawing(t *testing.T) {
	for name, c := range charts() {
		for _, view := range []struct {
			hidden string
			width  float64
		}{{"wide", narrowEm}, {"narrow", wideEm}} {
			t.Run(name+"-without-"+view.hidden, func(t *testing.T) {
				checkLayout(t, elements(t, string(c.Draw(words).SVG)), view.hidden, view.width)
			})
		}
	}
}

func checkLayout(t *testing.T, list []element, hidden string, room float64) {
	const slack = 0.4 // em
	height := measure(t, list[0], "height")
	type placed struct {
		x1, x2, y float64
		text      string
	}
	var texts []placed
	for _, e := range list[1:] {
		if strings.Contains(" "+e.attr["class"]+" ", " "+hidden+" ") {
			continue
		}
		switch e.name {
		case "rect":
			if x, w := measure(t, e, "x"), measure(t, e, "width"); x < 0 || w < 0 || x+w > 1.0001+minimal {
				t.Errorf("box from %.3f, %.3f wide, leaves the drawing", x, w)
			}
			if y, h := measure(t, e, "y"), measure(t, e, "height"); y < 0 || h < 0 || y+h > height {
				t.Errorf("box at %.2f, %.2f high, leaves the drawing (%.2f)", y, h, height)
			}
		case "line":
			for _, a := range []string{"x1", "x2"} {
				if x := measure(t, e, a); x < 0 || x > 1 {
					t.Errorf("line %s at %.3f leaves the drawing", a, x)
				}
			}
			for _, a := range []string{"y1", "y2"} {
				if y := measure(t, e, a); y < 0 || y > height {
					t.Errorf("line %s at %.2f leaves the drawing (%.2f)", a, y, height)
				}
			}
		case "svg":
			if x, y := measure(t, e, "x"), measure(t, e, "y"); x < 0 || x > 1 || y < 0 || y > height {
				t.Errorf("mark at %.3f, %.2f leaves the drawing", x, y)
			}
		case "text":
			p := placed{x1: measure(t, e, "x") * room, y: measure(t, e, "y"), text: e.text}
			w := width(e.text)
			switch e.attr["text-anchor"] {
			case "middle":
				p.x1 -= w / 2
			case "end":
				p.x1 -= w
			}
			p.x2 = p.x1 + w
			if p.x1 < -slack || p.x2 > room+slack || p.y > height {
				t.Errorf("text %q from %.2f to %.2f of %.2f em leaves the drawing", p.text, p.x1, p.x2, room)
			}
			for _, q := range texts {
				if q.y == p.y && q.x1 < p.x2-slack && p.x1 < q.x2-slack {
					t.Errorf("texts %q and %q run into each other", q.text, p.text)
				}
			}
			texts = append(texts, p)
		}
	}
}
