package build

import (
	"strings"
	"testing"
)

// BenchmarkViews makes the views of all pages, by kind.
func BenchmarkViews(b *testing.B) {
	s := syntheticSite(b, 200)
	for _, layout := range []string{"incident", "list", "service", "organisation"} {
		b.Run(layout, func(b *testing.B) {
			pages := 0
			b.ReportAllocs()
			for b.Loop() {
				pages = 0
				for _, p := range s.List() {
					if p.Layout == layout {
						s.pages.View(p.Path)
						pages++
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
		})
	}
}

// BenchmarkPrint prints the main parts of all incidents.
func BenchmarkPrint(b *testing.B) {
	s := syntheticSite(b, 200)
	var views []any
	for _, p := range s.List() {
		if p.Layout == "incident" && !strings.HasSuffix(p.Path, "/record/") {
			views = append(views, s.pages.View(p.Path))
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, v := range views {
			s.pages.Main("incident", v)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(views)), "µs/page")
}
