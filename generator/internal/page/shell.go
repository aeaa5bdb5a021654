package page

import (
	"html/template"
	"strings"
)

// Shell is what stands around the main part of a page.
type Shell struct {
	Layout *Layout
	View   *View
	Assets string // tells pages apart that have other styles or scripts
}

// viewed is a view of a page: all embed [View].
type viewed interface{ common() *View }

func (v *View) common() *View { return v }

// Shell gives what stands around the main part of a page; nil without a view.
func (s *Site) Shell(view any) *Shell {
	page, ok := view.(viewed)
	if !ok {
		return nil
	}
	v := page.common()
	return &Shell{Layout: &s.layout, View: v, Assets: strings.Join(v.Styles, " ") + "+" + strings.Join(v.Scripts, " ")}
}

// Main prints the main part of a page by its layout. It is empty where that is
// left to Hugo; so is Partial.
func (s *Site) Main(layout string, view any) template.HTML {
	text, _ := s.options.Layouts.Main(layout, view)
	return text
}

// Partial prints a partial with a value.
func (s *Site) Partial(name string, value any) template.HTML {
	text, _ := s.options.Layouts.Partial(name, value)
	return text
}
