package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/config"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/locale"
	"incidentarchive/generator/internal/record"
)

const organisations = `name: Post Luxembourg
short_name: Post
kind: operator
country: LU
`

const service = `name: Post mobile network
operator: post
sector: digital-infrastructure
countries: [LU]
`

const incident = `title: Mobile network down & out
type: attack
certainty: confirmed
summary: Calls failed for four hours.
time_zone: Europe/Luxembourg
start: 2025-07-23T16:15
end: 2025-07-23T20:15~
countries: [LU]
root_cause:
  value: malicious-action
  status: disputed
  sources: [radio]
impacts:
  - service: mobile
    level: outage
    start: 2025-07-23T16:15
    end: 2025-07-23T20:00~
    sources: [radio]
  - service: mobile-2g
    level: degraded
    sources: [radio, journal]
claims:
  - about: cause
    by: post
    date: 2025-07-24T11:00
    says: It was a technical fault.
    status: superseded
    superseded_by: 2
    sources: [radio]
  - about: cause
    by: post
    date: 2025-07-25
    says: It was an attack.
    status: standing
    sources: [journal]
updates:
  - date: 2025-07-24
    text: Post explained.
    sources: [radio]
sources:
  - id: radio
    publisher: Radio
    url: https://example.org/a
    language: en
    type: article
  - id: journal
    title: Panne chez Post
    publisher: Journal
    url: https://example.org/b
    language: fr
    type: report
    official: true
published: 2025-08-01
modified: 2025-08-02
`

// records are the files of a small archive.
func records() map[string]string {
	return map[string]string{
		"content/organisations/post.yaml":                      organisations,
		"content/services/mobile.yaml":                         service,
		"content/services/mobile-2g.yaml":                      strings.Replace(service, "mobile network", "2G network", 1),
		"content/incidents/2025/2025-07-23-mobile-outage.yaml": incident,
	}
}

func words(t *testing.T) *locale.Locale {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(root, "layouts/_i18n/en.toml"))
	if err != nil {
		t.Fatal(err)
	}
	l, err := locale.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func build(t *testing.T, files map[string]string) *Site {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	a, findings, err := archive.Load(folder, archive.Options{})
	if err != nil || a == nil {
		t.Fatal(err, findings)
	}
	c := &config.Config{BaseURL: "https://example.org/archive/", Title: "Archive", Language: "en"}
	return New(a, c, words(t), Options{})
}

func viewOf[T any](t *testing.T, s *Site, path string) T {
	t.Helper()
	v, ok := s.View(path).(T)
	if !ok {
		t.Fatalf("the view of %s is a %T", path, s.View(path))
	}
	return v
}

