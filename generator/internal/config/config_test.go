package config

import (
	"slices"
	"strings"
	"testing"
)

const head = "baseURL = \"https://example.org/\"\ntitle = \"T\"\n"

func TestParse(t *testing.T) {
	c, err := Parse([]byte("baseURL = \"https://example.org/archive\"\ntitle = \"T\"\n[params]\nrepository = \"https://example.org/r/\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c.BaseURL != "https://example.org/archive/" || c.BasePath() != "/archive/" || c.Language != "en" || c.Params.Branch != "main" || c.Params.Repository != "https://example.org/r" {
		t.Errorf("got %+v", c)
	}
}

// TestParseAll reads a file that sets everything.
func TestParseAll(t *testing.T) {
	c, err := Parse([]byte(head + `
enableEmoji = true # Hugo's
[markup.goldmark]
typographer = false
[params]
footer = "Text."
links = [{ title = "One", url = "https://example.org/1" }]
[params.colors]
light.accent = "#123456"
dark = { accent = "#abcdef" }
[params.sections]
statistics = false
manual = true
[params.fields.x-cve]
label = "CVE"
type = "text"
[params.own]
anything = { at = ["all"] }
`))
	if err != nil {
		t.Fatal(err)
	}
	p := c.Params
	if p.Colors.Light.Accent != "#123456" || p.Colors.Dark.Accent != "#abcdef" || p.Links[0].Place != Footer || p.Fields["x-cve"].Label != "CVE" {
		t.Errorf("got %+v", p)
	}
	if c.On("statistics") || !c.On("manual") || !c.On("search") || c.On("nonsense") {
		t.Error("the wrong sections are on")
	}
}

func TestOff(t *testing.T) {
	c, err := Parse([]byte(head + "[params.sections]\nstatistics = false\nfeeds = false\ncards = false\n"))
	if err != nil {
		t.Fatal(err)
	}
	for path, off := range map[string]bool{
		"/statistics/": true, "statistics/years.csv": true, "/statistics": true, "/statistics/#causes": true, "/statistical/": false, "/": false,
		"feed.xml": true, "/services/x/feed.atom": true, "feed.xml.gz": true, "/incidents/x/": false, "incidents/x/card.png": true,
		"/manual/": true, "/search/?q=x": false,
	} {
		if c.Off(path) != off {
			t.Errorf("%s: off is %v, want %v", path, !off, off)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for in, want := range map[string]string{
		`baseURL = "https://example.org/"`:            `hugo.toml: the title is missing: name the archive, such as title = "Incident archive"`,
		"title = \"T\"\nbaseURL = \"example.org\"":    `hugo.toml:2:1: baseURL: base URL is "example.org", want an absolute address such as "https://example.org/"`,
		"title = \"T\"\nbaseURL = \"javascript:x\"":   `hugo.toml:2:1: baseURL: base URL is "javascript:x", want an absolute address such as "https://example.org/"`,
		"title = \"T\"\nbaseURL = \"https://u@e.lu\"": `hugo.toml:2:1: baseURL: base URL is "https://u@e.lu", want an absolute address such as "https://example.org/"`,

		head + "titel = 1\n":                                    `hugo.toml:3:1: unknown key "titel" (did you mean "title"?)`,
		head + "[params]\n  licence = \"x\"\n":                  `hugo.toml:4:3: unknown key "params.licence" (did you mean "license"?)`,
		head + "params.colors.light.acent = \"#000\"\n":         `hugo.toml:3:21: unknown key "params.colors.light.acent" (did you mean "accent"?)`,
		head + "[params.colours]\nlight = {}\n":                 `hugo.toml:3:9: unknown key "params.colours" (did you mean "colors"?)`,
		head + "[params]\ncolors = { lite = {} }\n":             `hugo.toml:4:12: unknown key "params.colors.lite", want one of light, dark`,
		head + "[params.sections]\nstats = true\n":              `hugo.toml:4:1: unknown key "params.sections.stats", want one of badges, calendar,`,
		head + "[params.sections]\nstatistic = true\n":          `hugo.toml:4:1: unknown key "params.sections.statistic" (did you mean "statistics"?)`,
		head + "[params.sections]\nstatistics = \"no\"\n":       `hugo.toml:4:14: `,
		head + "[[params.links]]\ntitle = \"A\"\nurl = \"x\"\n": `hugo.toml:5:1: params.links[0].url: "x" is no web address, want one such as`,
		head + "[[params.links]]\ntitle = \"A\"\nurl = \"/a/\"\n[[params.links]]\ntitle = \"A\"\nurl = \"javascript:x\"\n": `hugo.toml:8:1: params.links[1].url: "javascript:x" is no web address`,
		head + "[[params.links]]\nurl = \"/about/\"\n":                                                                     `hugo.toml:3:10: params.links[0].title: the link has no title`,
		head + "[[params.links]]\ntitle = \"A\"\nurl = \"/a/\"\nplace = \"top\"\n":                                         `hugo.toml:6:1: params.links[0].place: unknown place "top", want footer or navigation`,
		head + "[params]\nlinks = [{title = \"A\", url = \"/manual/x/\"}]\n":                                               `hugo.toml:4:24: params.links[0].url: "/manual/x/" leads into the section manual, which is switched off`,
		head + "[params.fields.cve]\nlabel = \"x\"\n":                                                                      `hugo.toml:3:16: params.fields.cve: a field of your own is called x- and`,
		head + "[params.fields.x-cve]\ntype = \"numer\"\n":                                                                 `hugo.toml:4:1: params.fields.x-cve.type: unknown value "numer" (did you mean "number"?)`,
		head + "[params.fields]\nx-cve = {records = [\"event\"]}\n":                                                        `hugo.toml:4:10: params.fields.x-cve.records: unknown value "event", want one of incident,`,
		head + "[params.fields]\nx-cve = {lable = \"a\"}\n":                                                                `hugo.toml:4:10: unknown key "params.fields.x-cve.lable" (did you mean "label"?)`,
		head + "[params]\nlicenseURL = \"//evil\"\n":                                                                       `hugo.toml:4:1: params.licenseURL: "//evil" is no web address`,
		"title = \n": `hugo.toml:1:`,
	} {
		if _, err := Parse([]byte(in)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("Parse(%q):\n%v, want\n%s", in, err, want)
		}
	}
	// All faults are told at once.
	if _, err := Parse([]byte(head + "a1 = 1\nb2 = 2\n")); err == nil || strings.Count(err.Error(), "unknown key") != 2 {
		t.Errorf("got %v", err)
	}
}

// TestParameters: every setting is documented, with an example that is read.
func TestParameters(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range Parameters() {
		if p.Doc == "" || p.Example == "" && p.Kind != "table" || seen[p.Key] {
			t.Errorf("%+v has no explanation or example, or stands twice", p)
		}
		seen[p.Key] = true
	}
	for _, want := range []string{"title", "params.logo", "params.colors.dark.level_outage", "params.sections.manual", "params.fields.x-NAME.type", "params.links[].url"} {
		if !seen[want] {
			t.Errorf("%s is not listed", want)
		}
	}
	if !slices.IsSorted(sectionNames()) {
		t.Error("the sections are not in order")
	}
}
