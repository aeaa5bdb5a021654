package page

import (
	"strings"

	"incidentarchive/generator/internal/manual"
)

const manualPath = "/manual/"

// addManualPages adds the manual of those who run an archive.
func (s *Site) addManualPages() {
	titles := map[string]string{}
	for _, p := range s.options.Manual {
		titles[p.Path] = p.Title
	}
	for _, p := range s.options.Manual {
		s.add(manualAddress(p), "prose", false, func() any {
			v := &ProseView{View: s.view(manualAddress(p), p.Title, p.Description, s.manualTrail(p, titles)...), Body: s.prose.Manual(p.Markdown)}
			v.Section, v.Kind, v.Styles = s.href(manualPath), "prose", []string{"prose"}
			return v
		})
	}
}

func manualAddress(p manual.Page) string { return manualPath + p.Path }

// manualTrail links the pages above a page of the manual.
func (s *Site) manualTrail(p manual.Page, titles map[string]string) []Link {
	var trail []Link
	at := ""
	for part := range strings.SplitSeq(strings.TrimSuffix(p.Path, "/"), "/") {
		if at != p.Path && titles[at] != "" {
			trail = append(trail, Link{Text: titles[at], URL: s.href(manualPath + at)})
		}
		at += part + "/"
	}
	return trail
}
