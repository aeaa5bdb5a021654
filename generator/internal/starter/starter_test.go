package starter

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
)

var day = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

func TestWrite(t *testing.T) {
	titles := []string{"Archive", `Quotes " and \ slashes`, "Störungen: 日本 & <b>"}
	for _, title := range titles {
		root, err := os.OpenRoot(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		written, err := Write(root, Settings{Title: title, Country: "NO", Language: "en", Today: day}, fstest.MapFS{})
		if err != nil {
			t.Fatal(err)
		}
		a, findings, err := archive.Load(root, archive.Options{Now: day})
		if err != nil || len(findings) > 0 {
			t.Fatalf("%q: %v %v", title, err, findings)
		}
		if len(a.Incidents) != 1 || len(a.Pages) != 7 {
			t.Errorf("%q: %d incidents and %d pages", title, len(a.Incidents), len(a.Pages))
		}
		source, err := root.ReadFile(config.Name)
		if err != nil {
			t.Fatal(err)
		}
		if c, err := config.Parse(source); err != nil || c.Title != title {
			t.Errorf("title is read back as %q, want %q: %v", c.Title, title, err)
		}
		for _, name := range written {
			if data, err := fs.ReadFile(root.FS(), name); err != nil || strings.Contains(string(data), "<<") {
				t.Errorf("%s: %v, or a part of it is not filled in", name, err)
			}
		}
		if _, err := Write(root, Settings{Title: title, Country: "NO", Language: "en"}, fstest.MapFS{}); err == nil {
			t.Error("the archive is written over itself")
		}
	}
}

func TestCheck(t *testing.T) {
	for _, s := range []Settings{
		{Country: "NL", Language: "en"},
		{Title: "a\nb", Country: "NL", Language: "en"},
		{Title: "A", Country: "nl", Language: "en"},
		{Title: "A", Country: "NL", Language: "x"},
		{Title: "A", Country: "NL", Language: "en", Repository: "http://localhost/"},
	} {
		if s.Check() == nil {
			t.Errorf("%+v passes", s)
		}
	}
}

// TestFallback: a folder without hugo.toml gets a name that is nobody's.
func TestFallback(t *testing.T) {
	source, err := fs.ReadFile(Fallback(), config.Name)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := config.Parse(source); err != nil || c.Title != "Incident archive" {
		t.Errorf("%v %v", c, err)
	}
}
