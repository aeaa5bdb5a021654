package build

import (
	"io/fs"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive"
	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/compact"
	"incidentarchive/generator/internal/page"
	"incidentarchive/generator/internal/site"
	"incidentarchive/generator/internal/starter"
	"incidentarchive/generator/internal/synthetic"
)

// hugos are the layouts that only Hugo prints: each is for one page, or for few.
var hugos = map[string]bool{"home": true, "search": true, "redirect": true}

// syntheticArchive reads an archive of so many records, and its settings.
func syntheticArchive(t testing.TB, records int) (*archive.Archive, *Settings) {
	t.Helper()
	dir := t.TempDir()
	if err := synthetic.Write(dir, records, 7); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	a, findings, err := archive.Load(root, archive.Options{})
	if err != nil {
		t.Fatal(findings, err)
	}
	settings, err := Read([]fs.FS{os.DirFS(dir), incidentarchive.Files, starter.Fallback()})
	if err != nil {
		t.Fatal(err)
	}
	return a, settings
}

func syntheticSite(t testing.TB, records int) *Site {
	a, settings := syntheticArchive(t, records)
	return New(a, settings, nil)
}

// TestLayoutsPrintWhatHugoPrints renders an archive with Hugo alone, and with what
// the layouts print without it.
func TestLayoutsPrintWhatHugoPrints(t *testing.T) {
	a, settings := syntheticArchive(t, 30)
	render := func() (*Site, map[string]string) {
		s, out := New(a, settings, &page.Offer{Name: "x.zip", URL: "/x.zip"}), site.NewMemory()
		if err := s.RenderPages(t.Context(), s.List(), out); err != nil {
			t.Fatal(err)
		}
		texts := map[string]string{}
		for name, data := range out.Files() {
			texts[name] = string(compact.HTML(data))
		}
		return s, texts
	}
	ours, fast := render()
	for _, p := range ours.List() {
		if got := ours.pages.Main(p.Layout, ours.pages.View(p.Path)) != ""; got == hugos[p.Layout] {
			t.Errorf("%s: it is %v that layout %q is printed without Hugo", p.Path, got, p.Layout)
		}
	}
	settings.layouts = nil
	_, slow := render()
	if diff := cmp.Diff(slow, fast); diff != "" {
		t.Errorf("pages differ (-Hugo +layouts):\n%s", diff)
	}
}
