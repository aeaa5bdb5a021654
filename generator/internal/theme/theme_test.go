package theme

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"incidentarchive/generator/internal/config"
)

func parse(t *testing.T, params string) *config.Config {
	t.Helper()
	c, err := config.Parse([]byte("baseURL = \"https://example.org/\"\ntitle = \"T\"\n" + params))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestContrast(t *testing.T) {
	for _, x := range []struct {
		a, b string
		want float64
	}{{"#000", "#fff", 21}, {"#fff", "#fff", 1}, {"#777777", "#ffffff", 4.48}, {"#767676", "#ffffff", 4.54}} {
		a, _ := ParseColor(x.a)
		b, _ := ParseColor(x.b)
		if got := Contrast(a, b); math.Abs(got-x.want) > 0.005 || got != Contrast(b, a) {
			t.Errorf("contrast of %s and %s is %.3f, want %.2f", x.a, x.b, got, x.want)
		}
	}
}

func TestParseColor(t *testing.T) {
	for text, want := range map[string]string{"#abc": "#aabbcc", "#0B4A7D": "#0b4a7d"} {
		if c, err := ParseColor(text); err != nil || c.String() != want {
			t.Errorf("%s is read as %s (%v), want %s", text, c, err, want)
		}
	}
	for _, text := range []string{"", "abc", "#", "#ab", "#abcd", "#12345g", "#+12345", "red", "#abc;}", "rgb(1,2,3)", "#１２３"} {
		if _, err := ParseColor(text); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

// TestNearest: the colour that is proposed passes, and one step towards the
// colour that was wanted does not.
func TestNearest(t *testing.T) {
	for _, x := range []struct {
		color   string
		against []string
	}{{"#ff9900", []string{"#ffffff", "#f6f4ee"}}, {"#0b4a7d", []string{"#121417"}}, {"#777777", []string{"#ffffff"}}, {"#00ff00", []string{"#fff", "#ffe9a8"}}} {
		c, _ := ParseColor(x.color)
		var against []Color
		for _, a := range x.against {
			other, _ := ParseColor(a)
			against = append(against, other)
		}
		near, ok := Nearest(c, Ratio, against...)
		worst := 22.0
		for _, a := range against {
			worst = min(worst, Contrast(near, a))
		}
		if !ok || worst < Ratio || worst > Ratio+0.15 {
			t.Errorf("for %s, %s is proposed, with a contrast of %.2f", x.color, near, worst)
		}
	}
	white, _ := ParseColor("#fff")
	black, _ := ParseColor("#000")
	if near, ok := Nearest(white, 5, white, black); ok {
		t.Errorf("%s has a contrast of 5 against black and white", near)
	}
}

// TestPalette: the usual colours pass, and they are those of the stylesheet.
func TestPalette(t *testing.T) {
	var css []byte
	for _, name := range []string{"site", "search"} {
		data, err := os.ReadFile("../../../static/css/" + name + ".css")
		if err != nil {
			t.Fatal(err)
		}
		css = append(css, data...)
	}
	var light, dark strings.Builder
	for _, r := range roles {
		fmt.Fprintf(&light, "%s = %q\n", r.key, r.light.usual)
		fmt.Fprintf(&dark, "%s = %q\n", r.key, r.dark.usual)
		for _, v := range r.variables() {
			short := v.usual
			if short[1] == short[2] && short[3] == short[4] && short[5] == short[6] {
				short = "#" + string([]byte{short[1], short[3], short[5]})
			}
			if !regexp.MustCompile("--" + v.name + ": (" + v.usual + "|" + short + ");").Match(css) {
				t.Errorf("the stylesheets do not set --%s to %s", v.name, v.usual)
			}
		}
	}
	for key, pair := range fixed {
		if !strings.Contains(string(css), "light-dark("+pair[0]+", "+pair[1]+")") {
			t.Errorf("the stylesheets have not the colours of the %s", key)
		}
	}
	sheet, err := Stylesheet(parse(t, "[params.colors.light]\n"+light.String()+"[params.colors.dark]\n"+dark.String()))
	if err != nil || strings.Count(string(sheet), "--") != 2*len(roles) {
		t.Errorf("%v\n%s", err, sheet)
	}
}

func TestStylesheet(t *testing.T) {
	if sheet, err := Stylesheet(parse(t, "")); sheet != nil || err != nil {
		t.Errorf("%q %v", sheet, err)
	}
	sheet, err := Stylesheet(parse(t, "[params.colors.light]\naccent = \"#7a1f5c\"\n[params.colors.dark]\naccent = \"#9cf\"\n"))
	if want := "@layer theme { :root { --navy: #7a1f5c; --sky: #99ccff; } }\n"; err != nil || string(sheet) != want {
		t.Errorf("%q %v", sheet, err)
	}
	for params, want := range map[string]string{
		"[params.colors.light]\naccent = \"#ff9900\"\n":                          `hugo.toml:4:1: params.colors.light.accent: accent #ff9900 on highlight #ffe9a8 has a contrast of 1.78, want at least 4.5 to be read; the nearest that passes is accent = "#9a5a00"`,
		"[params.colors.light]\nbackground = \"#000\"\n":                         `hugo.toml:4:1: params.colors.light.background: text #1b1a17 on background #000000`,
		"[params.colors]\ndark = { accent = \"#0b4a7d\" }\n":                     `hugo.toml:4:10: params.colors.dark.accent: accent #0b4a7d on highlight #5a4711 has a contrast of `,
		"[params.colors.light]\nbackground = \"#fff\"\npanel = \"#000\"\n":       `no shade of it does: choose lighter or darker grounds`,
		"[params]\ncolors.light.accent = \"red;} body{background:url(//e.x)\"\n": `hugo.toml:4:14: params.colors.light.accent: colour "red;} body{background:url(//e.x)" cannot be read, want # and six hexadecimal digits`,
	} {
		if sheet, err := Stylesheet(parse(t, params)); err == nil || !strings.Contains(err.Error(), want) || sheet != nil {
			t.Errorf("%s: %v\nwant %s", params, err, want)
		}
	}
}

func TestLogos(t *testing.T) {
	files := []fstest.MapFS{{
		"static/a.svg":   {Data: []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"/>`)},
		"static/b.svg":   {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="50px" height="50"/>`)},
		"static/no.svg":  {Data: []byte(`<html/>`)},
		"static/bad.png": {Data: []byte(`<svg/>`)},
		"static/big.svg": {Data: make([]byte, maxLogo+1)},
		"static/c.gif":   {Data: []byte(`GIF89a`)},
	}}
	light, dark, err := Logos(parse(t, "[params]\nlogo = \"a.svg\"\nlogoDark = \"b.svg\"\n"), toFS(files))
	if err != nil || light != (Logo{"a.svg", 72, 36}) || dark != (Logo{"b.svg", 36, 36}) {
		t.Errorf("%v %v %v", light, dark, err)
	}
	for name, want := range map[string]string{
		"https://example.org/logo.svg": "is not a file below static/", "../a.svg": "is not a file below static/", "/a.svg": "is not a file below static/",
		"none.svg": "there is no file static/none.svg", "no.svg": "it begins with <html>", "bad.png": "cannot be used", "c.gif": "neither SVG nor PNG", "big.svg": "every page loads it",
	} {
		_, _, err := Logos(parse(t, fmt.Sprintf("[params]\nlogo = %q\n", name)), toFS(files))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "hugo.toml:4:1: params.logo: ") {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

func toFS(files []fstest.MapFS) []fs.FS {
	var list []fs.FS
	for _, f := range files {
		list = append(list, f)
	}
	return list
}
