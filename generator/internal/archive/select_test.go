package archive_test

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"incidentarchive/generator/internal/archive"
)

// repository is the archive that this source code belongs to.
var repository = sync.OnceValues(func() (*archive.Archive, error) {
	root, err := os.OpenRoot("../../..")
	if err != nil {
		return nil, err
	}
	defer root.Close()
	a, findings, err := archive.Load(root, archive.Options{Now: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err == nil && a == nil {
		err = &findings[0]
	}
	return a, err
})

func whole(t *testing.T) *archive.Archive {
	t.Helper()
	a, err := repository()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func choose(t *testing.T, a *archive.Archive, text string) *archive.Archive {
	t.Helper()
	f, err := archive.ParseFilter(text)
	if err != nil {
		t.Fatal(err)
	}
	part, err := a.Select(f)
	if err != nil {
		t.Fatal(err)
	}
	return part
}

func TestSelectIsWholeInItself(t *testing.T) {
	a := whole(t)
	before := a.Version()
	for _, text := range []string{"service:post-mobile", "service:post-mobile year:2025", "type:attack country:lu", "-type:attack year:2015..2024", "organisation:ctie", "cause:system-failure,human-error"} {
		part := choose(t, a, text)
		if len(part.Incidents) == 0 || len(part.Incidents) >= len(a.Incidents) {
			t.Errorf("%s: %d of %d incidents", text, len(part.Incidents), len(a.Incidents))
		}
		if part.Figures().Incidents > len(part.Incidents) || part.Figures().Outages+part.Figures().Attacks != part.Figures().Incidents {
			t.Errorf("%s: figures %+v over %d incidents", text, part.Figures(), len(part.Incidents))
		}
		if part.Date != a.Date {
			t.Errorf("%s: date %s, want that of the whole archive, %s", text, part.Date, a.Date)
		}
		for _, i := range part.Incidents {
			if i == a.Incident(i.ID) {
				t.Fatalf("%s: %s is shared with the whole archive", text, i.ID)
			}
			for _, list := range [][]*archive.Incident{i.Related, i.SameCampaign(), i.SameCause(), i.SameService()} {
				for _, other := range list {
					if part.Incident(other.ID) != other {
						t.Errorf("%s: %s leads to %s, which is not in the part", text, i.ID, other.ID)
					}
				}
			}
			for _, s := range i.Services {
				if part.Service(s.ID) != s || part.Organisation(s.Operator.ID) != s.Operator {
					t.Errorf("%s: %s hit %s, which is not in the part", text, i.ID, s.ID)
				}
			}
			for n, c := range i.Claims {
				if was := a.Incident(i.ID).Claims[n].By; (was == nil) != (c.By == nil) {
					t.Errorf("%s: %s, claim %d lost its claimant", text, i.ID, n+1)
				}
			}
		}
		for _, s := range part.Services {
			if got, want := len(s.DependsOn), len(a.Service(s.ID).DependsOn); got != want {
				t.Errorf("%s: %s depends on %d services, want %d", text, s.ID, got, want)
			}
		}
	}
	if a.Version() != before {
		t.Error("selecting changed the archive")
	}
}

func TestSelectEverythingGivesTheSameArchive(t *testing.T) {
	a := whole(t)
	all := choose(t, a, "type:outage,attack")
	ids := func(a *archive.Archive) []string {
		var list []string
		for _, i := range a.Incidents {
			line := i.ID + ":"
			for _, group := range [][]*archive.Incident{i.Related, i.SameCampaign(), i.SameCause(), i.SameService()} {
				for _, other := range group {
					line += " " + other.ID
				}
				line += ";"
			}
			list = append(list, line)
		}
		for _, g := range slices.Concat(a.Years, a.Sectors, a.RootCauses, a.Techniques, a.Countries) {
			list = append(list, g.ID)
		}
		return list
	}
	if diff := cmp.Diff(ids(a), ids(all)); diff != "" {
		t.Errorf("(-whole +selected)\n%s", diff)
	}
}

func TestSelectRefuses(t *testing.T) {
	a := whole(t)
	tests := []struct{ filter, want string }{
		{"", "the selection is empty"},
		{"post-mobile", `"post-mobile" has to be KEY:VALUE`},
		{"service:", "has to be KEY:VALUE"},
		{"servce:post-mobile", `unknown key "servce" (did you mean "service"?)`},
		{"service:post-mobil", `no record has service "post-mobil" (did you mean "post-mobile"?)`},
		{"year:25", "want four digits"},
		{"year:2025..2023", "want four digits, or a range"},
		{"type:attack -type:attack", "no incident has all of this"},
	}
	for _, test := range tests {
		f, err := archive.ParseFilter(test.filter)
		if err == nil {
			_, err = a.Select(f)
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got %v, want %q", test.filter, err, test.want)
		}
	}
}

// FuzzParseFilter: a filter that is accepted reads the same when it is read again.
func FuzzParseFilter(f *testing.F) {
	for _, seed := range []string{"service:post-mobile year:2025", "-type:attack  year:2015..2024", "country:lu,fr", ":", "year:9999..0000", "a:b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		filter, err := archive.ParseFilter(text)
		if err != nil {
			return
		}
		again, err := archive.ParseFilter(filter.String())
		if err != nil || again.String() != filter.String() {
			t.Errorf("%q reads %q, then %q, %v", text, filter, again, err)
		}
	})
}
