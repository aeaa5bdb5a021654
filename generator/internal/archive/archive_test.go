package archive_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/archive/archivetest"
	"incidentarchive/generator/internal/edtf"
)

// base is a small archive: two services of two operators, of which one depends
// on the other.
func base() map[string]string {
	return map[string]string{
		"content/organisations/ctie.yaml":     "name: Centre des technologies\nshort_name: CTIE\nkind: authority\ncountry: LU\n",
		"content/organisations/luxtrust.yaml": "name: LuxTrust\nkind: operator\n",
		"content/services/myguichet.yaml":     "name: MyGuichet.lu\noperator: ctie\nsector: public-administration\ncountries: [LU]\ndepends_on: [luxtrust]\n",
		"content/services/luxtrust.yaml":      "name: LuxTrust\noperator: luxtrust\nsector: digital-infrastructure\ncountries: [LU]\n",
	}
}

// incident writes a record; impacts are "service level start end" lines.
func incident(start, end string, impacts []string, more string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: A test\ntype: outage\ncertainty: confirmed\nsummary: Text.\ntime_zone: Europe/Luxembourg\nstart: %s\nend: %s\ncountries: [LU]\nroot_cause: unknown\nimpacts:\n", start, end)
	for _, line := range impacts {
		f := strings.Fields(line)
		fmt.Fprintf(&b, "  - service: %s\n    level: %s\n", f[0], f[1])
		if len(f) > 2 {
			fmt.Fprintf(&b, "    start: %s\n    end: %s\n", f[2], f[3])
		}
		b.WriteString("    sources: [news]\n")
	}
	b.WriteString("sources:\n  - id: news\n    publisher: A newspaper\n    url: https://example.org/\n    language: fr\n    type: article\npublished: 2025-06-01\nmodified: 2025-06-02\n")
	b.WriteString(more)
	return b.String()
}

func with(files map[string]string, more map[string]string) map[string]string {
	maps.Copy(files, more)
	return files
}

func TestLinks(t *testing.T) {
	a := archivetest.Load(t, with(base(), map[string]string{
		"content/incidents/2024/2024-05-01-first.yaml": incident("2024-05-01T10:00", "2024-05-01T11:00", []string{"myguichet outage", "luxtrust degraded", "myguichet degraded"}, ""),
		"content/incidents/2025/2025-01-10-second.yaml": incident("2025-01-10T13:05", "2025-01-10T14:55", []string{"myguichet outage"},
			"claims:\n  - {about: cause, by: ctie, date: 2025-01-10, says: One., status: superseded, superseded_by: 2, sources: [news]}\n"+
				"  - {about: cause, by: unidentified, date: 2025-01-11, says: Two., status: standing, sources: [news]}\nrelated: [2024-05-01-first]\n"),
	}))
	first, second := a.Incident("2024-05-01-first"), a.Incident("2025-01-10-second")
	if a.Incidents[0] != second || a.Incidents[1] != first || second.Older != first || first.Newer != second {
		t.Error("incidents are not ordered newest first")
	}
	if len(first.Services) != 2 || len(first.Operators) != 2 || len(first.Sectors) != 2 {
		t.Errorf("first has %d services, %d operators, %d sectors, want 2 of each", len(first.Services), len(first.Operators), len(first.Sectors))
	}
	if len(first.Related) != 1 || first.Related[0] != second {
		t.Error("a relation named on one side does not hold on the other")
	}
	guichet, trust := a.Service("myguichet"), a.Service("luxtrust")
	if len(guichet.Incidents) != 2 || guichet.Incidents[0] != second || guichet.DependsOn[0] != trust || trust.Dependents[0] != guichet {
		t.Error("services are not linked with incidents and each other")
	}
	if len(guichet.Shared()) != 1 || guichet.Shared()[0].Service != trust || len(guichet.Shared()[0].Incidents) != 1 {
		t.Errorf("MyGuichet shares %v", guichet.Shared())
	}
	ctie := a.Organisation("ctie")
	if len(ctie.Claims) != 1 || ctie.ClaimsWith("superseded") != 1 || len(ctie.Incidents) != 2 {
		t.Error("organisations are not linked with what they said and run")
	}
	one, two := second.Claims[0], second.Claims[1]
	if one.SupersededBy != two || len(two.Supersedes) != 1 || two.By != nil {
		t.Error("claims are not chained")
	}
	if a.Date != "2025-06-02" {
		t.Errorf("the archive speaks as of %s", a.Date)
	}
	years := []string{}
	for _, g := range a.Years {
		years = append(years, fmt.Sprintf("%s:%d", g.ID, len(g.Incidents)))
	}
	if diff := cmp.Diff([]string{"2025:1", "2024:1"}, years); diff != "" {
		t.Error(diff)
	}
}

