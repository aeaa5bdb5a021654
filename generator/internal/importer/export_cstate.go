package importer

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/edtf"
	"incidentarchive/generator/internal/record"
)

// exportCState writes a folder for cState.
func exportCState(a *archive.Archive, s Site) ([]File, []Loss, error) {
	zone := mainZone(a)
	type system struct {
		Name string `yaml:"name"`
	}
	config := struct {
		Title    string `yaml:"title"`
		BaseURL  string `yaml:"baseURL"`
		TimeZone string `yaml:"timeZone"`
		Theme    string `yaml:"theme"`
		Params   struct {
			Systems []system `yaml:"systems"`
		} `yaml:"params"`
	}{Title: s.Title, BaseURL: s.BaseURL, TimeZone: string(zone), Theme: "cstate"}
	for _, service := range a.Services {
		config.Params.Systems = append(config.Params.Systems, system{service.Name})
	}
	data, err := yaml.Marshal(config)
	if err != nil {
		return nil, nil, err
	}
	files := []File{{"config.yml", data}}
	var lost []Loss
	for _, i := range a.Incidents {
		l := &losses{id: i.ID}
		data, err := cstateIssue(i, zone, l)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, File{"content/issues/" + foreignID(i, "cstate") + ".md", data})
		lost = append(lost, l.list...)
	}
	return files, lost, nil
}

// cstateTime writes a time as cState reads it: the day alone where no clock is
// known, an offset where it is not that of the site's zone.
func cstateTime(v edtf.Value, i *archive.Incident, zone record.TimeZone) (written string, exact bool) {
	t, clock, exact := plainTime(v, i.Location())
	switch {
	case !clock:
		return t.Format(time.DateOnly), exact
	case i.TimeZone == zone && !strings.ContainsAny(v.String(), "Z+"):
		return t.Format("2006-01-02 15:04:05"), exact
	}
	return t.Format(time.RFC3339), exact && i.TimeZone == zone
}

// shortcodes keeps text from being read as a shortcode of Hugo.
var shortcodes = strings.NewReplacer("{{", "&#123;{")

func cstateIssue(i *archive.Incident, zone record.TimeZone, l *losses) ([]byte, error) {
	l.common(i.Incident)
	if i.TimeZone != zone {
		l.add("time_zone", "the site has one zone, %s; times keep their offset", zone)
	}
	front := struct {
		Title        string   `yaml:"title"`
		Date         string   `yaml:"date"`
		Resolved     bool     `yaml:"resolved"`
		ResolvedWhen string   `yaml:"resolvedWhen,omitempty"`
		Severity     string   `yaml:"severity"`
		Affected     []string `yaml:"affected"`
		Section      string   `yaml:"section"`
	}{Title: i.Title, Severity: "disrupted", Section: "issue", Resolved: !i.Incident.End.Value.Ongoing}
	if worst(i) == record.LevelOutage {
		front.Severity = "down"
	}
	for _, service := range i.Services {
		front.Affected = append(front.Affected, service.Name)
	}
	var exact bool
	start := i.Incident.Start
	front.Date, exact = cstateTime(start.Value, i, zone)
	l.cstateFact("start", start.Value.String(), front.Date, exact, start.Note, start.Sources)
	end := i.Incident.End
	exact = true
	if !end.Value.Time.IsZero() {
		front.ResolvedWhen, exact = cstateTime(end.Value.Time, i, zone)
	}
	l.cstateFact("end", end.Value.String(), front.ResolvedWhen, exact, end.Note, end.Sources)
	head, err := yaml.Marshal(front)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "---\n%s---\n\n", head)
	for n := len(i.Updates) - 1; n >= 0; n-- {
		u := i.Updates[n]
		word := "Update"
		if u.Status != "" {
			word = strings.ToUpper(string(u.Status[:1])) + string(u.Status[1:])
		}
		date, exact := cstateTime(u.Date, i, zone)
		if !exact || u.By != "" || len(u.Sources) > 0 {
			l.add("updates", "who reported, sources and uncertain times are not kept")
		}
		fmt.Fprintf(&b, "*%s* - %s {{< track %q >}}\n\n", word, shortcodes.Replace(escaper.Replace(u.Text)), date)
	}
	if i.Details != "" {
		fmt.Fprintf(&b, "%s\n\n", shortcodes.Replace(escaper.Replace(i.Details)))
	}
	fmt.Fprintf(&b, "%s\n", shortcodes.Replace(escaper.Replace(i.Summary)))
	back := func(text string) string { return markdown(unmark(fromHTML(text))) }
	if !kept(i.Summary, back) {
		l.add("summary", "its marks")
	}
	if i.Details != "" && !kept(i.Details, back) {
		l.add("details", "its marks")
	}
	return b.Bytes(), nil
}

func (l *losses) cstateFact(field, text, written string, exact bool, note string, sources []string) {
	if note != "" || len(sources) > 0 {
		l.add(field, "its sources and note")
	}
	if !exact {
		l.add(field, "%s is written as %s", text, written)
	}
}
