package importer

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"incidentarchive/generator/internal/prose"
	"incidentarchive/generator/internal/record"
)

// entry is what one entry of an input says. No format gives it an end.
type entry struct{ ID, Title, Text, Start string }

func (e entry) day() string { return e.Start[:10] }

func quoted(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}

// jsonList writes entries as a list in a JSON file.
func jsonList(before, after string, one func(e entry) string) func([]entry) []File {
	return func(list []entry) []File {
		var all []string
		for _, e := range list {
			all = append(all, one(e))
		}
		return []File{{"input.json", []byte(before + strings.Join(all, ",\n") + after)}}
	}
}

// inputs writes entries in the format of each kind.
var inputs = map[string]func([]entry) []File{
	"statuspage": jsonList(`{"page": {"name": "Acme"}, "incidents": [`, `]}`, func(e entry) string {
		return fmt.Sprintf(`{"id": %q, "name": %s, "status": "monitoring", "impact": "major", "created_at": %q, "resolved_at": null, "components": [{"name": "API"}],
 "incident_updates": [{"id": "u", "status": "investigating", "body": %s, "created_at": %[3]q}]}`, e.ID, quoted(e.Title), e.Start, quoted(e.Text))
	}),
	"gcp": jsonList(`[`, `]`, func(e entry) string {
		return fmt.Sprintf(`{"id": %q, "begin": %q, "end": null, "external_desc": %s, "status_impact": "SERVICE_OUTAGE", "affected_products": [{"title": "API"}],
 "updates": [{"when": %[2]q, "text": %s, "status": "SERVICE_OUTAGE"}], "uri": "incidents/x"}`, e.ID, e.Start, quoted(e.Title), quoted(e.Text))
	}),
	"instatus": jsonList(`[`, `]`, func(e entry) string {
		return fmt.Sprintf(`{"id": %q, "name": %s, "started": %q, "resolved": null, "status": "IDENTIFIED", "impact": "MAJOROUTAGE", "components": [{"name": "API"}],
 "updates": [{"id": "u", "message": %s, "status": "INVESTIGATING", "started": %[3]q}]}`, e.ID, quoted(e.Title), e.Start, quoted(e.Text))
	}),
	"upptime": jsonList(`[`, `]`, func(e entry) string {
		return fmt.Sprintf(`{"number": %s, "url": "https://github.com/acme/status/issues/%[1]s", "title": %s, "state": "OPEN", "createdAt": %q, "closedAt": null,
 "labels": [{"name": "status"}, {"name": "api"}], "body": %s, "comments": []}`, strings.TrimLeft(e.ID, "abcdefghijklmnopqrstuvwxyz-"), quoted("🛑 "+e.Title+" is down"), e.Start, quoted(e.Text))
	}),
	"cloudflare-radar": jsonList(`{"success": true, "result": {"annotations": [`, `]}}`, func(e entry) string {
		return fmt.Sprintf(`{"id": %q, "startDate": %q, "endDate": null, "dataSource": "ALL", "eventType": "OUTAGE", "description": %s, "locations": ["NL"], "asns": [],
 "outage": {"outageCause": "CABLE_CUT", "outageType": "NATIONWIDE"}}`, e.ID, e.Start, quoted(e.Title+". "+e.Text))
	}),
	"misp": jsonList(`{"response": [`, `]}`, func(e entry) string {
		return fmt.Sprintf(`{"Event": {"uuid": %q, "info": %s, "date": %q, "Attribute": [{"type": "target-org", "value": "Acme"}, {"type": "comment", "value": %s}]}}`,
			e.ID, quoted(e.Title), e.day(), quoted(e.Text))
	}),
	"vcdb": jsonList(`[`, `]`, func(e entry) string {
		return fmt.Sprintf(`{"incident_id": %q, "security_incident": "Confirmed", "summary": %s, "timeline": {"incident": {"year": %s, "month": %d, "day": %d}},
 "victim": {"victim_id": "Acme", "country": ["NL"], "industry": "517"}, "action": {"hacking": {"variety": ["DoS"]}}, "attribute": {"availability": {"variety": ["Loss"]}}, "actor": {"external": {}}}`,
			e.ID, quoted(e.Title+". "+e.Text), e.Start[:4], number(e.Start[5:7]), number(e.Start[8:10]))
	}),
	"cstate": func(list []entry) []File {
		var files []File
		for _, e := range list {
			files = append(files, File{"content/issues/" + e.ID + ".md", fmt.Appendf(nil, "---\ntitle: %s\ndate: %s\nresolved: false\nseverity: down\naffected:\n  - API\nsection: issue\n---\n\n%s\n", quoted(e.Title), e.Start, e.Text)})
		}
		return files
	},
	"postmortems": func(list []entry) []File {
		var files []File
		for _, e := range list {
			files = append(files, File{"data/" + e.ID + ".md", fmt.Appendf(nil, "---\nuuid: %s\nurl: https://blog.example/%[1]s\ntitle: %s\nstart_time: %s\ncompany: Acme\nproduct: API\nsummary: %s\n---\n\n%s\n", e.ID, quoted(e.Title), e.Start, quoted(e.Text), e.Text)})
		}
		return files
	},
	"csv": func(list []entry) []File {
		var b strings.Builder
		b.WriteString("id,title,start,end,country,service,operator,summary\n")
		cell := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
		for _, e := range list {
			fmt.Fprintf(&b, "%s,%s,%s,,NL,API,Acme,%s\n", e.ID, cell(e.Title), e.Start, cell(e.Text))
		}
		return []File{{"input.csv", []byte(b.String())}}
	},
}

