package archive

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// entry is an incident of the test archive: lines that a record has to have, and
// those that the test is about.
type entry struct {
	id, kind, start, end, cause, more string
}

func (e entry) yaml() string {
	status := ""
	if e.cause != "unknown" {
		status = "\n  status: confirmed\n  sources: [src]"
	}
	return fmt.Sprintf(`title: %s
type: %s
certainty: confirmed
summary: Something failed.
time_zone: Europe/Luxembourg
start: %q
end: %q
countries: [LU]
root_cause:
  value: %s%s
impacts:
  - service: trains
    level: outage
    start: %q
    end: %q
    sources: [src]
%ssources:
  - {id: src, publisher: Press, url: "https://example.org/s", language: en, type: article}
published: 2026-01-01
modified: 2026-01-02
`, e.id, e.kind, e.start, e.end, e.cause, status, e.start, e.end, e.more)
}

func load(t *testing.T, entries []entry) *Archive {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		file := filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("services/trains.yaml", "name: \"=Trains\"\noperator: railway\nsector: transport\ncountries: [LU]\n")
	write("organisations/railway.yaml", "name: Railway\nkind: operator\n")
	write("organisations/press.yaml", "name: Press\nkind: media\n")
	for _, e := range entries {
		write("incidents/"+e.id[:4]+"/"+e.id+".yaml", e.yaml())
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	a, findings, err := Load(root, Options{})
	if err != nil || a == nil {
		t.Fatal(findings, err)
	}
	return a
}

func claim(by, date, status string) string {
	return fmt.Sprintf("claims:\n  - about: cause\n    by: %s\n    date: %s\n    says: It was the weather.\n    status: %s\n    sources: [src]\n", by, date, status)
}

func sample(t *testing.T) *Archive {
	return load(t, []entry{
		{"2022-03-01-a", "outage", "2022-03-01T10:00", "2022-03-01T12:00", "human-error", "disclosed: 2022-03-01T10:30\n"},
		{"2022-05-01-b", "attack", "2022-05-01T10:00", "2022-05-01T11:00", "unknown", claim("railway", "2022-05-01T11:00", "disputed")},
		{"2024-03-01-c", "outage", "2024-03-01", "2024-03-02", "human-error", claim("press", "\"[2024-03-04..]\"", "standing")},
		{"2024-06-01-d", "outage", "2024-06-01", "unknown", "system-failure", claim("unidentified", "2024-05-01", "retracted")},
		{"2024-07-01-e", "attack", "2024-07-01", "2024-07-30", "unknown", "withdrawn: {date: 2026-01-02, reason: It was a drill.}\n"},
	})
}

func TestStatistics(t *testing.T) {
	s := sample(t).Statistics()
	if s.Incidents != 4 {
		t.Errorf("%d incidents, want 4: the withdrawn one does not count", s.Incidents)
	}
	if diff := cmp.Diff([]YearCount{{2022, 1, 1}, {2023, 0, 0}, {2024, 2, 0}}, s.Years); diff != "" {
		t.Errorf("years, -want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]Count{{"human-error", 2}, {"system-failure", 1}, {"unknown", 1}}, s.Causes); diff != "" {
		t.Errorf("causes, -want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]Count{{"transport", 4}}, s.Sectors); diff != "" {
		t.Errorf("sectors, -want +got:\n%s", diff)
	}
	// Two clock times, and from midnight to midnight: 2 h, 1 h, 1 s to 2 days.
	if s.DurationKnown != 3 || s.Duration.Min != time.Hour || s.Duration.Max != 2*time.Hour {
		t.Errorf("median %v, known for %d, want 1 h to 2 h for 3", s.Duration, s.DurationKnown)
	}
	if s.StatementKnown != 2 || s.Statement.Min != 45*time.Minute {
		t.Errorf("median until a statement %v, known for %d, want 45 min for 2", s.Statement, s.StatementKnown)
	}
	var order []string
	for _, x := range s.Statements {
		order = append(order, x.Incident.ID)
	}
	if want := []string{"2022-03-01-a", "2022-05-01-b", "2024-03-01-c"}; !slices.Equal(order, want) {
		t.Errorf("first statements of %v, want %v: what was said before does not count", order, want)
	}
	want := []ClaimCount{
		{Kind: "operator", Claims: 1, Disputed: 1}, {Kind: "media", Claims: 1, Standing: 1}, {Kind: "", Claims: 1, Retracted: 1},
	}
	if diff := cmp.Diff(want, s.Claims); diff != "" {
		t.Errorf("claims, -want +got:\n%s", diff)
	}
	if len(s.Services) != 1 || s.Services[0].Min < 3*time.Hour || s.Services[0].Min > 4*time.Hour || !s.Services[0].Open {
		t.Errorf("downtime %+v, want one service, 3 h for certain and open", s.Services)
	}
}

func TestStatisticsAsCSV(t *testing.T) {
	var all strings.Builder
	statistics := sample(t).Statistics()
	for _, table := range StatisticsTables() {
		var b bytes.Buffer
		if err := table.WriteCSV(&b, statistics); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&all, "%s\n%s", table.Name, strings.ReplaceAll(b.String(), "\r\n", "\n"))
	}
	for _, want := range []string{
		"incidents-per-year\nyear,outages,attacks\n2022,1,1\n2023,0,0\n2024,2,0\n",
		"2022-05-01-b,attack,3600,3600\n",
		"trains,'=Trains,4,", // not a formula
		"2024-03-01-c,172800,\n",
		"claims-by-kind\nkind,claims,standing,superseded,disputed,retracted\noperator,1,0,0,1,0\nmedia,1,1,0,0,0\nunidentified,1,0,0,0,1\n",
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("tables lack %q:\n%s", want, all.String())
		}
	}
}

func TestGravest(t *testing.T) {
	const emergency = "emergency_services_affected: {value: true, sources: [src]}\n"
	a := load(t, []entry{
		{"2022-01-01-short", "outage", "2022-01-01T10:00", "2022-01-01T11:00", "unknown", ""},
		{"2022-01-02-long", "outage", "2022-01-02T10:00", "2022-01-02T20:00", "unknown", ""},
		{"2022-01-03-national", "outage", "2022-01-03T10:00", "2022-01-03T10:10", "unknown", "scope: {value: national, sources: [src]}\n"},
		{"2022-01-04-emergency", "outage", "2022-01-04T10:00", "2022-01-04T10:05", "unknown", emergency},
		{"2022-01-05-unknown", "outage", "2022-01-05T10:00", "unknown", "unknown", ""},
	})
	var got []string
	for _, i := range a.Gravest() {
		got = append(got, i.ID[11:])
	}
	if want := []string{"emergency", "national", "long", "short", "unknown"}; !slices.Equal(got, want) {
		t.Errorf("gravest %v, want %v", got, want)
	}
}

func TestCalendar(t *testing.T) {
	a := load(t, []entry{
		{"2022-03-01-a", "outage", "2022-03-01T23:30", "2022-03-02T00:30", "unknown", ""},
		{"2022-03-02-b", "outage", "[2022-03-02..2022-03-03]", "unknown", "unknown", ""},
		{"2021-c", "outage", "2021", "2021", "unknown", ""},
	})
	days := map[string]CalendarDay{}
	for _, d := range a.Calendar() {
		days[d.Date.Format(time.DateOnly)] = d
	}
	for day, want := range map[string][2]int{
		"2022-03-01": {1, 0}, "2022-03-02": {1, 1}, "2022-03-03": {0, 1}, "2022-03-04": {0, 0}, "2021-01-01": {0, 1}, "2021-12-31": {0, 1},
	} {
		if got := days[day]; got.Certain != want[0] || got.Possible != want[1] {
			t.Errorf("%s: %d certain and %d possible incidents, want %v", day, got.Certain, got.Possible, want)
		}
	}
	if len(a.Calendar()) != 365+3 || !slices.IsSortedFunc(a.Calendar(), func(x, y CalendarDay) int { return x.Date.Compare(y.Date) }) {
		t.Errorf("%d days, want 368 in order", len(a.Calendar()))
	}
}

// TestStatisticsOfTheArchive checks what holds for every archive on this one.
func TestStatisticsOfTheArchive(t *testing.T) {
	root, err := os.OpenRoot(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	a, findings, err := Load(root, Options{})
	if err != nil || a == nil {
		t.Fatal(findings, err)
	}
	s := a.Statistics()
	years, causes := 0, 0
	for _, y := range s.Years {
		years += y.Outages + y.Attacks
	}
	for _, c := range s.Causes {
		causes += c.Incidents
	}
	if years != s.Incidents || causes != s.Incidents || len(a.Gravest()) != s.Incidents {
		t.Errorf("years count %d, causes %d and gravest %d incidents, want %d each", years, causes, len(a.Gravest()), s.Incidents)
	}
	if s.DurationKnown > len(s.Durations) || s.StatementKnown > len(s.Statements) || s.Duration.Min > s.Duration.Max {
		t.Errorf("more is known than there is: %d of %d, %d of %d, %v", s.DurationKnown, len(s.Durations), s.StatementKnown, len(s.Statements), s.Duration)
	}
	for _, x := range s.Services {
		if x.Min > x.Max {
			t.Errorf("%s: out for %v at least and %v at most", x.Service.ID, x.Min, x.Max)
		}
	}
}
