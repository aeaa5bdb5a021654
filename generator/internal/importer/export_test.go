package importer

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/record"
)

// TestRoundTrip writes the real archive in each format and imports it again: all
// incidents come back under their ids, and what differs is on the list of what
// the format cannot hold.
func TestRoundTrip(t *testing.T) {
	root, err := os.OpenRoot("../../..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	before, findings, err := archive.Load(root, archive.Options{Now: testDay})
	if err != nil || findings.HasErrors() {
		t.Fatal(err, findings)
	}
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			files, lost, err := f.Write(before, Site{Title: "Test", BaseURL: "https://archive.example/"})
			if err != nil {
				t.Fatal(err)
			}
			kind, _ := Find(f.Name)
			p, err := kind.Import(&Source{Name: "export", Files: files}, Options{Now: testDay, Countries: []record.Country{"LU"}})
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Report.Refused) > 0 {
				t.Errorf("refused: %v", p.Report.Refused)
			}
			after := load(t, t.TempDir(), p)
			listed := map[string]bool{}
			exactStarts := 0
			for _, l := range lost {
				if !slices.ContainsFunc(f.Losses, func(r Rule) bool { return r.Path == l.Field || r.Path == "x-*" && strings.HasPrefix(l.Field, "x-") }) {
					t.Errorf("%s: %s is lost, and the documentation does not say so", l.ID, l.Field)
				}
				listed[l.ID+" "+l.Field] = true
			}
			for _, x := range before.Incidents {
				y := after.Incident(x.ID)
				if y == nil {
					t.Errorf("%s does not come back", x.ID)
					continue
				}
				for _, field := range strings.Split(differences(x.Incident, y.Incident), ", ") {
					if !listed[x.ID+" "+field] && !listed[x.ID+" "+field+".sources"] && field != "its comments or style" {
						t.Errorf("%s: %s differs and is not listed as lost", x.ID, field)
					}
				}
				if !listed[x.ID+" start"] {
					exactStarts++
					if got := y.Incident.Start.Value; got != x.Incident.Start.Value {
						t.Errorf("%s: start comes back as %s", x.ID, got)
					}
				}
				if got := y.Incident.End.Value; !listed[x.ID+" end"] && got != x.Incident.End.Value {
					t.Errorf("%s: end comes back as %s", x.ID, got)
				}
				if diff := cmp.Diff(serviceNames(x), serviceNames(y)); diff != "" {
					t.Errorf("%s: services differ (-before +after):\n%s", x.ID, diff)
				}
				for _, u := range x.Updates {
					if !slices.ContainsFunc(y.Updates, func(v record.Update) bool { return v.Text == u.Text }) {
						t.Errorf("%s: the update %q is lost", x.ID, u.Text)
					}
				}
			}
			if len(after.Incidents) != len(before.Incidents) || exactStarts == 0 {
				t.Errorf("%d of %d incidents, %d with their exact start", len(after.Incidents), len(before.Incidents), exactStarts)
			}
			t.Logf("%d incidents, %d with their exact start, %d losses listed", len(after.Incidents), exactStarts, len(lost))
		})
	}
}

func serviceNames(i *archive.Incident) []string {
	names := map[string]bool{}
	for _, s := range i.Services {
		names[s.Name] = true
	}
	return slices.Sorted(maps.Keys(names))
}
