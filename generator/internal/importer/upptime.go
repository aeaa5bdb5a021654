package importer

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"incidentarchive/generator/internal/record"
)

var upptimeKind = Kind{
	Name:     "upptime",
	Summary:  "Upptime: its GitHub issues, from the REST API or from \"gh issue list --json\"; history/*.yml",
	Seen:     "the program that writes the issues and history files, and published issues",
	NeedsOne: true,
	Mapping: []Rule{
		{"number", "aliases", ""},
		{"title", "title, impacts.service, impacts.level", ""},
		{"state", "end", ""},
		{"created_at", "start", "of the issue: when the failure was seen"},
		{"createdAt", "start", "of the issue: when the failure was seen"},
		{"closed_at", "end", ""},
		{"closedAt", "end", ""},
		{"html_url", "aliases, sources.url, organisation", ""},
		{"url", "aliases, sources.url, organisation", "of gh; of the site in history files"},
		{"labels.name", "", "only status counts; maintenance is refused"},
		{"body", "summary", ""},
		{"comments.body", "updates.text", ""},
		{"comments.created_at", "updates.date", ""},
		{"comments.createdAt", "updates.date", ""},
		{"history.*", "", "the present state of a site, not its incidents"},
		{"*", "", "of the issue on GitHub"},
	},
	read: readUpptime,
}

var (
	upptimeTitle = regexp.MustCompile(`^\s*(?:🛑|⚠️|⚠|:\w+:)?\s*(.+?) (is down|(?:has|is experiencing) degraded performance)\s*$`)
	upptimeIssue = regexp.MustCompile(`^https://github\.com/([\w.-]+/[\w.-]+)/issues/(\d+)$`)
)

func readUpptime(b *builder, s *Source) error {
	found := false
	for _, f := range s.Files {
		switch {
		case ending(f.Name, ".json"):
			v, err := parseJSON(f.Data)
			if err != nil {
				if strings.HasPrefix(f.Name, "api/") || len(s.Files) > 1 {
					b.note("a file that is not JSON is left")
					continue
				}
				return err
			}
			for _, i := range asObjects(v) {
				if i["number"] == nil {
					continue
				}
				found = true
				b.count(map[string]any(i), "")
				b.upptime(i)
			}
		case ending(f.Name, ".yml", ".yaml") && !strings.HasPrefix(stem(f.Name), "."):
			var list []map[string]any
			if yaml.Unmarshal(f.Data, &list) == nil && len(list) > 0 {
				found = true
				b.count(plainYAML(list), "history")
				b.refuse(f.Name, "history file: it holds the present state of a site, not when it failed; import the issues")
			}
		}
	}
	if !found {
		return errNothing("GitHub issues with a number")
	}
	return nil
}

func (b *builder) upptime(i object) {
	address := i.first("html_url", "url")
	m := upptimeIssue.FindStringSubmatch(address)
	name := "issue-" + i.text("number")
	repository := ""
	if m != nil {
		repository, name = m[1], m[1]+"#"+m[2]
	}
	d := b.draft(name)
	var labels []string
	for _, l := range i.objects("labels") {
		labels = append(labels, l.text("name"))
	}
	title := upptimeTitle.FindStringSubmatch(strings.ReplaceAll(i.text("title"), "\ufe0f", ""))
	switch {
	case slices.Contains(labels, "maintenance"):
		d.refuse("planned maintenance: it is no incident")
		return
	case title == nil || len(labels) > 0 && !slices.Contains(labels, "status"):
		d.refuse("other issue: its title or labels are not those of a failure")
		return
	}
	d.setTitle(title[1] + " " + title[2])
	d.setStart(i.first("created_at", "createdAt"))
	d.setEnd(i.first("closed_at", "closedAt"), strings.EqualFold(i.text("state"), "closed"))
	owner, _, _ := strings.Cut(repository, "/")
	operator, _ := b.operator(owner)
	source := d.source(record.Source{ID: "issue-" + i.text("number"), Publisher: "Upptime", Title: i.text("title"), URL: address, Type: "report", Official: true})
	if m == nil {
		d.Sources[0].URL = ""
		d.Sources[0].Note = "Issue " + i.text("number") + " of an Upptime repository that the imported file does not name."
	}
	x := record.Impact{Service: b.component(operator, title[1]), Level: record.LevelOutage, Note: "Found by automatic checks.", Sources: []string{source}}
	if title[2] != "is down" {
		x.Level = record.LevelDegraded
	}
	d.impact(x)
	d.setSummary(unmark(i.text("body")))
	for _, c := range i.objects("comments") {
		if date := d.time("comment", c.first("created_at", "createdAt")); !date.IsZero() {
			u := record.Update{Date: date, By: operator, Sources: []string{source}}
			text := unmark(c.text("body"))
			if strings.HasPrefix(text, "Resolved:") {
				u.Status = "resolved"
			}
			d.update(u, text)
		}
	}
}

var (
	linkMark  = regexp.MustCompile(`\[([^\]\[]*)\]\(\s*([^()\s]*)\s*\)`)
	otherMark = regexp.MustCompile("\\*\\*|`")
)

// unmark drops the marks of Markdown from a short text; a link becomes its words
// with the address behind.
func unmark(s string) string {
	return otherMark.ReplaceAllString(linkMark.ReplaceAllString(s, "$1 ($2)"), "")
}
