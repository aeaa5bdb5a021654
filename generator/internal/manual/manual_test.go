package manual

import (
	"regexp"
	"strings"
	"testing"

	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/importer"
)

// TestPages: every page has its parts, and every link within the manual leads to
// a page, and to a heading where it names one.
func TestPages(t *testing.T) {
	all, err := Pages([]Command{
		{Path: []string{"import"}, Short: "Make records", Help: "Usage: x\n"}, {Path: []string{"import", "vcdb"}, Short: "VERIS", Help: "Y\n"},
	})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, p := range all {
		pages["/manual/"+p.Path] = p.Markdown
		if p.Title == "" || !strings.HasSuffix(p.Description, ".") || strings.TrimSpace(p.Markdown) == "" || strings.Contains(p.Title, "#") {
			t.Errorf("%q has title %q, description %q", p.Path, p.Title, p.Description)
		}
	}
	links := 0
	for path, text := range pages {
		for _, m := range regexp.MustCompile(`\]\((/manual/[^)#]*)(#s-([a-z-]+))?\)`).FindAllStringSubmatch(text, -1) {
			links++
			target, ok := pages[m[1]]
			if !ok && !strings.HasPrefix(m[1], "/manual/commands/") {
				t.Errorf("%s links to %s", path, m[1])
			}
			if m[3] != "" && !strings.Contains(strings.ToLower(target), "\n## "+m[3]+"\n") {
				t.Errorf("%s links to %s", path, m[0])
			}
		}
	}
	if links < 20 {
		t.Errorf("%d links were found", links)
	}
	for _, p := range config.Parameters() {
		key := p.Key[strings.LastIndexByte(p.Key, '.')+1:]
		if !strings.Contains(pages["/manual/settings/"], "| `"+key+"` |") {
			t.Errorf("%s is not on the page of settings", p.Key)
		}
	}
	for _, f := range importer.Formats() {
		if !strings.Contains(pages["/manual/exchange/"], "### "+f.Name) || len(f.Losses) < 10 {
			t.Errorf("%s is not on the page of exchange", f.Name)
		}
	}
}

// TestExamples reads the settings that the texts show.
func TestExamples(t *testing.T) {
	for _, name := range []string{"theme", "fields"} {
		p, err := text(name)
		if err != nil {
			t.Fatal(err)
		}
		blocks := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(p.Markdown, -1)
		if len(blocks) == 0 {
			t.Errorf("%s shows no settings", name)
		}
		for _, b := range blocks {
			source := "baseURL = \"https://example.org/\"\n" + b[1]
			if !strings.Contains(source, "\ntitle =") {
				source = "title = \"T\"\n" + source
			}
			if _, err := config.Parse([]byte(source)); err != nil {
				t.Errorf("%s: %v\n%s", name, err, b[1])
			}
		}
	}
}