func TestIncident(t *testing.T) {
	v := viewOf[*IncidentView](t, build(t, records()), "/incidents/2025-07-23-mobile-outage/")
	type glance struct{ Label, Text, Sure, Said, Note string }
	var got []glance
	for _, f := range v.Glance {
		text := f.Text
		for _, l := range f.Links {
			text += l.Text + ";"
		}
		for _, l := range f.Sayers {
			f.Said += " " + l.Text
		}
		got = append(got, glance{f.Label, text, f.Sure, f.Said, f.Note})
	}
	want := []glance{
		{"When", "23 July 2025, 16:15 to about 20:15", "", "", ""},
		{"How long", "about 4 h", "", "", "Between 3 h 45 min and 4 h 15 min."},
		{"Why", "Malicious action;", "disputed", "So say Post", ""},
		{"Services", "Post mobile network;Post 2G network;", "", "", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("at a glance (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Post changed its account of the cause: what it said on 24 July 2025, 11:00 it replaced one day later."}, v.Account); diff != "" {
		t.Errorf("account (-want +got):\n%s", diff)
	}
	if want := "Clock times are those of Europe/Luxembourg."; v.Zone != want {
		t.Errorf("zone is %q, want %q", v.Zone, want)
	}
}

func TestImpactsSayTimesOnce(t *testing.T) {
	v := viewOf[*IncidentView](t, build(t, records()), "/incidents/2025-07-23-mobile-outage/").Impacts
	if !v.Times || v.Affected {
		t.Errorf("columns: times %t, affected %t, want only times", v.Times, v.Affected)
	}
	if got, want := v.Rows[0].When, "16:15 to about 20:00"; got != want {
		t.Errorf("the times are %q, want %q", got, want)
	}
	if v.Rows[1].When != "" || v.Note == "" {
		t.Errorf("a row without times says %q, and the note is %q", v.Rows[1].When, v.Note)
	}
}

func TestTimelineByDay(t *testing.T) {
	v := viewOf[*IncidentView](t, build(t, records()), "/incidents/2025-07-23-mobile-outage/")
	var got []string
	for _, d := range v.Timeline {
		got = append(got, d.Time.Text)
		for _, e := range d.Events {
			got = append(got, strings.TrimSpace("  "+e.Time.Text+" "+e.Label+e.Text))
		}
	}
	want := []string{"23 July 2025", "16:15 Start", "about 20:15 End", "24 July 2025", "Post explained."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
}

func TestSourcesAreNumberedAndMarked(t *testing.T) {
	v := viewOf[*IncidentView](t, build(t, records()), "/incidents/2025-07-23-mobile-outage/").Sources
	if v[0].Title != "Page of Radio" || !v[0].Untitled {
		t.Errorf("a source without a title is called %q", v[0].Title)
	}
	if v[1].LangCode != "fr" || v[1].Meta != "Journal · report · French · official · example.org" {
		t.Errorf("a source is %q in %q", v[1].Meta, v[1].LangCode)
	}
}

func TestCitation(t *testing.T) {
	c := viewOf[*IncidentView](t, build(t, records()), "/incidents/2025-07-23-mobile-outage/").Citation
	for _, want := range []string{"@misc{2025-07-23-mobile-outage,", `title = {{Mobile network down \& out}}`, "year = {2025}", "month = {aug}", "url = {https://example.org/archive/incidents/2025-07-23-mobile-outage/}"} {
		if !strings.Contains(c.BibTeX, want) {
			t.Errorf("BibTeX lacks %q:\n%s", want, c.BibTeX)
		}
	}
	for _, want := range []string{`"title": "Mobile network down & out"`, `"type": "webpage"`, `2025,`} {
		if !strings.Contains(c.CSL, want) {
			t.Errorf("CSL-JSON lacks %q:\n%s", want, c.CSL)
		}
	}
	if want := "“Mobile network down & out”, Archive, record 2025-07-23-mobile-outage, version of 2 August 2025, https://example.org/archive/incidents/2025-07-23-mobile-outage/"; c.Plain != want {
		t.Errorf("the citation is %q, want %q", c.Plain, want)
	}
}

func TestPagesOfSmallArchives(t *testing.T) {
	for _, test := range []struct {
		name  string
		files map[string]string
		paths []string
	}{
		{"no records", nil, []string{"/", "/incidents/", "/services/", "/years/", "/statistics/", "/search/"}},
		{"one record", records(), []string{"/years/2025/", "/years/2025/07/", "/sectors/digital-infrastructure/", "/root-causes/malicious-action/", "/countries/lu/", "/types/attack/", "/services/mobile/", "/organisations/post/"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := build(t, test.files)
			for _, path := range test.paths {
				if s.View(path) == nil {
					t.Errorf("there is no page %s", path)
				}
			}
			for _, p := range s.Pages {
				if s.View(p.Path) == nil {
					t.Errorf("page %s has no view", p.Path)
				}
			}
		})
	}
}

func TestSpan(t *testing.T) {
	s := build(t, nil)
	for _, test := range []struct {
		start, end string
		f          frame
		want       string
	}{
		{"2025-07-23T16:15", "2025-07-23T20:15~", frame{}, "23 July 2025, 16:15 to about 20:15"},
		{"2025-07-23T16:15", "2025-07-23T20:15", frame{"2025-07-23", "2025"}, "16:15 to 20:15"},
		{"2025-07-23T22:00", "2025-07-24T02:00", frame{year: "2025"}, "23 July, 22:00 to 24 July, 02:00"},
		{"2025-07-23", "2025-07-25", frame{}, "23 July to 25 July 2025"},
		{"2024-12-31", "2025-01-02", frame{}, "31 December 2024 to 2 January 2025"},
		{"2025-07-23", "2025-07-23", frame{}, "23 July 2025"},
		{"2025-07", "unknown", frame{}, "July 2025, end unknown"},
		{"2025-07-23", "ongoing", frame{}, "since 23 July 2025, ongoing"},
		{"", "2025-07-23T20:00", frame{"2025-07-23", "2025"}, "until 20:00"},
		{"2025-07-23", "", frame{}, "from 23 July 2025"},
		{"", "", frame{}, ""},
		{"2025-02-27T09:30", "[2025-02-27..2025-02-28]", frame{}, "began 27 February 2025, 09:30, ended between 27 and 28 February 2025"},
	} {
		var start edtf.Value
		if test.start != "" {
			start = edtf.MustParse(test.start)
		}
		end := record.End{Ongoing: test.end == "ongoing", Unknown: test.end == "unknown"}
		if test.end != "" && !end.Ongoing && !end.Unknown {
			end.Time = edtf.MustParse(test.end)
		}
		if got := s.span(start, end, test.f); got != test.want {
			t.Errorf("span of %q and %q is %q, want %q", test.start, test.end, got, test.want)
		}
	}
}

func TestFiltersNeedSeveralValues(t *testing.T) {
	files := records()
	for n, day := range []string{"01", "02", "03", "04", "05", "06", "07", "08"} {
		text := strings.ReplaceAll(incident, "2025-07-2", "2024-07-2")
		if n%2 == 0 {
			text = strings.Replace(text, "type: attack", "type: outage", 1)
		}
		files["content/incidents/2024/2024-07-"+day+"-outage.yaml"] = text
	}
	s := build(t, files)
	got := map[string][]Choice{}
	for _, f := range viewOf[*ListView](t, s, "/incidents/").Filters.Fields {
		got[f.Name] = f.Choices
	}
	want := map[string][]Choice{
		"type": {{Value: "attack", Text: "Attack", Count: "5"}, {Value: "outage", Text: "Outage", Count: "4"}},
		"year": {{Value: "2025", Text: "2025", Count: "1"}, {Value: "2024", Text: "2024", Count: "8"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("filters (-want +got):\n%s", diff)
	}
	if f := viewOf[*ListView](t, s, "/years/2025/").Filters; f != nil {
		t.Errorf("a list of one incident has filters: %+v", f)
	}
}