func TestDuration(t *testing.T) {
	tests := []struct{ start, end, more, want string }{
		{"2025-01-10T13:05", "2025-01-10T14:55", "", "1 h 50 min"},
		{"2025-01-10T13:05~", "2025-01-10T14:55", "", "about 1 h 45 min"},
		{`"[2025-01-10T13:00..2025-01-10T14:00]"`, "2025-01-10T16:00", "", "between 2 h and 3 h"},
		{"2025-01-10", "2025-01-10", "", "up to 1 day"},
		{"2025-01-10", "2025-01-12", "", "between 1 day and 3 days"},
		{"2025-01-10T12:00", "unknown", "", "unknown"},
		{"2025-05-31", "ongoing", "", "at least 2 days"}, // until the end of the day of the last change
		{"2025-01-10", "unknown", "duration: PT4H~\n", "about 4 h"},
		{"2025-03-30T01:30", "2025-03-30T03:30", "", "1 h"}, // clocks went forward
	}
	for _, test := range tests {
		a := archivetest.Load(t, with(base(), map[string]string{
			"content/incidents/2025/2025-01-10-test.yaml": incident(test.start, test.end, []string{"myguichet outage"}, test.more),
		}))
		if got := a.Incidents[0].Duration.Text(edtf.English); got != test.want {
			t.Errorf("%s to %s: %q, want %q", test.start, test.end, got, test.want)
		}
	}
}

func TestDowntime(t *testing.T) {
	year := func(y, incidents int, min, max time.Duration, open bool) archive.Downtime {
		return archive.Downtime{Year: y, Incidents: incidents, Min: min, Max: max, Open: open}
	}
	tests := []struct {
		name  string
		files map[string]string
		want  []archive.Downtime
	}{
		{"exact", map[string]string{
			"content/incidents/2025/2025-01-10-a.yaml": incident("2025-01-10T13:00", "2025-01-10T15:00", []string{"myguichet outage 2025-01-10T13:00 2025-01-10T14:00"}, ""),
		}, []archive.Downtime{year(2025, 1, time.Hour, time.Hour, false)}},
		{"phases that overlap count once, degraded not at all", map[string]string{
			"content/incidents/2025/2025-01-10-a.yaml": incident("2025-01-10T13:00", "2025-01-10T18:00", []string{
				"myguichet outage 2025-01-10T13:00 2025-01-10T15:00", "myguichet outage 2025-01-10T14:00 2025-01-10T16:00", "myguichet degraded 2025-01-10T16:00 2025-01-10T18:00"}, ""),
		}, []archive.Downtime{year(2025, 1, 3*time.Hour, 3*time.Hour, false)}},
		{"a row without times is possible, not certain", map[string]string{
			"content/incidents/2025/2025-01-10-a.yaml": incident("2025-01-10T13:00", "2025-01-10T15:00", []string{"myguichet outage"}, ""),
		}, []archive.Downtime{year(2025, 1, 0, 2*time.Hour, false)}},
		{"over New Year, in local time, with a gap", map[string]string{
			"content/incidents/2022/2022-03-01-a.yaml": incident("2022-03-01T00:00", "2022-03-01T01:00", []string{"myguichet outage 2022-03-01T00:00 2022-03-01T01:00"}, ""),
			"content/incidents/2023/2023-12-31-b.yaml": incident("2023-12-31T22:00", "2024-01-01T03:00", []string{"myguichet outage 2023-12-31T22:00 2024-01-01T03:00"}, ""),
		}, []archive.Downtime{year(2022, 1, time.Hour, time.Hour, false), year(2023, 1, 2*time.Hour, 2*time.Hour, false), year(2024, 1, 3*time.Hour, 3*time.Hour, false)}},
		{"an unknown end is open", map[string]string{
			"content/incidents/2025/2025-01-10-a.yaml": incident("2025-01-10T13:00", "unknown", []string{"myguichet outage 2025-01-10T13:00 unknown"}, ""),
		}, []archive.Downtime{year(2025, 1, 0, 0, true)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := archivetest.Load(t, with(base(), test.files))
			if diff := cmp.Diff(test.want, a.Service("myguichet").Downtime()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestFigures(t *testing.T) {
	files := base()
	for n, times := range [][2]string{{"T10:00", "T11:00"}, {"T10:00", "T12:00"}, {"T10:00", "T20:00"}, {"", ""}} {
		day := fmt.Sprintf("2025-01-1%d", n)
		end := day + times[1]
		if times[1] == "" {
			end = "unknown"
		}
		files["content/incidents/2025/"+day+"-x.yaml"] = incident(day+times[0], end, []string{"myguichet outage"}, "")
	}
	files["content/incidents/2025/2025-01-19-w.yaml"] = incident("2025-01-19T00:00", "2025-01-19T01:00", []string{"myguichet outage"}, "withdrawn: {date: 2025-06-02, reason: Test.}\n")
	f := archivetest.Load(t, files).Figures()
	if f.Incidents != 4 || f.DurationKnown != 3 {
		t.Errorf("%d incidents, %d durations known, want 4 and 3: withdrawn records do not count, unknown ends are not known", f.Incidents, f.DurationKnown)
	}
	if want := (archive.Range{Min: 2 * time.Hour, Max: 2 * time.Hour}); f.Median != want {
		t.Errorf("median %v, want %v", f.Median, want)
	}
	if f.Longest == nil || f.Longest.ID != "2025-01-12-x" {
		t.Errorf("longest is %v", f.Longest)
	}
}
