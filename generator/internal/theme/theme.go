// Package theme gives a site the colours and the logo that hugo.toml names. A
// colour that could not be read on its ground is refused, with the nearest one
// that can (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
//
// The colours reach the pages as a stylesheet of their own, which sets the
// variables of the palette in static/css/site.css; no page carries a style.
package theme

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"incidentarchive/generator/internal/config"
)

// Ratio is the contrast that text has to have against its ground (level AA).
const Ratio = 4.5

// role is one colour of a scheme: its key in hugo.toml, its variables and usual
// values on a light and a dark ground, and the grounds that it is read on.
type role struct {
	key         string
	value       func(*config.Scheme) string
	light, dark variable
	on          []string // keys of other roles, or of fixed colours
}

type variable struct{ name, usual string }

// roles lists the colours. Their usual values are those of static/css/site.css.
var roles = []role{
	{"background", func(s *config.Scheme) string { return s.Background }, variable{"white", "#ffffff"}, variable{"night", "#121417"}, nil},
	{"panel", func(s *config.Scheme) string { return s.Panel }, variable{"bone", "#f6f4ee"}, variable{"slate", "#1c1f24"}, nil},
	{"line", func(s *config.Scheme) string { return s.Line }, variable{"sand", "#dcd7ca"}, variable{"steel", "#383d45"}, nil},
	{"text", func(s *config.Scheme) string { return s.Text }, variable{"coal", "#1b1a17"}, variable{"snow", "#eceae5"}, everywhere},
	{"muted", func(s *config.Scheme) string { return s.Muted }, variable{"stone", "#5f5b52"}, variable{"fog", "#aab0b8"}, grounds},
	{"accent", func(s *config.Scheme) string { return s.Accent }, variable{"navy", "#0b4a7d"}, variable{"sky", "#8fc7ff"}, everywhere},
	{"outage", func(s *config.Scheme) string { return s.Outage }, variable{"sea", "#2a5d8f"}, variable{"ice", "#86bdf0"}, grounds},
	{"attack", func(s *config.Scheme) string { return s.Attack }, variable{"plum", "#7b3294"}, variable{"lilac", "#d7a3ee"}, grounds},
	{"level_outage", func(s *config.Scheme) string { return s.LevelOutage }, variable{"brick", "#b3261e"}, variable{"rose", "#ff8a80"}, grounds},
	{"level_degraded", func(s *config.Scheme) string { return s.LevelDegraded }, variable{"ochre", "#8a4b00"}, variable{"amber", "#f2b14c"}, grounds},
	{"level_restored", func(s *config.Scheme) string { return s.LevelRestored }, variable{"pine", "#00665f"}, variable{"mint", "#5fd0c5"}, grounds},
}

var (
	grounds    = []string{"background", "panel"}
	everywhere = []string{"background", "panel", "banner", "highlight"}
)

// fixed are the grounds that no setting changes: those of banners and of words
// that a search found.
var fixed = map[string][2]string{"banner": {"#fbf1de", "#33280f"}, "highlight": {"#ffe9a8", "#5a4711"}}

// Stylesheet checks the colours of an archive and gives the stylesheet that sets
// them; empty when none is set.
func Stylesheet(c *config.Config) ([]byte, error) {
	var lines []string
	var faults []error
	for n, name := range []string{"light", "dark"} {
		scheme := &c.Params.Colors.Light
		if n == 1 {
			scheme = &c.Params.Colors.Dark
		}
		palette, set, wrong := read(c, n, name, scheme)
		faults = append(faults, wrong...)
		if len(set) == 0 || len(wrong) > 0 {
			continue
		}
		faults = append(faults, check(c, name, palette, set)...)
		for _, r := range roles {
			if set[r.key] {
				lines = append(lines, fmt.Sprintf("--%s: %s;", r.variables()[n].name, palette[r.key]))
			}
		}
	}
	if err := errors.Join(faults...); err != nil || len(lines) == 0 {
		return nil, err
	}
	return []byte("@layer theme { :root { " + strings.Join(lines, " ") + " } }\n"), nil
}

func (r role) variables() [2]variable { return [2]variable{r.light, r.dark} }

// read gives all colours of a scheme by their keys, and which of them are set.
func read(c *config.Config, n int, name string, scheme *config.Scheme) (palette map[string]Color, set map[string]bool, faults []error) {
	palette, set = map[string]Color{}, map[string]bool{}
	for key, pair := range fixed {
		palette[key], _ = ParseColor(pair[n])
	}
	for _, r := range roles {
		text := r.value(scheme)
		if text == "" {
			palette[r.key], _ = ParseColor(r.variables()[n].usual)
			continue
		}
		color, err := ParseColor(text)
		if err != nil {
			faults = append(faults, c.Fault(keyOf(name, r.key), "%w", err))
		}
		palette[r.key], set[r.key] = color, true
	}
	return palette, set, faults
}

func keyOf(scheme, key string) string { return "params.colors." + scheme + "." + key }

// check measures every colour against its grounds, where one of the two is set.
func check(c *config.Config, name string, palette map[string]Color, set map[string]bool) (faults []error) {
	for _, r := range roles {
		var against []Color
		worst, ground := 22.0, ""
		for _, on := range r.on {
			against = append(against, palette[on])
			if ratio := Contrast(palette[r.key], palette[on]); ratio < worst && (set[r.key] || set[on]) {
				worst, ground = ratio, on
			}
		}
		if ground == "" || worst >= Ratio {
			continue
		}
		key := keyOf(name, r.key)
		if !set[r.key] {
			key = keyOf(name, ground)
		}
		advice := "no shade of it does: choose lighter or darker grounds"
		if near, ok := Nearest(palette[r.key], Ratio, against...); ok {
			advice = fmt.Sprintf("the nearest that passes is %s = %q", r.key, near)
		}
		// Cut, not rounded: 4.4951 is not 4.50.
		faults = append(faults, c.Fault(key, "%s %s on %s %s has a contrast of %.2f, want at least %.1f to be read; %s",
			r.key, palette[r.key], ground, palette[ground], math.Floor(worst*100)/100, Ratio, advice))
	}
	return faults
}