func number(text string) (n int) {
	_, _ = fmt.Sscanf(text, "%d", &n)
	return n
}

// TestOddInputs gives every kind the same odd entries in its own format: HTML and
// scripts in texts, zones that are no whole hours, times that do not exist, no end.
func TestOddInputs(t *testing.T) {
	const text = `Mail <b onmouseover="x()">failed</b> & <script>alert(1)</script> [here](javascript:alert(1)) ![i](https://e.example/i.png) &lt;i&gt; {{< x >}} <https://ok.example/>.`
	list := []entry{
		{"n-1", "Kathmandu <img src=x onerror=alert(1)>", text, "2024-06-01T12:00:00+05:45"},
		{"n-2", "Chatham & \u202eevil", text, "2024-01-15T00:30:00+13:45"},
		{"n-3", "The hour that is skipped", text, "2024-03-31T02:30:00+02:00"},
		{"n-4", "No such day", text, "2024-02-30T10:00:00Z"},
	}
	for _, k := range Kinds() {
		t.Run(k.Name, func(t *testing.T) {
			p, err := k.Import(&Source{Name: "input", Files: inputs[k.Name](list)}, Options{Now: testDay, Countries: []record.Country{"NL"}, Operator: "Acme", TimeZone: "Europe/Amsterdam"})
			if err != nil {
				t.Fatal(err)
			}
			a := load(t, t.TempDir(), p) // fails on findings
			if len(p.Report.Created) != 3 || len(p.Report.Refused) != 1 {
				t.Fatalf("%d created, %d refused, want 3 and 1: %+v", len(p.Report.Created), len(p.Report.Refused), p.Report)
			}
			for _, i := range a.Incidents {
				if e := i.Incident.End.Value; !e.Unknown && !e.Ongoing {
					t.Errorf("%s ends %s, and nobody said so", i.ID, e)
				}
				at := slices.IndexFunc(list, func(e entry) bool {
					return slices.ContainsFunc(i.Aliases, func(alias string) bool { return strings.HasSuffix(alias, strings.TrimPrefix(e.ID, "n-")) })
				})
				if at < 0 {
					t.Fatalf("%s has aliases %q", i.ID, i.Aliases)
				}
				// The day alone is in the zone of whoever wrote it.
				instant, err := time.Parse(time.RFC3339, list[at].Start)
				if err != nil {
					t.Fatal(err)
				}
				if s := i.Incident.Start.Value; s.HasClock() && (instant.Before(i.Start.Earliest) || instant.After(i.Start.Latest)) || !s.HasClock() && s.String() != list[at].day() {
					t.Errorf("%s begins %s, want %s", i.ID, s, list[at].Start)
				}
				for _, markdown := range append([]string{i.Summary, i.Details}, updates(i.Incident)...) {
					checkHarmless(t, i.ID, markdown)
				}
				if strings.Contains(i.Title, "\u202e") {
					t.Errorf("%s has the title %q", i.ID, i.Title)
				}
			}
		})
	}
}

func updates(i *record.Incident) (texts []string) {
	for _, u := range i.Updates {
		texts = append(texts, u.Text)
	}
	return texts
}

// checkHarmless looks that a text shows as text.
func checkHarmless(t *testing.T, id, markdown string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(prose.HTML(markdown, "/"))))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && !slices.Contains([]string{"html", "head", "body", "p", "em", "strong", "code", "pre", "ul", "ol", "li", "a", "blockquote", "br"}, n.Data) {
			t.Errorf("%s: the text has the element %s: %s", id, n.Data, markdown)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Val, "javascript:") {
				t.Errorf("%s: the text has %s=%q", id, a.Key, a.Val)
			}
		}
	}
}

// TestManyOfAKind: many entries with one title and one start are as many records,
// and a second import changes none of them.
func TestManyOfAKind(t *testing.T) {
	const many = 40
	var list []entry
	for n := range many {
		list = append(list, entry{fmt.Sprintf("n-%d", n+1), "The same title", "Text.", "2024-06-01T12:00:00Z"})
	}
	for _, k := range Kinds() {
		t.Run(k.Name, func(t *testing.T) {
			dir := t.TempDir()
			opt := Options{Now: testDay, Countries: []record.Country{"NL"}, Operator: "Acme"}
			source := &Source{Name: "input", Files: inputs[k.Name](list)}
			p, err := k.Import(source, opt)
			if err != nil || len(p.Report.Created) != many {
				t.Fatalf("%d created, want %d: %v", len(p.Report.Created), many, err)
			}
			opt.Archive = load(t, dir, p)
			if p, err = k.Import(source, opt); err != nil || len(p.Changes) > 0 || len(p.Report.Unchanged) != many {
				t.Errorf("the second import changes %d files, %d records are unchanged: %v", len(p.Changes), len(p.Report.Unchanged), err)
			}
		})
	}
}

// TestNothing: an input that holds nothing makes no record, and says so or why.
func TestNothing(t *testing.T) {
	for _, k := range Kinds() {
		for _, text := range []string{"", " \n", "[]", "{}", "null", "\x00", "<html></html>", "---\n---\n", "[[[", `{"incidents": null}`} {
			for _, name := range []string{"input.json", "input.ndjson", "input.csv", "content/issues/x.md", "data/x.md", "history/x.yml"} {
				p, err := k.Import(&Source{Name: "input", Files: []File{{name, []byte(text)}}}, Options{Now: testDay, Countries: []record.Country{"NL"}, Operator: "Acme"})
				if err == nil && len(p.Report.Created) > 0 {
					t.Errorf("%s makes %d records of %s with %q", k.Name, len(p.Report.Created), name, text)
				}
			}
		}
	}
}
